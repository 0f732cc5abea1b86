import type { Database } from '../../db/database.js';
import type { Actor } from '../../edge/actor.js';
import { ApiError } from '../../edge/api-error.js';
import type { Clock } from '../../ports.js';
import { remember } from '../../remember.js';
import type { Repositories } from '../repositories.js';
import type { Account } from '../users/users.repository.js';

/** How long another process's change may go unnoticed. */
const MAX_AGE_MS = 3000;

/** Entries beyond this are dropped, oldest first. */
const MAX_ENTRIES = 10_000;

/** Who is behind a session or an API key, remembered for moments. */
export interface SignInStates {
  ofSession(session: number): Promise<Actor>;
  ofApiKey(hash: string): Promise<Actor>;
  /** Call it when a session, a key, a user or a hospital has changed: nothing remembered is used any more. */
  forget(): void;
}

/** Who it is, and when the session or the key runs out. */
interface SignInState {
  readonly actor: Actor;
  readonly expires_at: string | null;
}

export function createSignInStates({ database, clock }: { database: Database; clock: Clock }): SignInStates {
  let remembered = new Map<string, { actor: Actor; until: number }>();

  const recall = async (key: string, load: () => Promise<SignInState>): Promise<Actor> => {
    const now = clock().getTime();
    const known = remembered.get(key);
    if (known && known.until > now) return known.actor;
    // A `forget` meanwhile replaces the map: what was read before it is not remembered after it.
    const memory = remembered;
    memory.delete(key);
    const { actor, expires_at } = await load();
    const expiry = expires_at === null ? Number.POSITIVE_INFINITY : Date.parse(expires_at);
    remember(memory, key, { actor, until: Math.min(now + MAX_AGE_MS, expiry) }, MAX_ENTRIES);
    return actor;
  };

  return {
    ofSession: (id) =>
      recall(`session ${id}`, () =>
        database.read('platform', async (repositories) => {
          const session = await repositories.sessions.find(id);
          const now = clock().toISOString();
          if (!session || session.ended_at !== null || session.expires_at <= now) {
            throw new ApiError('INVALID_TOKEN', { message: 'This session has ended.' });
          }
          const actor = await activeActor(repositories, session.user, { kind: 'session', session: id });
          return { actor, expires_at: session.expires_at };
        }),
      ),
    ofApiKey: (hash) =>
      recall(`key ${hash}`, () =>
        database.read('platform', async (repositories) => {
          const key = await repositories.apiKeys.findByHash(hash);
          const now = clock().toISOString();
          if (!key) throw new ApiError('INVALID_TOKEN', { message: 'There is no such API key.' });
          if (key.expires_at !== null && key.expires_at <= now) throw new ApiError('TOKEN_EXPIRED');
          await repositories.apiKeys.touch(key.id, now);
          const credential = { kind: 'api-key', key: key.id, access: key.access } as const;
          return { actor: await activeActor(repositories, key.user, credential), expires_at: key.expires_at };
        }),
      ),
    forget() {
      remembered = new Map();
    },
  };
}

async function activeActor(
  repositories: Repositories,
  user: number,
  credential: Actor['credential'],
): Promise<Actor> {
  const account = await repositories.users.find(user);
  if (!account) throw new ApiError('INVALID_TOKEN');
  await assertActive(repositories, account);
  return actorOf(account, credential);
}

/** Throws `403 ACCOUNT_DISABLED` for a deactivated user, and for any user of a deactivated hospital. */
export async function assertActive({ hospitals }: Repositories, account: Account): Promise<void> {
  const hospital = account.hospital === null ? undefined : await hospitals.find(account.hospital);
  if (!account.is_active || hospital?.is_active === false) throw new ApiError('ACCOUNT_DISABLED');
}

export function actorOf(account: Account, credential: Actor['credential']): Actor {
  const { id, role, hospital, is_superuser } = account;
  return { id, role, hospital, isSuperuser: is_superuser, credential };
}
