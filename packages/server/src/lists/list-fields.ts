/** A value that rows can be ordered and compared by. Instants are ISO strings, which order as they are. */
export type FieldValue = string | number | boolean | null;

/**
 * A field that a list can be filtered or ordered by: where PostgreSQL finds it, and how it is read off a row in
 * memory. One description serves both, so that they cannot disagree.
 */
export interface ListField<Row> {
  /** SQL of the value; written by us, never by a caller. */
  readonly column: string;
  /** What stands for the `?` in it. */
  readonly bindings?: readonly FieldValue[];
  readonly value: (row: Row) => FieldValue;
  /** Whether rows can lack it; they come last in either direction. */
  readonly nullable?: boolean;
}

export interface ListFields<Row> {
  readonly fields: Readonly<Record<string, ListField<Row>>>;
  /** What `search` looks through: SQL of normalised text, and the same text off a row. */
  readonly search?: { readonly columns: readonly string[]; readonly text: (row: Row) => string };
}

/** The properties of a row that can be compared. */
type Comparable<Row> = { [Name in keyof Row]: Row[Name] extends FieldValue ? Name : never }[keyof Row] &
  string;

/**
 * Fields that are stored under their own names, and `references` to other rows, which are stored with an `_id` behind
 * their names.
 */
export function plainFields<Row>(
  table: string,
  names: readonly Comparable<Row>[],
  references: readonly Comparable<Row>[] = [],
): ListFields<Row>['fields'] {
  const field = (name: Comparable<Row>, column: string) => [
    name,
    // Only names of such values are taken.
    { column: `${table}.${column}`, value: (row: Row) => row[name] as FieldValue },
  ];
  return Object.fromEntries([
    ...names.map((name) => field(name, name)),
    ...references.map((name) => field(name, `${name}_id`)),
  ]);
}

export interface Condition {
  readonly field: string;
  readonly is: '=' | '!=' | '>=' | '<=' | '<';
  readonly value: FieldValue;
}

export interface OrderTerm {
  readonly field: string;
  readonly descending: boolean;
}

/** What a repository is asked for: which rows, in what order, and which part of them. */
export interface ListRequest {
  readonly where: readonly Condition[];
  readonly words: readonly string[];
  /** Ends with the id, so that no two rows tie. */
  readonly order: readonly OrderTerm[];
  /** The order values of the last row seen; the answer goes on behind it. */
  readonly after: readonly FieldValue[] | null;
  readonly offset: number;
  readonly limit: number;
}

/** A part of a list, as a repository answers it. */
export interface ListSlice<Row> {
  readonly rows: Row[];
  /** Rows in all; those that `after` or `offset` leave out included. */
  readonly total: number;
  /** Whether there are rows behind these. */
  readonly more: boolean;
}

/** The field of that name; a name that is not there is a mistake of ours. */
export function fieldOf<Row>({ fields }: ListFields<Row>, name: string): ListField<Row> {
  const field = fields[name];
  if (!field) throw new Error(`No list field is called ${name}.`);
  return field;
}

/** Compares as both stores order: `null` last in either direction, text by code point. */
export function compareBy<Row>(list: ListFields<Row>, order: readonly OrderTerm[], a: Row, b: Row): number {
  return compareValues(order, valuesOf(list, order, a), valuesOf(list, order, b));
}

/** The values a row is ordered by. */
export function valuesOf<Row>(list: ListFields<Row>, order: readonly OrderTerm[], row: Row): FieldValue[] {
  return order.map(({ field }) => fieldOf(list, field).value(row));
}

/** Compares two rows' order values. */
export function compareValues(
  order: readonly OrderTerm[],
  a: readonly FieldValue[],
  b: readonly FieldValue[],
): number {
  for (const [index, { descending }] of order.entries()) {
    const left = a[index] ?? null;
    const right = b[index] ?? null;
    if (left === right) continue;
    if (left === null) return 1;
    if (right === null) return -1;
    const difference =
      typeof left === 'string' && typeof right === 'string'
        ? compareText(left, right)
        : left < right
          ? -1
          : 1;
    return descending ? -difference : difference;
  }
  return 0;
}

/** By code points, as PostgreSQL's "C" collation; JavaScript's own `<` goes by UTF-16 units. */
function compareText(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    const [a, b] = [left.charCodeAt(index), right.charCodeAt(index)];
    if (a !== b) return codePointRank(a) - codePointRank(b);
  }
  return left.length - right.length;
}

/** Surrogates stand for code points behind all others. */
function codePointRank(unit: number): number {
  const firstSurrogate = 0xd800;
  const lastSurrogate = 0xdfff;
  return unit >= firstSurrogate && unit <= lastSurrogate ? unit + 0x10000 : unit;
}
