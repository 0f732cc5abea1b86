import { clientFor } from '../client.js';
import { interruption } from '../interruption.js';
import { formatFor, print, write } from '../output.js';
import type { OwnCall } from '../own-commands.js';
import { activeProfile } from '../profiles.js';

export async function run({ flags }: OwnCall): Promise<void> {
  const profile = activeProfile(flags);
  const user = await clientFor(profile, flags).auth.profile({ signal: interruption.signal });
  if (formatFor(flags) !== 'table') return print(user, flags);
  const { full_name, email, role, is_superuser, hospital } = user;
  const of = hospital === null ? 'no hospital' : `hospital ${hospital}`;
  write(
    `${full_name} <${email}>, ${role}${is_superuser ? ' and superuser' : ''} of ${of}, at ${profile.base_url}\n`,
  );
}
