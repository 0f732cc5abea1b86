import * as z from 'zod/v4';
import { components } from './shared/components.js';
import { endpoint } from './shared/endpoint.js';
import { Id, Json, NoContent, optionalText, TimestampOut, text } from './shared/fields.js';
import { dateRangeFilter, hospitalFilter, listQuery, pagedList, searchFilter } from './shared/lists.js';

/** The largest attachment, in bytes. */
export const MAX_ATTACHMENT_BYTES = 25 * 1024 * 1024;

/** What an attachment may be; checked against the content, not the name. */
export const attachmentTypes = [
  'application/pdf',
  'image/png',
  'image/jpeg',
  'image/webp',
  'image/tiff',
  'application/dicom',
  'text/plain',
  'text/csv',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
] as const;
export type AttachmentType = (typeof attachmentTypes)[number];

export const RecordType = z
  .enum([
    'general',
    'lab_result',
    'imaging',
    'prescription',
    'vaccination',
    'surgery',
    'discharge',
    'allergy',
    'diagnosis',
  ])
  .register(components, { id: 'RecordType' });

const measured = (min: number, max: number, unit: string) =>
  z.number().min(min).max(max).nullable().optional().describe(unit);

/** Vital signs, within what a living person can have. */
export const VitalSigns = z
  .strictObject({
    blood_pressure: z
      .string()
      .trim()
      .regex(
        /^(?:[3-9]\d|[12]\d{2}|300)\/(?:[1-9]\d|1\d{2}|200)$/,
        'Systolic/diastolic in mmHg, such as "120/80".',
      )
      .nullable()
      .optional(),
    heart_rate: measured(0, 350, 'Beats a minute.'),
    temperature: measured(20, 115, 'Degrees; Celsius below 50, else Fahrenheit.'),
    weight: measured(0.1, 700, 'Kilograms.'),
    height: measured(10, 280, 'Centimetres.'),
    respiratory_rate: measured(0, 120, 'Breaths a minute.'),
    oxygen_saturation: measured(0, 100, 'Per cent.'),
  })
  .register(components, { id: 'VitalSigns' });

const LabResults = z.record(z.string().trim().min(1).max(200), Json);

export const Attachment = z
  .strictObject({
    id: z.int(),
    record: z.int(),
    filename: z.string(),
    content_type: z.enum(attachmentTypes),
    size: z.int().describe('Bytes.'),
    sha256: z.string().describe('Lower-case hexadecimal.'),
    uploaded_by: z.int(),
    created_at: TimestampOut,
  })
  .register(components, { id: 'Attachment' });
export type Attachment = z.output<typeof Attachment>;

const recordContent = {
  record_type: RecordType,
  title: z.string(),
  description: z.string().nullable(),
  diagnosis: z.string().nullable(),
  symptoms: z.string().nullable(),
  vital_signs: VitalSigns.nullable(),
  lab_results: LabResults.nullable(),
  appointment: z.int().nullable(),
  is_confidential: z.boolean(),
};

/** An entry in a patient's record. */
export const MedicalRecord = z
  .strictObject({
    id: z.int(),
    hospital: z.int(),
    patient: z.int(),
    patient_name: z.string(),
    ...recordContent,
    created_by: z.int(),
    created_by_name: z.string(),
    attachments: z.array(Attachment),
    version: z.int().describe('1 for a new record, one more with every change.'),
    created_at: TimestampOut,
    updated_at: TimestampOut,
  })
  .register(components, { id: 'MedicalRecord' });
export type MedicalRecord = z.output<typeof MedicalRecord>;

/** A record as it stood before a change. */
export const MedicalRecordVersion = z
  .strictObject({
    version: z.int(),
    ...recordContent,
    changed_by: z.int().describe('Who wrote this version.'),
    changed_by_name: z.string(),
    changed_at: TimestampOut,
  })
  .register(components, { id: 'MedicalRecordVersion' });
export type MedicalRecordVersion = z.output<typeof MedicalRecordVersion>;

