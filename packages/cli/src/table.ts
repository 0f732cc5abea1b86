type Row = Readonly<Record<string, unknown>>;

interface TableOptions {
  readonly rows: readonly Row[] | undefined;
  /** Characters in a line. */
  readonly width: number;
  readonly isTerminal: boolean;
}

const MAX_CELL = 40;
const GAP = 2;

/** Long texts, and what says again what stands beside it: for those who ask for one thing. */
const leftOut =
  /^(?:description|notes|bio|symptoms|reason|user_agent|payload|data|slug|hospital|created_at|updated_at|full_name)$/;

/** An answer for a person: rows as a table that fits the width, one thing as lines. */
export function tableOf(answer: unknown, options: TableOptions): string {
  const { rows, isTerminal } = options;
  if (!rows) return linesOf(Object(answer), isTerminal);
  if (rows.length === 0) return 'Nothing found.\n';
  const table = layOut(rows, options);
  const { count } = Object(answer);
  const more =
    typeof count === 'number' && count > rows.length
      ? `${rows.length} of ${count}. "--all" for the rest.\n`
      : '';
  return table + more;
}

function layOut(rows: readonly Row[], { width, isTerminal }: TableOptions): string {
  const [first = {}] = rows;
  const names = Object.keys(first)
    .filter((name) => isColumn(name, first, rows))
    .sort((a, b) => placeOf(a) - placeOf(b));
  const columns: { name: string; cells: string[]; width: number }[] = [];
  let used = 0;
  for (const name of names.length > 0 ? names : Object.keys(first)) {
    const cells = rows.map((row) => cellOf(row[name]).slice(0, MAX_CELL));
    const own = Math.max(name.length, ...cells.map((cell) => cell.length));
    // The first one is there whatever its width.
    if (columns.length > 0 && used + GAP + own > width) break;
    columns.push({ name, cells, width: own });
    used += own + (columns.length > 1 ? GAP : 0);
  }
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, index) => cell.padEnd(columns[index]?.width ?? 0))
      .join(' '.repeat(GAP))
      .trimEnd();
  const head = line(columns.map(({ name }) => name.replaceAll('_', ' ').toUpperCase()));
  const body = rows.map((_, row) => line(columns.map(({ cells }) => cells[row] ?? '')));
  return `${[bold(head, isTerminal), ...body].join('\n')}\n`;
}

/** Columns are of plain values; of somebody who has a name beside their id, the name. */
function isColumn(name: string, row: Row, rows: readonly Row[]): boolean {
  if (leftOut.test(name) || `${name}_name` in row) return false;
  const isPlain = rows.every((each) => typeof each[name] !== 'object' || each[name] === null);
  return isPlain && rows.some((each) => each[name] !== null && each[name] !== undefined);
}

/** What it is stands first: its id, and the names in it. */
function placeOf(name: string): number {
  if (name === 'id') return 0;
  return /(?:^|_)name$/.test(name) ? 1 : 2;
}

function linesOf(answer: Row, isTerminal: boolean): string {
  const entries = Object.entries(answer).filter(([, value]) => value !== null && value !== undefined);
  const width = Math.max(0, ...entries.map(([name]) => name.length));
  return entries
    .map(
      ([name, value]) => `${bold(name.replaceAll('_', ' ').padEnd(width), isTerminal)}  ${cellOf(value)}\n`,
    )
    .join('');
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return '-';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'object') return JSON.stringify(value);
  const text = String(value).replace(/\s+/g, ' ');
  const isInstant = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(text) && !Number.isNaN(Date.parse(text));
  return isInstant ? localTime(new Date(text)) : printable(text);
}

/** What could move the cursor, or colour the terminal, is not the data's to do. */
function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, '\uFFFD');
}

/** `2030-01-07 10:00 +01:00`. */
function localTime(instant: Date): string {
  const offset = -instant.getTimezoneOffset();
  const local = new Date(instant.getTime() + offset * 60_000).toISOString();
  const two = (number: number) => String(Math.floor(Math.abs(number))).padStart(2, '0');
  return `${local.slice(0, 10)} ${local.slice(11, 16)} ${offset < 0 ? '-' : '+'}${two(offset / 60)}:${two(offset % 60)}`;
}

function bold(text: string, isTerminal: boolean): string {
  return isTerminal && !process.env.NO_COLOR ? `\u001b[1m${text}\u001b[22m` : text;
}
