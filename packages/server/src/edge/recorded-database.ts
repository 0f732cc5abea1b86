import type { Database, Transaction, TransactionTenant } from '../db/database.js';

/** What is done in the transactions of one request, beside what the request does there. */
export interface AroundTransaction {
  before(transaction: Transaction): Promise<void>;
  /** Answers what is left to be done once the transaction is over, before anybody is told its result. */
  after(transaction: Transaction, tenant: TransactionTenant, result: unknown): Promise<Rest | undefined>;
}

type Rest = () => Promise<void>;

/** The store as one request uses it: what stands around its transactions happens with them, or not at all. */
export function recordedDatabase(database: Database, { before, after }: AroundTransaction): Database {
  return {
    read: database.read,
    unrecorded: database.unrecorded,
    async transaction(tenant, work) {
      const { result, rest } = await database.transaction(tenant, async (transaction) => {
        await before(transaction);
        const result = await work(transaction);
        return { result, rest: await after(transaction, tenant, result) };
      });
      await rest?.();
      return result;
    },
  };
}

/** The store inside a transaction that is under way: all that is asked of it is asked there. */
export function withinTransaction(transaction: Transaction): Database {
  return {
    read: (_tenant, work) => work(transaction),
    transaction: (_tenant, work) => work(transaction),
    unrecorded: (_tenant, work) => work(transaction),
  };
}
