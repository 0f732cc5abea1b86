import type { NewAuditEntry } from '../features/audit-log/audit-log.repository.js';
import type { Repositories } from '../features/repositories.js';

/**
 * Whose rows a repository reaches: one hospital's, by its id, or every hospital's (`platform`). A repository is made
 * for one tenant and cannot be asked for another.
 */
export type Tenant = number | 'platform';

/**
 * As a {@link Tenant}; `everyone` reaches the rows of every hospital that row-level security keeps to each of them
 * as well: for a superuser who broke the glass, and for the audit log as a whole.
 */
export type TransactionTenant = Tenant | 'everyone';

/** What a transaction can be made to wait for, in the order in which locks are taken. */
export const lockKinds = [
  'installation',
  'superusers',
  'doctor',
  'slot',
  'patient',
  'account',
  'subscription',
  'usernames',
  'audit-chain',
] as const;
export type LockKind = (typeof lockKinds)[number];

/** A thing of that kind, by its id. */
export type Lock = readonly [kind: LockKind, id: number];

/** The tables of what can be changed under the condition that it is still as it was read. */
export type LockableTable =
  | 'hospitals'
  | 'users'
  | 'availability_slots'
  | 'appointments'
  | 'medical_records'
  | 'treatments'
  | 'prescriptions'
  | 'specialties'
  | 'doctor_specialties'
  | 'subscription_plans'
  | 'webhooks';

export interface Transaction extends Repositories {
  /**
   * Waits for locks on things, one after the other, and holds them until the transaction ends. Take locks in the order
   * of {@link lockKinds}, and of one kind by ascending id: no two transactions then wait for each other.
   */
  lock(...locks: readonly Lock[]): Promise<void>;
  /**
   * Keeps everyone else from changing a row until the transaction ends; nothing happens where the tenant has none of
   * that id.
   */
  lockRow(table: LockableTable, id: number): Promise<void>;
  /** Has something done once the transaction is over and all of it has happened; else it is never done. */
  afterCommit(then: () => void): void;
}

/** The store under the services: PostgreSQL, the embedded database, or memory. */
export interface Database {
  /** Reads that need no transaction. Clinical tables answer nothing here. */
  read<T>(tenant: Tenant, work: (repositories: Repositories) => Promise<T>): Promise<T>;
  /**
   * Reads of clinical tables, of which the audit log tells. Each question enters the tenant's hospital by itself, and sees
   * what is there by then, as it would in a transaction.
   */
  readClinical<T>(tenant: TransactionTenant, work: (repositories: Repositories) => Promise<T>): Promise<T>;
  /**
   * Runs the work in one transaction: all of it happens, or nothing. Run again when the database found it in the
   * way of another one, so the work must have no other effects.
   */
  transaction<T>(tenant: TransactionTenant, work: (transaction: Transaction) => Promise<T>): Promise<T>;
  /**
   * Keeps lines of the audit log that no transaction writes beside its own rows; some of several callers in one. Resolves
   * once they are kept.
   */
  writeAudit(lines: readonly NewAuditEntry[]): Promise<void>;
  /** A transaction that the audit log does not tell of: a look at something before, or after, what was asked for. */
  unrecorded<T>(tenant: TransactionTenant, work: (transaction: Transaction) => Promise<T>): Promise<T>;
}
