import type { Knex } from 'knex';
import { knexRepositories, readingRepositories } from '../../features/repositories.knex.js';
import type { Database, LockKind, Transaction, TransactionTenant } from '../database.js';
import { lockKinds } from '../database.js';
import { isRepeatable, toApiError } from './failures.js';

/** How often a transaction is tried that the database found in another one's way. */
const MAX_TRIES = 8;

/** The store over PostgreSQL, or over the embedded database, which speaks the same language. */
export function createKnexDatabase(knex: Knex): Database {
  async function transaction<T>(
    tenant: TransactionTenant,
    work: (transaction: Transaction) => Promise<T>,
  ): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const afterwards: (() => void)[] = [];
        const result = await knex.transaction((connection) => runIn(connection, tenant, work, afterwards));
        for (const then of afterwards) then();
        return result;
      } catch (error) {
        if (!isRepeatable(error) || attempt === MAX_TRIES) throw toApiError(error);
      }
    }
  }

  return {
    async read(tenant, work) {
      try {
        return await work(readingRepositories(knex, tenant));
      } catch (error) {
        throw toApiError(error);
      }
    },
    transaction,
    unrecorded: transaction,
  };
}

/** Does the work within a transaction that somebody else begins and ends. */
export async function runIn<T>(
  connection: Knex.Transaction,
  tenant: TransactionTenant,
  work: (transaction: Transaction) => Promise<T>,
  afterwards: (() => void)[],
): Promise<T> {
  // Row-level security reads this; without it the clinical tables are empty.
  if (tenant !== 'platform') {
    const hospital = tenant === 'everyone' ? 'all' : String(tenant);
    await connection.raw(`select set_config('app.hospital', ?, true)`, [hospital]);
  }
  return work({
    ...knexRepositories(connection, tenant === 'everyone' ? 'platform' : tenant),
    lock: async (kind: LockKind, id: number) => {
      await connection.raw('select pg_advisory_xact_lock(?::integer, ?::integer)', [
        lockKinds.indexOf(kind),
        id,
      ]);
    },
    lockRow: async (table, id) => {
      await connection(table).where({ id }).forUpdate().select('id');
    },
    afterCommit: (then) => void afterwards.push(then),
  });
}
