import { CliError, UsageError } from './cli-errors.js';
import type { GlobalFlags, OutputFormat } from './flags.js';
import { select } from './query.js';
import { tableOf } from './table.js';
import { valueAt } from './value-at.js';

type Row = Readonly<Record<string, unknown>>;

/** How an answer is printed: as it was asked for, or a table for a person and JSON for a program. */
export function formatFor({ output }: GlobalFlags): OutputFormat {
  return output ?? (process.stdout.isTTY ? 'table' : 'json');
}

/** Prints an answer: one thing, a page of a list, or rows. Data goes to standard output, and nothing else does. */
export async function print(answer: unknown, flags: GlobalFlags): Promise<void> {
  if (answer === undefined || answer === '') return;
  write(await render(withoutTokens(answer), flags));
}

/** Sessions are kept by "medcor login" alone: their tokens are not for a terminal. */
function withoutTokens(answer: unknown): unknown {
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) return answer;
  const { tokens: _tokens, ...rest }: Row = { ...answer };
  // A refreshed session is nothing but tokens.
  return Object.keys(rest).every((name) => name === 'access' || name === 'refresh') ? {} : rest;
}

async function render(answer: unknown, flags: GlobalFlags): Promise<string> {
  const format = formatFor(flags);
  if (flags.query !== undefined) {
    return render(await select(answer, flags.query), {
      ...flags,
      query: undefined,
      output: format === 'table' ? 'json' : format,
    });
  }
  const picked = withFields(answer, flags.fields);
  if (format === 'json') return `${JSON.stringify(picked, null, 2)}\n`;
  const rows = rowsOf(picked);
  if (format === 'ndjson') return (rows ?? [picked]).map((row) => `${JSON.stringify(row)}\n`).join('');
  if (format === 'yaml') return (await import('./lazy/formats.js')).yamlOf(picked);
  if (format === 'csv') return (await import('./lazy/formats.js')).csvOf(rows ?? [Object(picked)]);
  const width = process.stdout.isTTY ? process.stdout.columns : Number.POSITIVE_INFINITY;
  return tableOf(picked, { rows, width, isTerminal: process.stdout.isTTY });
}

/** Prints rows as they come, as one document: an array of JSON has an end, also when there are no rows. */
export async function printRows(rows: AsyncIterable<unknown>, flags: GlobalFlags): Promise<void> {
  const format = formatFor(flags);
  if ((format === 'ndjson' || format === 'csv') && flags.query === undefined) {
    const lineOf = await lineWriter(format, flags);
    for await (const row of rows) write(lineOf(row));
    return;
  }
  if (format === 'json' && flags.query === undefined) {
    let before = '[\n';
    for await (const row of rows) {
      write(`${before}  ${JSON.stringify(withFields(row, flags.fields))}`);
      before = ',\n';
    }
    write(before === '[\n' ? '[]\n' : '\n]\n');
    return;
  }
  const all: unknown[] = [];
  for await (const row of rows) all.push(row);
  await print(all, flags);
}

/** Rows as lines, one at a time; CSV begins with a line of their names. */
export async function lineWriter(
  format: 'csv' | 'ndjson',
  { fields }: Pick<GlobalFlags, 'fields'>,
): Promise<(row: unknown) => string> {
  if (format === 'ndjson') return (row) => `${JSON.stringify(withFields(row, fields))}\n`;
  const { cellsOf, csvLines } = await import('./lazy/formats.js');
  let columns: string[] | undefined;
  return (row) => {
    const one: Row = Object(withFields(row, fields));
    const names = columns ?? Object.keys(one);
    const head = columns ? [] : [names];
    columns = names;
    const more = Object.keys(one).find((name) => !names.includes(name));
    if (more !== undefined)
      throw new CliError(`A row has "${more}", which those before have not: use ndjson.`);
    return csvLines([...head, cellsOf(one, names)]);
  };
}

export function write(text: string): void {
  process.stdout.write(text);
}

/** Words for the person at the terminal: never in the way of the data. */
export function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** The rows of a list, whether a page or bare. */
function rowsOf(answer: unknown): Row[] | undefined {
  if (Array.isArray(answer)) return answer;
  const { results } = Object(answer);
  return Array.isArray(results) ? results : undefined;
}

/** An answer with the fields that were asked for, if any were. */
function withFields(answer: unknown, fields: string | undefined): unknown {
  return fields === undefined ? answer : pick(answer, fieldsOf(fields, answer));
}

/** Throws `UsageError` for a field that nothing of the answer has. */
function fieldsOf(list: string, answer: unknown): string[] {
  const rows = rowsOf(answer) ?? [Object(answer)];
  const fields = list.split(',').map((field) => field.trim());
  const unknown = fields.find((field) => {
    const [name = ''] = field.split('.');
    return rows.length > 0 && !rows.some((row) => Object.hasOwn(row, name));
  });
  if (unknown === undefined) return fields;
  throw new UsageError(
    `There is no field "${unknown}". There are: ${Object.keys(rows[0] ?? {}).join(', ')}.`,
  );
}

/** Only these fields, of one thing or of every row. */
function pick(answer: unknown, fields: readonly string[]): unknown {
  const rows = rowsOf(answer);
  if (rows) return rows.map((row) => pick(row, fields));
  return Object.fromEntries(fields.map((field) => [field, valueAt(answer, field.split('.'))]));
}
