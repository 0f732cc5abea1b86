import type { Knex } from 'knex';
import { knexRepositories } from '../../features/repositories.knex.js';
import type { Database, LockKind, Tenant, Transaction } from '../database.js';
import { lockKinds } from '../database.js';
import { isRepeatable, toApiError } from './failures.js';

/** How often a transaction is tried that the database found in another one's way. */
const MAX_TRIES = 8;

/** The store over PostgreSQL, or over the embedded database, which speaks the same language. */
export function createKnexDatabase(knex: Knex): Database {
  return {
    async read(tenant, work) {
      try {
        return await work(knexRepositories(knex, tenant));
      } catch (error) {
        throw toApiError(error);
      }
    },
    async transaction(tenant, work) {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await knex.transaction((transaction) => runIn(transaction, tenant, work));
        } catch (error) {
          if (!isRepeatable(error) || attempt === MAX_TRIES) throw toApiError(error);
        }
      }
    },
  };
}

async function runIn<T>(
  connection: Knex.Transaction,
  tenant: Tenant,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  // Row-level security reads this; without it the clinical tables are empty.
  if (tenant !== 'platform')
    await connection.raw(`select set_config('app.hospital', ?, true)`, [String(tenant)]);
  return work({
    ...knexRepositories(connection, tenant),
    lock: async (kind: LockKind, id: number) => {
      await connection.raw('select pg_advisory_xact_lock(?::integer, ?::integer)', [
        lockKinds.indexOf(kind),
        id,
      ]);
    },
  });
}
