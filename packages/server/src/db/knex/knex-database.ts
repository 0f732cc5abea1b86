import type { Knex } from 'knex';
import type { Repositories } from '../../features/repositories.js';
import { knexRepositories } from '../../features/repositories.knex.js';
import type { Database, Lock, LockableTable, Transaction, TransactionTenant } from '../database.js';
import { lockKinds } from '../database.js';
import { isRepeatable, toApiError } from './failures.js';
import { groupWrites } from './grouped-writes.js';
import type { Queryable } from './queryable.js';
import { beginning, readsWithin, runTransaction } from './transactions.js';

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
        const result = await runTransaction(knex, beginning(tenant), (connection) =>
          runIn(connection, tenant, work, afterwards),
        );
        for (const then of afterwards) then();
        return result;
      } catch (error) {
        if (!isRepeatable(error) || attempt === MAX_TRIES) throw toApiError(error);
      }
    }
  }

  const read = async <T>(
    from: Queryable,
    tenant: TransactionTenant,
    work: (repositories: Repositories) => Promise<T>,
  ): Promise<T> => {
    try {
      return await work(repositoriesOf(from, tenant));
    } catch (error) {
      throw toApiError(error);
    }
  };

  return {
    read: (tenant, work) => read(knex, tenant, work),
    readClinical: (tenant, work) => read(readsWithin(knex, beginning(tenant)), tenant, work),
    writeAudit: groupWrites((lines) => transaction('platform', ({ auditLog }) => auditLog.append(lines))),
    transaction,
    unrecorded: transaction,
  };
}

/** The platform's own: nobody has rows of these alone. */
const catalogues: readonly LockableTable[] = ['specialties', 'subscription_plans'];

function rowsOfTenant(knex: Queryable, table: LockableTable, tenant: TransactionTenant): Knex.QueryBuilder {
  const rows = knex(table);
  if (typeof tenant === 'string' || catalogues.includes(table)) return rows;
  return rows.where(table === 'hospitals' ? 'id' : 'hospital_id', tenant);
}

/** Does the work within a transaction that somebody else begins and ends. */
export async function runIn<T>(
  connection: Queryable,
  tenant: TransactionTenant,
  work: (transaction: Transaction) => Promise<T>,
  afterwards: (() => void)[],
): Promise<T> {
  const lockedRows = new Set<string>();
  const around: Omit<Transaction, keyof Repositories> = {
    lock: async (...locks: readonly Lock[]) => {
      // What is selected is worked out from the left to the right.
      const each = locks.map(() => 'pg_advisory_xact_lock(?::integer, ?::integer)');
      const values = locks.flatMap(([kind, id]) => [lockKinds.indexOf(kind), id]);
      await connection.raw(`select ${each.join(', ')}`, values);
    },
    lockRow: async (table, id) => {
      if (lockedRows.has(`${table} ${id}`)) return;
      await rowsOfTenant(connection, table, tenant).where({ id }).forUpdate().select('id');
      lockedRows.add(`${table} ${id}`);
    },
    afterCommit: (then) => void afterwards.push(then),
  };
  return work(Object.assign(repositoriesOf(connection, tenant), around));
}

function repositoriesOf(connection: Queryable, tenant: TransactionTenant): Repositories {
  return knexRepositories(connection, tenant === 'everyone' ? 'platform' : tenant);
}
