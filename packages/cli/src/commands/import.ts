import { createHash, randomUUID } from 'node:crypto';
import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { AbortedError, APIError } from '@medcor/sdk';
import { CliError, exitCodes, UsageError } from '../cli-errors.js';
import { clientFor } from '../client.js';
import type { Command, Field } from '../command.types.js';
import { resources } from '../generated/commands.js';
import { inputOf, readFile } from '../input.js';
import { interruption } from '../interruption.js';
import { say } from '../output.js';
import { type OwnCall, textOf } from '../own-commands.js';
import { activeProfile } from '../profiles.js';

/** How many rows go in one call: as many as the API takes of users, and one slot at a time. */
const batchSizes: Readonly<Record<string, number>> = { users: 500, slots: 1 };

interface Line {
  readonly number: number;
  readonly row: Readonly<Record<string, unknown>>;
}

interface CsvRecord {
  readonly record: Readonly<Record<string, string>>;
  readonly info: { readonly lines: number };
}

interface Refused {
  readonly line: number;
  readonly reason: string;
}

/** What an import that was interrupted goes on with. */
interface Checkpoint {
  /** Of the file: it has to be the same one. */
  readonly sha256: string;
  /** Of this import, in the keys of its calls: the same file may be imported again, and is not answered as before. */
  readonly run: string;
  readonly batches: number;
  readonly created: number;
  readonly refused: readonly Refused[];
}

/**
 * Creates what the lines of a CSV file tell of. Each batch goes out under a key of its own, so that one whose answer
 * was lost is not created twice; what has been done is written down after each, and --resume goes on there.
 */
export async function run({ args: [what = ''], flags, values }: OwnCall): Promise<void> {
  const size = batchSizes[what];
  const file = textOf(values, 'file');
  if (!size || !file) throw new UsageError('Usage: medcor import users|slots --file FILE.csv [--resume]');
  const text = readFile(file);
  const sha256 = createHash('sha256').update(text).digest('hex');
  const command = commandFor(what);
  const { lines, refused: unreadable } = await linesOf(text, command);
  const checkpoint = beginning(file, sha256, values.has('resume'), unreadable);
  const medcor = clientFor(activeProfile(flags), flags);

  save(file, checkpoint);
  const { run: importId } = checkpoint;
  let { created, batches } = checkpoint;
  const refused = [...checkpoint.refused];
  const total = Math.ceil(lines.length / size);
  for (; batches < total; batches += 1) {
    const batch = lines.slice(batches * size, (batches + 1) * size);
    const options = {
      signal: interruption.signal,
      idempotencyKey: `import-${importId}-${batches}`,
    };
    const outcome = await untilTaken(() => (what === 'users' ? users(batch, options) : slot(batch, options)));
    created += outcome.created;
    refused.push(...outcome.refused);
    save(file, { sha256, run: importId, batches: batches + 1, created, refused });
    progress(
      unreadable.length + Math.min(lines.length, (batches + 1) * size),
      unreadable.length + lines.length,
    );
  }
  finish(file, created, refused);

  async function users(batch: readonly Line[], options: object) {
    const { results, created: count } = await medcor.users.bulk(
      // As `never`: what a file has is not known to be right. The server checks each row, and refuses it by itself.
      { users: batch.map(({ row }) => row) as never },
      options,
    );
    const failed = results.flatMap((result) =>
      'error' in result ? [{ line: batch[result.index]?.number ?? 0, reason: reasonOf(result.error) }] : [],
    );
    return { created: count, refused: failed };
  }

  async function slot([line]: readonly Line[], options: object) {
    if (!line) return { created: 0, refused: [] };
    try {
      await medcor.routes.send(command, [], options, line.row);
      return { created: 1, refused: [] };
    } catch (error) {
      if (!(error instanceof APIError) || ![400, 409, 422].includes(error.status)) throw error;
      return { created: 0, refused: [{ line: line.number, reason: reasonOf(Object(error.body).error) }] };
    }
  }
}

function commandFor(what: string): Command {
  const name = what === 'users' ? 'users' : 'availability-slots';
  const command = resources[name]?.().find(({ action }) => action === 'create');
  if (!command) throw new Error(`There is no way to create ${what}.`);
  return command;
}

