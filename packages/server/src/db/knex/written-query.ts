import type { Knex } from 'knex';

/** What is left of a query once it is written. */
export interface WrittenQuery {
  readonly sql: string;
  readonly bindings: readonly Knex.RawBinding[];
}

/** As far as it is needed here: knex has no types for what a query is made of. */
interface QueryClient {
  /** That of the database, and of all transactions in it. */
  readonly config: object;
  readonly transacting?: boolean;
  raw(sql: string, bindings: readonly Knex.RawBinding[]): Promise<{ rows: unknown[] }>;
}

export function clientOf(query: Knex.QueryBuilder): QueryClient {
  // It has one, whatever its types say.
  return (query as unknown as { client: QueryClient }).client;
}

const everything = 'select * ';

/** The rows that a query of a list is about, from its `from` on: whatever is selected of them can be put before it. */
export function rowsOf(query: Knex.QueryBuilder): WrittenQuery {
  const { sql, bindings } = query.toSQL();
  if (!sql.startsWith(everything)) throw new Error('A list says itself what it selects.');
  return { sql: sql.slice(everything.length), bindings };
}

/** Asks on the connection, or in the transaction, that another query is made for. */
export async function ask(beside: Knex.QueryBuilder, { sql, bindings }: WrittenQuery): Promise<unknown[]> {
  const { rows } = await clientOf(beside).raw(sql, bindings);
  return rows;
}
