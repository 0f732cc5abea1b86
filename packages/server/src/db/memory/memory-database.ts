import { memoryRepositories } from '../../features/repositories.memory.js';
import { createMemoryTables, type MemoryTables } from '../../features/tables.memory.js';
import type { BulkStore } from '../bulk-store.js';
import type { Database } from '../database.js';
import { createMemoryBulkStore } from './memory-bulk-store.js';
import type { TableDump, Undo } from './memory-table.js';

/** All that a store in memory holds, by the tables' names: plain data, fit for JSON. */
export type MemoryDump = Readonly<Record<string, TableDump>>;

export interface MemoryStore {
  readonly database: Database;
  /** The same, to be filled. */
  readonly bulk: BulkStore;
  readonly tables: MemoryTables;
  dump(): MemoryDump;
  /** Puts back what `dump` gave. Nothing may be under way. */
  load(dump: MemoryDump): void;
}

/** A store in memory that nobody has to fill or to keep. */
export function createMemoryDatabase(): Database {
  return createMemoryStore().database;
}

/** The store in memory, for the mock: one piece of work after the other, undone when it fails. */
export function createMemoryStore(): MemoryStore {
  let undoing: Undo[] = [];
  const tables = createMemoryTables((undo) => undoing.push(undo));
  let last: Promise<unknown> = Promise.resolve();

  const exclusively = <T>(work: () => Promise<T>): Promise<T> => {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  };

  const transaction: Database['transaction'] = (tenant, work) =>
    exclusively(async () => {
      undoing = [];
      try {
        // Nobody else is at work: there is nothing to lock.
        const locks = { lock: async () => undefined, lockRow: async () => undefined };
        const afterwards: (() => void)[] = [];
        const afterCommit = (then: () => void) => void afterwards.push(then);
        const result = await work({ ...memoryRepositories(tables, tenant), ...locks, afterCommit });
        for (const then of afterwards) then();
        return result;
      } catch (error) {
        for (const undo of undoing.reverse()) undo();
        throw error;
      } finally {
        undoing = [];
      }
    });

  const read: Database['readClinical'] = (tenant, work) =>
    exclusively(() => work(memoryRepositories(tables, tenant)));

  const database: Database = {
    read,
    readClinical: read,
    writeAudit: (lines) => transaction('platform', ({ auditLog }) => auditLog.append(lines)),
    transaction,
    unrecorded: transaction,
  };
  return {
    database,
    bulk: createMemoryBulkStore(database, tables),
    tables,
    dump: () => Object.fromEntries(Object.entries(tables).map(([name, table]) => [name, table.dump()])),
    load(dump) {
      for (const [name, table] of Object.entries(tables)) {
        const found = dump[name];
        if (found) table.load(found);
      }
    },
  };
}
