import type { Repositories } from '../features/repositories.js';

/**
 * Whose rows a repository reaches: one hospital's, by its id, or everyone's. A repository is made for one tenant
 * and cannot be asked for another.
 */
export type Tenant = number | 'platform';

/** What a transaction can be made to wait for, in the order in which locks are taken. */
export const lockKinds = [
  'installation',
  'superusers',
  'doctor',
  'slot',
  'patient',
  'account',
  'usernames',
] as const;
export type LockKind = (typeof lockKinds)[number];

export interface Transaction extends Repositories {
  /**
   * Waits for, and holds until the transaction ends, a lock on one thing. Take locks in the order of
   * {@link lockKinds}, and of one kind by ascending id: no two transactions then wait for each other.
   */
  lock(kind: LockKind, id: number): Promise<void>;
}

/** The store under the services: PostgreSQL, the embedded database, or memory. */
export interface Database {
  /** Reads that need no transaction. Clinical tables answer nothing here: read them in a transaction. */
  read<T>(tenant: Tenant, work: (repositories: Repositories) => Promise<T>): Promise<T>;
  /**
   * Runs the work in one transaction: all of it happens, or nothing. Run again when the database found it in the
   * way of another one, so the work must have no other effects.
   */
  transaction<T>(tenant: Tenant, work: (transaction: Transaction) => Promise<T>): Promise<T>;
}
