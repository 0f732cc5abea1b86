import { meant } from './did-you-mean.js';
import { resources } from './generated/commands.js';
import { actionsOf } from './help.js';
import { ownCommands } from './own-commands.js';

/** What to say to a command that is none: the one that was meant, perhaps. */
export function nearest(first: string, second: string | undefined): string {
  const names = [...Object.keys(resources), ...ownCommands.map(({ name }) => name)];
  if (!resources[first]) return `There is no "${first}".${meant(first, names)}`;
  const actions = actionsOf(first);
  return `${first} cannot "${second}".${meant(second ?? '', actions)} It can: ${actions.join(', ')}.`;
}
