import { type AuditEntry, contract } from '@medcor/contract';
import type { TransactionTenant } from '../../db/database.js';
import type { Actor } from '../../edge/actor.js';
import { type Access, chosenHospital, permit } from '../../edge/permit.js';
import { between, equals } from '../../lists/conditions.js';
import type { Page } from '../../lists/page.js';
import type { ListQuery } from '../../lists/pager.js';
import type { ServicePorts } from '../../ports.js';
import { timeZoneFor } from '../hospitals/hospital-time-zone.js';
import { auditList } from './audit-log.repository.js';

interface AuditFilters extends ListQuery {
  readonly hospital?: number | undefined;
  readonly date_from?: string | undefined;
  readonly date_to?: string | undefined;
  readonly actor?: number | undefined;
  readonly patient?: number | undefined;
  readonly action?: string | undefined;
  readonly resource?: string | undefined;
  readonly outcome?: AuditEntry['outcome'] | undefined;
}

export type AuditLogService = ReturnType<typeof createAuditLogService>;

export function createAuditLogService({ database, pager }: Pick<ServicePorts, 'database' | 'pager'>) {
  return {
    /** An admin is shown their hospital's lines, a patient those about themselves. */
    list(actor: Actor, query: AuditFilters): Promise<Page<AuditEntry>> {
      const access = permit(actor, 'audit-log.read');
      const tenant = tenantOf(access, query.hospital);
      return database.unrecorded(tenant, async (repositories) => {
        const timezone = typeof tenant === 'number' ? await timeZoneFor(repositories, tenant, query) : 'UTC';
        const where = [
          equals('patient', access.scope === 'own' ? actor.id : undefined),
          equals('patient', query.patient),
          equals('actor', query.actor),
          equals('action', query.action),
          equals('resource', query.resource),
          equals('outcome', query.outcome),
          ...between('at', query, timezone),
        ];
        return pager(contract.auditLog.list, query, auditList, where, repositories.auditLog.list);
      });
    },
  };
}

/** Whose lines: a superuser of no hospital who names none is shown all, those of the platform itself included. */
function tenantOf(access: Access, named: number | undefined): TransactionTenant {
  const seesAll = access.scope === 'all' && access.hospital === null && named === undefined;
  return seesAll ? 'everyone' : chosenHospital(access, named);
}
