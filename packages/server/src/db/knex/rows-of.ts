import type { Knex } from 'knex';
import type { Statement } from './queryable.js';

const everything = 'select * ';

/** The rows that a query of a list is about, from its `from` on: whatever is selected of them can be put before it. */
export function rowsOf(query: Knex.QueryBuilder): Statement {
  const { sql, bindings } = query.toSQL();
  if (!sql.startsWith(everything)) throw new Error('A list says itself what it selects.');
  return { sql: sql.slice(everything.length), bindings };
}
