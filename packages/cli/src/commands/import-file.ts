import { UsageError } from '../cli-errors.js';
import type { Command, Field } from '../command.types.js';
import { inputOf } from '../input.js';

/** A line of a file as the API takes it. */
export interface Line {
  /** In the file, of its beginning. */
  readonly number: number;
  readonly row: Readonly<Record<string, unknown>>;
}

export interface Refused {
  readonly line: number;
  readonly reason: string;
}

interface CsvRecord {
  readonly record: Readonly<Record<string, string>>;
  readonly raw: string;
  readonly info: { readonly lines: number };
}

/** The lines of a CSV file as the API takes them; those with a value that cannot be read are refused here. */
export async function linesOf(
  text: string,
  command: Command,
): Promise<{ lines: Line[]; refused: Refused[] }> {
  const { parse } = await import('../lazy/csv.js');
  const fieldOf = new Map(command.fields.map((field) => [field.path.join('.'), field]));
  const columns = (names: string[]) => {
    const unknown = names.filter((name) => !fieldOf.has(name));
    if (unknown.length === 0) return names;
    throw new UsageError(
      `The file has columns that are none: ${unknown.join(', ')}. There are: ${[...fieldOf.keys()].join(', ')}.`,
    );
  };
  const options = { columns, skip_empty_lines: true, trim: true, info: true, raw: true } as const;
  // The library's types do not know what `columns` and `info` make of a record.
  const records = parseOrExplain(() => parse(text, options)) as unknown as CsvRecord[];
  const lines: Line[] = [];
  const refused: Refused[] = [];
  let countedTwice = 0;
  for (const { record, raw, info } of records) {
    // The library tells the line of a record's end, and takes a CRLF within quotes for two.
    const own = raw.trim();
    const number = info.lines - countedTwice - (own.match(/[\r\n]/g)?.length ?? 0);
    countedTwice += own.match(/\r\n/g)?.length ?? 0;
    try {
      lines.push({ number, row: rowOf(record, fieldOf) });
    } catch (error) {
      // In a file, columns are not flags.
      refused.push({ line: number, reason: String(Object(error).message).replace(/^--/, '') });
    }
  }
  return { lines, refused };
}

function parseOrExplain<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`The file is no CSV: ${Object(error).message}`);
  }
}

/** An empty cell is left out. */
function rowOf(record: Readonly<Record<string, string>>, fieldOf: ReadonlyMap<string, Field>) {
  const given = Object.entries(record).filter(([, value]) => value !== '');
  const fields = given.flatMap(([name]) => fieldOf.get(name) ?? []).map(asColumn);
  const values = new Map(given.map(([name, value]) => [fieldOf.get(name)?.flag ?? name, [value]]));
  return inputOf({ fields, kind: 'list' }, { values, flags: { data: undefined } }) ?? {};
}

/** In a file, switches are words, and secrets are out of others' sight. */
function asColumn(field: Field): Field {
  return { ...field, isSecret: false, ...(field.type === 'boolean' && { type: 'json' }) };
}
