import type { OperationId } from '../src/index.js';
import type { ApiRequest } from './client.js';
import {
  assignSpecialty,
  attach,
  book,
  makeAvatar,
  makePlan,
  makeSpecialty,
  makeWebhook,
  newAvatar,
  newFile,
  newPlan,
  newPrescription,
  newRecord,
  newSpecialty,
  newTreatment,
  newWebhook,
  openSlot,
  prescribe,
  startAvatar,
  talk,
  treat,
  writeRecord,
} from './things.js';
import { operations } from './typed.js';
import { freeHour, unique, uniqueName } from './unique.js';
import { type Hospital, makeUser, newHospital, newUser, password, signIn, type World } from './world.js';

/**
 * Makes a request that succeeds, once, with fresh things where it uses them up. It is sent by an admin of the
 * hospital, by a superuser where an admin may not, or by whoever is behind its own `token`.
 */
export type MakeRequest = (world: World, of: Hospital) => Promise<ApiRequest> | ApiRequest;

type Requests = Partial<Record<OperationId, MakeRequest>>;

/** Somebody who may be changed or deactivated without harm to anything else. */
const someone = async ({ client, superuser }: World, { id }: Hospital): Promise<number> =>
  (await makeUser(client, superuser, { role: 'staff', hospital: id })).id;

const onSomeone: MakeRequest = async (world, of) => ({ params: { id: await someone(world, of) }, body: {} });
const onDeactivated: MakeRequest = async (world, of) => {
  const request = { params: { id: await someone(world, of) }, body: {} };
  await world.client.succeed('users.deactivate', { ...request, token: of.admin.token });
  return request;
};
const onSlot: MakeRequest = async (world, of) => ({ params: { id: (await openSlot(world, of)).id } });
const onAppointment: MakeRequest = async (world, of) => ({
  params: { id: (await book(world, of)).id },
  body: {},
});
const onRecord: MakeRequest = async (world, of) => ({ params: { id: (await writeRecord(world, of)).id } });
const onAttachment: MakeRequest = async (world, of) => {
  const { id } = await writeRecord(world, of);
  return { params: { id, attachment_id: (await attach(world, of, id)).id } };
};
const onTreatment: MakeRequest = async (world, of) => ({
  params: { treatment_id: (await treat(world, of)).id },
});
const onPrescription: MakeRequest = async (world, of) => ({
  params: { id: (await prescribe(world, of)).id },
});
const onAssignment: MakeRequest = async (world, of) => ({
  params: { id: (await assignSpecialty(world, of)).id },
});
const onPlan: MakeRequest = async (world) => ({ params: { id: (await makePlan(world)).id } });
const onWebhook: MakeRequest = async (world, of) => ({ params: { id: (await makeWebhook(world, of)).id } });
const onHospital: MakeRequest = (_world, { id }) => ({ params: { id } });

const withBody =
  (make: MakeRequest, body: unknown): MakeRequest =>
  async (world, of) => ({ ...(await make(world, of)), body });

