import type { Knex } from 'knex';
import type { Tenant } from '../database.js';
import { ask, type Queryable, type Statement } from './queryable.js';

/** What stands for the values while the text is written: no id is negative. */
const marks = { tenant: -1, id: -2 };

/**
 * Reads the one row of an id. What `write` answers is asked for its text once, for a hospital and for the platform, and
 * from then on only the values are put in: to write it takes knex as long as the driver takes to read the row.
 */
export function findById<Row>(
  write: (knex: Queryable, tenant: Tenant, id: number) => Knex.QueryBuilder,
): (knex: Queryable, tenant: Tenant, id: number) => Promise<Row | undefined> {
  const written = new Map<boolean, Statement>();
  return async (knex, tenant, id) => {
    const isPlatform = tenant === 'platform';
    const known = written.get(isPlatform);
    const text = known ?? write(knex, isPlatform ? tenant : marks.tenant, marks.id).toSQL();
    if (!known) written.set(isPlatform, text);
    const values = { [marks.tenant]: tenant, [marks.id]: id };
    const bindings = text.bindings.map((binding) => values[Number(binding)] ?? binding);
    // The query that was written selects a row's fields.
    const [row] = (await ask(knex, { sql: text.sql, bindings })) as Row[];
    return row;
  };
}
