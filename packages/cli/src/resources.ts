import type { Command } from './command.types.js';
import { resources } from './generated/commands.js';

export const resourceNames = Object.keys(resources);

/** The commands of a resource, by its name. */
export function commandsOf(resource: string): readonly Command[] | undefined {
  return Object.hasOwn(resources, resource) ? resources[resource]?.() : undefined;
}
