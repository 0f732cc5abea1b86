import { readFileSync } from 'node:fs';
import { UsageError } from './cli-errors.js';
import type { Command, Field } from './command.types.js';
import type { Parsed } from './flags.js';
import { secretIn } from './secrets.js';

type Json = Record<string, unknown>;

/** What a command sends: what --data has, and the flags over it. Throws `UsageError` for values that cannot be right. */
export function inputOf(
  { fields, kind }: Pick<Command, 'fields' | 'kind'>,
  { values, flags }: { values: Parsed['values']; flags: Pick<Parsed['flags'], 'data'> },
): Json | undefined {
  if (fields.length === 0 && flags.data === undefined) return undefined;
  const input: Json = flags.data === undefined ? {} : readData(flags.data);
  const isOnCommandLine = flags.data !== undefined && !/^(?:@|-$)/.test(flags.data);
  const seen = isOnCommandLine ? secretIn(input) : undefined;
  if (seen !== undefined) throw seenByOthers(`${seen} in --data`);
  for (const field of fields) {
    const given = values.get(field.flag);
    if (given === undefined) continue;
    if (field.isSecret) throw seenByOthers(`--${field.flag}`);
    if (!field.isRepeated && given.length > 1)
      throw new UsageError(`--${field.flag} is given more than once.`);
    const read = given.map((value) => readValue(field, value));
    const within = secretIn(read);
    if (within !== undefined) throw seenByOthers(`${within} in --${field.flag}`);
    put(input, field.path, field.isRepeated ? read : read[0]);
  }
  if (kind === 'list') return input;
  const missing = fields.filter(({ isRequired, path }) => isRequired && !has(input, path));
  const flagged = missing.map(({ flag, isSecret }) => (isSecret ? `${flag} (in --data)` : `--${flag}`));
  if (missing.length > 0) throw new UsageError(`Still needed: ${flagged.join(', ')}.`);
  return input;
}

function seenByOthers(what: string): UsageError {
  return new UsageError(`${what} would be seen by others on this machine: use --data @file, or --data -.`);
}

/** `@file`, `-` for standard input, or JSON as it stands. */
function readData(data: string): Json {
  const text = data === '-' ? readFileSync(0, 'utf8') : data.startsWith('@') ? readFile(data.slice(1)) : data;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new UsageError('--data is not JSON. A file is given as @file, standard input as -.');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new UsageError('--data is not a JSON object.');
  return { ...value };
}

/** Throws `UsageError` for a file that is not UTF-8: a letter lost in a name would be lost for good. */
export function readFile(path: string): string {
  const bytes = readBytes(path);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UsageError(`${path} is not UTF-8: save it as "CSV UTF-8", or convert it.`);
  }
}

function readBytes(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch {
    throw new UsageError(`${path} cannot be read.`);
  }
}

function readValue({ flag, type, values, isNullable }: Field, given: string | boolean): unknown {
  if (typeof given === 'boolean') return given;
  if (given === 'null' && isNullable && type !== 'string') return null;
  if (values && !values.includes(given)) {
    throw new UsageError(`--${flag} is one of ${values.join(', ')}, not "${given}".`);
  }
  if (type === 'integer' || type === 'number') {
    const number = Number(given);
    if (given.trim() === '' || Number.isNaN(number) || (type === 'integer' && !Number.isInteger(number))) {
      throw new UsageError(`--${flag} is a ${type === 'integer' ? 'whole ' : ''}number, not "${given}".`);
    }
    return number;
  }
  if (type !== 'json') return given;
  try {
    return JSON.parse(given);
  } catch {
    throw new UsageError(`--${flag} is not JSON: ${given}`);
  }
}

function put(input: Json, path: readonly string[], value: unknown): void {
  const [name = '', ...rest] = path;
  if (rest.length === 0) {
    input[name] = value;
    return;
  }
  const inner: Json = { ...Object(input[name]) };
  put(inner, rest, value);
  input[name] = inner;
}

function has(input: Json, [name = '', ...rest]: readonly string[]): boolean {
  if (!Object.hasOwn(input, name)) return false;
  return rest.length === 0 || has(Object(input[name]), rest);
}
