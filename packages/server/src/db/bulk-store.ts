import type { Repositories } from '../features/repositories.js';
import type { Transaction } from './database.js';

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
