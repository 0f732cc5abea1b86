import { AuditEntry } from '@medcor/contract';
import type { Tenant } from '../../db/database.js';
import { insertRecordsSql } from '../../db/knex/insert-records.js';
import { listRows } from '../../db/knex/list.js';
import { ofTenant } from '../../db/knex/of-tenant.js';
import type { Queryable } from '../../db/knex/queryable.js';
import { askAtTheEnd } from '../../db/knex/transactions.js';
import { selectColumns, toColumns } from '../../db/knex/values.js';
import {
  type AuditLogRepository,
  type AuditSeal,
  type AuditSealRepository,
  auditList,
} from './audit-log.repository.js';

const stored: Readonly<Record<string, string>> = {
  actor: 'actor_id',
  patient: 'patient_id',
  hospital: 'hospital_id',
};

const columns = selectColumns('audit_log', Object.keys(AuditEntry.shape), stored);

const written = Object.keys(AuditEntry.omit({ id: true }).shape).map((field) => stored[field] ?? field);

const appendSql = insertRecordsSql('audit_log', written);

export function knexAuditLog(knex: Queryable, tenant: Tenant): AuditLogRepository {
  // Without a hospital, row-level security shows nothing, or to the tenant `everyone` all.
  const lines = () => ofTenant(knex, 'audit_log', tenant);
  return {
    async append(entries) {
      if (entries.length === 0) return;
      const rows = JSON.stringify(entries.map((entry) => toColumns(entry, stored)));
      await askAtTheEnd(knex, { sql: appendSql, bindings: [rows] });
    },
    list: (request) => listRows(knex, lines(), columns, auditList, request),
  };
}

export function knexAuditSeals(knex: Queryable): AuditSealRepository {
  return {
    // By their numbers: joined, PostgreSQL may look through the whole log for them, each second.
    unsealed: (limit) =>
      knex('audit_log')
        .whereRaw('id = any (array(select audit_id from audit_unsealed order by audit_id limit ?))', [limit])
        .orderBy('id')
        .select(columns),
    last: () => knex('audit_seals').orderBy('position', 'desc').first(sealColumns),
    async append(seals) {
      if (seals.length === 0) return;
      const rows = JSON.stringify(seals.map(({ entry, ...seal }) => ({ ...seal, audit_id: entry })));
      await knex.raw(sealSql, [rows]);
    },
    async after(position, limit) {
      const seals: AuditSeal[] = await knex('audit_seals')
        .where('position', '>', position)
        .orderBy('position')
        .limit(limit)
        .select(sealColumns);
      const lines: AuditEntry[] = await knex('audit_log')
        .whereIn(
          'id',
          seals.map(({ entry }) => entry),
        )
        .select(columns);
      const byId = new Map(lines.map((line) => [line.id, line]));
      return seals.map((seal) => ({ ...seal, line: byId.get(seal.entry) }));
    },
  };
}

const sealSql = `
with sealed as (${insertRecordsSql('audit_seals', ['position', 'audit_id', 'seal'])} returning audit_id)
delete from audit_unsealed using sealed where audit_unsealed.audit_id = sealed.audit_id`;

const sealColumns = ['position', 'audit_id as entry', 'seal'];
