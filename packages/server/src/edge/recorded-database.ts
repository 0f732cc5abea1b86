import type { Database, Transaction, TransactionTenant } from '../db/database.js';
import type { Repositories } from '../features/repositories.js';

/** What is done in the transactions of one request, and with what it reads, beside what the request does there. */
export interface AroundTransaction {
  before(transaction: Transaction): Promise<void>;
  after(transaction: Transaction, tenant: TransactionTenant, result: unknown): Promise<void>;
  /** With what was read of clinical tables. Answers what is still to be done before anybody is shown it. */
  afterRead(
    repositories: Repositories,
    tenant: TransactionTenant,
    result: unknown,
  ): Promise<() => Promise<void>>;
}

/** The store as one request uses it: what stands around its transactions happens with them, or not at all. */
export function recordedDatabase(
  database: Database,
  { before, after, afterRead }: AroundTransaction,
): Database {
  return {
    read: database.read,
    async readClinical(tenant, work) {
      const { result, finish } = await database.readClinical(tenant, async (repositories) => {
        const result = await work(repositories);
        return { result, finish: await afterRead(repositories, tenant, result) };
      });
      await finish();
      return result;
    },
    unrecorded: database.unrecorded,
    transaction: (tenant, work) =>
      database.transaction(tenant, async (transaction) => {
        await before(transaction);
        const result = await work(transaction);
        await after(transaction, tenant, result);
        return result;
      }),
  };
}

/** The store inside a transaction that is under way: all that is asked of it is asked there. */
export function withinTransaction(transaction: Transaction): Database {
  return {
    read: (_tenant, work) => work(transaction),
    readClinical: (_tenant, work) => work(transaction),
    transaction: (_tenant, work) => work(transaction),
    unrecorded: (_tenant, work) => work(transaction),
  };
}
