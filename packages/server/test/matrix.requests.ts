import type { OperationId } from '@medcor/contract';
import {
  book,
  createPerson,
  freeHour,
  type HospitalFixture,
  openSlot,
  password,
  prescribe,
  unique,
  writeRecord,
  writeTreatment,
} from '../testing/fixture.js';
import { insertPlan } from '../testing/plans.js';
import type { TestApi } from '../testing/test-api.js';

/** What is asked of an operation: where, and with what. */
export interface MatrixRequest {
  readonly params?: Record<string, number>;
  readonly body?: unknown;
  readonly query?: string;
  /** A file goes as multipart. */
  readonly file?: true;
}

/** Makes a request that would succeed for an admin of that hospital, with fresh things where it uses them up. */
export type MakeRequest = (api: TestApi, of: HospitalFixture) => Promise<MatrixRequest> | MatrixRequest;

/** Somebody who may be changed or deactivated without harm to the next cell. */
const someone = async (api: TestApi, of: HospitalFixture) =>
  (await createPerson(api, of.admin.token, { role: 'staff' })).id;

const newUser = (of: HospitalFixture) => ({
  email: `${unique('new.')}@example.org`,
  password,
  first_name: 'New',
  last_name: 'User',
  role: 'staff',
  hospital: of.id,
});

const assignSpecialty = async (api: TestApi, of: HospitalFixture): Promise<number> => {
  const doctor = await createPerson(api, of.admin.token, { role: 'doctor' });
  const assignment = { doctor: doctor.id, specialty: 5 };
  return Number((await api.post('/api/specialty/doctor-specialties/', assignment, of.admin.token)).id);
};

const attach = async (api: TestApi, of: HospitalFixture): Promise<{ id: number; attachment_id: number }> => {
  const id = await writeRecord(api, of);
  const { body } = await api.upload(`/api/medical-records/${id}/attachments/`, of.admin.token);
  return { id, attachment_id: Number(body.id) };
};

const onPlan: MakeRequest = async (api) => ({ params: { id: await insertPlan(api) } });

const onAppointment: MakeRequest = async (api, of) => ({ params: { id: await book(api, of) }, body: {} });
const addWebhook = async (api: TestApi, of: HospitalFixture): Promise<number> => {
  const webhook = { url: 'https://hooks.example/in', events: ['*'] };
  return Number((await api.post('/api/webhooks/', webhook, of.admin.token)).id);
};
const onWebhook: MakeRequest = async (api, of) => ({ params: { id: await addWebhook(api, of) }, body: {} });

const onRecord: MakeRequest = async (api, of) => ({ params: { id: await writeRecord(api, of) } });

/** Operations that act on the caller's own account, or on nothing of a hospital. */
export const withoutTenant: Partial<Record<OperationId, MakeRequest>> = {
  'auth.profile': () => ({}),
  'auth.updateProfile': () => ({ body: { bio: 'Likes hiking.' } }),
  'auth.changePassword': () => ({
    body: {
      old_password: 'wrong',
      new_password: 'Another-Horse-8!',
      new_password_confirm: 'Another-Horse-8!',
    },
  }),
  'sessions.list': () => ({}),
  'apiKeys.list': () => ({}),
  'apiKeys.create': () => ({ body: { name: 'Key', access: 'read' } }),
  'specialties.list': () => ({}),
  'specialties.get': () => ({ params: { id: 5 } }),
  'specialties.popular': () => ({}),
  'specialties.statistics': () => ({}),
  'specialties.create': () => ({ body: { name: unique('Specialty '), code: unique('specialty_') } }),
  'subscriptionPlans.list': () => ({}),
  'subscriptionPlans.create': () => ({
    body: { name: unique('Plan '), plan_type: 'basic', price: '49.00', billing_cycle: 'monthly' },
  }),
  'subscriptionPlans.get': onPlan,
  'subscriptionPlans.update': async (api) => ({ params: { id: await insertPlan(api) }, body: { price: 59 } }),
  'subscriptionPlans.delete': onPlan,
  'hospitals.create': () => ({
    body: {
      name: unique('Hospital '),
      city: 'Springfield',
      state: 'IL',
      country: 'USA',
      hospital_type: 'clinic',
      contact_email: 'office@example.org',
      contact_phone: '+1-555-0100',
    },
  }),
};

