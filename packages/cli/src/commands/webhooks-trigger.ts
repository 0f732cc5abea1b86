import { randomBytes } from 'node:crypto';
import { CliError, UsageError } from '../cli-errors.js';
import { write } from '../output.js';
import { type OwnCall, textOf } from '../own-commands.js';
import { activeProfile } from '../profiles.js';
import { commandsOf } from '../resources.js';
import { forward, isAddress, listeningOf } from './webhooks-listen.js';

/** Sends an invented event to a local address, signed as "listen" signs: to try a receiver out. */
export async function run({ args: [type = ''], flags, values }: OwnCall): Promise<void> {
  const target = textOf(values, 'forward-to');
  const types =
    commandsOf('events')?.flatMap(({ fields }) => fields.find(({ flag }) => flag === 'type')?.values ?? []) ??
    [];
  if (!types.includes(type))
    throw new UsageError(`There is no event "${type}". There are: ${types.join(', ')}.`);
  if (!isAddress(target)) throw new UsageError('Usage: medcor webhooks trigger EVENT --forward-to URL');
  const profile = activeProfile(flags);
  const event = {
    id: `evt_${randomBytes(13).toString('hex').toUpperCase()}`,
    // One of those just looked up.
    type: type as Parameters<typeof forward>[1]['type'],
    created_at: new Date().toISOString(),
    hospital: 1,
    data: { id: 1, hospital: 1, patient: 3, doctor: 2 },
  };
  const outcome = await forward(target, event, listeningOf(profile).secret);
  write(`${event.id} ${type} ${outcome}\n`);
  if (!/^2\d\d$/.test(outcome)) throw new CliError('The receiver did not take it.');
}
