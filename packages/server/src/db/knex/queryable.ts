import type { Knex } from 'knex';

/** What repositories ask: the pool, for which any of its connections answers, or one transaction. */
export interface Queryable extends Pick<Knex, 'raw' | 'queryBuilder' | 'client'> {
  (table: string): Knex.QueryBuilder;
}
