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

export function memoryAttachments(tables: MemoryTables, tenant: TransactionTenant): AttachmentRepository {
  const { attachments, medicalRecords } = tables;
  const ofRecords = (records: readonly number[]) =>
    attachments.filter(
      ({ record, deleted_at }) =>
        deleted_at === null &&
        records.includes(record) &&
        letsIn(tenant, medicalRecords.get(record)?.hospital),
    );
  const find = (record: number, id: number) => ofRecords([record]).find((attachment) => attachment.id === id);

  return {
    async find(record, id) {
      const row = find(record, id);
      return row && { ...shown(row), storage_key: row.storage_key };
    },
    list: async (record, request) => sliceOf(ofRecords([record]).map(shown), attachmentList, request),
    ofRecords: async (records) => ofRecords(records).map(shown),
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
