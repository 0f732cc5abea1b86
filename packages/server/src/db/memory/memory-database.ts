import { memoryRepositories } from '../../features/repositories.memory.js';
import { createMemoryTables } from '../../features/tables.memory.js';
import type { Database } from '../database.js';
import type { Undo } from './memory-table.js';

/** The store in memory, for the mock: one piece of work after the other, undone when it fails. */
export function createMemoryDatabase(): Database {
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

  return {
    read: (tenant, work) => exclusively(() => work(memoryRepositories(tables, tenant))),
    transaction,
    unrecorded: transaction,
  };
}
