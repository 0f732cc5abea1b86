import { createHash } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { AbortedError, APIError } from '@medcor/sdk';
import { CliError, exitCodes, UsageError } from '../cli-errors.js';
import { type CliClient, clientFor } from '../client.js';
import type { Command } from '../command.types.js';
import { readFile } from '../input.js';
import { interruption } from '../interruption.js';
import { say, write } from '../output.js';
import { type OwnCall, textOf } from '../own-commands.js';
import { activeProfile } from '../profiles.js';
import { commandsOf } from '../resources.js';
import { openCheckpoint, removeCheckpoint, saveCheckpoint } from './import-checkpoint.js';
import { type Line, linesOf, type Refused } from './import-file.js';

/** Of what a call may carry, the server takes a mebibyte. */
const MAX_BYTES = 900_000;

interface Outcome {
  readonly created: number;
  readonly refused: readonly Refused[];
}

interface Importer {
  /** The resource whose `create` tells the columns. */
  readonly resource: string;
  /** How many lines go in one call. */
  readonly atOnce: number;
  send(medcor: CliClient, lines: readonly Line[], options: object, command: Command): Promise<Outcome>;
}

const importers: ReadonlyMap<string, Importer> = new Map([
  ['users', { resource: 'users', atOnce: 500, send: createUsers }],
  ['slots', { resource: 'availability-slots', atOnce: 1, send: createSlot }],
]);

/**
 * Creates what the lines of a CSV file tell of. Each batch goes out under a key of its own, so that one whose answer
 * was lost is not created twice; what has been done is written down after each, and --resume goes on there.
 */
export async function run({ args: [what = ''], flags, values }: OwnCall): Promise<void> {
  const importer = importers.get(what);
  const file = textOf(values, 'file');
  if (!importer || !file)
    throw new UsageError('Usage: medcor import users|slots --file FILE.csv [--resume] [--dry-run]');
  const text = readFile(file);
  const command = commandsOf(importer.resource)?.find(({ action }) => action === 'create');
  if (!command) throw new Error(`There is no way to create ${what}.`);
  const { lines, refused: unreadable } = await linesOf(text, command);
  if (flags.dryRun) return showPlan(lines, unreadable);

  const profile = activeProfile(flags);
  const sha256 = createHash('sha256').update(text).digest('hex');
  const origin = { what, sha256, profile: profile.name, base_url: profile.base_url };
  const medcor = clientFor(profile, flags);
  let checkpoint = openCheckpoint(file, origin, { isResumed: values.has('resume'), refused: unreadable });
  try {
    while (checkpoint.done < lines.length) {
      const { done, created, refused } = checkpoint;
      const batch = batchFrom(lines, done, importer.atOnce);
      const options = { signal: interruption.signal, idempotencyKey: `import-${checkpoint.run}-${done}` };
      const outcome = await untilTaken(() => importer.send(medcor, batch, options, command));
      checkpoint = {
        ...checkpoint,
        done: done + batch.length,
        created: created + outcome.created,
        refused: [...refused, ...outcome.refused],
      };
      saveCheckpoint(file, checkpoint);
      progress(unreadable.length + checkpoint.done, unreadable.length + lines.length);
    }
  } catch (error) {
    // Refused as a whole, before anything was done: there is nothing to go on with.
    if (checkpoint.done === 0 && error instanceof APIError && error.status < 500) removeCheckpoint(file);
    throw error;
  }
  finish(file, checkpoint);
}

/** The same lines from the same place on, whenever it is asked. */
function batchFrom(lines: readonly Line[], start: number, atOnce: number): Line[] {
  const batch: Line[] = [];
  let bytes = 0;
  for (const line of lines.slice(start, start + atOnce)) {
    bytes += Buffer.byteLength(JSON.stringify(line.row)) + 1;
    if (batch.length > 0 && bytes > MAX_BYTES) break;
    batch.push(line);
  }
  return batch;
}

async function createUsers(medcor: CliClient, lines: readonly Line[], options: object): Promise<Outcome> {
  const { results, created } = await medcor.users.bulk(
    // As `never`: what a file has is not known to be right. The server checks each row, and refuses it by itself.
    { users: lines.map(({ row }) => row) as never },
    options,
  );
  const refused = results.flatMap((result) =>
    'error' in result ? [{ line: lines[result.index]?.number ?? 0, reason: reasonOf(result.error) }] : [],
  );
  return { created, refused };
}

async function createSlot(
  medcor: CliClient,
  lines: readonly Line[],
  options: object,
  command: Command,
): Promise<Outcome> {
  const [line] = lines;
  if (!line) return { created: 0, refused: [] };
  try {
    await medcor.routes.send(command, [], options, line.row);
    return { created: 1, refused: [] };
  } catch (error) {
    if (!(error instanceof APIError) || isUnderWay(error)) throw error;
    if (![400, 409, 422].includes(error.status)) throw error;
    return { created: 0, refused: [{ line: line.number, reason: reasonOf(Object(error.body).error) }] };
  }
}

/** The same call, which was interrupted here, has not ended there. */
function isUnderWay({ code }: APIError): boolean {
  return code === 'IDEMPOTENCY_CONFLICT';
}

/** Calls again when a limit is over, or what was under way when the import was interrupted: it has time. */
async function untilTaken<T>(call: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (error instanceof AbortedError)
        throw new CliError('Interrupted: --resume goes on from here.', exitCodes.interrupted);
      const isToWait = error instanceof APIError && (error.status === 429 || isUnderWay(error));
      if (!isToWait) throw error;
      const waitMs = error.retryAfterMs ?? 1000;
      say(`The server takes more in ${Math.ceil(waitMs / 1000)} s.`);
      await sleep(waitMs, undefined, { signal: interruption.signal });
    }
  }
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

function showPlan(lines: readonly Line[], refused: readonly Refused[]): void {
  for (const { line, reason } of refused) write(`line ${line}: ${reason}\n`);
  say(`${lines.length} lines would be sent, ${refused.length} are refused here. Nothing was sent.`);
  if (refused.length > 0) throw new CliError('The file has lines that are wrong.', exitCodes.invalid);
}

function progress(done: number, total: number): void {
  const width = 30;
  const filled = Math.round((done / Math.max(1, total)) * width);
  const bar = `[${'#'.repeat(filled)}${' '.repeat(width - filled)}] ${done} of ${total}`;
  process.stderr.write(process.stderr.isTTY ? `\r${bar}${done === total ? '\n' : ''}` : `${bar}\n`);
}

/** What was refused is written down before what it was known by goes. */
function finish(file: string, { created, refused }: Outcome): void {
  const report = `${file}.refused.csv`;
  if (refused.length === 0) {
    removeCheckpoint(file);
    rmSync(report, { force: true });
    say(`${created} created.`);
    return;
  }
  const inOrder = [...refused].sort((a, b) => a.line - b.line);
  const lines = inOrder.map(({ line, reason }) => `${line},"${reason.replaceAll('"', '""')}"\n`);
  writeFileSync(report, `line,reason\n${lines.join('')}`);
  removeCheckpoint(file);
  throw new CliError(`${created} created, ${refused.length} refused: see ${report}.`, exitCodes.invalid);
}
