import type { AuditEntry } from '@medcor/contract';
import type { TransactionTenant } from '../../db/database.js';
import { sliceOf } from '../../db/memory/memory-table.js';
import { letsIn } from '../../db/memory/row-level-security.js';
import type { MemoryTables } from '../tables.memory.js';
import {
  type AuditLogRepository,
  type AuditSeal,
  type AuditSealRepository,
  auditList,
} from './audit-log.repository.js';

/** A link under its position, which is its id here. */
export type AuditSealRow = Omit<AuditSeal, 'position'> & { id: number };

export function memoryAuditLog({ auditLog }: MemoryTables, tenant: TransactionTenant): AuditLogRepository {
  const isVisible = ({ hospital }: AuditEntry) => letsIn(tenant, hospital ?? undefined);
  return {
    async append(entries) {
      for (const entry of entries) auditLog.insert(entry);
    },
    list: async (request) => sliceOf(auditLog.filter(isVisible), auditList, request),
  };
}

export function memoryAuditSeals({ auditLog, auditSeals }: MemoryTables): AuditSealRepository {
  const sealOf = ({ id, entry, seal }: AuditSealRow): AuditSeal => ({ position: id, entry, seal });
  return {
    async unsealed(limit) {
      const sealed = new Set(auditSeals.filter(() => true).map(({ entry }) => entry));
      return auditLog.filter(({ id }) => !sealed.has(id)).slice(0, limit);
    },
    async last() {
      const row = auditSeals.filter(() => true).at(-1);
      return row && sealOf(row);
    },
    async append(seals) {
      for (const { position, entry, seal } of seals) auditSeals.insert({ id: position, entry, seal });
    },
    after: async (position, limit) =>
      auditSeals
        .filter(({ id }) => id > position)
        .slice(0, limit)
        .map((row) => ({ ...sealOf(row), line: auditLog.get(row.entry) })),
  };
}
