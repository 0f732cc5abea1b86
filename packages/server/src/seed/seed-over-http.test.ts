import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHttpClient, type HttpClient } from '../../testing/http-client.js';
import { sqlStores } from '../../testing/sql-database.js';
import { startTestServer } from '../../testing/test-server.js';
import { openSeeded, type SeededDatabase } from './seeded-database.test-support.js';

/** A seeded hospital as its people see it: every answer is checked against its schema. */
describe.each(sqlStores)('a seeded hospital, served from %s,', (store) => {
  let folder: string;
  let database: SeededDatabase;
  let server: Awaited<ReturnType<typeof startTestServer>>;
  let api: HttpClient;
  let token: string;

  const signIn = async (email: string): Promise<string> => {
    const { password } = database.seeded;
    return (await api.post('/api/auth/login/', { email, password })).tokens.access;
  };

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'medcor-seed-'));
    database = await openSeeded(store);
    server = await startTestServer(database.sql.database, folder);
    api = createHttpClient(server.url);
    token = await signIn(database.seeded.admin.email);
  });
  afterAll(async () => {
    await server.close();
    await database.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('lets its administrator in as the operator of the platform', async () => {
    expect(await api.get('/api/auth/profile/', token)).toMatchObject({
      email: 'admin@example.org',
      role: 'admin',
      is_superuser: true,
      hospital: database.seeded.hospital.id,
    });
    const another = {
      ...{ name: 'Another', city: 'Springfield', state: 'IL', country: 'USA', hospital_type: 'clinic' },
      ...{ contact_email: 'clinic@example.org', contact_phone: '+1-217-555-0199' },
    };
    expect((await api.call('POST', '/api/hospitals/', { body: another })).status).toBe(401);
    expect((await api.call('POST', '/api/hospitals/', { body: another, token })).status).toBe(201);
  });

  it('lets everybody else in by the same password', async () => {
    const { nurse, frontDesk, doctors, patients } = database.seeded;
    const roles: string[] = [];
    for (const { email } of [nurse, frontDesk, ...doctors.slice(0, 1), ...patients.slice(0, 1)]) {
      roles.push((await api.get('/api/auth/profile/', await signIn(email))).role);
    }
    expect(roles).toEqual(['nurse', 'staff', 'doctor', 'patient']);
  });

  it.each([
    ['/api/auth/users/?page_size=100', 36],
    ['/api/appointments/?page_size=100', 60],
    ['/api/appointments/availability-slots/?is_available=true&page_size=100', expect.any(Number)],
    ['/api/medical-records/?page_size=100', expect.any(Number)],
    ['/api/treatments/?page_size=100', expect.any(Number)],
    ['/api/subscription-plans/', 2],
  ])('answers %s', async (list, count) => {
    const page = await api.get(list, token);
    expect(page.count).toEqual(count);
    expect(page.results).not.toEqual([]);
  });

  it('is counted in its statistics, and lists its doctors and prescriptions', async () => {
    const { id } = database.seeded.hospital;
    expect(await api.get(`/api/hospitals/${id}/statistics/`, token)).toMatchObject({
      users: { doctor: 8, patient: 25 },
    });
    expect(await api.get(`/api/hospitals/${id}/subscription/`, token)).toMatchObject({ status: 'active' });
    expect(await api.get('/api/auth/users/doctors/', token)).toHaveLength(8);
    const [prescription] = await database.ask('select treatment_id from prescriptions limit 1');
    const list = await api.get(`/api/treatments/${prescription?.treatment_id}/prescriptions/`, token);
    expect(list.count).toBe(1);
  });

  it('is found by the names of its patients, with and without their accents', async () => {
    const [patient] = await database.ask(
      `select id, first_name, last_name from users where id in (select patient_id from appointments)
        order by octet_length(last_name) - char_length(last_name) desc, id limit 1`,
    );
    const name = `${patient?.last_name} ${patient?.first_name}`;
    expect(name).toMatch(/\P{ASCII}/u);
    for (const written of [name, name.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase()]) {
      const search = encodeURIComponent(written);
      const patients = await api.get(`/api/auth/users/patients/?search=${search}`, token);
      expect(patients.map((found: { id: number }) => found.id)).toContain(patient?.id);
      const { results } = await api.get(`/api/appointments/?search=${search}`, token);
      expect(results.map((found: { patient: number }) => found.patient)).toContain(patient?.id);
    }
  });

  it('has the columns that are made from others as changes by the API make them', async () => {
    const changes = [
      [
        'users',
        'auth/users',
        'preferred_language',
        'first_name_sort, last_name_sort, email_sort, search_text',
      ],
      ['appointments', 'appointments', 'reason', 'search_text'],
      ['medical_records', 'medical-records', 'title', 'search_text'],
      ['treatments', 'treatments', 'diagnosis', 'search_text'],
      ['prescriptions', 'treatments/prescriptions', 'medication_name', 'medication_name_sort, search_text'],
    ] as const;
    for (const [table, resource, field, derived] of changes) {
      const row = () =>
        database.ask(
          `select id, ${derived}, ${field} from ${table} where id = (select max(id) from ${table})`,
        );
      const before = await row();
      const address = `/api/${resource}/${before[0]?.id}/`;
      for (const value of [`${before[0]?.[field]}-x`, `${before[0]?.[field]}`]) {
        const { status } = await api.call('PUT', address, { body: { [field]: value }, token });
        expect([table, status]).toEqual([table, 200]);
      }
      expect([table, await row()]).toEqual([table, before]);
    }
  });
});
