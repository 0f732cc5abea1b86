import type { Attachment } from '@medcor/contract';
import { type ListFields, type ListRequest, type ListSlice, plainFields } from '../../lists/list-fields.js';

/** An attachment with where its file lies, which no answer tells. */
export type StoredAttachment = Attachment & { storage_key: string };

export type NewAttachment = Omit<StoredAttachment, 'id'>;

/** The attachments of the hospital that was entered, those that were not deleted. */
export interface AttachmentRepository {
  find(record: number, id: number): Promise<StoredAttachment | undefined>;
  list(record: number, request: ListRequest): Promise<ListSlice<Attachment>>;
  insert(attachment: NewAttachment): Promise<Attachment>;
  /** Takes it out of the record and keeps the file. Whether there was such an attachment. */
  delete(record: number, id: number, at: string): Promise<boolean>;
}

export const attachmentList: ListFields<Attachment> = {
  fields: plainFields<Attachment>('attachments', ['id', 'created_at']),
};
