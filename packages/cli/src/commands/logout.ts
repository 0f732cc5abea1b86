import { AuthenticationError } from '@medcor/sdk';
import { clientFor } from '../client.js';
import { say } from '../output.js';
import type { OwnCall } from '../own-commands.js';
import { activeProfile } from '../profiles.js';
import { sessionTokens } from '../session-tokens.js';

export async function run({ flags }: OwnCall): Promise<void> {
  const profile = activeProfile(flags);
  const tokens = sessionTokens(profile);
  if (!(await tokens.get())) return say(`Nobody is signed in to ${profile.base_url}.`);
  try {
    await clientFor(profile, flags).auth.logout();
  } catch (error) {
    // A session that is over already is what was asked for.
    if (!(error instanceof AuthenticationError)) throw error;
  } finally {
    await tokens.set(undefined);
  }
  say(`Signed out of ${profile.base_url}.`);
}
