import type { Database, Transaction } from '../src/db/database.js';
import type { NewAuditEntry } from '../src/features/audit-log/audit-log.repository.js';
import { insertAccount } from '../src/features/users/new-account.js';
import { freeHour, unique } from './fixture.js';
import { newPlan } from './plans.js';

/** The ids of a hospital, and of one thing of each kind that it has. */
export interface TenantRows {
  readonly hospital: number;
  /** Whom everything was done by. */
  readonly doctor: number;
  /** Who has nothing yet. */
  readonly otherDoctor: number;
  readonly patient: number;
  readonly otherPatient: number;
  readonly doctorSpecialty: number;
  readonly slot: number;
  readonly appointment: number;
  readonly record: number;
  readonly attachment: number;
  readonly treatment: number;
  readonly prescription: number;
  readonly webhook: number;
  readonly event: string;
  readonly delivery: number;
}

const at = '2040-01-01T00:00:00.000Z';

/** Fills a new hospital through the repositories, as the services do. */
export async function writeTenant(database: Database): Promise<TenantRows> {
  const hospital = await database.transaction('platform', insertHospital);
  const rows = await database.transaction(hospital, async (all) => {
    const doctor = await insertPerson(all, hospital, 'doctor');
    const patient = await insertPerson(all, hospital, 'patient');
    const booked = await insertBooking(all, doctor, patient);
    const written = await insertClinical(all, hospital, doctor, patient, booked.appointment);
    await all.auditLog.append([auditLine(hospital, doctor, patient, written.record)]);
    const plan = await all.subscriptionPlans.insert(newPlan());
    await all.subscriptions.insert({ hospital, plan: plan.id, trial_end: null, created_at: at });
    return {
      hospital,
      doctor,
      otherDoctor: await insertPerson(all, hospital, 'doctor'),
      patient,
      otherPatient: await insertPerson(all, hospital, 'patient'),
      ...booked,
      ...written,
      ...(await insertEvent(all, hospital)),
    };
  });
  return {
    ...rows,
    delivery: await database.transaction(hospital, (all) => onlyDelivery(all, rows.webhook)),
  };
}

function auditLine(hospital: number, actor: number, patient: number, record: number): NewAuditEntry {
  return {
    ...{ at, actor, actor_role: 'doctor', action: 'read', resource: 'medical_record' },
    ...{ resource_id: String(record), patient, hospital, outcome: 'success' },
    ...{ reason: null, ip: null, request_id: null },
  };
}

async function insertHospital({ hospitals }: Transaction): Promise<number> {
  const { id } = await hospitals.insert({
    name: unique('Hospital '),
    slug: unique('hospital-'),
    hospital_type: 'general',
    description: null,
    contact_email: 'office@example.org',
    contact_phone: '+1-555-0100',
    website: null,
    address_line1: null,
    address_line2: null,
    city: 'Springfield',
    state: 'IL',
    country: 'USA',
    postal_code: null,
    timezone: 'UTC',
    bed_count: null,
    emergency_services: false,
    remote_ai_enabled: false,
    is_active: true,
    created_at: at,
    updated_at: at,
  });
  return id;
}

async function insertPerson(all: Transaction, hospital: number, role: 'doctor' | 'patient'): Promise<number> {
  const names = { email: `${unique(role)}@example.org`, first_name: 'Pat', last_name: unique('Person') };
  const fields = { ...names, role, ...(role === 'patient' && { allergies: 'Penicillin' }) };
  const draft = { fields, hospital, is_superuser: false, password_hash: 'none' };
  return (await insertAccount(all, draft, new Date(at))).id;
}

async function insertBooking(all: Transaction, doctor: number, patient: number) {
  const span = freeHour();
  const kept = { doctor, created_at: at, updated_at: at };
  const assignment = { specialty: 5, is_primary: true, years_of_experience: null, certification_date: null };
  const specialty = await all.doctorSpecialties.insert({ ...kept, ...assignment });
  const slot = await all.availabilitySlots.insert({ ...kept, ...span, is_open: true, notes: null });
  const appointment = await all.appointments.insert({
    ...kept,
    ...span,
    patient,
    slot: slot.id,
    appointment_type: 'consultation',
    status: 'scheduled',
    reason: null,
    symptoms: null,
    notes: null,
    cancellation_reason: null,
    cancelled_by: null,
    cancelled_at: null,
  });
  return { doctorSpecialty: specialty.id, slot: slot.id, appointment: appointment.id };
}

async function insertClinical(
  all: Transaction,
  hospital: number,
  doctor: number,
  patient: number,
  appointment: number,
) {
  const times = { created_at: at, updated_at: at };
  const content = {
    record_type: 'general',
    title: 'Visit',
    description: null,
    diagnosis: null,
    symptoms: null,
    vital_signs: { heart_rate: 72 },
    lab_results: { crp: 4 },
    appointment,
    is_confidential: false,
  } as const;
  const heading = { hospital, patient, created_by: doctor, version: 1, ...times };
  const record = await all.medicalRecords.insert({ ...content, ...heading });
  const version = { record, version: 1, changed_by: doctor, changed_at: at };
  await all.medicalRecords.insertVersion({ ...content, ...version });
  const attachment = await all.attachments.insert({
    record,
    filename: 'ecg.pdf',
    content_type: 'application/pdf',
    size: 5,
    sha256: 'none',
    storage_key: 'none',
    uploaded_by: doctor,
    created_at: at,
  });
  const days = { start_date: null, end_date: null };
  const treatment = await all.treatments.insert({
    hospital,
    patient,
    doctor,
    appointment,
    diagnosis: 'Flu',
    treatment_plan: 'Rest',
    notes: null,
    status: 'planned',
    follow_up_required: false,
    follow_up_date: null,
    ...days,
    ...times,
  });
  const prescription = await all.prescriptions.insert({
    hospital,
    treatment,
    medication_name: 'Lisinopril',
    dosage: '10mg',
    frequency: 'daily',
    duration: '30 days',
    instructions: null,
    route: null,
    quantity: null,
    refills_allowed: 0,
    status: 'active',
    prescribed_by: doctor,
    ...days,
    ...times,
  });
  return { record, attachment: attachment.id, treatment, prescription };
}

/** Something that was told of, on its way to a webhook. */
async function insertEvent(all: Transaction, hospital: number) {
  const webhook = await all.webhooks.insert({
    url: 'https://hooks.example/',
    events: ['*'],
    description: null,
    is_active: true,
    disabled_reason: null,
    failing_since: null,
    secret: 'sealed',
    secret_hint: 'cret',
    previous_secret: null,
    previous_secret_expires_at: null,
    created_at: at,
    updated_at: at,
  });
  const event = {
    id: unique('evt_'),
    type: 'hospital.updated',
    created_at: at,
    hospital,
    data: { id: hospital, hospital },
  } as const;
  await all.events.insert(event);
  return { webhook: webhook.id, event: event.id };
}

async function onlyDelivery({ webhookDeliveries }: Transaction, webhook: number): Promise<number> {
  const { rows } = await webhookDeliveries.list(webhook, {
    where: [],
    words: [],
    order: [{ field: 'id', descending: false }],
    after: null,
    offset: 0,
    limit: 1,
  });
  const [delivery] = rows;
  if (!delivery) throw new Error('The event was not queued.');
  return delivery.id;
}
