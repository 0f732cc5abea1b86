import { AuthenticationError } from '@medcor/sdk';
import { sessionClient } from '../client.js';
import { interruption } from '../interruption.js';
import { say } from '../output.js';
import type { OwnCall } from '../own-commands.js';
import { activeProfile } from '../profiles.js';
import { sessionTokens } from '../session-tokens.js';

export async function run({ flags }: OwnCall): Promise<void> {
  const profile = activeProfile(flags);
  const tokens = sessionTokens(profile);
  if (!(await tokens.get())) return say(`Nobody is signed in to ${profile.base_url}.`);
  try {
    await sessionClient(profile, flags).auth.logout({}, { signal: interruption.signal });
  } catch (error) {
    // A session that is over already is what was asked for.
    if (!(error instanceof AuthenticationError)) throw error;
  }
  await tokens.set(undefined);
  say(`Signed out of ${profile.base_url}.`);
}
