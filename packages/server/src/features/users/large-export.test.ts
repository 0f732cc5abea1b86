import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createPerson,
  type Fixture,
  freeHour,
  type HospitalFixture,
  type Person,
  populate,
  unique,
} from '../../../testing/fixture.js';
import { openTestApi, stores, type TestApi } from '../../../testing/test-api.js';
import type { Transaction } from '../../db/database.js';

/** More than one step reads, and more than two. */
const many = 230;

const at = '2040-01-01T00:00:00.000Z';
const times = { created_at: at, updated_at: at };
const days = { start_date: null, end_date: null };

describe.each(stores)('the export of a patient with much over %s', (store) => {
  let api: TestApi;
  let first: HospitalFixture;
  let patient: Person;
  let held: Held;
  let body: Record<string, { id: number; versions: { version: number; title: string }[] }[]>;

  beforeAll(async () => {
    api = await openTestApi(store);
    const fixture: Fixture = await populate(api);
    ({ first } = fixture);
    patient = await createPerson(api, first.admin.token, { role: 'patient' });
    held = await api.database.transaction(first.id, (all) => fill(all, first, patient));
    body = await api.get(`/api/auth/users/${patient.id}/export/`, first.admin.token);
  });
  afterAll(() => api.close());

  it.each(['appointments', 'medical_records', 'treatments', 'prescriptions'] as const)(
    'has each of its %s, once',
    (part) => {
      expect(body[part]?.map(({ id }) => id)).toEqual(held[part]);
    },
  );

  it('has every version of each record with that record', () => {
    const versions = body.medical_records?.map((record) =>
      record.versions.map(({ version, title }) => [version, title]),
    );
    const expected = held.medical_records.map((_id, index) => [
      [1, `Visit ${index}`],
      [2, `Visit ${index}, corrected`],
    ]);
    expect(versions).toEqual(expected);
  });

  it('has every access', async () => {
    const read = body.accesses?.filter((line) => 'request_id' in line && line.request_id === held.request);
    expect(read).toHaveLength(many);
  });
});

interface Held {
  readonly appointments: number[];
  readonly medical_records: number[];
  readonly treatments: number[];
  readonly prescriptions: number[];
  readonly request: string;
}

/** Most of it at the same time: what goes by the time has to go by the id as well. */
async function fill(all: Transaction, { id: hospital, doctor }: HospitalFixture, { id: patient }: Person) {
  const held = { appointments: [], medical_records: [], treatments: [], prescriptions: [] };
  const filled: Held = { ...held, request: unique('many-') };
  for (let index = 0; index < many; index += 1) {
    filled.appointments.push(await insertAppointment(all, doctor.id, patient));
    filled.medical_records.push(await insertRecord(all, { hospital, patient, doctor: doctor.id }, index));
    const treatment = await insertTreatment(all, { hospital, patient, doctor: doctor.id });
    filled.treatments.push(treatment);
    filled.prescriptions.push(await insertPrescription(all, hospital, doctor.id, treatment));
  }
  const line = {
    at,
    actor: doctor.id,
    actor_role: 'doctor',
    action: 'read',
    resource: 'medical_record',
    resource_id: null,
    patient,
    hospital,
    outcome: 'success',
    reason: null,
    ip: null,
    request_id: filled.request,
  } as const;
  await all.auditLog.append(Array.from({ length: many }, () => line));
  return filled;
}

async function insertAppointment(all: Transaction, doctor: number, patient: number): Promise<number> {
  const span = freeHour();
  const slot = await all.availabilitySlots.insert({ doctor, ...span, is_open: true, notes: null, ...times });
  const { id } = await all.appointments.insert({
    ...span,
    patient,
    doctor,
    slot: slot.id,
    appointment_type: 'consultation',
    status: 'scheduled',
    reason: null,
    symptoms: null,
    notes: null,
    cancellation_reason: null,
    cancelled_by: null,
    cancelled_at: null,
    ...times,
  });
  return id;
}

interface Parties {
  readonly hospital: number;
  readonly patient: number;
  readonly doctor: number;
}

async function insertRecord(
  { medicalRecords }: Transaction,
  { hospital, patient, doctor }: Parties,
  index: number,
): Promise<number> {
  const content = {
    record_type: 'general',
    title: `Visit ${index}`,
    description: null,
    diagnosis: null,
    symptoms: null,
    vital_signs: null,
    lab_results: null,
    appointment: null,
    is_confidential: false,
  } as const;
  const corrected = { ...content, title: `Visit ${index}, corrected` };
  const id = await medicalRecords.insert({
    ...corrected,
    hospital,
    patient,
    created_by: doctor,
    version: 2,
    ...times,
  });
  for (const [version, written] of [content, corrected].entries()) {
    const change = { record: id, version: version + 1, changed_by: doctor, changed_at: at };
    await medicalRecords.insertVersion({ ...written, ...change });
  }
  return id;
}

function insertTreatment({ treatments }: Transaction, parties: Parties): Promise<number> {
  return treatments.insert({
    ...parties,
    appointment: null,
    diagnosis: 'Flu',
    treatment_plan: 'Rest',
    notes: null,
    status: 'planned',
    follow_up_required: false,
    follow_up_date: null,
    ...days,
    ...times,
  });
}

function insertPrescription(
  { prescriptions }: Transaction,
  hospital: number,
  prescribed_by: number,
  treatment: number,
): Promise<number> {
  return prescriptions.insert({
    hospital,
    treatment,
    prescribed_by,
    medication_name: 'Lisinopril',
    dosage: '10mg',
    frequency: 'daily',
    duration: '30 days',
    instructions: null,
    route: null,
    quantity: null,
    refills_allowed: 0,
    status: 'active',
    ...days,
    ...times,
  });
}
