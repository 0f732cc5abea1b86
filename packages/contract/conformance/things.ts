import type { SuccessOf } from './typed.js';
import { freeHour, unique } from './unique.js';
import { type Hospital, makePerson, newHospital, type Person, type World } from './world.js';

/** Things of a hospital, made by its admin unless it is said by whom, and of the platform. */

type Fields = Readonly<Record<string, unknown>>;

export function openSlot(
  { client }: World,
  { admin, doctor }: Hospital,
  fields: Fields = {},
): Promise<SuccessOf<'availabilitySlots.create'>> {
  const body = { doctor: doctor.id, ...freeHour(), ...fields };
  return client.succeed('availabilitySlots.create', { body, token: admin.token });
}

interface Booking {
  readonly doctor?: Person;
  readonly patient?: Person;
  readonly slot?: number;
}

export async function book(
  world: World,
  of: Hospital,
  { doctor = of.doctor, patient = of.patient, slot }: Booking = {},
): Promise<SuccessOf<'appointments.create'>> {
  const taken = slot ?? (await openSlot(world, of, { doctor: doctor.id })).id;
  const body = { patient: patient.id, doctor: doctor.id, slot: taken };
  return world.client.succeed('appointments.create', { body, token: of.admin.token });
}

export function newRecord({ patient }: Hospital) {
  return { patient: patient.id, record_type: 'general', title: unique('Visit') };
}

export function writeRecord(
  { client }: World,
  of: Hospital,
  fields: Fields = {},
  author = of.admin,
): Promise<SuccessOf<'medicalRecords.create'>> {
  const body = { ...newRecord(of), ...fields };
  return client.succeed('medicalRecords.create', { body, token: author.token });
}

/** A small text, unlike any other. */
export function newFile(): File {
  return new File([unique('Values of')], 'values.txt', { type: 'text/plain' });
}

export function attach(
  { client }: World,
  { admin }: Hospital,
  record: number,
  file = newFile(),
): Promise<SuccessOf<'medicalRecords.addAttachment'>> {
  return client.succeed('medicalRecords.addAttachment', { params: { id: record }, file, token: admin.token });
}

export function newTreatment({ patient, doctor }: Hospital) {
  return {
    patient: patient.id,
    doctor: doctor.id,
    diagnosis: unique('Hypertension'),
    treatment_plan: 'Walks',
  };
}

export function treat(
  { client }: World,
  of: Hospital,
  fields: Fields = {},
): Promise<SuccessOf<'treatments.create'>> {
  const body = { ...newTreatment(of), ...fields };
  return client.succeed('treatments.create', { body, token: of.admin.token });
}

export function newPrescription() {
  return {
    medication_name: unique('Lisinopril'),
    dosage: '10mg',
    frequency: 'Once daily',
    duration: '30 days',
  };
}

export async function prescribe(
  world: World,
  of: Hospital,
  fields: Fields = {},
): Promise<SuccessOf<'prescriptions.create'>> {
  const { id } = await treat(world, of);
  const body = { ...newPrescription(), ...fields };
  return world.client.succeed('prescriptions.create', {
    params: { treatment_id: id },
    body,
    token: of.admin.token,
  });
}

/** A specialty that nobody else has made anything of. */
export function makeSpecialty({ client, superuser }: World): Promise<SuccessOf<'specialties.create'>> {
  return client.succeed('specialties.create', { body: newSpecialty(), token: superuser.token });
}

export function newSpecialty() {
  const name = unique('Specialty');
  return { name, code: name.toLowerCase().replaceAll(' ', '_') };
}

/** Gives a specialty of their own to the hospital's doctor. */
export async function assignSpecialty(
  world: World,
  { admin, doctor }: Hospital,
  fields: Fields = {},
): Promise<SuccessOf<'doctorSpecialties.create'>> {
  const { id: specialty } = await makeSpecialty(world);
  const body = { doctor: doctor.id, specialty, ...fields };
  return world.client.succeed('doctorSpecialties.create', { body, token: admin.token });
}

export function newPlan() {
  return { name: unique('Plan'), plan_type: 'basic', price: '49.00', billing_cycle: 'monthly' };
}

export function makePlan(
  { client, superuser }: World,
  fields: Fields = {},
): Promise<SuccessOf<'subscriptionPlans.create'>> {
  const body = { ...newPlan(), ...fields };
  return client.succeed('subscriptionPlans.create', { body, token: superuser.token });
}

/** A webhook as it is created: its name never resolves, so that nothing is ever sent to it. */
export function newWebhook() {
  return { url: `https://hooks.invalid/${encodeURIComponent(unique('hook'))}`, events: ['hospital.updated'] };
}

export function makeWebhook(
  { client }: World,
  { admin }: Hospital,
  fields: Fields = {},
): Promise<SuccessOf<'webhooks.create'>> {
  return client.succeed('webhooks.create', { body: { ...newWebhook(), ...fields }, token: admin.token });
}

/** A session with an avatar as it is made, unlike any other. */
export function newAvatar() {
  return { language: 'en', voice: { emotion: unique('Calm') } };
}

/** A session with an avatar, of an admin unless it is said whose. */
export function makeAvatar(
  { client }: World,
  { admin }: Hospital,
  owner = admin,
): Promise<SuccessOf<'avatar.create'>> {
  return client.succeed('avatar.create', { body: newAvatar(), token: owner.token });
}

/** The same, started. */
export async function startAvatar(
  world: World,
  of: Hospital,
  owner = of.admin,
): Promise<SuccessOf<'avatar.start'>> {
  const { session_id } = await makeAvatar(world, of, owner);
  return world.client.succeed('avatar.start', { body: { session_id }, token: owner.token });
}

/** A conversation, of an admin unless it is said whose. */
export function talk(
  { client }: World,
  { admin }: Hospital,
  who = admin,
  message = unique('Hello, '),
): Promise<SuccessOf<'chat.send'>> {
  return client.succeed('chat.send', { body: { message }, token: who.token });
}

/** A hospital with nobody but an admin. */
export async function foundHospital(
  { client, superuser }: World,
  name?: string,
): Promise<{ id: number; admin: Person }> {
  const { id } = await client.succeed('hospitals.create', {
    body: newHospital(name),
    token: superuser.token,
  });
  return { id, admin: await makePerson(client, superuser, { role: 'admin', hospital: id }) };
}
