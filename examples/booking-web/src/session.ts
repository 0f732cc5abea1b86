import { MedCor, type SignedIn, type TokenPair, type TokenStore, type User } from '@medcor/sdk';
import { type MedCorQueries, queriesOf } from '@medcor/sdk/react-query';
import { QueryClient } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import type { Backend } from './backend.js';

/** Somebody who is signed in, and all that is known by it: what the next one sees is not what this one saw. */
export interface Session {
  readonly user: User;
  readonly medcor: MedCor;
  readonly queries: MedCorQueries;
  readonly queryClient: QueryClient;
  signOut(): void;
}

/** Signs in or registers by `enter`. `onEnded` hears when the server has ended the session. */
export async function beginSession(
  { options }: Backend,
  enter: (auth: MedCor['auth']) => PromiseLike<SignedIn>,
  onEnded: () => void,
): Promise<Session> {
  let isSignedOut = false;
  const tokens = inMemory(() => {
    if (!isSignedOut) onEnded();
  });
  const medcor = new MedCor({ ...options, tokens });
  const { user } = await enter(medcor.auth);
  const queryClient = new QueryClient({
    // The SDK tries again by itself, and knows better than the browser whether the API can be reached.
    defaultOptions: {
      queries: { retry: false, networkMode: 'always' },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
  const signOut = () => {
    isSignedOut = true;
    // What cannot be ended now ends by itself.
    medcor.auth.logout().catch(() => undefined);
  };
  return { user, medcor, queries: queriesOf(medcor), queryClient, signOut };
}

/** Tokens are nowhere but here: they are gone with the page. */
function inMemory(onForgotten: () => void): TokenStore {
  let kept: TokenPair | undefined;
  return {
    get: () => kept,
    set(tokens) {
      kept = tokens;
      if (!tokens) onForgotten();
    },
  };
}

const SessionContext = createContext<Session | undefined>(undefined);
export const SessionProvider = SessionContext.Provider;

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('Nobody is signed in here.');
  return session;
}
