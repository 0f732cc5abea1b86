import type { HttpClient } from './http-client.js';

/** The password of everyone in the fixture. */
export const password = 'Correct-Horse-7!';

export interface Person {
  readonly id: number;
  readonly email: string;
  readonly token: string;
  readonly refresh: string;
}

/** A hospital with one person of each role, and one thing of each kind. */
export interface HospitalFixture {
  readonly id: number;
  readonly admin: Person;
  readonly doctor: Person;
  readonly otherDoctor: Person;
  readonly nurse: Person;
  readonly staff: Person;
  readonly patient: Person;
  readonly otherPatient: Person;
}

export interface Fixture {
  /** The platform's first admin: superuser and admin of the first hospital. */
  readonly superuser: Person;
  readonly first: HospitalFixture;
  readonly second: HospitalFixture;
}

const hospitalFields = {
  city: 'Springfield',
  state: 'IL',
  country: 'USA',
  hospital_type: 'general',
  contact_email: 'office@example.org',
  contact_phone: '+1-555-0100',
};

let serial = 0;

/** A text that no other call gives. */
export function unique(prefix: string): string {
  serial += 1;
  return `${prefix}${serial}`;
}

/** Claims a fresh installation and fills two hospitals with people. */
export async function populate(api: HttpClient): Promise<Fixture> {
  const first = await api.post('/api/hospitals/', { ...hospitalFields, name: unique('First Hospital ') });
  const email = 'root@example.org';
  await api.post('/api/auth/register/', {
    email,
    password,
    password_confirm: password,
    first_name: 'Rosa',
    last_name: 'Root',
    role: 'admin',
    hospital: first.id,
  });
  const superuser = await signIn(api, email);
  const second = await api.post(
    '/api/hospitals/',
    { ...hospitalFields, name: unique('Second Hospital ') },
    superuser.token,
  );
  return {
    superuser,
    first: await populateHospital(api, superuser.token, Number(first.id)),
    second: await populateHospital(api, superuser.token, Number(second.id)),
  };
}

async function populateHospital(api: HttpClient, token: string, hospital: number): Promise<HospitalFixture> {
  const person = (role: string) => createPerson(api, token, { role, hospital });
  return {
    id: hospital,
    admin: await person('admin'),
    doctor: await person('doctor'),
    otherDoctor: await person('doctor'),
    nurse: await person('nurse'),
    staff: await person('staff'),
    patient: await person('patient'),
    otherPatient: await person('patient'),
  };
}

/** Creates a user with the given fields, and signs them in. */
export async function createPerson(
  api: HttpClient,
  token: string,
  fields: { role: string; hospital?: number } & Record<string, unknown>,
): Promise<Person> {
  const email = unique(`${fields.role}.`).concat('@example.org');
  const { hospital, ...rest } = fields;
  await api.post(
    '/api/auth/users/',
    {
      email,
      password,
      first_name: 'Pat',
      last_name: unique('Person'),
      ...rest,
      ...(hospital && { hospital }),
    },
    token,
  );
  return signIn(api, email);
}

export async function signIn(api: HttpClient, email: string): Promise<Person> {
  const { user, tokens } = (await api.post('/api/auth/login/', { email, password })) as unknown as {
    user: { id: number };
    tokens: { access: string; refresh: string };
  };
  return { id: user.id, email, token: tokens.access, refresh: tokens.refresh };
}

let hour = 0;

/** A span of time that no other call gives: an hour of the far future. */
export function freeHour(): { start_time: string; end_time: string } {
  hour += 1;
  const start = Date.UTC(2040, 0, 1, hour);
  return {
    start_time: new Date(start).toISOString(),
    end_time: new Date(start + 60 * 60 * 1000).toISOString(),
  };
}

/** Opens a slot of the hospital's doctor. */
export async function openSlot(
  api: HttpClient,
  hospital: HospitalFixture,
  doctor = hospital.doctor,
): Promise<number> {
  const slot = { doctor: doctor.id, ...freeHour() };
  return Number((await api.post('/api/appointments/availability-slots/', slot, hospital.admin.token)).id);
}

/** Books a fresh slot for the hospital's patient. */
export async function book(
  api: HttpClient,
  hospital: HospitalFixture,
  people: { doctor?: Person; patient?: Person } = {},
): Promise<number> {
  const { doctor = hospital.doctor, patient = hospital.patient } = people;
  const slot = await openSlot(api, hospital, doctor);
  const booking = { patient: patient.id, doctor: doctor.id, slot };
  return Number((await api.post('/api/appointments/', booking, hospital.admin.token)).id);
}

export async function writeRecord(
  api: HttpClient,
  hospital: HospitalFixture,
  fields: Record<string, unknown> = {},
  author = hospital.doctor,
): Promise<number> {
  const record = { patient: hospital.patient.id, record_type: 'general', title: 'Visit', ...fields };
  return Number((await api.post('/api/medical-records/', record, author.token)).id);
}

export async function writeTreatment(
  api: HttpClient,
  hospital: HospitalFixture,
  fields: Record<string, unknown> = {},
): Promise<number> {
  const treatment = {
    patient: hospital.patient.id,
    doctor: hospital.doctor.id,
    diagnosis: 'Mild hypertension',
    treatment_plan: 'Walks',
    ...fields,
  };
  return Number((await api.post('/api/treatments/', treatment, hospital.doctor.token)).id);
}

export async function prescribe(
  api: HttpClient,
  hospital: HospitalFixture,
  treatment: number,
): Promise<number> {
  const prescription = {
    medication_name: 'Lisinopril',
    dosage: '10mg',
    frequency: 'daily',
    duration: '30 days',
  };
  const path = `/api/treatments/${treatment}/prescriptions/`;
  return Number((await api.post(path, prescription, hospital.doctor.token)).id);
}
