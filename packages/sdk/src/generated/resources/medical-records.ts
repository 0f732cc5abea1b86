// Made from the contract by `pnpm generate`. Change the contract, not this.

import type { APIPromise } from '../../api-promise.js';
import type { PagePromise } from '../../page.js';
import type { DownloadOptions, RequestOptions, UploadOptions } from '../../request-options.js';
import { Resource } from '../../resource.js';
import type {
  Attachment,
  AttachmentUpload,
  ListQuery,
  MedicalRecord,
  MedicalRecordCreate,
  MedicalRecordUpdate,
  MedicalRecordVersion,
  RecordType,
} from '../types.js';

/** What to ask of “List medical records”. */
export interface MedicalRecordsListQuery extends ListQuery {
  /**
   * Comma-separated fields (created_at, updated_at, id); "-" before one for descending. Default:
   * -created_at.
   */
  ordering?: string | undefined;
  /** All words must occur; order, case and accents do not matter. At most 200 characters. */
  search?: string | undefined;
  /** A hospital's id; defaults to your own. */
  hospital?: number | undefined;
  /** First day (in the hospital's time zone) or instant, inclusive. */
  date_from?: string | undefined;
  /** Last day (in the hospital's time zone) or instant, inclusive. */
  date_to?: string | undefined;
  /** Only rows whose `record_type` is this. */
  record_type?: RecordType | undefined;
  /** Only rows whose `appointment` is this. */
  appointment?: number | undefined;
  /** Only rows whose `created_by` is this. */
  created_by?: number | undefined;
  /** Only rows whose `is_confidential` is this. */
  is_confidential?: boolean | undefined;
  /** Only rows whose `patient` is this. */
  patient?: number | undefined;
}

/** What to ask of “List a patient's records”. */
export interface MedicalRecordsForPatientQuery extends ListQuery {
  /**
   * Comma-separated fields (created_at, updated_at, id); "-" before one for descending. Default:
   * -created_at.
   */
  ordering?: string | undefined;
  /** All words must occur; order, case and accents do not matter. At most 200 characters. */
  search?: string | undefined;
  /** A hospital's id; defaults to your own. */
  hospital?: number | undefined;
  /** First day (in the hospital's time zone) or instant, inclusive. */
  date_from?: string | undefined;
  /** Last day (in the hospital's time zone) or instant, inclusive. */
  date_to?: string | undefined;
  /** Only rows whose `record_type` is this. */
  record_type?: RecordType | undefined;
  /** Only rows whose `appointment` is this. */
  appointment?: number | undefined;
  /** Only rows whose `created_by` is this. */
  created_by?: number | undefined;
  /** Only rows whose `is_confidential` is this. */
  is_confidential?: boolean | undefined;
}

/** What to ask of “List a record's versions”. */
export interface MedicalRecordsHistoryQuery extends ListQuery {
  /** Comma-separated fields (version, id); "-" before one for descending. Default: -version. */
  ordering?: string | undefined;
}

/** What to ask of “List a record's attachments”. */
export interface MedicalRecordsListAttachmentsQuery extends ListQuery {
  /** Comma-separated fields (created_at, id); "-" before one for descending. Default: id. */
  ordering?: string | undefined;
}

/** Patients' records, with their history and attachments. */
export class MedicalRecordsResource extends Resource {
  /**
   * List medical records.
   *
   * The records of your hospital's patients; a patient sees their own. Confidential ones are left out
   * where you may not read them. The date range is that of the creation.
   *
   * `GET /api/medical-records/`. Allowed: admin (own hospital), doctor (own hospital), nurse (own
   * hospital), patient (own).
   *
   * Errors of its own: `INVALID_REFERENCE`.
   */
  list(query: MedicalRecordsListQuery = {}, options?: RequestOptions): PagePromise<MedicalRecord> {
    return this.page('GET /api/medical-records/', [], options, query);
  }

  /**
   * Create a medical record.
   *
   * Adds an entry to a patient's record; you are its author.
   *
   * `POST /api/medical-records/`. Allowed: admin (own hospital), doctor (own hospital).
   *
   * Errors of its own: `INVALID_REFERENCE`.
   *
   * @example
   * ```ts
   * await medcor.medicalRecords.create({
   *   patient: 3,
   *   record_type: 'general',
   *   title: 'Initial Health Assessment',
   *   description: 'Patient initial consultation and health history',
   *   diagnosis: 'General checkup - healthy',
   *   symptoms: 'None',
   *   vital_signs: {
   *     blood_pressure: '120/80',
   *     heart_rate: 72,
   *     temperature: 98.6,
   *     weight: 70
   *   }
   * });
   * ```
   */
  create(body: MedicalRecordCreate, options?: RequestOptions): APIPromise<MedicalRecord> {
    return this.call('POST /api/medical-records/', [], options, body);
  }

