import { meant } from './did-you-mean.js';
import { actionsOf } from './help.js';
import { ownCommands } from './own-commands.js';
import { commandsOf, resourceNames } from './resources.js';

/** What to say to a command that is none: the one that was meant, perhaps. */
export function nearest(first: string, second: string | undefined): string {
  const names = [...resourceNames, ...ownCommands.map(({ name }) => name)];
  if (!commandsOf(first)) return `There is no "${first}".${meant(first, names)}`;
  const actions = actionsOf(first);
  return `${first} cannot "${second}".${meant(second ?? '', actions)} It can: ${actions.join(', ')}.`;
}
