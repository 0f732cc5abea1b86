import type { Knex } from 'knex';
import {
  type Condition,
  type FieldValue,
  fieldOf,
  type ListFields,
  type ListRequest,
  type ListSlice,
  type OrderTerm,
} from '../../lists/list-fields.js';
import { countRows } from './large-counts.js';
import { ask, type Queryable, type Statement } from './queryable.js';
import { rowsOf } from './rows-of.js';

/**
 * What is found in several ways is put in order once all of it is found, if it is no more than this. PostgreSQL, which expects
 * more of several ways, would walk along the order and look at each row, which for the last few is all that there are.
 */
const FEW = 1000;

/**
 * Answers a list request from a query that joins what it needs and selects nothing yet. The count is spared where the
 * page itself shows the end.
 */
export async function listRows<Row extends object>(
  knex: Queryable,
  from: Knex.QueryBuilder,
  columns: readonly (string | Knex.Raw)[],
  list: ListFields<Row>,
  request: ListRequest,
  orHas?: HasWord,
): Promise<ListSlice<Row>> {
  const filtered = request.where.length + request.words.length > 0 ? from.clone() : from;
  for (const condition of request.where) addCondition(filtered, list, condition);
  for (const word of request.words) addWord(filtered, list, word, orHas);
  const all = rowsOf(filtered);
  const { column: id } = fieldOf(list, 'id');

  const found = orHas && request.words.length > 0 ? await countRows(knex, all) : undefined;
  const isFew = found !== undefined && found <= FEW;
  const asked = isFew
    ? from.clone().whereRaw(`${id} in (select ${id} ${all.sql} offset 0)`, all.bindings)
    : filtered;
  if (request.after) addKeyset(asked, list, request.order, request.after);
  const page = isFew || request.after ? rowsOf(asked) : all;
  const order = `order by ${request.order.map((term) => orderSql(list, term)).join(', ')}`;
  const { limit, offset } = request;
  // Written out, the limit is known when the one plan for all values is made.
  const first = { sql: `${page.sql} ${order} limit ${limit + 1}`, bindings: page.bindings };
  const shown = offset > 0 ? behind(offset, first, from, id, order) : first;
  // Columns are selected under the names of the row's fields.
  const fetched = (await ask(knex, { ...shown, sql: `select ${columns.join(', ')} ${shown.sql}` })) as Row[];
  const rows = fetched.slice(0, limit);
  const more = fetched.length > limit;
  const showsTheEnd = !more && !request.after && (rows.length > 0 || offset === 0);
  return { rows, more, total: found ?? (showsTheEnd ? offset + rows.length : await countRows(knex, all)) };
}

/** The rows of a slice that begins further on: what is skipped is skipped in an index, and nothing is joined to it. */
function behind(
  offset: number,
  { sql, bindings }: Statement,
  from: Knex.QueryBuilder,
  id: string,
  order: string,
): Statement {
  const ids = `${id} in (select ${id} ${sql} offset ?)`;
  const rows = rowsOf(from.clone().whereRaw(ids, [...bindings, offset]));
  return { ...rows, sql: `${rows.sql} ${order}` };
}

/** Adds a condition on a list field to a query. */
export function addCondition<Row>(
  query: Knex.QueryBuilder,
  list: ListFields<Row>,
  { field, is, value }: Condition,
): void {
  const { column, bindings = [] } = fieldOf(list, field);
  if (value === null) query.whereRaw(`${column} is ${is === '!=' ? 'not ' : ''}null`, bindings);
  else query.whereRaw(`${column} ${is} ?`, [...bindings, value]);
}

/** Another way in which a row can have a word: adds alternatives to `any`. */
type HasWord = (any: Knex.QueryBuilder, word: string) => void;

function addWord<Row>(query: Knex.QueryBuilder, list: ListFields<Row>, word: string, orHas?: HasWord): void {
  query.where((any) => {
    orLike(any, list.search?.columns ?? [], word);
    orHas?.(any, word);
  });
}

/** Adds that one of the columns has the word in it. */
function orLike(any: Knex.QueryBuilder, columns: readonly string[], word: string): void {
  for (const column of columns) any.orWhereRaw(`${column} like ?`, [patternOf(word)]);
}

/** What is `like` a text that has the word somewhere. */
export function patternOf(word: string): string {
  return `%${word.replace(/[\\%_]/g, '\\$&')}%`;
}

/**
 * The rows behind the given values, in an order in which null comes last. Where nothing can be null, and all goes in one
 * direction, that is one comparison, whose place an index finds however many rows tie. Else it is, for each term, those
 * that are equal in every term before it and behind in this one.
 */
function addKeyset<Row>(
  query: Knex.QueryBuilder,
  list: ListFields<Row>,
  order: readonly OrderTerm[],
  after: readonly FieldValue[],
): void {
  const fields = order.map(({ field }) => fieldOf(list, field));
  const descending = order[0]?.descending ?? false;
  if (order.every((term, place) => term.descending === descending && !fields[place]?.nullable)) {
    const columns = fields.map(({ column }) => column).join(', ');
    const values = order.map(() => '?').join(', ');
    query.whereRaw(`(${columns}) ${behindIn(descending)} (${values})`, [...after]);
    return;
  }
  addStart(query, list, order[0], after[0] ?? null);
  query.where((any) => {
    for (const [index, term] of order.entries()) {
      const value = after[index] ?? null;
      if (value === null) continue;
      any.orWhere((all) => {
        for (const [before, { field }] of order.slice(0, index).entries()) {
          addCondition(all, list, { field, is: '=', value: after[before] ?? null });
        }
        const { column, nullable } = fieldOf(list, term.field);
        const behind = `${column} ${behindIn(term.descending)} ?`;
        all.whereRaw(nullable ? `(${behind} or ${column} is null)` : behind, [value]);
      });
    }
  });
}

function behindIn(descending: boolean): string {
  return descending ? '<' : '>';
}

/**
 * Where all rows behind the given ones begin: an index finds that place at once, while it would walk to it by
 * alternatives. Where rows can lack the value, those come behind any; there is no index for such an order.
 */
function addStart<Row>(
  query: Knex.QueryBuilder,
  list: ListFields<Row>,
  term: OrderTerm | undefined,
  value: FieldValue,
): void {
  if (!term || value === null) return;
  const { column, nullable } = fieldOf(list, term.field);
  if (!nullable) query.whereRaw(`${column} ${behindIn(term.descending)}= ?`, [value]);
}

function orderSql<Row>(list: ListFields<Row>, { field, descending }: OrderTerm): string {
  const { column, nullable } = fieldOf(list, field);
  return `${column} ${descending ? 'desc' : 'asc'}${nullable ? ' nulls last' : ''}`;
}
