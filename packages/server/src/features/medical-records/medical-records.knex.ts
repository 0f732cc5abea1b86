import type { Attachment, MedicalRecord } from '@medcor/contract';
import type { Knex } from 'knex';
import type { Tenant } from '../../db/database.js';
import { findById } from '../../db/knex/find-by-id.js';
import { listRows } from '../../db/knex/list.js';
import { ofTenant } from '../../db/knex/of-tenant.js';
import type { Queryable } from '../../db/knex/queryable.js';
import { asWritten, nameOf, selectColumns, toColumns } from '../../db/knex/values.js';
import { attachmentsIn, attachmentsOfRecord } from './attachments.knex.js';
import {
  type MedicalRecordRepository,
  type RecordEntry,
  recordListOf,
  recordSearchText,
  versionList,
} from './medical-records.repository.js';

const stored = {
  hospital: 'hospital_id',
  patient: 'patient_id',
  record: 'record_id',
  appointment: 'appointment_id',
};

const content = [
  'record_type',
  'title',
  'description',
  'diagnosis',
  'symptoms',
  'vital_signs',
  'lab_results',
  'appointment',
  'is_confidential',
];

const columns = [
  ...selectColumns(
    'medical_records',
    ['id', 'hospital', 'patient', ...content, 'created_by', 'version', 'created_at', 'updated_at'],
    stored,
  ),
  nameOf('medical_records.patient_id', 'patient_name'),
  nameOf('medical_records.created_by', 'created_by_name'),
];

const wholeColumns = [...columns, attachmentsOfRecord];

/** As PostgreSQL answers it. */
type SelectedRecord = RecordEntry & { readonly attachments: Attachment[] | null };

function withAttachments(row: SelectedRecord): MedicalRecord {
  return { ...row, attachments: attachmentsIn(row.attachments) };
}

const versionColumns = [
  ...selectColumns('medical_record_versions', ['version', ...content, 'changed_by', 'changed_at'], stored),
  nameOf('medical_record_versions.changed_by', 'changed_by_name'),
];

/** The platform as a whole sees nothing here: row-level security lets one hospital in at a time. */
function recordsOf(knex: Queryable, tenant: Tenant): Knex.QueryBuilder {
  return ofTenant(knex, 'medical_records', tenant).whereNull('medical_records.deleted_at');
}

const find = findById<SelectedRecord>((knex, tenant, id) =>
  recordsOf(knex, tenant).where('medical_records.id', id).first(asWritten(knex, wholeColumns)),
);

export function knexMedicalRecords(knex: Queryable, tenant: Tenant): MedicalRecordRepository {
  const records = () => recordsOf(knex, tenant);
  const versions = () => ofTenant(knex, 'medical_record_versions', tenant);

  return {
    async find(id) {
      const row = await find(knex, tenant, id);
      return row && withAttachments(row);
    },
    findForUpdate: (id) =>
      records().where('medical_records.id', id).forUpdate().first(asWritten(knex, columns)),
    async list(reader, request) {
      const list = recordListOf(reader);
      const slice = await listRows<SelectedRecord>(knex, records(), wholeColumns, list, request);
      return { ...slice, rows: slice.rows.map(withAttachments) };
    },
    async insert(record) {
      const [row] = await knex('medical_records')
        .insert({ ...toColumns(record, stored), search_text: recordSearchText(record) })
        .returning('id');
      return row.id;
    },
    async update(id, change) {
      await records()
        .where({ id })
        .update({ ...toColumns(change, stored), search_text: recordSearchText(change) });
    },
    async delete(id, at) {
      await records().where({ id }).update({ deleted_at: at });
    },
    async insertVersion(version) {
      await knex('medical_record_versions').insert({ ...toColumns(version, stored), hospital_id: tenant });
    },
    listVersions: (record, request) =>
      listRows(
        knex,
        versions().where('medical_record_versions.record_id', record),
        versionColumns,
        versionList,
        request,
      ),
    versionsOf: (records) =>
      versions()
        .whereRaw('medical_record_versions.record_id = any (?)', [[...records]])
        .orderBy('medical_record_versions.version')
        .select(asWritten(knex, [...versionColumns, 'medical_record_versions.record_id as record'])),
  };
}
