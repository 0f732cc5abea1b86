import type { Attachment } from '@medcor/contract';
import type { Tenant } from '../../db/database.js';
import { listRows } from '../../db/knex/list.js';
import { ofTenant } from '../../db/knex/of-tenant.js';
import type { Queryable } from '../../db/knex/queryable.js';
import { selectColumns, toColumns } from '../../db/knex/values.js';
import { type AttachmentRepository, attachmentList } from './attachments.repository.js';

const stored = { record: 'record_id' };

const columns = selectColumns(
  'attachments',
  ['id', 'record', 'filename', 'content_type', 'size', 'sha256', 'uploaded_by', 'created_at'],
  stored,
);

/** What else to select of records, to have their attachments in them; {@link attachmentsIn} reads them. */
export const attachmentsOfRecord = `
(select json_agg(attachment order by attachment.id)
   from (select ${columns.join(', ')} from attachments
          where attachments.hospital_id = medical_records.hospital_id
            and record_id = medical_records.id and deleted_at is null) as attachment) as attachments`;

/** The attachments as PostgreSQL's JSON has them, which writes instants in its own way. */
export function attachmentsIn(selected: readonly Attachment[] | null): Attachment[] {
  return (selected ?? []).map((one) => ({ ...one, created_at: new Date(one.created_at).toISOString() }));
}

export function knexAttachments(knex: Queryable, tenant: Tenant): AttachmentRepository {
  // The platform as a whole sees nothing here: row-level security lets one hospital in at a time.
  const attachments = () => ofTenant(knex, 'attachments', tenant).whereNull('attachments.deleted_at');
  return {
    find: (record, id) =>
      attachments()
        .where({ record_id: record, id })
        .first([...columns, 'attachments.storage_key']),
    list: (record, request) =>
      listRows(knex, attachments().where({ record_id: record }), columns, attachmentList, request),
    async insert(attachment) {
      const [row] = await knex('attachments')
        .insert({ ...toColumns(attachment, stored), hospital_id: tenant })
        .returning(columns);
      return row;
    },
    async delete(record, id, at) {
      return (await attachments().where({ record_id: record, id }).update({ deleted_at: at })) > 0;
    },
  };
}
