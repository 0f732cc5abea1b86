import type { OperationId } from '../src/index.js';
import type { ApiRequest } from './client.js';
import { newPattern } from './requests.js';
import {
  assignSpecialty,
  attach,
  book,
  makePlan,
  makeSpecialty,
  makeWebhook,
  newPrescription,
  openSlot,
  talk,
  treat,
  writeRecord,
} from './things.js';
import { run, unique } from './unique.js';
import { type Hospital, makeHospital, newHospital, newUser, password, signIn, type World } from './world.js';

/** A hospital with rows in every list: with ties in what they are ordered by, and with things not known. */
export interface ListedWorld {
  readonly hospital: Hospital;
  /** What is asked of a list so that it has these rows, and few others. */
  requestOf(id: OperationId): ApiRequest;
}

const names = [
  ['Ann', 'Ärger', null],
  ['ann', 'Arger', 7],
  ['Bob', 'Zimmer', null],
  ['Änn', 'zimmer', 7],
  ['Émile', 'Żak', 0],
] as const;

export function listedWorld(world: World): Promise<ListedWorld> {
  return world.once('listed world', async () => {
    const { client, superuser } = world;
    const hospital = await makeHospital(client, superuser, 'Listed Hospital');
    const { token } = hospital.admin;
    await makeUsers(world, hospital);
    const record = await fillClinical(world, hospital);
    const { id: treatment_id } = await treat(world, hospital);
    for (const [place, name] of ['Élan', 'elan', 'Zoom', 'Öde'].entries()) {
      await makePlan(world, { name: unique(name), display_order: place % 2 });
      const city = ['Zürich', 'zurich', 'Aalen'][place % 3];
      const body = { ...newHospital(name), city };
      await client.succeed('hospitals.create', { body, token: superuser.token });
      await makeSpecialty(world);
      await assignSpecialty(world, hospital, { years_of_experience: [null, 3, 3, 0][place] });
      await attach(world, hospital, record);
      await client.succeed('medicalRecords.update', {
        params: { id: record },
        body: { title: `Visit ${place}` },
        token,
      });
      await client.succeed('prescriptions.create', {
        params: { treatment_id },
        body: { ...newPrescription(), medication_name: name },
        token,
      });
      await signIn(client, { email: hospital.admin.email, password });
      await client.succeed('apiKeys.create', { body: { name, access: 'read' }, token });
      await talk(world, hospital, hospital.admin, name);
    }
    const webhook = await makeWebhooks(world, hospital);
    const { session_id } = await talk(world, hospital);
    for (const message of ['Thanks', 'Bye']) {
      await client.succeed('chat.send', { body: { message, session_id }, token });
    }

    const admins: ApiRequest = { token };
    const ofRecord = { ...admins, params: { id: record } };
    const special: Partial<Record<OperationId, ApiRequest>> = {
      'hospitals.list': { token: superuser.token, query: { search: run } },
      'subscriptionPlans.list': { ...admins, query: { search: run } },
      'specialties.list': { ...admins, query: { search: run } },
      'medicalRecords.forPatient': { ...admins, params: { patient_id: hospital.patient.id } },
      'medicalRecords.history': ofRecord,
      'medicalRecords.listAttachments': ofRecord,
      'prescriptions.list': { ...admins, params: { treatment_id } },
      'webhooks.deliveries': { ...admins, params: { id: webhook } },
      'chat.messages': { ...admins, params: { session_id } },
    };
    return { hospital, requestOf: (id) => special[id] ?? admins };
  });
}

async function makeUsers({ client }: World, { id, admin }: Hospital): Promise<void> {
  const users = names.flatMap(([first_name, last_name, years_of_experience]) =>
    (['doctor', 'patient'] as const).map((role) => ({
      ...newUser({ role, hospital: id }),
      first_name,
      last_name,
      years_of_experience,
      department: years_of_experience === 7 ? 'Ward 7' : null,
    })),
  );
  await client.succeed('users.bulk', { body: { users }, token: admin.token });
}

/** Slots, appointments, records and treatments; answers a record. */
async function fillClinical(world: World, hospital: Hospital): Promise<number> {
  const { client } = world;
  const { admin, otherDoctor, doctor, patient, otherPatient } = hospital;
  // The same hours for both doctors.
  const pattern = { ...newPattern(hospital), to: '11:00' };
  for (const of of [doctor, otherDoctor]) {
    const body = { ...pattern, doctor: of.id };
    const { created } = await client.succeed('availabilitySlots.bulk', { body, token: admin.token });
    const ofOne = { doctor: of, patient: of === doctor ? patient : otherPatient };
    for (const { id } of created.slice(0, 3)) await book(world, hospital, { ...ofOne, slot: id });
  }
  const { id: appointment } = await book(world, hospital);
  await client.succeed('appointments.confirm', { params: { id: appointment }, token: admin.token });
  await openSlot(world, hospital, { is_available: false });
  const types = ['general', 'imaging', 'general'];
  for (const record_type of types) {
    await writeRecord(world, hospital, { record_type, is_confidential: record_type === 'imaging' });
    await writeRecord(world, hospital, { patient: otherPatient.id }, doctor);
    const follow_up_date = record_type === 'imaging' ? '2045-03-01' : null;
    const follow_up = { follow_up_required: follow_up_date !== null, follow_up_date };
    await treat(world, hospital, { appointment, ...follow_up });
  }
  return (await writeRecord(world, hospital, { appointment })).id;
}

/** Webhooks, and deliveries of one of them, which is answered. */
async function makeWebhooks(world: World, hospital: Hospital): Promise<number> {
  for (const is_active of [true, false, true]) await makeWebhook(world, hospital, { is_active });
  const { id } = await makeWebhook(world, hospital);
  const { token } = hospital.admin;
  for (let count = 0; count < 3; count += 1) {
    await world.client.succeed('webhooks.test', { params: { id }, token });
  }
  return id;
}