/** Operations on things of a hospital. */
export const withTenant: Partial<Record<OperationId, MakeRequest>> = {
  'hospitals.get': (_api, of) => ({ params: { id: of.id } }),
  'hospitals.statistics': (_api, of) => ({ params: { id: of.id } }),
  'hospitals.update': (_api, of) => ({ params: { id: of.id }, body: { bed_count: 12 } }),
  'users.create': (_api, of) => ({ body: newUser(of) }),
  'users.bulk': (_api, of) => ({ body: { users: [newUser(of)] } }),
  'users.get': (_api, of) => ({ params: { id: of.patient.id } }),
  'users.export': (_api, of) => ({ params: { id: of.patient.id } }),
  'users.update': async (api, of) => ({ params: { id: await someone(api, of) }, body: { bio: 'Changed.' } }),
  'users.delete': async (api, of) => ({ params: { id: await someone(api, of) } }),
  'users.activate': async (api, of) => ({ params: { id: await someone(api, of) }, body: {} }),
  'users.deactivate': async (api, of) => ({ params: { id: await someone(api, of) }, body: {} }),
  'availabilitySlots.create': (_api, of) => ({
    body: { doctor: of.doctor.id, hospital: of.id, ...freeHour() },
  }),
  'availabilitySlots.bulk': (_api, of) => ({
    body: {
      doctor: of.doctor.id,
      hospital: of.id,
      date_from: '2039-01-03',
      date_to: '2039-01-03',
      weekdays: [1],
      from: '09:00',
      to: '10:00',
      slot_minutes: 30,
    },
  }),
  'availabilitySlots.get': async (api, of) => ({ params: { id: await openSlot(api, of) } }),
  'availabilitySlots.update': async (api, of) => ({
    params: { id: await openSlot(api, of) },
    body: { notes: 'Room 4' },
  }),
  'availabilitySlots.delete': async (api, of) => ({ params: { id: await openSlot(api, of) } }),
  'appointments.create': async (api, of) => ({
    body: { patient: of.patient.id, doctor: of.doctor.id, slot: await openSlot(api, of), hospital: of.id },
  }),
  'appointments.get': onAppointment,
  'appointments.update': async (api, of) => ({
    params: { id: await book(api, of) },
    body: { notes: 'Bring the list.' },
  }),
  'appointments.delete': onAppointment,
  'appointments.confirm': onAppointment,
  'appointments.cancel': onAppointment,
  'appointments.complete': onAppointment,
  'appointments.noShow': onAppointment,
  'medicalRecords.create': (_api, of) => ({
    body: { patient: of.patient.id, record_type: 'general', title: 'Visit' },
  }),
  'medicalRecords.forPatient': (_api, of) => ({ params: { patient_id: of.patient.id } }),
  'medicalRecords.get': onRecord,
  'medicalRecords.update': async (api, of) => ({
    params: { id: await writeRecord(api, of) },
    body: { title: 'Visit 2' },
  }),
  'medicalRecords.delete': onRecord,
  'medicalRecords.history': onRecord,
  'medicalRecords.listAttachments': onRecord,
  'medicalRecords.addAttachment': async (api, of) => ({
    params: { id: await writeRecord(api, of) },
    file: true,
  }),
  'medicalRecords.getAttachment': async (api, of) => ({ params: await attach(api, of) }),
  'medicalRecords.deleteAttachment': async (api, of) => ({ params: await attach(api, of) }),
  'treatments.create': (_api, of) => ({
    body: { patient: of.patient.id, doctor: of.doctor.id, diagnosis: 'Flu', treatment_plan: 'Rest' },
  }),
  'treatments.get': async (api, of) => ({ params: { id: await writeTreatment(api, of) } }),
  'treatments.update': async (api, of) => ({
    params: { id: await writeTreatment(api, of) },
    body: { notes: 'Better' },
  }),
  'prescriptions.list': async (api, of) => ({ params: { treatment_id: await writeTreatment(api, of) } }),
  'prescriptions.create': async (api, of) => ({
    params: { treatment_id: await writeTreatment(api, of) },
    body: { medication_name: 'Lisinopril', dosage: '10mg', frequency: 'daily', duration: '30 days' },
  }),
  'prescriptions.get': async (api, of) => ({
    params: { id: await prescribe(api, of, await writeTreatment(api, of)) },
  }),
  'prescriptions.update': async (api, of) => ({
    params: { id: await prescribe(api, of, await writeTreatment(api, of)) },
    body: { instructions: 'With water' },
  }),
  'doctorSpecialties.create': async (api, of) => ({
    body: {
      doctor: (await createPerson(api, of.admin.token, { role: 'doctor' })).id,
      specialty: 7,
      hospital: of.id,
    },
  }),
  'doctorSpecialties.get': async (api, of) => ({ params: { id: await assignSpecialty(api, of) } }),
  'doctorSpecialties.update': async (api, of) => ({
    params: { id: await assignSpecialty(api, of) },
    body: { years_of_experience: 3 },
  }),
  'doctorSpecialties.delete': async (api, of) => ({ params: { id: await assignSpecialty(api, of) } }),
  'subscriptionPlans.subscribe': async (api, of) => ({
    params: { id: await insertPlan(api) },
    body: { hospital: of.id },
  }),
  'hospitals.subscription': async (api, of) => {
    const plan = await insertPlan(api);
    await api.post(`/api/subscription-plans/${plan}/subscribe/`, {}, of.admin.token);
    return { params: { id: of.id } };
  },
  'webhooks.create': (_api, of) => ({
    body: { url: 'https://hooks.example/in', events: ['user.created'], hospital: of.id },
  }),
  'webhooks.get': onWebhook,
  'webhooks.update': async (api, of) => ({
    params: { id: await addWebhook(api, of) },
    body: { description: 'Display' },
  }),
  'webhooks.delete': onWebhook,
  'webhooks.test': onWebhook,
  'webhooks.rotateSecret': onWebhook,
  'webhooks.deliveries': onWebhook,
  'webhooks.redeliver': async (api, of) => {
    const id = await addWebhook(api, of);
    const { id: delivery_id } = await api.post(`/api/webhooks/${id}/test/`, {}, of.admin.token);
    return { params: { id, delivery_id }, body: {} };
  },
  'hospitals.delete': (_api, of) => ({ params: { id: of.id } }),
};
