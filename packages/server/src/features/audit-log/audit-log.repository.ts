import type { AuditEntry } from '@medcor/contract';
import type { ListFields, ListRequest, ListSlice } from '../../lists/list-fields.js';

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
  fields: {
    id: { column: 'audit_log.id', value: ({ id }) => id },
    at: { column: 'audit_log.at', value: ({ at }) => at },
    hospital: { column: 'audit_log.hospital_id', value: ({ hospital }) => hospital },
    actor: { column: 'audit_log.actor_id', value: ({ actor }) => actor },
    patient: { column: 'audit_log.patient_id', value: ({ patient }) => patient },
    action: { column: 'audit_log.action', value: ({ action }) => action },
    resource: { column: 'audit_log.resource', value: ({ resource }) => resource },
    outcome: { column: 'audit_log.outcome', value: ({ outcome }) => outcome },
  },
};