  /**
   * List a patient's records.
   *
   * As listing medical records, for one patient.
   *
   * `GET /api/medical-records/patient/:patient_id/`. Allowed: admin (own hospital), doctor (own
   * hospital), nurse (own hospital), patient (own).
   *
   * Errors of its own: `NOT_FOUND`, `INVALID_REFERENCE`.
   */
  forPatient(
    patientId: number,
    query: MedicalRecordsForPatientQuery = {},
    options?: RequestOptions,
  ): PagePromise<MedicalRecord> {
    return this.page('GET /api/medical-records/patient/:patient_id/', [patientId], options, query);
  }

  /**
   * Get a medical record.
   *
   * One record, with its attachments listed.
   *
   * `GET /api/medical-records/:id/`. Allowed: admin (own hospital), doctor (own hospital), nurse (own
   * hospital), patient (own).
   *
   * Errors of its own: `NOT_FOUND`.
   */
  get(id: number, options?: RequestOptions): APIPromise<MedicalRecord> {
    return this.call('GET /api/medical-records/:id/', [id], options);
  }

  /**
   * Update a medical record.
   *
   * Changes the fields that are sent, and keeps the version before.
   *
   * `PUT /api/medical-records/:id/`. Allowed: admin (own hospital), doctor (own hospital).
   *
   * Errors of its own: `NOT_FOUND`, `INVALID_REFERENCE`.
   *
   * @example
   * ```ts
   * await medcor.medicalRecords.update(1, {
   *   diagnosis: 'Mild hypertension'
   * });
   * ```
   */
  update(id: number, body: MedicalRecordUpdate, options?: RequestOptions): APIPromise<MedicalRecord> {
    return this.call('PUT /api/medical-records/:id/', [id], options, body);
  }

  /**
   * Delete a medical record.
   *
   * Takes the record out of sight; nothing is erased.
   *
   * `DELETE /api/medical-records/:id/`. Allowed: admin (own hospital), doctor (own hospital).
   *
   * Errors of its own: `NOT_FOUND`.
   */
  delete(id: number, options?: RequestOptions): APIPromise<void> {
    return this.call('DELETE /api/medical-records/:id/', [id], options);
  }

  /**
   * List a record's versions.
   *
   * Every version, the present one included, newest first.
   *
   * `GET /api/medical-records/:id/history/`. Allowed: admin (own hospital), doctor (own hospital), nurse
   * (own hospital), patient (own).
   *
   * Errors of its own: `NOT_FOUND`.
   */
  history(
    id: number,
    query: MedicalRecordsHistoryQuery = {},
    options?: RequestOptions,
  ): PagePromise<MedicalRecordVersion> {
    return this.page('GET /api/medical-records/:id/history/', [id], options, query);
  }

  /**
   * List a record's attachments.
   *
   * The files of a record, without their content.
   *
   * `GET /api/medical-records/:id/attachments/`. Allowed: admin (own hospital), doctor (own hospital),
   * nurse (own hospital), patient (own).
   *
   * Errors of its own: `NOT_FOUND`.
   */
  listAttachments(
    id: number,
    query: MedicalRecordsListAttachmentsQuery = {},
    options?: RequestOptions,
  ): PagePromise<Attachment> {
    return this.page('GET /api/medical-records/:id/attachments/', [id], options, query);
  }

  /**
   * Add an attachment.
   *
   * Uploads one file of at most 25 MiB: PDF, PNG, JPEG, WebP, TIFF, DICOM, plain text, CSV, DOCX or
   * XLSX, told by its content. A failed upload leaves nothing behind.
   *
   * `POST /api/medical-records/:id/attachments/`. Allowed: admin (own hospital), doctor (own hospital),
   * nurse (own hospital), patient (own).
   *
   * Errors of its own: `NOT_FOUND`, `PROVIDER_UNAVAILABLE`.
   */
  addAttachment(id: number, body: AttachmentUpload, options?: UploadOptions): APIPromise<Attachment> {
    return this.call('POST /api/medical-records/:id/attachments/', [id], options, body);
  }

  /**
   * Download an attachment.
   *
   * The file itself, as `Content-Disposition: attachment`, under the type its content has.
   *
   * `GET /api/medical-records/:id/attachments/:attachment_id/`. Allowed: admin (own hospital), doctor
   * (own hospital), nurse (own hospital), patient (own).
   *
   * Errors of its own: `NOT_FOUND`, `PROVIDER_UNAVAILABLE`.
   */
  getAttachment(id: number, attachmentId: number, options?: DownloadOptions): APIPromise<Blob> {
    return this.download(
      'GET /api/medical-records/:id/attachments/:attachment_id/',
      [id, attachmentId],
      options,
    );
  }

  /**
   * Delete an attachment.
   *
   * Takes the file out of the record.
   *
   * `DELETE /api/medical-records/:id/attachments/:attachment_id/`. Allowed: admin (own hospital), doctor
   * (own hospital).
   *
   * Errors of its own: `NOT_FOUND`.
   */
  deleteAttachment(id: number, attachmentId: number, options?: RequestOptions): APIPromise<void> {
    return this.call(
      'DELETE /api/medical-records/:id/attachments/:attachment_id/',
      [id, attachmentId],
      options,
    );
  }
}