/** Operations on things of a hospital: what is another hospital's is not there. */
export const hospitalRequests: Requests = {
  'hospitals.get': onHospital,
  'hospitals.statistics': onHospital,
  'hospitals.update': (_world, { id }) => ({
    params: { id },
    body: { description: unique('Since') },
  }),
  async 'hospitals.subscription'(world, of) {
    const { id } = await makePlan(world);
    await world.client.succeed('subscriptionPlans.subscribe', { params: { id }, token: of.admin.token });
    return { params: { id: of.id } };
  },
  'users.create': (_world, of) => ({ body: newUser({ role: 'staff', hospital: of.id }) }),
  'users.bulk': (_world, of) => ({ body: { users: [newUser({ role: 'staff', hospital: of.id })] } }),
  'users.get': (_world, of) => ({ params: { id: of.patient.id } }),
  'users.update': withBody(onSomeone, { bio: 'Likes hiking.' }),
  'users.delete': onSomeone,
  'users.activate': onDeactivated,
  'users.deactivate': onSomeone,
  'users.export': (_world, of) => ({ params: { id: of.patient.id } }),
  'availabilitySlots.create': (_world, of) => ({
    body: { doctor: of.doctor.id, hospital: of.id, ...freeHour() },
  }),
  'availabilitySlots.bulk': (_world, of) => ({ body: { ...newPattern(of), hospital: of.id } }),
  'availabilitySlots.get': onSlot,
  'availabilitySlots.update': withBody(onSlot, { notes: 'Room 4' }),
  'availabilitySlots.delete': onSlot,
  'appointments.create': async (world, of) => ({
    body: {
      patient: of.patient.id,
      doctor: of.doctor.id,
      slot: (await openSlot(world, of)).id,
      hospital: of.id,
    },
  }),
  'appointments.get': onAppointment,
  'appointments.update': withBody(onAppointment, { notes: 'Bring the list.' }),
  'appointments.delete': onAppointment,
  'appointments.confirm': onAppointment,
  'appointments.cancel': onAppointment,
  'appointments.complete': onAppointment,
  'appointments.noShow': onAppointment,
  'medicalRecords.create': (_world, of) => ({ body: newRecord(of) }),
  'medicalRecords.forPatient': (_world, of) => ({ params: { patient_id: of.patient.id } }),
  'medicalRecords.get': onRecord,
  'medicalRecords.update': withBody(onRecord, { title: 'Second visit' }),
  'medicalRecords.delete': onRecord,
  'medicalRecords.history': onRecord,
  'medicalRecords.listAttachments': onRecord,
  'medicalRecords.addAttachment': async (world, of) => ({
    ...(await onRecord(world, of)),
    file: newFile(),
  }),
  'medicalRecords.getAttachment': onAttachment,
  'medicalRecords.deleteAttachment': onAttachment,
  'treatments.create': (_world, of) => ({ body: newTreatment(of) }),
  'treatments.get': async (world, of) => ({ params: { id: (await treat(world, of)).id } }),
  'treatments.update': async (world, of) => ({
    params: { id: (await treat(world, of)).id },
    body: { notes: 'Better' },
  }),
  'prescriptions.list': onTreatment,
  'prescriptions.create': async (world, of) => ({
    ...(await onTreatment(world, of)),
    body: newPrescription(),
  }),
  'prescriptions.get': onPrescription,
  'prescriptions.update': withBody(onPrescription, { instructions: 'With water' }),
  'doctorSpecialties.create': async (world, of) => ({
    body: { doctor: of.doctor.id, specialty: (await makeSpecialty(world)).id, hospital: of.id },
  }),
  'doctorSpecialties.get': onAssignment,
  'doctorSpecialties.update': withBody(onAssignment, { years_of_experience: 3 }),
  'doctorSpecialties.delete': onAssignment,
  'subscriptionPlans.subscribe': async (world, of) => ({
    ...(await onPlan(world, of)),
    body: { hospital: of.id },
  }),
  'webhooks.create': (_world, of) => ({ body: { ...newWebhook(), hospital: of.id } }),
  'webhooks.get': onWebhook,
  'webhooks.update': withBody(onWebhook, { description: 'Front desk display' }),
  'webhooks.delete': onWebhook,
  'webhooks.test': withBody(onWebhook, {}),
  'webhooks.rotateSecret': withBody(onWebhook, {}),
  'webhooks.deliveries': onWebhook,
  async 'webhooks.redeliver'(world, of) {
    const { id } = await makeWebhook(world, of);
    const request = { params: { id }, token: of.admin.token };
    const delivery = await world.client.succeed('webhooks.test', request);
    return { params: { id, delivery_id: delivery.id }, body: {} };
  },
};

/** Operations of a hospital whose path is about something of the platform; they name the hospital in their body. */
export const underThePlatform: readonly OperationId[] = ['subscriptionPlans.subscribe'];

/** Operations on things of the platform. */
export const platformRequests: Requests = {
  'hospitals.create': () => ({ body: newHospital() }),
  async 'hospitals.delete'({ client, superuser }) {
    const request = { body: newHospital(), token: superuser.token };
    return { params: { id: (await client.succeed('hospitals.create', request)).id } };
  },
  'specialties.create': () => ({ body: newSpecialty() }),
  'specialties.get': async (world) => ({ params: { id: (await makeSpecialty(world)).id } }),
  'specialties.popular': () => ({}),
  'specialties.statistics': () => ({}),
  'subscriptionPlans.create': () => ({ body: newPlan() }),
  'subscriptionPlans.get': onPlan,
  'subscriptionPlans.update': withBody(onPlan, { price: '59.00' }),
  'subscriptionPlans.delete': onPlan,
};

