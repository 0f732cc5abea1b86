import {
  type Condition,
  compareBy,
  compareValues,
  fieldOf,
  type ListFields,
  type ListRequest,
  type ListSlice,
  valuesOf,
} from '../../lists/list-fields.js';
import { ConstraintBreach } from '../constraints.js';

/** A rule that no two rows may break together, under the name its constraint has in PostgreSQL. */
export interface Exclusion<Row> {
  readonly constraint: string;
  readonly clash: (a: Row, b: Row) => boolean;
}

/** What undoes a change, should the transaction fail. */
export type Undo = () => void;

/** A table's rows, and the last id that it gave out: plain data, fit for JSON. */
export interface TableDump {
  readonly lastId: number;
  readonly rows: readonly { readonly id: number }[];
}

/** Rows in memory with what PostgreSQL gives its tables: ids, constraints, rollback. */
export class MemoryTable<Row extends { id: number }> {
  readonly #rows = new Map<number, Row>();
  readonly #exclusions: readonly Exclusion<Row>[];
  readonly #record: (undo: Undo) => void;
  #lastId = 0;

  constructor(record: (undo: Undo) => void, exclusions: readonly Exclusion<Row>[] = []) {
    this.#record = record;
    this.#exclusions = exclusions;
  }

  /** The row of an id, if it passes. */
  get(id: number, test: (row: Row) => boolean = () => true): Row | undefined {
    const row = this.#rows.get(id);
    return row && test(row) ? row : undefined;
  }

  /** The rows that pass, in the order of their ids. */
  filter(test: (row: Row) => boolean): Row[] {
    return [...this.#rows.values()].filter(test);
  }

  find(test: (row: Row) => boolean): Row | undefined {
    for (const row of this.#rows.values()) if (test(row)) return row;
    return undefined;
  }

  /** Adds a row under the next id, or under the one given. As in PostgreSQL, a refused row spends its id. */
  insert(values: Omit<Row, 'id'> & { id?: number }): Row {
    this.#lastId = Math.max(values.id ?? 0, this.#lastId + (values.id === undefined ? 1 : 0));
    // `Omit<Row, 'id'>` with the id is the row; TypeScript cannot follow that through a generic.
    const row = { id: this.#lastId, ...values } as Row;
    this.#check(row);
    this.#rows.set(row.id, row);
    this.#record(() => this.#rows.delete(row.id));
    return row;
  }

  /** Changes the fields given; `undefined` keeps one. */
  update(id: number, change: Partial<Row>): Row | undefined {
    const before = this.#rows.get(id);
    if (!before) return undefined;
    const given = Object.entries(change).filter(([, value]) => value !== undefined);
    const row: Row = { ...before, ...Object.fromEntries(given) };
    this.#check(row);
    this.#rows.set(id, row);
    this.#record(() => this.#rows.set(id, before));
    return row;
  }

  /** Ids that nobody else is given. */
  takeIds(count: number): number[] {
    const first = this.#lastId + 1;
    this.#lastId += count;
    return Array.from({ length: count }, (_, index) => first + index);
  }

  /** All there is, to be put back by `load`. */
  dump(): TableDump {
    return { lastId: this.#lastId, rows: structuredClone([...this.#rows.values()]) };
  }

  /** Puts back what `dump` gave, in place of all there is. */
  load({ lastId, rows }: TableDump): void {
    this.#lastId = lastId;
    this.#rows.clear();
    // A dump is of the same table.
    for (const row of structuredClone(rows) as Row[]) this.#rows.set(row.id, row);
  }

  delete(id: number): void {
    const before = this.#rows.get(id);
    if (!before) return;
    this.#rows.delete(id);
    this.#record(() => this.#rows.set(id, before));
  }

  #check(row: Row): void {
    for (const { constraint, clash } of this.#exclusions) {
      for (const other of this.#rows.values()) {
        if (other.id !== row.id && clash(row, other)) throw new ConstraintBreach(constraint);
      }
    }
  }
}

/** Answers a list request from rows, as PostgreSQL answers it from a table. */
export function sliceOf<Row>(rows: Row[], list: ListFields<Row>, request: ListRequest): ListSlice<Row> {
  const { order, after, offset, limit } = request;
  const text = (row: Row) => list.search?.text(row) ?? '';
  const matching = rows
    .filter((row) => request.where.every((condition) => holds(list, condition, row)))
    .filter((row) => request.words.every((word) => text(row).includes(word)))
    .sort((a, b) => compareBy(list, order, a, b));
  const behind = after
    ? matching.filter((row) => compareValues(order, valuesOf(list, order, row), after) > 0)
    : matching.slice(offset);
  return { rows: behind.slice(0, limit), total: matching.length, more: behind.length > limit };
}

function holds<Row>(list: ListFields<Row>, { field, is, value }: Condition, row: Row): boolean {
  const actual = fieldOf(list, field).value(row);
  if (is === '=') return actual === value;
  if (is === '!=') return value === null ? actual !== null : actual !== null && actual !== value;
  if (actual === null || value === null) return false;
  if (is === '>=') return actual >= value;
  return is === '<' ? actual < value : actual <= value;
}