const recordFields = {
  record_type: RecordType,
  title: text(200),
  description: optionalText(20_000),
  diagnosis: optionalText(5000),
  symptoms: optionalText(5000),
  vital_signs: VitalSigns.nullable(),
  lab_results: LabResults.nullable(),
  appointment: Id.nullable(),
  is_confidential: z.boolean().describe('Only the author, the admins and the patient may read it.'),
};

export const MedicalRecordCreate = z
  .strictObject(recordFields)
  .partial()
  .required({ record_type: true, title: true })
  .extend({ patient: Id })
  .register(components, { id: 'MedicalRecordCreate' });
export type MedicalRecordCreate = z.output<typeof MedicalRecordCreate>;

export const MedicalRecordUpdate = z
  .strictObject(recordFields)
  .partial()
  .register(components, { id: 'MedicalRecordUpdate' });
export type MedicalRecordUpdate = z.output<typeof MedicalRecordUpdate>;

/** One file, as `multipart/form-data`. */
export const AttachmentUpload = z
  .strictObject({
    file: z.string().meta({ contentMediaType: 'application/octet-stream', description: 'At most 25 MiB.' }),
  })
  .register(components, { id: 'AttachmentUpload' });

const pathParams = z.strictObject({ id: Id });
const attachmentParams = z.strictObject({ id: Id, attachment_id: Id });

const attachmentExample: Attachment = {
  id: 1,
  record: 1,
  filename: 'ecg.pdf',
  content_type: 'application/pdf',
  size: 48_210,
  sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  uploaded_by: 2,
  created_at: '2025-01-20T09:00:00.000Z',
};

const documentRecord = {
  patient: 3,
  record_type: 'general',
  title: 'Initial Health Assessment',
  description: 'Patient initial consultation and health history',
  diagnosis: 'General checkup - healthy',
  symptoms: 'None',
  vital_signs: { blood_pressure: '120/80', heart_rate: 72, temperature: 98.6, weight: 70 },
} as const;

const recordExample: MedicalRecord = {
  ...documentRecord,
  id: 1,
  hospital: 1,
  patient_name: 'Alice Johnson',
  lab_results: null,
  appointment: null,
  is_confidential: false,
  created_by: 1,
  created_by_name: 'John Admin',
  attachments: [],
  version: 1,
  created_at: '2025-01-20T09:00:00.000Z',
  updated_at: '2025-01-20T09:00:00.000Z',
};

const { patient: _patient, ...documentContent } = documentRecord;

const recordFilters = {
  ...searchFilter,
  ...hospitalFilter,
  ...dateRangeFilter,
  record_type: RecordType.optional(),
  appointment: Id.optional(),
  created_by: Id.optional(),
  is_confidential: z.boolean().optional(),
};

const recordListing = {
  item: MedicalRecord,
  name: 'MedicalRecord',
  ordering: ['created_at', 'updated_at'],
  defaultOrdering: '-created_at',
} as const;

const recordList = {
  ...pagedList({ ...recordListing, filters: { ...recordFilters, patient: Id.optional() } }),
  permission: 'clinical.read',
  errors: ['INVALID_REFERENCE'],
  examples: { response: { count: 1, next: null, previous: null, results: [recordExample] } },
} as const;