/** Operations on the account of whoever sends them, which they leave as it is. */
export const accountRequests: Requests = {
  'auth.profile': () => ({}),
  'auth.updateProfile': () => ({ body: { bio: unique('Likes') } }),
  'apiKeys.create': () => ({ body: { name: unique('Key'), access: 'read' } }),
  'avatar.create': () => ({ body: newAvatar() }),
  'chat.send': () => ({ body: { message: unique('Hello, ') } }),
  'chat.voice': () => ({ body: { transcript: unique('Hello, '), respond_with_audio: false } }),
};

/** Operations that sign in or out, or that somebody of their own has to send. */
export const signInRequests: Requests = {
  'auth.register': (_world, of) => {
    const { role: _role, ...fields } = newUser({ role: 'patient', hospital: of.id });
    return { body: { ...fields, password_confirm: password } };
  },
  'auth.login': (_world, of) => ({ body: { email: of.nurse.email, password } }),
  'auth.logout': async ({ client }, of) => {
    const { token, refresh } = await signIn(client, { email: of.nurse.email, password });
    return { body: { refresh }, token };
  },
  'auth.refresh': (_world, of) => ({ body: { refresh: of.nurse.refresh } }),
  async 'auth.changePassword'({ client, superuser }, of) {
    const { email } = await makeUser(client, superuser, { role: 'staff', hospital: of.id });
    const { token } = await signIn(client, { email, password });
    return { body: { old_password: password, ...newPasswords }, token };
  },
  'auth.requestPasswordReset': () => ({ body: { email: `${uniqueName('nobody.')}@example.org` } }),
  async 'auth.confirmPasswordReset'({ client, superuser, abilities }, of) {
    const { email } = await makeUser(client, superuser, { role: 'staff', hospital: of.id });
    await client.succeed('auth.requestPasswordReset', { body: { email } });
    const token = (await abilities.resetToken?.(email)) ?? 'pr_unknown';
    return { body: { token, ...newPasswords } };
  },
  async 'sessions.delete'({ client }, { admin }) {
    const { token } = await signIn(client, { email: admin.email, password });
    const { results } = await client.succeed('sessions.list', { token });
    const current = results.find((session) => session.is_current);
    return { params: { id: current?.id ?? 0 }, token: admin.token };
  },
  async 'apiKeys.delete'({ client }, { admin: { token } }) {
    const { id } = await client.succeed('apiKeys.create', {
      body: { name: unique('Key'), access: 'read' },
      token,
    });
    return { params: { id }, token };
  },
  'chat.messages': async (world, of) => ({ params: { session_id: (await talk(world, of)).session_id } }),
  'avatar.start': async (world, of) => ({ body: { session_id: (await makeAvatar(world, of)).session_id } }),
  'avatar.speak': async (world, of) => ({
    body: { session_id: (await startAvatar(world, of)).session_id, text: 'Good morning.' },
  }),
  'avatar.stop': async (world, of) => ({ body: { session_id: (await startAvatar(world, of)).session_id } }),
  'system.health': () => ({}),
  'system.live': () => ({}),
  'system.ready': () => ({}),
};

const newPasswords = { new_password: 'Another-Horse-8!', new_password_confirm: 'Another-Horse-8!' };

let mondays = 0;

/** An hour in two slots, of a Monday that no other pattern has. */
export function newPattern({ doctor }: Hospital) {
  mondays += 1;
  const monday = new Date(Date.UTC(2060, 0, 5 + 7 * mondays)).toISOString().slice(0, 10);
  return {
    doctor: doctor.id,
    date_from: monday,
    date_to: monday,
    weekdays: [1],
    from: '09:00',
    to: '10:00',
    slot_minutes: 30,
  };
}

/** Lists under no other thing are asked for as they are. */
const listRequests: Requests = Object.fromEntries(
  operations
    .filter(({ endpoint }) => endpoint.metadata.list && !endpoint.pathParams)
    .map(({ id }) => [id, () => ({})]),
);

/** A request for every operation that is served. */
export const requests: Requests = {
  ...listRequests,
  ...hospitalRequests,
  ...platformRequests,
  ...accountRequests,
  ...signInRequests,
};
