import type { Command, CommandHelp, Field } from './command.types.js';
import { globalHelp } from './flags.js';
import { ownCommands } from './own-commands.js';
import { commandsOf, resourceNames } from './resources.js';
import { secretIn } from './secrets.js';
import { valueAt } from './value-at.js';

const examples = `Try:
  medcor login
  medcor appointments list --status scheduled
  medcor appointments create --patient 3 --doctor 2 --slot 1
  medcor users list --all -o csv > users.csv`;

/** Help on everything there is, in a screen. */
export function overview(): string {
  const own = ownCommands.map(({ usage, summary }) => [usage, summary] as const);
  return `medcor <resource> <action> [id] [--flags]

${titled(
  'Resources',
  resourceNames.map((name) => [name, actionsOf(name).join(', ')]),
)}

${titled('Commands', own)}

${titled('Flags of every command', globalHelp)}

${examples}

"medcor <resource> <action> --help" says what it does, who may, and what it takes.
`;
}

/** A line for each command. */
export function allCommands(): string {
  const operations = resourceNames.flatMap((name) => commandsOf(name) ?? []);
  const lines = operations.map((command) => `medcor ${usageOf(command)}`);
  return `${[...lines, ...ownCommands.map(({ usage }) => `medcor ${usage}`)].join('\n')}\n`;
}

export async function helpOnResource(resource: string): Promise<string> {
  const rows: [string, string][] = [];
  for (const command of commandsOf(resource) ?? [])
    rows.push([usageOf(command), (await wordsOn(command)).summary]);
  return `${titled(`medcor ${resource}`, rows)}\n`;
}

/** What a command does, who may, an example that runs, and what it takes. */
export async function helpOn(command: Command): Promise<string> {
  const { fields } = command;
  const { summary, description, allowed, fields: help, example } = await wordsOn(command);
  const flags = fields
    .filter(({ isSecret }) => !isSecret)
    .map(
      (field) =>
        [
          flagOf(field),
          [field.isRequired && '(needed)', help[field.flag]].filter(Boolean).join(' '),
        ] as const,
    );
  const secret = fields.filter(({ isSecret }) => isSecret).map(({ path }) => path.join('.'));
  return `${summary}

${description}

Usage: medcor ${usageOf(command)}
Allowed: ${allowed}
Example: ${exampleOf(command, example)}
${flags.length > 0 ? `\n${titled('Takes', flags)}\n` : ''}${secret.length > 0 ? `\nIn --data alone, out of others' sight: ${secret.join(', ')}\n` : ''}
${titled('Flags of every command', globalHelp)}
`;
}

/** What is said of a command; read when somebody wants to know. */
async function wordsOn({ operation }: Command): Promise<CommandHelp> {
  const { commandHelp } = await import('./lazy/command-help.js');
  const found = commandHelp[operation]?.();
  if (!found) throw new Error(`There is no help on ${operation}.`);
  return found;
}

export const exitCodeHelp = `What medcor exits with:
  0    done
  1    something on this machine went wrong
  2    the command line is wrong
  3    not found
  4    not signed in, or not allowed
  5    the server refuses what was sent as invalid
  6    conflict: taken, past, or changed meanwhile
  7    too many requests
  8    the server or the network is out of order
  130  interrupted
`;

export function usageOf({ resource, action, params, fields }: Command): string {
  const ids = params.map((name) => `<${name.replaceAll('_', '-')}>`);
  return [resource, action, ...ids, ...(fields.length > 0 ? ['[--flags]'] : [])].join(' ');
}

export function actionsOf(resource: string): string[] {
  return (commandsOf(resource) ?? []).map(({ action }) => action);
}

/** The contract's own example, as it is typed. */
function exampleOf({ resource, action, params, fields, kind }: Command, example: unknown): string {
  const ids = params.map((name) => (name === 'session_id' ? '7b1d5a3e-2f64-4c8b-9a10-5e6f7a8b9c0d' : '1'));
  const words = ['medcor', resource, action, ...ids];
  if (kind === 'upload') words.push('--file', 'ecg.pdf');
  else if (kind === 'file') words.push('>', 'ecg.pdf');
  else if (example !== null) words.push(...exampleFlags(Object(example), fields));
  return words.join(' ');
}

function exampleFlags(example: object, fields: readonly Field[]): string[] {
  if (secretIn(example) !== undefined) return ['--data', '@body.json'];
  return fields.flatMap(({ flag, path, type }) => {
    const value = valueAt(example, path);
    if (value === undefined) return [];
    if (type === 'boolean') return [value === true ? `--${flag}` : `--no-${flag}`];
    return [value]
      .flat()
      .flatMap((one) => [`--${flag}`, quoted(typeof one === 'object' ? JSON.stringify(one) : String(one))]);
  });
}

function quoted(text: string): string {
  return /^[\w.@:+/-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

function flagOf({ flag, type, values, isRepeated }: Field): string {
  if (type === 'boolean') return `--[no-]${flag}`;
  const what =
    values && values.length <= 6 ? values.join('|') : type === 'string' ? 'TEXT' : type.toUpperCase();
  return `--${flag} ${what}${isRepeated ? ' …' : ''}`;
}

/** Two columns under a title; the second one goes on below itself. */
function titled(title: string, rows: readonly (readonly [string, string])[]): string {
  const width = Math.min(34, Math.max(...rows.map(([left]) => left.length)));
  const room = Math.max(40, (process.stdout.columns ?? 100) - width - 6);
  const lines = rows.flatMap(([left, right]) => {
    const [first = '', ...others] = wrap(right, room);
    const indent = ' '.repeat(width + 4);
    const start = left.length > width ? [`  ${left}`, indent + first] : [`  ${left.padEnd(width)}  ${first}`];
    return [...start, ...others.map((line) => indent + line)].map((line) => line.trimEnd());
  });
  return [`${title}:`, ...lines].join('\n');
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < width) lines.splice(-1, 1, `${last} ${word}`);
    else lines.push(word);
  }
  return lines;
}
