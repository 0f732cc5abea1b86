import type { Attachment } from '@medcor/contract';
import type { TransactionTenant } from '../../db/database.js';
import { sliceOf } from '../../db/memory/memory-table.js';
import { letsIn } from '../../db/memory/row-level-security.js';
import type { MemoryTables } from '../tables.memory.js';
import {
  type AttachmentRepository,
  attachmentList,
  type StoredAttachment,
} from './attachments.repository.js';

export type AttachmentRow = StoredAttachment & { deleted_at: string | null };

/** The attachments of a record, by id. */
export function attachmentsOfRecord(
  tables: MemoryTables,
  tenant: TransactionTenant,
  record: number,
): Attachment[] {
  return rowsOfRecord(tables, tenant, record).map(shown);
}

function rowsOfRecord(
  { attachments, medicalRecords }: MemoryTables,
  tenant: TransactionTenant,
  record: number,
): AttachmentRow[] {
  if (!letsIn(tenant, medicalRecords.get(record)?.hospital)) return [];
  return attachments.filter((row) => row.deleted_at === null && row.record === record);
}

export function memoryAttachments(tables: MemoryTables, tenant: TransactionTenant): AttachmentRepository {
  const { attachments } = tables;
  const find = (record: number, id: number) =>
    rowsOfRecord(tables, tenant, record).find((attachment) => attachment.id === id);

  return {
    async find(record, id) {
      const row = find(record, id);
      return row && { ...shown(row), storage_key: row.storage_key };
    },
    list: async (record, request) =>
      sliceOf(attachmentsOfRecord(tables, tenant, record), attachmentList, request),
    insert: async (attachment) => shown(attachments.insert({ ...attachment, deleted_at: null })),
    async delete(record, id, at) {
      return find(record, id) !== undefined && attachments.update(id, { deleted_at: at }) !== undefined;
    },
  };
}

function shown({
  storage_key: _storageKey,
  deleted_at: _deletedAt,
  ...attachment
}: AttachmentRow): Attachment {
  return attachment;
}
