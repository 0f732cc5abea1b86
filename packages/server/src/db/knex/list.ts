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

/**
 * Answers a list request from a query that joins what it needs and selects nothing yet. The count is spared where the
 * page itself shows the end.
 */
export async function listRows<Row extends object>(
  from: Knex.QueryBuilder,
  columns: readonly (string | Knex.Raw)[],
  list: ListFields<Row>,
  request: ListRequest,
): Promise<ListSlice<Row>> {
  const filtered = from.clone();
  for (const condition of request.where) addCondition(filtered, list, condition);
  for (const word of request.words) addWord(filtered, list, word);

  const page = filtered.clone().select(columns);
  if (request.after) addKeyset(page, list, request.order, request.after);
  for (const term of request.order) page.orderByRaw(orderSql(list, term));
  const asked = page.offset(request.offset).limit(request.limit + 1);

  // Columns are selected under the names of the row's fields.
  const fetched = (await asked) as Row[];
  const rows = fetched.slice(0, request.limit);
  const more = fetched.length > request.limit;
  const showsTheEnd = !more && !request.after && (rows.length > 0 || request.offset === 0);
  return { rows, more, total: showsTheEnd ? request.offset + rows.length : await countRows(filtered) };
}

/** Adds a condition on a list field to a query. */
export function addCondition<Row>(
  query: Knex.QueryBuilder,
  list: ListFields<Row>,
  { field, is, value }: Condition,
): void {
  const { column } = fieldOf(list, field);
  if (value === null) query.whereRaw(`${column} is ${is === '!=' ? 'not ' : ''}null`);
  else query.whereRaw(`${column} ${is} ?`, [value]);
}

function addWord<Row>(query: Knex.QueryBuilder, list: ListFields<Row>, word: string): void {
  const pattern = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
  query.where((any) => {
    for (const column of list.search?.columns ?? []) any.orWhereRaw(`${column} like ?`, [pattern]);
  });
}

/**
 * The rows behind the given values, in an order in which null comes last: for each term, those that are equal in
 * every term before it and behind in this one.
 */
function addKeyset<Row>(
  query: Knex.QueryBuilder,
  list: ListFields<Row>,
  order: readonly OrderTerm[],
  after: readonly FieldValue[],
): void {
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
        const behind = `${column} ${term.descending ? '<' : '>'} ?`;
        all.whereRaw(nullable ? `(${behind} or ${column} is null)` : behind, [value]);
      });
    }
  });
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
  if (!nullable) query.whereRaw(`${column} ${term.descending ? '<=' : '>='} ?`, [value]);
}

function orderSql<Row>(list: ListFields<Row>, { field, descending }: OrderTerm): string {
  const { column, nullable } = fieldOf(list, field);
  return `${column} ${descending ? 'desc' : 'asc'}${nullable ? ' nulls last' : ''}`;
}
