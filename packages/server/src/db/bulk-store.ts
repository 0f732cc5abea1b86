import type { Knex } from 'knex';
import type { Repositories } from '../features/repositories.js';
import { knexRepositories } from '../features/repositories.knex.js';
import type { Transaction } from './database.js';
import { toApiError } from './knex/failures.js';
import { insertRecordsSql } from './knex/insert-records.js';
import { runIn } from './knex/knex-database.js';

/** How many rows one statement carries: more make it no faster, and take their memory twice. */
const ROWS_A_STATEMENT = 2500;

/** A row under its columns' names, but for the hospital's. */
export type BulkRow = Readonly<Record<string, unknown>>;

/** One hospital in a transaction, whose tables can be filled past its services. */
export interface BulkHospital extends Repositories {
  /** Ids that nobody else is given, in ascending order. */
  takeIds(table: string, count: number): Promise<number[]>;
  /**
   * Adds rows, which all have the same columns, to the hospital's. The constraints hold; the rules beyond them and
   * the columns that are made from others are the caller's to see to.
   */
  insertAll(table: string, rows: readonly BulkRow[]): Promise<void>;
}

export interface BulkTransaction extends Transaction {
  /** The hospital as the rest of the transaction goes on with it: row-level security lets no other one in. */
  enter(hospital: number): Promise<BulkHospital>;
  /** The addresses of all accounts at one domain. */
  emailsAt(domain: string): Promise<string[]>;
}

/** The store as something to be filled: for set-ups, not for requests. */
export interface BulkStore {
  /** Runs the work in one transaction of the platform: all of it happens, or nothing. */
  transaction<T>(work: (transaction: BulkTransaction) => Promise<T>): Promise<T>;
}

export function createBulkStore(knex: Knex): BulkStore {
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
