import type { MedicalRecord, MedicalRecordVersion } from '@medcor/contract';
import { type ListFields, type ListRequest, type ListSlice, plainFields } from '../../lists/list-fields.js';
import { searchText } from '../../lists/normalise.js';

/** A record by itself, without its attachments. */
export type RecordEntry = Omit<MedicalRecord, 'attachments'>;

/** What changes from version to version. */
export type RecordContent = Omit<
  MedicalRecordVersion,
  'version' | 'changed_by' | 'changed_by_name' | 'changed_at'
>;

export type NewRecord = Omit<RecordEntry, 'id' | 'patient_name' | 'created_by_name'>;
export type NewRecordVersion = Omit<MedicalRecordVersion, 'changed_by_name'> & { record: number };

/** The records of the hospital that was entered, those that were not deleted; nothing for the whole platform. */
export interface MedicalRecordRepository {
  /** With its attachments. */
  find(id: number): Promise<MedicalRecord | undefined>;
  /** The record by itself; holds the record until the transaction ends: changes of it come one after the other. */
  findForUpdate(id: number): Promise<RecordEntry | undefined>;
  /** With their attachments. The reader is whom the list field `readable` is about. */
  list(reader: number, request: ListRequest): Promise<ListSlice<MedicalRecord>>;
  /** Answers the new record's id. */
  insert(record: NewRecord): Promise<number>;
  update(id: number, change: RecordContent & Pick<RecordEntry, 'version' | 'updated_at'>): Promise<void>;
  /** Takes the record out of sight; nothing is erased. */
  delete(id: number, at: string): Promise<void>;
  insertVersion(version: NewRecordVersion): Promise<void>;
  listVersions(record: number, request: ListRequest): Promise<ListSlice<MedicalRecordVersion>>;
  /** Those of all these records, each record's in their order. */
  versionsOf(records: readonly number[]): Promise<(MedicalRecordVersion & { record: number })[]>;
}

/** The text under which a record is found. */
export function recordSearchText(
  record: Pick<RecordEntry, 'title' | 'description' | 'diagnosis' | 'symptoms'>,
): string {
  return searchText(record.title, record.description, record.diagnosis, record.symptoms);
}

/** Records, as one user may read them: `readable` is false for what is confidential and not theirs. */
export function recordListOf(reader: number): ListFields<RecordEntry> {
  return {
    fields: {
      ...plainFields<RecordEntry>(
        'medical_records',
        ['id', 'created_at', 'updated_at', 'record_type', 'created_by', 'is_confidential'],
        ['patient', 'appointment'],
      ),
      readable: {
        column:
          '(not medical_records.is_confidential ' +
          `or ${Number(reader)} in (medical_records.created_by, medical_records.patient_id))`,
        value: (record) =>
          !record.is_confidential || record.created_by === reader || record.patient === reader,
      },
    },
    search: { columns: ['medical_records.search_text'], text: recordSearchText },
  };
}

/** Versions carry no id of their own: of one record, their numbers order them as their ids would. */
export const versionList: ListFields<MedicalRecordVersion> = {
  fields: {
    ...plainFields<MedicalRecordVersion>('medical_record_versions', ['version', 'is_confidential']),
    id: { column: 'medical_record_versions.version', value: (version) => version.version },
  },
};
