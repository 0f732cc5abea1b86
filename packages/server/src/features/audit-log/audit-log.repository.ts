import type { AuditEntry } from '@medcor/contract';
import { type ListFields, type ListRequest, type ListSlice, plainFields } from '../../lists/list-fields.js';

export type NewAuditEntry = Omit<AuditEntry, 'id'>;

/** The audit log: lines are added and read, and never changed. A tenant reads its own hospital's. */
export interface AuditLogRepository {
  append(entries: readonly NewAuditEntry[]): Promise<void>;
  list(request: ListRequest): Promise<ListSlice<AuditEntry>>;
}

/** One link of the chain over the log. */
export interface AuditSeal {
  /** 1, 2, 3, …: a number that is missing is a link that was taken out. */
  readonly position: number;
  readonly entry: number;
  readonly seal: string;
}

/** The chain over the whole log. Reads lines only for the tenant `everyone`. */
export interface AuditSealRepository {
  /** The oldest lines that have no seal yet. */
  unsealed(limit: number): Promise<AuditEntry[]>;
  last(): Promise<AuditSeal | undefined>;
  /** Adds links; their lines are no longer unsealed. */
  append(seals: readonly AuditSeal[]): Promise<void>;
  /** The links behind a position, each with its line as it is now. */
  after(position: number, limit: number): Promise<(AuditSeal & { line: AuditEntry | undefined })[]>;
}

export const auditList: ListFields<AuditEntry> = {
  fields: plainFields<AuditEntry>(
    'audit_log',
    ['id', 'at', 'action', 'resource', 'outcome'],
    ['hospital', 'actor', 'patient'],
  ),
};