export const medicalRecords = {
  list: endpoint({
    ...recordList,
    path: '/api/medical-records/',
    summary: 'List medical records',
    description:
      "The records of your hospital's patients; a patient sees their own. Confidential ones are left out where " +
      'you may not read them. The date range is that of the creation.',
  }),
  create: endpoint({
    method: 'POST',
    path: '/api/medical-records/',
    summary: 'Create a medical record',
    description: "Adds an entry to a patient's record; you are its author.",
    permission: 'clinical.write',
    body: MedicalRecordCreate,
    success: { 201: MedicalRecord },
    errors: ['INVALID_REFERENCE'],
    events: ['medical_record.created'],
    examples: { request: documentRecord, response: recordExample },
  }),
  forPatient: endpoint({
    ...recordList,
    query: listQuery({ ...recordListing, filters: recordFilters }),
    path: '/api/medical-records/patient/:patient_id/',
    pathParams: z.strictObject({ patient_id: Id }),
    summary: "List a patient's records",
    description: 'As listing medical records, for one patient.',
  }),
  get: endpoint({
    method: 'GET',
    path: '/api/medical-records/:id/',
    pathParams,
    summary: 'Get a medical record',
    description: 'One record, with its attachments listed.',
    permission: 'clinical.read',
    success: { 200: MedicalRecord },
    examples: { response: recordExample },
  }),
  update: endpoint({
    method: 'PUT',
    path: '/api/medical-records/:id/',
    pathParams,
    summary: 'Update a medical record',
    description: 'Changes the fields that are sent, and keeps the version before.',
    permission: 'clinical.write',
    body: MedicalRecordUpdate,
    success: { 200: MedicalRecord },
    errors: ['INVALID_REFERENCE'],
    events: ['medical_record.updated'],
    examples: { request: { diagnosis: 'Mild hypertension' }, response: { ...recordExample, version: 2 } },
  }),
  delete: endpoint({
    method: 'DELETE',
    path: '/api/medical-records/:id/',
    pathParams,
    summary: 'Delete a medical record',
    description: 'Takes the record out of sight; nothing is erased.',
    permission: 'clinical.write',
    success: { 204: NoContent },
    events: ['medical_record.deleted'],
  }),
  history: endpoint({
    ...pagedList({
      item: MedicalRecordVersion,
      name: 'MedicalRecordVersion',
      filters: {},
      ordering: ['version'],
      defaultOrdering: '-version',
    }),
    path: '/api/medical-records/:id/history/',
    pathParams,
    summary: "List a record's versions",
    description: 'Every version, the present one included, newest first.',
    permission: 'clinical.read',
    examples: {
      response: {
        count: 1,
        next: null,
        previous: null,
        results: [
          {
            ...documentContent,
            version: 1,
            lab_results: null,
            appointment: null,
            is_confidential: false,
            changed_by: 1,
            changed_by_name: 'John Admin',
            changed_at: '2025-01-20T09:00:00.000Z',
          },
        ],
      },
    },
  }),
  listAttachments: endpoint({
    ...pagedList({
      item: Attachment,
      name: 'Attachment',
      filters: {},
      ordering: ['created_at'],
      defaultOrdering: 'id',
    }),
    path: '/api/medical-records/:id/attachments/',
    pathParams,
    summary: "List a record's attachments",
    description: 'The files of a record, without their content.',
    permission: 'clinical.read',
    examples: { response: { count: 1, next: null, previous: null, results: [attachmentExample] } },
  }),
  addAttachment: endpoint({
    method: 'POST',
    path: '/api/medical-records/:id/attachments/',
    pathParams,
    summary: 'Add an attachment',
    description:
      'Uploads one file of at most 25 MiB: PDF, PNG, JPEG, WebP, TIFF, DICOM, plain text, CSV, DOCX or XLSX, told ' +
      'by its content. A failed upload leaves nothing behind.',
    permission: 'attachments.add',
    contentType: 'multipart/form-data',
    body: AttachmentUpload,
    success: { 201: Attachment },
    errors: ['PROVIDER_UNAVAILABLE'],
    examples: { response: attachmentExample },
  }),
  getAttachment: endpoint({
    method: 'GET',
    path: '/api/medical-records/:id/attachments/:attachment_id/',
    pathParams: attachmentParams,
    summary: 'Download an attachment',
    description: 'The file itself, as `Content-Disposition: attachment`, under the type its content has.',
    permission: 'clinical.read',
    cache: 'no-store',
    success: { 200: z.string().meta({ contentMediaType: 'application/octet-stream' }) },
    errors: ['PROVIDER_UNAVAILABLE'],
  }),
  deleteAttachment: endpoint({
    method: 'DELETE',
    path: '/api/medical-records/:id/attachments/:attachment_id/',
    pathParams: attachmentParams,
    summary: 'Delete an attachment',
    description: 'Takes the file out of the record.',
    permission: 'clinical.write',
    success: { 204: NoContent },
  }),
};
