import { parseArgs } from 'node:util';
import { UsageError } from './cli-errors.js';
import type { Field } from './command.types.js';
import { meant } from './did-you-mean.js';

/** The flags of every command. */
export interface GlobalFlags {
  readonly output: OutputFormat | undefined;
  readonly all: boolean;
  readonly fields: string | undefined;
  readonly query: string | undefined;
  readonly data: string | undefined;
  readonly dryRun: boolean;
  readonly yes: boolean;
  readonly input: boolean;
  readonly verbose: boolean;
  readonly profile: string | undefined;
  readonly baseUrl: string | undefined;
  readonly idempotencyKey: string | undefined;
  readonly ifMatch: string | undefined;
  readonly breakGlass: string | undefined;
  readonly maxRetries: number | undefined;
}

export const outputFormats = ['table', 'json', 'ndjson', 'csv', 'yaml'] as const;
export type OutputFormat = (typeof outputFormats)[number];

const globals = {
  output: { type: 'string', short: 'o' },
  all: { type: 'boolean' },
  fields: { type: 'string' },
  query: { type: 'string' },
  data: { type: 'string' },
  'dry-run': { type: 'boolean' },
  yes: { type: 'boolean', short: 'y' },
  'no-input': { type: 'boolean' },
  verbose: { type: 'boolean', short: 'v' },
  profile: { type: 'string' },
  'base-url': { type: 'string' },
  'idempotency-key': { type: 'string' },
  'if-match': { type: 'string' },
  'break-glass': { type: 'string' },
  'max-retries': { type: 'string' },
} as const;

/** Flags of every command, as help shows them. */
export const globalHelp: readonly (readonly [flag: string, help: string])[] = [
  ['-o, --output', `${outputFormats.join(', ')}; a table on a terminal, else json`],
  ['--fields a,b.c', 'only these fields'],
  ['--query EXPR', 'a JMESPath expression over the answer'],
  ['--all', 'every row of a list, not one page'],
  ['--data @FILE|-|JSON', 'what to send; flags are put over it'],
  ['--dry-run', 'show what would be sent, and send nothing'],
  ['-y, --yes', 'do not ask before something is deleted'],
  ['--no-input', 'never ask anything'],
  ['--idempotency-key', 'the key under which this happens once'],
  ['--if-match TAG', 'only if it still has this ETag'],
  ['--break-glass WHY', "a superuser's reason to read clinical data; recorded"],
  ['--profile NAME', 'another profile than the current one'],
  ['--base-url URL', 'another server, also MEDCOR_BASE_URL'],
  ['--max-retries N', 'how often a call is made again that can be; 2 by default'],
  ['-v, --verbose', 'say on stderr what is asked, and the ETag of the answer'],
];

export interface Parsed {
  readonly positionals: readonly string[];
  readonly flags: GlobalFlags;
  /** What fields were given, by their flags: texts as they stand, switches as they are. */
  readonly values: ReadonlyMap<string, readonly (string | boolean)[]>;
}

/** Reads a command line. Throws `UsageError` for a flag that is none of the command's. */
export function parseFlags(
  args: readonly string[],
  fields: readonly Field[] = [],
  own: Readonly<Record<string, 'string' | 'boolean'>> = {},
): Parsed {
  const options: Record<string, { type: 'string' | 'boolean'; short?: string; multiple?: boolean }> = {
    ...globals,
  };
  for (const { flag, type } of fields) {
    options[flag] = { type: type === 'boolean' ? 'boolean' : 'string', multiple: true };
    if (type === 'boolean') options[`no-${flag}`] = { type: 'boolean', multiple: true };
  }
  for (const [flag, type] of Object.entries(own)) options[flag] = { type, multiple: true };
  const { values, positionals } = read(inlineBooleans(args, fields), options);
  const text = (name: keyof typeof globals) => {
    const value = values[name];
    return typeof value === 'string' ? value : undefined;
  };
  const isSet = (name: keyof typeof globals) => values[name] === true;
  const given = new Map<string, readonly (string | boolean)[]>();
  for (const name of [...fields.map(({ flag }) => flag), ...Object.keys(own)]) {
    const value = values[name];
    if (Array.isArray(value)) given.set(name, value);
    else if (values[`no-${name}`]) given.set(name, [false]);
  }
  return {
    positionals,
    values: given,
    flags: {
      output: formatOf(text('output')),
      all: isSet('all'),
      fields: text('fields'),
      query: text('query'),
      data: text('data'),
      dryRun: isSet('dry-run'),
      yes: isSet('yes'),
      input: !isSet('no-input') && process.env.CI === undefined,
      verbose: isSet('verbose'),
      profile: text('profile'),
      baseUrl: text('base-url'),
      idempotencyKey: headerOf('idempotency-key', text('idempotency-key')),
      ifMatch: headerOf('if-match', text('if-match')),
      breakGlass: headerOf('break-glass', text('break-glass')),
      maxRetries: numberOf(text('max-retries')),
    },
  };
}

function read(args: string[], options: Record<string, { type: 'string' | 'boolean'; multiple?: boolean }>) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const said = message.split(/\. (?:To specify|Did you)/)[0] ?? message;
    const unknown = /^Unknown option '--(.+)'$/.exec(said)?.[1];
    throw new UsageError(unknown ? `There is no --${unknown}.${meant(unknown, Object.keys(options))}` : said);
  }
}

/** `--is-active=false` is how people write `--no-is-active`. */
function inlineBooleans(args: readonly string[], fields: readonly Field[]): string[] {
  const switches = new Set(fields.filter(({ type }) => type === 'boolean').map(({ flag }) => flag));
  return args.map((arg) => {
    const [, name = '', value = ''] = /^--([^=]+)=(.*)$/.exec(arg) ?? [];
    if (!switches.has(name)) return arg;
    if (/^(?:true|yes|1)$/i.test(value)) return `--${name}`;
    if (/^(?:false|no|0)$/i.test(value)) return `--no-${name}`;
    throw new UsageError(`--${name} is true or false, not "${value}".`);
  });
}

/** What goes in a header is of Latin-1 (RFC 9110, section 5.5). */
function headerOf(flag: string, value: string | undefined): string | undefined {
  if (value === undefined || /^[\t\u0020-\u007e\u0080-\u00ff]*$/.test(value)) return value;
  throw new UsageError(`--${flag} goes in a header, which takes letters of Latin-1 alone.`);
}

function numberOf(value: string | undefined): number | undefined {
  if (value === undefined || /^\d{1,3}$/.test(value)) return value === undefined ? undefined : Number(value);
  throw new UsageError(`--max-retries is a whole number from 0 to 999, not "${value}".`);
}

function formatOf(value: string | undefined): OutputFormat | undefined {
  if (value === undefined) return undefined;
  const found = outputFormats.find((format) => format === value);
  if (!found) throw new UsageError(`--output is one of ${outputFormats.join(', ')}, not "${value}".`);
  return found;
}
