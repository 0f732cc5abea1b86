import { memoryRepositories } from '../../features/repositories.memory.js';
import type { MemoryTables } from '../../features/tables.memory.js';
import type { BulkHospital, BulkRow, BulkStore } from '../bulk-store.js';
import type { Database } from '../database.js';
import type { MemoryTable } from './memory-table.js';

interface AnyRow {
  readonly id: number;
  readonly [field: string]: unknown;
}

/** What PostgreSQL puts into columns that are not named. */
const defaults: Readonly<Record<string, object>> = {
  availability_slots: { deleted_at: null },
  medical_records: { deleted_at: null },
};

/** The store in memory as something to be filled; rows come under the columns that they have in PostgreSQL. */
export function createMemoryBulkStore(database: Database, tables: MemoryTables): BulkStore {
  const tableOf = (name: string): MemoryTable<AnyRow> => {
    const key = name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
    const found = Object.entries(tables).find(([table]) => table === key)?.[1];
    if (!found) throw new Error(`There is no table ${name}.`);
    // What is common to all tables is that their rows have an id.
    return found as unknown as MemoryTable<AnyRow>;
  };

  const enter = async (hospital: number): Promise<BulkHospital> => ({
    ...memoryRepositories(tables, hospital),
    takeIds: async (table, count) => tableOf(table).takeIds(count),
    async insertAll(table, rows) {
      for (const row of rows) tableOf(table).insert({ ...defaults[table], ...fieldsOf(row), hospital });
    },
  });

  return {
    transaction: (work) =>
      database.transaction('platform', (transaction) =>
        work({
          ...transaction,
          enter,
          emailsAt: async (domain) =>
            tables.users.filter(({ email }) => email.endsWith(`@${domain}`)).map(({ email }) => email),
        }),
      ),
  };
}

/** A row as it is kept in memory: without what only serves to search and sort, references under their own names. */
function fieldsOf(row: BulkRow): { id?: number } {
  const fields = Object.entries(row)
    .filter(([column]) => !column.endsWith('_sort') && column !== 'search_text')
    .map(([column, value]) => [column === 'user_id' ? 'id' : column.replace(/_id$/, ''), value]);
  const { first_name, last_name } = row;
  const full_name = first_name === undefined ? {} : { full_name: `${first_name} ${last_name}` };
  return { ...Object.fromEntries(fields), ...full_name };
}
