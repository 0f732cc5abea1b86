import type { ClinicalFields } from '@medcor/contract';
import type { BulkHospital } from '../db/bulk-store.js';
import {
  appointmentSearchText,
  type NewAppointment,
} from '../features/appointments/appointments.repository.js';
import type { NewSlot } from '../features/availability-slots/availability-slots.repository.js';
import type { NewDoctorSpecialty } from '../features/doctor-specialties/doctor-specialties.repository.js';
import {
  type NewRecord,
  type NewRecordVersion,
  recordSearchText,
} from '../features/medical-records/medical-records.repository.js';
import {
  type NewPrescription,
  prescriptionSearchText,
} from '../features/prescriptions/prescriptions.repository.js';
import { type NewTreatment, treatmentSearchText } from '../features/treatments/treatments.repository.js';
import { type NewAccount, userSearchText } from '../features/users/users.repository.js';
import { normalise } from '../lists/normalise.js';

/** As it is written of a hospital, which every row belongs to. */
type Of<Row> = Omit<Row, 'hospital'>;
export type SeedAccount = Of<NewAccount>;
export type SeedAppointment = Of<NewAppointment>;
export type SeedAssignment = Of<NewDoctorSpecialty>;
export type SeedPrescription = Of<NewPrescription>;
export type SeedRecord = Of<NewRecord>;
export type SeedRecordVersion = Of<NewRecordVersion>;
export type SeedSlot = Of<NewSlot>;
export type SeedTreatment = Of<NewTreatment>;

export type WithId<Row> = Row & { readonly id: number };

/** What is written in bulk, by the tables that it goes to. */
interface SeedRows {
  readonly users: SeedAccount;
  readonly doctor_specialties: SeedAssignment;
  readonly availability_slots: SeedSlot;
  readonly appointments: SeedAppointment;
  readonly medical_records: SeedRecord;
  readonly medical_record_versions: SeedRecordVersion;
  readonly treatments: SeedTreatment;
  readonly prescriptions: SeedPrescription;
}

type Derived = { readonly [Table in keyof SeedRows]?: (row: SeedRows[Table]) => Record<string, unknown> };

/** The columns that are made from others, as the repositories make them. */
const derived: Derived = {
  users: (user) => ({
    first_name_sort: normalise(user.first_name),
    last_name_sort: normalise(user.last_name),
    email_sort: user.email,
    search_text: userSearchText(user),
  }),
  appointments: (appointment) => ({ search_text: appointmentSearchText(appointment) }),
  medical_records: (record) => ({ search_text: recordSearchText(record) }),
  treatments: (treatment) => ({ search_text: treatmentSearchText(treatment) }),
  prescriptions: (prescription) => ({
    medication_name_sort: normalise(prescription.medication_name),
    search_text: prescriptionSearchText(prescription),
  }),
};

/** Fields that are stored as the id of what they refer to. */
const references = new Set(['patient', 'doctor', 'specialty', 'slot', 'appointment', 'record', 'treatment']);

/** Writes rows, and answers them with their ids. */
export async function addAll<Table extends keyof SeedRows, Row extends SeedRows[Table]>(
  hospital: BulkHospital,
  table: Table,
  rows: readonly Row[],
): Promise<WithId<Row>[]> {
  const ids = (await hospital.takeIds(table, rows.length)).values();
  const numbered = rows.map((row) => {
    const { value } = ids.next();
    if (value === undefined) throw new Error(`Too few ids were taken for ${table}.`);
    return { ...row, id: value };
  });
  await hospital.insertAll(
    table,
    numbered.map((row) => toColumns({ ...row, ...derived[table]?.(row) })),
  );
  return numbered;
}

/** Writes the clinical fields of patients, who have their ids already. */
export function addClinicalFields(
  hospital: BulkHospital,
  rows: readonly (ClinicalFields & { readonly user_id: number })[],
): Promise<void> {
  return hospital.insertAll(
    'patients',
    rows.map((row) => ({ ...row })),
  );
}

function toColumns(row: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([field, value]) => [references.has(field) ? `${field}_id` : field, value]),
  );
}
