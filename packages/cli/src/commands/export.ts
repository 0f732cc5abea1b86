import { once } from 'node:events';
import { createWriteStream, renameSync, rmSync } from 'node:fs';
import { UsageError } from '../cli-errors.js';
import { callOptions, clientFor } from '../client.js';
import { parseFlags } from '../flags.js';
import { inputOf } from '../input.js';
import { lineWriter, printRows, say } from '../output.js';
import { type OwnCall, textOf } from '../own-commands.js';
import { activeProfile } from '../profiles.js';
import { commandsOf, resourceNames } from '../resources.js';

/** Writes every row of a list, into a file that is there whole or not at all. */
export async function run({ args: [resource = ''], raw }: OwnCall): Promise<void> {
  const command = commandsOf(resource)?.find(
    ({ action, params }) => action === 'list' && params.length === 0,
  );
  if (!command) {
    const lists = resourceNames.filter((name) =>
      commandsOf(name)?.some(({ action, params }) => action === 'list' && params.length === 0),
    );
    throw new UsageError(`Usage: medcor export RESOURCE [--file FILE]. There are: ${lists.join(', ')}.`);
  }
  const parsed = parseFlags(raw.slice(raw.indexOf(resource) + 1), command.fields, { file: 'string' });
  const { flags, positionals } = parsed;
  if (positionals.length > 0)
    throw new UsageError(`"${positionals.join(' ')}" is none of the export's: add --file.`);
  if (flags.dryRun) throw new UsageError('"medcor export" has no --dry-run: it changes nothing.');
  const { routes } = clientFor(activeProfile(flags), flags);
  const rows = routes.rows(command, [], callOptions(flags), { page_size: 100, ...inputOf(command, parsed) });
  const file = textOf(parsed.values, 'file');
  if (file === undefined) return printRows(rows, { ...flags, output: flags.output ?? 'csv' });
  const format = flags.output ?? (/\.(csv|ndjson)$/.exec(file)?.[1] === 'ndjson' ? 'ndjson' : 'csv');
  if (flags.query !== undefined) throw new UsageError('A file is of rows: take --fields, not --query.');
  if (format !== 'csv' && format !== 'ndjson') throw new UsageError('A file is exported as csv or ndjson.');
  const count = await writeFile(file, rows, await lineWriter(format, flags));
  say(`${count} rows written to ${file}.`);
}

/** Beside its place first: a full disk, or Ctrl-C, leaves no half of it. */
async function writeFile(
  file: string,
  rows: AsyncIterable<unknown>,
  lineOf: (row: unknown) => string,
): Promise<number> {
  const temporary = `${file}.${process.pid}.part`;
  const stream = createWriteStream(temporary);
  const failed = once(stream, 'error').then(([error]) => {
    throw error;
  });
  failed.catch(() => undefined);
  try {
    let count = 0;
    for await (const row of rows) {
      if (!stream.write(lineOf(row))) await Promise.race([once(stream, 'drain'), failed]);
      count += 1;
    }
    stream.end();
    await Promise.race([once(stream, 'finish'), failed]);
    renameSync(temporary, file);
    return count;
  } catch (error) {
    stream.destroy();
    rmSync(temporary, { force: true });
    throw error;
  }
}
