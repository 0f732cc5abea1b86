import type { Actor } from '../../edge/actor.js';
import type { Secrets, TokenSigner } from '../../ports.js';
import type { SignInStates } from './sign-in-states.js';

/** What every API key begins with. */
export const apiKeyPrefix = 'mk_';

interface IdentificationPorts {
  readonly tokenSigner: TokenSigner;
  readonly secrets: Secrets;
  readonly signInStates: SignInStates;
}

/** Tells who is behind a bearer token: an access token or an API key. */
export function createIdentification({ tokenSigner, secrets, signInStates }: IdentificationPorts) {
  return async function identify(token: string): Promise<Actor> {
    if (token.startsWith(apiKeyPrefix)) return signInStates.ofApiKey(secrets.digest(token));
    return signInStates.ofSession(tokenSigner.verify(token, 'access').session);
  };
}
