import type { Endpoint, Operation } from '@medcor/contract';
import { eventShown } from '../testing/event-shown.js';
import {
  type Fixture,
  type HospitalFixture,
  password,
  prescribe,
  unique,
  writeRecord,
  writeTreatment,
} from '../testing/fixture.js';
import { insertPlan } from '../testing/plans.js';
import { servedOperations } from '../testing/served-operations.js';
import type { TestApi, TestResponse } from '../testing/test-api.js';

export interface Row extends Readonly<Record<string, unknown>> {
  readonly id: number;
}

/** Rows to walk in every list: with ties in what they are ordered by, and with things that are not known. */
export async function fillLists(api: TestApi, { first, superuser }: Fixture): Promise<void> {
  const { token } = first.admin;
  const names = [
    ['Ann', 'Ärger', null],
    ['ann', 'Arger', 7],
    ['Bob', 'Zimmer', null],
    ['Änn', 'zimmer', 7],
    ['Émile', 'Żak', 0],
    ['emile', 'Zak', 30],
  ] as const;
  const users = names.flatMap(([first_name, last_name, years_of_experience]) =>
    ['doctor', 'patient'].map((role) => ({
      email: `${unique('row.')}@example.org`,
      password,
      first_name,
      last_name,
      role,
      years_of_experience,
    })),
  );
  const { results } = await api.post('/api/auth/users/bulk/', { users }, token);
  const doctors: number[] = results
    .map(({ user }: { user: { id: number; role: string } }) => user)
    .filter(({ role }: { role: string }) => role === 'doctor')
    .map(({ id }: { id: number }) => id);
  for (const [index, name] of ['Éden', 'eden', 'Zoo', 'Öd', 'od'].entries()) {
    await api.post('/api/hospitals/', hospitalNamed(unique(name), index), superuser.token);
  }
  for (const [index, doctor] of doctors.entries()) {
    const assignment = { doctor, specialty: 5, years_of_experience: [null, 3, 3, null, 9, 0][index] };
    await api.post('/api/specialty/doctor-specialties/', assignment, token);
  }
  for (const doctor of [first.doctor, first.otherDoctor]) await fillHours(api, first, doctor.id);
  for (const [display_order, name] of ['Élan', 'elan', 'Zoom', 'Öde', 'ode', 'Pro'].entries()) {
    await insertPlan(api, { name: unique(name), display_order: display_order % 3 });
  }
  const treatment = await writeTreatment(api, first);
  for (let count = 0; count < 6; count += 1) {
    await writeRecord(api, first);
    await writeTreatment(api, first);
    const prescription = await prescribe(api, first, treatment);
    await eventShown(api, token, 'prescription.created', prescription);
  }
}

export function hospitalNamed(name: string, place = 0) {
  return {
    name,
    city: ['Zürich', 'zurich', 'Aalen'][place % 3],
    state: 'IL',
    country: 'USA',
    hospital_type: 'clinic',
    contact_email: 'office@example.org',
    contact_phone: '+1-555-0100',
  };
}

/** The same hours for every doctor, half of them booked. */
async function fillHours(
  api: TestApi,
  { admin, doctor, patient, otherPatient }: HospitalFixture,
  of: number,
) {
  const pattern = {
    doctor: of,
    date_from: '2037-05-04',
    date_to: '2037-05-05',
    weekdays: [1, 2],
    from: '09:00',
    to: '13:00',
    slot_minutes: 60,
  };
  const bulk = '/api/appointments/availability-slots/bulk/';
  const { created } = await api.post(bulk, pattern, admin.token);
  for (const { id: slot } of created.slice(0, 4)) {
    const booking = { patient: (of === doctor.id ? patient : otherPatient).id, doctor: of, slot };
    await api.post('/api/appointments/', booking, admin.token);
  }
}

/** The lists that this server has, and that are under no other thing. */
export async function servedLists(api: TestApi): Promise<Operation[]> {
  const operations = await servedOperations(api);
  return operations.filter(({ endpoint }) => endpoint.metadata.list && !endpoint.pathParams);
}

export function orderingsOf({ metadata }: Endpoint): string[] {
  return (metadata.list?.ordering ?? []).flatMap((field) => [field, `-${field}`]);
}

export function rowsOf({ body }: TestResponse): Row[] {
  return Array.isArray(body) ? body : body.results;
}

export const idsOf = (rows: readonly Row[]): number[] => rows.map(({ id }) => id);

/** All rows, page after page, from the first to the one on which there are no more. */
export async function walkPages(api: TestApi, path: string, token: string): Promise<Row[]> {
  const rows: Row[] = [];
  for (let page = 1; ; page += 1) {
    const response = await api.call('GET', `${path}&page=${page}`, { token });
    if (response.status !== 200) throw new Error(`${path}: ${JSON.stringify(response.body)}`);
    const found = rowsOf(response);
    if (found.length === 0) return rows;
    rows.push(...found);
  }
}

/** All rows, from cursor to cursor, until there is none. */
export async function walkCursors(api: TestApi, path: string, token: string): Promise<Row[]> {
  const rows: Row[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const response: TestResponse = await api.call('GET', cursor ? `${path}&cursor=${cursor}` : path, {
      token,
    });
    if (response.status !== 200) throw new Error(`${path}: ${JSON.stringify(response.body)}`);
    rows.push(...rowsOf(response));
    cursor = response.headers.get('x-next-cursor');
  }
  return rows;
}
