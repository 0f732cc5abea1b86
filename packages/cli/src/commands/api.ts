import { UsageError } from '../cli-errors.js';
import { callOptions, clientFor } from '../client.js';
import { inputOf } from '../input.js';
import { showRequest } from '../operation.js';
import { print, say } from '../output.js';
import type { OwnCall } from '../own-commands.js';
import { activeProfile } from '../profiles.js';

/** Any call of the API by its method and path, as it is in the API's documents. */
export async function run({ args, flags, values }: OwnCall): Promise<void> {
  const [method = '', target = ''] = args;
  if (!/^(?:get|post|put|delete)$/i.test(method) || !target.startsWith('/')) {
    throw new UsageError('Usage: medcor api GET|POST|PUT|DELETE /api/… [--data …]');
  }
  const { pathname, searchParams } = new URL(target, 'http://path');
  const route = `${method.toUpperCase()} ${pathname}`;
  const body = inputOf({ fields: [], kind: 'call' }, { flags, values });
  const query = Object.fromEntries(searchParams);
  if (method.toUpperCase() !== 'GET' && searchParams.size > 0)
    throw new UsageError('A query goes with GET alone.');
  const input = method.toUpperCase() === 'GET' ? { ...query, ...body } : body;
  const profile = activeProfile(flags);
  if (flags.dryRun) return showRequest({ route }, [], input, profile.base_url);
  const { routes } = clientFor(profile, flags);
  const answer = await routes.send({ route, kind: 'call' }, [], callOptions(flags), input);
  if (answer === undefined) say('Done.');
  else await print(answer, flags);
}
