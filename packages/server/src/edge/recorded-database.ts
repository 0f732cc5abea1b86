import type { Database, Transaction } from '../db/database.js';
import type { AuditedCall, AuditRecorder } from './call.js';

/** What happens with what a request does, and what it reads, beside what it asks for. */
export interface Recording {
  readonly audit: AuditRecorder;
  readonly call: AuditedCall;
  /** In each transaction, before anything else is done there. */
  before?(transaction: Transaction): Promise<void>;
  /** At its end, with what came of it. */
  after?(transaction: Transaction, result: unknown): Promise<void>;
}

/** The store as one request uses it: what it does is recorded with it, or neither happens. */
export function recordedDatabase(database: Database, { audit, call, before, after }: Recording): Database {
  return {
    read: database.read,
    async readClinical(tenant, work) {
      const { result, record } = await database.readClinical(tenant, async (repositories) => {
        const result = await work(repositories);
        return { result, record: await audit.recordRead(repositories, tenant, call, result) };
      });
      await record();
      return result;
    },
    writeAudit: database.writeAudit,
    unrecorded: database.unrecorded,
    transaction: (tenant, work) =>
      database.transaction(tenant, async (transaction) => {
        await before?.(transaction);
        const result = await work(transaction);
        await audit.record(transaction, tenant, call, result);
        await after?.(transaction, result);
        return result;
      }),
  };
}

/** The store inside a transaction that is under way: all that is asked of it is asked there. */
export function withinTransaction(transaction: Transaction): Database {
  const within: Database['transaction'] = (_tenant, work) => work(transaction);
  const { auditLog } = transaction;
  return {
    read: within,
    readClinical: within,
    writeAudit: auditLog.append,
    transaction: within,
    unrecorded: within,
  };
}
