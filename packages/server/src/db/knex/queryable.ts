import type { Knex } from 'knex';

/** What repositories ask: the pool, for which any of its connections answers, or one transaction. */
export interface Queryable extends Pick<Knex, 'raw' | 'queryBuilder'> {
  (table: string): Knex.QueryBuilder;
  readonly client: Client;
}

/** A statement as it is written, with a `?` in the place of each value. */
export interface Statement {
  readonly sql: string;
  readonly bindings: readonly Knex.RawBinding[];
}

/** The client that is behind knex' functions, as far as it is needed here: knex has no types worth the name for it. */
export interface Client {
  /** That of the database, and of all transactions in it. */
  readonly config: object;
  transacting?: boolean;
  acquireConnection(): Promise<Connection>;
  releaseConnection(connection: Connection): Promise<void>;
  query(connection: Connection, asked: string | Statement): Promise<Answer>;
  queryBuilder(): Knex.QueryBuilder;
  raw: Knex['raw'];
}

/** As the driver has it. */
export interface Connection {
  readonly connection: { readonly stream: Stream };
}

/** The embedded database's is none of the system's. */
export interface Stream {
  cork?(): void;
  uncork?(): void;
}

interface Answer {
  readonly response: { readonly command: string; readonly rows: readonly unknown[] };
}

/** Asks for the rows of a statement that is written already: as `raw` does, which would read its text once more. */
export async function ask({ client }: Queryable, { sql, bindings }: Statement): Promise<readonly unknown[]> {
  const connection = await client.acquireConnection();
  try {
    const { response } = await client.query(connection, { sql, bindings });
    return response.rows;
  } finally {
    await client.releaseConnection(connection);
  }
}
