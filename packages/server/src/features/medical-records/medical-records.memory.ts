import type { MedicalRecord, MedicalRecordVersion } from '@medcor/contract';
import type { TransactionTenant } from '../../db/database.js';
import { sliceOf } from '../../db/memory/memory-table.js';
import { letsIn } from '../../db/memory/row-level-security.js';
import type { MemoryTables } from '../tables.memory.js';
import { attachmentsOfRecord } from './attachments.memory.js';
import {
  type MedicalRecordRepository,
  type NewRecord,
  type NewRecordVersion,
  type RecordEntry,
  recordListOf,
  versionList,
} from './medical-records.repository.js';

export type MedicalRecordRow = NewRecord & { id: number; deleted_at: string | null };
export type MedicalRecordVersionRow = NewRecordVersion & { id: number };

export function memoryMedicalRecords(
  tables: MemoryTables,
  tenant: TransactionTenant,
): MedicalRecordRepository {
  const { medicalRecords, medicalRecordVersions, users } = tables;
  const nameOf = (user: number) => users.get(user)?.full_name ?? '';
  const isVisible = (row: MedicalRecordRow) => letsIn(tenant, row.hospital) && row.deleted_at === null;
  const shown = ({ deleted_at: _deletedAt, ...record }: MedicalRecordRow): RecordEntry => ({
    ...record,
    patient_name: nameOf(record.patient),
    created_by_name: nameOf(record.created_by),
  });
  const shownVersion = ({ id: _id, record: _record, ...version }: MedicalRecordVersionRow) =>
    ({ ...version, changed_by_name: nameOf(version.changed_by) }) satisfies MedicalRecordVersion;
  const visible = (id: number) => medicalRecords.get(id, isVisible);
  const findForUpdate = async (id: number) => {
    const row = visible(id);
    return row && shown(row);
  };
  const whole = (record: RecordEntry): MedicalRecord => ({
    ...record,
    attachments: attachmentsOfRecord(tables, tenant, record.id),
  });

  return {
    async find(id) {
      const record = await findForUpdate(id);
      return record && whole(record);
    },
    findForUpdate,
    async list(reader, request) {
      const slice = sliceOf(medicalRecords.filter(isVisible).map(shown), recordListOf(reader), request);
      return { ...slice, rows: slice.rows.map(whole) };
    },
    insert: async (record) => medicalRecords.insert({ ...record, deleted_at: null }).id,
    async update(id, change) {
      if (visible(id)) medicalRecords.update(id, change);
    },
    async delete(id, at) {
      if (visible(id)) medicalRecords.update(id, { deleted_at: at });
    },
    async insertVersion(version) {
      medicalRecordVersions.insert(version);
    },
    async listVersions(record, request) {
      const versions = medicalRecordVersions.filter(
        (version) => version.record === record && letsIn(tenant, medicalRecords.get(record)?.hospital),
      );
      return sliceOf(versions.map(shownVersion), versionList, request);
    },
    versionsOf: async (records) =>
      medicalRecordVersions
        .filter(
          ({ record }) => records.includes(record) && letsIn(tenant, medicalRecords.get(record)?.hospital),
        )
        .map((version) => ({ ...shownVersion(version), record: version.record })),
  };
}
