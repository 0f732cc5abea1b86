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

  return {
    read: (tenant, work) => exclusively(() => work(memoryRepositories(tables, tenant))),
    transaction: (tenant, work) =>
      exclusively(async () => {
        undoing = [];
        try {
          return await work({ ...memoryRepositories(tables, tenant), lock: async () => undefined });
        } catch (error) {
          for (const undo of undoing.reverse()) undo();
          throw error;
        } finally {
          undoing = [];
        }
      }),
  };
}