/** The lines of the file as the API takes them; those with a value that cannot be read are refused here. */
async function linesOf(text: string, command: Command): Promise<{ lines: Line[]; refused: Refused[] }> {
  const { parse } = await import('../lazy/csv.js');
  const options = { columns: true, bom: true, skip_empty_lines: true, trim: true, info: true } as const;
  // The library's types do not know what `columns` and `info` make of a record.
  const records = parseOrExplain(() => parse(text, options)) as unknown as CsvRecord[];
  const [first] = records;
  const fieldOf = new Map(command.fields.map((field) => [field.path.join('.'), field]));
  const unknown = Object.keys(Object(first).record ?? {}).filter((name) => !fieldOf.has(name));
  if (unknown.length > 0) {
    throw new UsageError(
      `The file has columns that are none: ${unknown.join(', ')}. There are: ${[...fieldOf.keys()].join(', ')}.`,
    );
  }
  const lines: Line[] = [];
  const refused: Refused[] = [];
  for (const { record, info } of records) {
    try {
      lines.push({ number: info.lines, row: rowOf(record, fieldOf) });
    } catch (error) {
      // In a file, columns are not flags.
      refused.push({ line: info.lines, reason: String(Object(error).message).replace(/^--/, '') });
    }
  }
  return { lines, refused };
}

function parseOrExplain<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw new UsageError(`The file is no CSV: ${Object(error).message}`);
  }
}

/** An empty cell is left out. */
function rowOf(record: Readonly<Record<string, string>>, fieldOf: ReadonlyMap<string, Field>) {
  const given = Object.entries(record).filter(([, value]) => value !== '');
  const fields = given
    .flatMap(([name]) => fieldOf.get(name) ?? [])
    .map((field) => ({ ...field, isSecret: false }));
  const values = new Map(given.map(([name, value]) => [fieldOf.get(name)?.flag ?? name, [value]]));
  return (
    inputOf({ fields: fields.map(asColumn), kind: 'list' }, { values, flags: { data: undefined } }) ?? {}
  );
}

/** In a file, switches are words. */
function asColumn(field: Field): Field {
  return field.type === 'boolean' ? { ...field, type: 'json' } : field;
}

function reasonOf({
  code,
  message,
  details,
}: {
  code: string;
  message: string;
  details: Record<string, readonly string[]>;
}): string {
  const fields = Object.entries(details).map(([name, said]) => `${name}: ${said.join(' ')}`);
  return fields.length > 0 ? fields.join('; ') : `${code}: ${message}`;
}

const checkpointOf = (file: string) => `${file}.medcor-import.json`;

function beginning(
  file: string,
  sha256: string,
  isResumed: boolean,
  refused: readonly Refused[],
): Checkpoint {
  const path = checkpointOf(file);
  if (!existsSync(path)) return { sha256, run: randomUUID(), batches: 0, created: 0, refused };
  if (!isResumed) {
    throw new UsageError(
      `An import of ${file} was interrupted: add --resume, or remove ${path} to begin anew.`,
    );
  }
  const checkpoint: Checkpoint = JSON.parse(readFile(path));
  if (checkpoint.sha256 !== sha256)
    throw new UsageError(`${file} is not what it was when its import was interrupted.`);
  return checkpoint;
}

/** Whole or not at all, also when it is killed in the middle. */
function save(file: string, checkpoint: Checkpoint): void {
  const path = checkpointOf(file);
  writeFileSync(`${path}.new`, JSON.stringify(checkpoint));
  renameSync(`${path}.new`, path);
}

/** Calls again when a limit is over, or what was under way when the import was interrupted: it has time. */
async function untilTaken<T>(call: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (error instanceof AbortedError)
        throw new CliError('Interrupted: --resume goes on from here.', exitCodes.interrupted);
      const isToWait =
        error instanceof APIError && (error.status === 429 || error.code === 'IDEMPOTENCY_CONFLICT');
      if (!isToWait) throw error;
      const waitMs = error.retryAfterMs ?? 1000;
      say(`The server takes more in ${Math.ceil(waitMs / 1000)} s.`);
      await sleep(waitMs, undefined, { signal: interruption.signal });
    }
  }
}

function progress(done: number, total: number): void {
  const width = 30;
  const filled = Math.round((done / Math.max(1, total)) * width);
  const bar = `[${'#'.repeat(filled)}${' '.repeat(width - filled)}] ${done} of ${total}`;
  process.stderr.write(process.stderr.isTTY ? `\r${bar}${done === total ? '\n' : ''}` : `${bar}\n`);
}

function finish(file: string, created: number, refused: readonly Refused[]): void {
  rmSync(checkpointOf(file), { force: true });
  if (refused.length === 0) {
    say(`${created} created.`);
    return;
  }
  const report = `${file}.refused.csv`;
  const inOrder = [...refused].sort((a, b) => a.line - b.line);
  const lines = inOrder.map(({ line, reason }) => `${line},"${reason.replaceAll('"', '""')}"\n`);
  writeFileSync(report, `line,reason\n${lines.join('')}`);
  throw new CliError(`${created} created, ${refused.length} refused: see ${report}.`, exitCodes.invalid);
}
