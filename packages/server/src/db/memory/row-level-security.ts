import type { TransactionTenant } from '../database.js';

/** Whether a clinical row is there for a tenant, as the policies of PostgreSQL say: not for the platform at large. */
export function letsIn(tenant: TransactionTenant, hospital: number | undefined): boolean {
  return tenant === 'everyone' || hospital === tenant;
}
