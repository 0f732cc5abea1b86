import type { Knex } from 'knex';
import { knexRepositories } from '../../features/repositories.knex.js';
import type { BulkHospital, BulkRow, BulkStore, BulkTransaction } from '../bulk-store.js';
import type { Transaction } from '../database.js';
import { toApiError } from './failures.js';
import { insertRecordsSql } from './insert-records.js';
import { runIn } from './knex-database.js';

/** How many rows one statement carries: more make it no faster, and take their memory twice. */
const ROWS_A_STATEMENT = 2500;

export function createKnexBulkStore(knex: Knex): BulkStore {
  return {
    async transaction(work) {
      try {
        return await knex.transaction((connection) =>
          runIn(connection, 'platform', (transaction) => work(bulkTransaction(connection, transaction)), []),
        );
      } catch (error) {
        throw toApiError(error);
      }
    },
  };
}

function bulkTransaction(connection: Knex.Transaction, transaction: Transaction): BulkTransaction {
  return Object.assign(transaction, {
    async enter(hospital: number) {
      await connection.raw(`select set_config('app.hospital', ?, true)`, [String(hospital)]);
      return bulkHospital(connection, hospital);
    },
    emailsAt: (domain: string) => connection('users').whereLike('email', `%@${domain}`).pluck('email'),
  });
}

function bulkHospital(connection: Knex.Transaction, hospital: number): BulkHospital {
  return Object.assign(knexRepositories(connection, hospital), {
    async takeIds(table: string, count: number) {
      const { rows } = await connection.raw(
        `select nextval(pg_get_serial_sequence(?, 'id')) as id from generate_series(1, ?::integer)`,
        [table, count],
      );
      return rows.map(({ id }: { id: number }) => id);
    },
    async insertAll(table: string, rows: readonly BulkRow[]) {
      const sql = insertRecordsSql(table, ['hospital_id', ...Object.keys(rows[0] ?? {})]);
      for (let start = 0; start < rows.length; start += ROWS_A_STATEMENT) {
        const own = rows
          .slice(start, start + ROWS_A_STATEMENT)
          .map((row) => ({ ...row, hospital_id: hospital }));
        await connection.raw(sql, [JSON.stringify(own)]);
      }
    },
  });
}
