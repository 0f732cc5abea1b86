// Made from the contract by `pnpm generate`. Change the contract, not this.

import type { PagePromise } from '../../page.js';
import type { RequestOptions } from '../../request-options.js';
import { Resource } from '../../resource.js';
import type { AuditEntry, AuditOutcome, ListQuery } from '../types.js';

/** What to ask of “List the audit log”. */
export interface AuditLogListQuery extends ListQuery {
  /** Comma-separated fields (at, id); "-" before one for descending. Default: -at. */
  ordering?: string | undefined;
  /** A hospital's id; defaults to your own. */
  hospital?: number | undefined;
  /** First day (in the hospital's time zone) or instant, inclusive. */
  date_from?: string | undefined;
  /** Last day (in the hospital's time zone) or instant, inclusive. */
  date_to?: string | undefined;
  /** Only rows whose `actor` is this. */
  actor?: number | undefined;
  /** Only rows whose `patient` is this. */
  patient?: number | undefined;
  /** Only rows whose `action` is this. 1 to 100 characters. */
  action?: string | undefined;
  /** Only rows whose `resource` is this. 1 to 100 characters. */
  resource?: string | undefined;
  /** Only rows whose `outcome` is this. */
  outcome?: AuditOutcome | undefined;
}

/** Who read or changed what, and who was refused. */
export class AuditLogResource extends Resource {
  /**
   * List the audit log.
   *
   * Who read or wrote clinical data, signed in, was refused or changed an account, newest first. An
   * admin sees their hospital, a patient the accesses to their own data.
   *
   * `GET /api/audit-log/`. Allowed: superuser (any hospital), admin (own hospital), patient (own).
   *
   * Errors of its own: `INVALID_REFERENCE`.
   */
  list(query: AuditLogListQuery = {}, options?: RequestOptions): PagePromise<AuditEntry> {
    return this.page('GET /api/audit-log/', [], options, query);
  }
}
