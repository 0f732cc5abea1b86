import { UserSummary } from '@medcor/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPerson, type Fixture, type Person, populate } from '../../../testing/fixture.js';
import { refusal } from '../../../testing/refusal.js';
import { openTestApi, stores, type TestApi } from '../../../testing/test-api.js';

const users = '/api/auth/users/';
const doctors = '/api/auth/users/doctors/';
const patients = '/api/auth/users/patients/';

const doctorFields = [
  'bio',
  'department',
  'first_name',
  'full_name',
  'hospital',
  'id',
  'last_name',
  'license_number',
  'specialties',
  'years_of_experience',
];
const idsOf = (rows: { id: number }[]) => rows.map(({ id }) => id);
const ascending = (ids: number[]) => [...ids].sort((a, b) => a - b);

describe.each(stores)('lists of users over %s', (store) => {
  let api: TestApi;
  let fixture: Fixture;
  let admin: string;
  let eva: Person;
  let olaf: Person;
  let gone: Person;

  beforeAll(async () => {
    api = await openTestApi(store);
    fixture = await populate(api);
    admin = fixture.first.admin.token;
    const doctor = (fields: Record<string, unknown>) =>
      createPerson(api, admin, { role: 'doctor', ...fields });
    eva = await doctor({
      first_name: 'Éva',
      last_name: 'Zajíček Nagy',
      department: 'Cardiology',
      years_of_experience: 20,
      license_number: 'MD-1',
      bio: 'Hearts.',
      phone_number: '+1-555-0199',
    });
    olaf = await doctor({
      first_name: 'Olaf',
      last_name: 'Aas',
      department: 'Surgery',
      years_of_experience: 3,
    });
    gone = await doctor({ first_name: 'Gone', last_name: 'Doctor', department: 'Cardiology' });
    await api.post(`${users}${gone.id}/deactivate/`, {}, admin);
    for (const assignment of [
      { doctor: eva.id, specialty: 6, is_primary: false },
      { doctor: eva.id, specialty: 5, is_primary: true },
      { doctor: olaf.id, specialty: 6, is_primary: true },
    ]) {
      await api.post('/api/specialty/doctor-specialties/', assignment, admin);
    }
  });
  afterAll(() => api.close());

  const get = (path: string, token = admin) => api.call('GET', path, { token });

  describe('of all users', () => {
    it('show those of the hospital to its staff, as summaries', async () => {
      const { first } = fixture;
      const expected = [fixture.superuser, first.admin, first.doctor, first.otherDoctor, first.nurse];
      const all = [...expected, first.staff, first.patient, first.otherPatient, eva, olaf, gone];
      for (const { token } of [first.admin, first.doctor, first.nurse, first.staff]) {
        const { count, results } = await api.get(`${users}?page_size=100`, token);
        expect([count, idsOf(results)]).toEqual([all.length, ascending(idsOf(all))]);
        const row = results.find(({ id }: Person) => id === eva.id);
        expect(row).toMatchObject({
          full_name: 'Éva Zajíček Nagy',
          role: 'doctor',
          phone_number: '+1-555-0199',
        });
        expect(Object.keys(row).sort()).toEqual(Object.keys(UserSummary.shape).sort());
      }
    });

    it('show patients themselves alone', async () => {
      const { patient } = fixture.first;
      for (const query of ['', '?role=patient', `?hospital=${fixture.first.id}`]) {
        const { count, results } = await api.get(users + query, patient.token);
        expect([count, idsOf(results)]).toEqual([1, [patient.id]]);
      }
      expect((await api.get(`${users}?role=doctor`, patient.token)).count).toBe(0);
      for (const { id } of [fixture.first.otherPatient, fixture.first.doctor, fixture.second.patient]) {
        expect(refusal(await get(`${users}${id}/`, patient.token))).toEqual([404, 'NOT_FOUND', []]);
      }
      expect((await get(`${users}${patient.id}/`, patient.token)).status).toBe(200);
    });

    it.each([
      ['role=patient', () => [fixture.first.patient, fixture.first.otherPatient]],
      ['is_superuser=True', () => [fixture.superuser]],
      ['is_active=no', () => [gone]],
      ['department=Cardiology', () => [eva, gone]],
      ['department=Cardiology&is_active=1', () => [eva]],
      ['search=EVA', () => [eva]],
      ['search=nagy%20eva', () => [eva]],
      ['search=zajicek', () => [eva]],
      ['search=eva%20olaf', () => []],
      ['search=100%25', () => []],
      ['role=nurse&search=person', () => [fixture.first.nurse]],
    ])('are filtered by %s', async (query, expected) => {
      const { count, results } = await api.get(`${users}?${query}`, admin);
      expect([count, idsOf(results)]).toEqual([expected().length, idsOf(expected())]);
    });

    it.each(['first_name', '-last_name', 'email', '-created_at', 'last_login,-id', '-id'])(
      'are ordered by %s, with nobody seen twice or missed',
      async (ordering) => {
        const whole = idsOf((await api.get(`${users}?page_size=100&ordering=${ordering}`, admin)).results);
        const paged: number[] = [];
        let address: string | null = `${users}?page_size=4&ordering=${ordering}`;
        while (address !== null) {
          const { next, results } = await api.get(address.replace(api.url, ''), admin);
          paged.push(...idsOf(results));
          address = next;
        }
        expect(paged).toEqual(whole);
        expect(new Set(paged).size).toBe(11);

        const followed: number[] = [];
        let cursor: string | null = '';
        while (cursor !== null) {
          const after = cursor && `&cursor=${encodeURIComponent(cursor)}`;
          const { body, headers } = await get(`${users}?page_size=4&ordering=${ordering}${after}`);
          followed.push(...idsOf(body.results));
          cursor = headers.get('x-next-cursor');
        }
        expect(followed).toEqual(whole);
      },
    );

    it('are ordered by name without regard to accents', async () => {
      const { results } = await api.get(`${users}?role=doctor&ordering=-first_name`, admin);
      const names = results.map(({ first_name }: { first_name: string }) => first_name);
      expect(names).toEqual(['Pat', 'Pat', 'Olaf', 'Gone', 'Éva']);
    });

    it.each([
      ['page_size', 'page_size=0'],
      ['page_size', 'page_size=101'],
      ['page', 'page=0'],
      ['ordering', 'ordering=password_hash'],
      ['role', 'role=root'],
      ['is_active', 'is_active=maybe'],
      ['hospital', 'hospital=none'],
      ['rol', 'rol=nurse'],
      ['cursor', 'cursor=made-up'],
    ])('refuse a wrong %s', async (field, query) => {
      expect(refusal(await get(`${users}?${query}`))).toEqual([400, 'VALIDATION_ERROR', [field]]);
    });

    it('are empty past the end', async () => {
      const { count, next, previous, results } = await api.get(`${users}?page=50`, admin);
      expect([count, next, results]).toEqual([11, null, []]);
      expect(previous).toContain('page=1');
    });
  });

  describe('of another hospital', () => {
    it.each([users, doctors, patients])('are a superuser’s to see: %s', async (path) => {
      const { first, second, superuser } = fixture;
      const { body } = await get(`${path}?hospital=${second.id}`, superuser.token);
      const rows = body.results ?? body;
      expect(rows.length).toBeGreaterThan(0);
      for (const { hospital } of rows) expect(hospital).toBe(second.id);
      const own = await get(path, superuser.token);
      for (const { hospital } of own.body.results ?? own.body) expect(hospital).toBe(first.id);
      for (const { token } of [first.admin, first.doctor, first.staff]) {
        const response = await get(`${path}?hospital=${second.id}`, token);
        expect(refusal(response)).toEqual([422, 'INVALID_REFERENCE', ['hospital']]);
      }
    });
  });

  describe('of doctors', () => {
    it('are bare arrays of what doctors show to everyone, patients included', async () => {
      const { first } = fixture;
      const seen = [];
      for (const { token } of [first.admin, first.doctor, first.nurse, first.staff, first.patient]) {
        const { body } = await get(doctors, token);
        expect(idsOf(body)).toEqual(ascending(idsOf([first.doctor, first.otherDoctor, eva, olaf])));
        seen.push(body);
      }
      for (const rows of seen) expect(rows).toEqual(seen[0]);
      for (const row of seen[0]) expect(Object.keys(row).sort()).toEqual(doctorFields);
      expect(seen[0].find(({ id }: Person) => id === eva.id)).toMatchObject({
        full_name: 'Éva Zajíček Nagy',
        department: 'Cardiology',
        license_number: 'MD-1',
        years_of_experience: 20,
        bio: 'Hearts.',
        hospital: first.id,
        specialties: [
          { id: 5, name: 'Cardiology', is_primary: true },
          { id: 6, name: expect.any(String), is_primary: false },
        ],
      });
    });

    it.each([
      ['specialty=5', () => [eva]],
      ['specialty=6', () => [eva, olaf]],
      ['specialty=999', () => []],
      ['department=Surgery', () => [olaf]],
      ['search=zajicek', () => [eva]],
      ['search=cardiology%20eva', () => [eva]],
      ['specialty=6&ordering=years_of_experience', () => [olaf, eva]],
      ['specialty=6&ordering=last_name', () => [olaf, eva]],
      ['specialty=6&ordering=first_name', () => [eva, olaf]],
    ])('are found by %s', async (query, expected) => {
      expect(idsOf(await api.get(`${doctors}?${query}`, fixture.first.patient.token))).toEqual(
        idsOf(expected()),
      );
    });

    it('are not found by what doctors do not show', async () => {
      const { email } = eva;
      for (const search of [email, email.split('@')[0] ?? '']) {
        expect(await api.get(`${doctors}?search=${search}`, fixture.first.patient.token)).toEqual([]);
      }
    });

    it('put those of unknown experience last', async () => {
      const rows = await api.get(`${doctors}?ordering=-years_of_experience`, admin);
      const years = rows.map((row: Record<string, unknown>) => row.years_of_experience);
      expect(years).toEqual([20, 3, null, null]);
    });
  });

  describe('of patients', () => {
    it('are bare arrays, for those who work at the hospital', async () => {
      const { first } = fixture;
      for (const { token } of [first.admin, first.doctor, first.nurse, first.staff]) {
        expect(idsOf(await api.get(patients, token))).toEqual(idsOf([first.patient, first.otherPatient]));
      }
      expect(refusal(await get(patients, first.patient.token))).toEqual([403, 'PERMISSION_DENIED', []]);
    });
  });

  it.each([
    [doctors, 4],
    [patients, 2],
  ])('are paged by their headers where they are bare arrays: %s', async (path, total) => {
    const first = await get(`${path}?page_size=1&ordering=-id`);
    expect(first.headers.get('x-total-count')).toBe(String(total));
    const { link } = Object.fromEntries(first.headers);
    expect(link).toMatch(/^<http[^>]+>; rel="next"$/);
    const address = /<([^>]+)>/.exec(link ?? '')?.[1] ?? '';
    expect(new URL(address).searchParams.get('ordering')).toBe('-id');
    const second = await get(address.replace(api.url, ''));
    expect(second.body[0].id).toBeLessThan(first.body[0].id);
    expect(second.headers.get('link')).toContain('rel="prev"');
    const whole = await get(path);
    expect([whole.body.length, whole.headers.get('link')]).toEqual([total, null]);
    const past = await get(`${path}?page=9`);
    expect([past.status, past.body, past.headers.get('x-total-count')]).toEqual([200, [], String(total)]);
  });
});
