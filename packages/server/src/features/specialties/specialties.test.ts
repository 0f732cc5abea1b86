import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  book,
  createPerson,
  type Fixture,
  type HospitalFixture,
  populate,
  unique,
} from '../../../testing/fixture.js';
import { refusal } from '../../../testing/refusal.js';
import { openTestApi, stores, type TestApi } from '../../../testing/test-api.js';

const cardiology = 5;
const dermatology = 6;
const neurology = 15;

interface Specialty {
  readonly id: number;
  readonly name: string;
  readonly code: string;
  readonly doctor_count: number;
}

describe.each(stores)('specialties over %s', (store) => {
  let api: TestApi;
  let fixture: Fixture;
  let first: HospitalFixture;
  let second: HospitalFixture;
  let token: string;

  beforeAll(async () => {
    api = await openTestApi(store);
    fixture = await populate(api);
    ({ first, second } = fixture);
    token = fixture.superuser.token;
    const assign = (of: HospitalFixture, doctor: number, specialty: number, years_of_experience?: number) => {
      const body = { doctor, specialty, ...(years_of_experience && { years_of_experience }) };
      return api.post('/api/specialty/doctor-specialties/', body, of.admin.token);
    };
    await assign(first, first.doctor.id, cardiology, 10);
    await assign(first, first.doctor.id, neurology);
    await assign(first, first.otherDoctor.id, cardiology, 5);
    await assign(second, second.doctor.id, cardiology, 20);
    await assign(second, second.doctor.id, dermatology, 4);
    const gone = await createPerson(api, first.admin.token, { role: 'doctor' });
    await assign(first, gone.id, dermatology, 30);
    await api.post(`/api/auth/users/${gone.id}/deactivate/`, {}, first.admin.token);
    await book(api, first);
    const cancelled = await book(api, first, { doctor: first.otherDoctor });
    await api.post(`/api/appointments/${cancelled}/cancel/`, {}, first.admin.token);
    await book(api, second);
  });
  afterAll(() => api.close());

  const list = (query = '', as = first.patient.token) => api.get(`/api/specialty/?${query}`, as);
  const names = async (query: string) =>
    (await list(query)).results.map(({ name }: Specialty) => name) as string[];
  const create = (body: unknown) => api.call('POST', '/api/specialty/', { token, body });

  describe('are a catalogue', () => {
    it('that is there from the start, under ids that stay', async () => {
      const { results } = await list('page_size=100');
      const catalogue = results.slice(0, 30);
      expect(catalogue.map(({ id }: Specialty) => id)).toEqual(
        Array.from({ length: 30 }, (_, index) => index + 1),
      );
      expect(catalogue[cardiology - 1]).toEqual({
        id: cardiology,
        code: 'cardiology',
        name: 'Cardiology',
        description: 'Heart and blood vessels',
        is_active: true,
        doctor_count: 2,
      });
      expect(await api.get(`/api/specialty/${cardiology}/`, first.nurse.token)).toEqual(
        catalogue[cardiology - 1],
      );
    });

    it('that is searched by name, code and description', async () => {
      expect((await names('search=Neurology'))[0]).toBe('Neurology');
      expect(await names('search=NEURO')).toEqual(['Neurology', 'Neurosurgery']);
      expect(await names('search=vessels+blood')).toEqual(['Cardiology', 'Vascular Surgery']);
      expect(await names('search=infectious_dis')).toEqual(['Infectious Diseases']);
      expect(await names('search=phrenology')).toEqual([]);
    });

    it('that is ordered by name and by code, and filtered by code', async () => {
      expect((await names('ordering=name&page_size=2')).at(0)).toBe('Anesthesiology');
      expect((await names('ordering=-code&search=surgery')).slice(0, 2)).toEqual([
        'Vascular Surgery',
        'Plastic Surgery',
      ]);
      expect(await names('code=cardiology')).toEqual(['Cardiology']);
      expect(await names('code=cardio')).toEqual([]);
    });

    it('in which there is nothing else', async () => {
      for (const id of [2_147_483_647, 31_000]) {
        const response = await api.call('GET', `/api/specialty/${id}/`, { token });
        expect(refusal(response)).toEqual([404, 'NOT_FOUND', []]);
      }
    });
  });

  describe('are added', () => {
    it('by superusers, and seen by everyone', async () => {
      const specialty = {
        name: unique('Sleep Medicine '),
        code: unique('sleep_medicine_'),
        description: 'Rest',
      };
      const { status, body } = await create(specialty);
      expect(status).toBe(201);
      expect(body).toEqual({ id: expect.any(Number), ...specialty, is_active: true, doctor_count: 0 });
      expect(await api.get(`/api/specialty/${body.id}/`, second.patient.token)).toEqual(body);
      const { admin } = first;
      const refused = await api.call('POST', '/api/specialty/', { token: admin.token, body: specialty });
      expect(refusal(refused)).toEqual([403, 'PERMISSION_DENIED', []]);
    });

    it('without a description, and without being offered', async () => {
      const code = unique('retired_');
      const { body } = await create({ name: unique('Retired '), code, is_active: false });
      expect(body).toMatchObject({ description: null, is_active: false });
      expect(await names(`code=${code}&is_active=false`)).toEqual([body.name]);
      expect(await names(`code=${code}&is_active=true`)).toEqual([]);
      const assignment = { doctor: first.doctor.id, specialty: body.id };
      const refused = await api.call('POST', '/api/specialty/doctor-specialties/', {
        token,
        body: assignment,
      });
      expect(refusal(refused)).toEqual([422, 'INVALID_REFERENCE', ['specialty']]);
    });

    it('under a name and a code of their own, also when two are added at once', async () => {
      expect(refusal(await create({ name: 'Cardiology', code: unique('c_') }))).toEqual([
        409,
        'ALREADY_EXISTS',
        ['name'],
      ]);
      const taken = { name: unique('Heart '), code: 'cardiology' };
      expect(refusal(await create(taken))).toEqual([409, 'ALREADY_EXISTS', ['code']]);
      const twice = { name: unique('Twice '), code: unique('twice_') };
      const answers = await Promise.all([create(twice), create(twice)]);
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    });

    it.each(['x', 'Cardiology', 'heart-health', 'heart health', 'x'.repeat(51), 'herz_für', ''])(
      'under no code such as "%s"',
      async (code) => {
        expect(refusal(await create({ name: unique('Coded '), code }))).toEqual([
          400,
          'VALIDATION_ERROR',
          ['code'],
        ]);
      },
    );

    it('under a code of two letters, and of fifty', async () => {
      expect((await create({ name: unique('Short '), code: 'ab' })).status).toBe(201);
      expect((await create({ name: unique('Long '), code: `${'l'.repeat(46)}_123` })).status).toBe(201);
    });

    it('with name and code', async () => {
      const [status, code, fields] = refusal(await create({}));
      expect([status, code, fields.sort()]).toEqual([400, 'VALIDATION_ERROR', ['code', 'name']]);
    });
  });

  describe('count doctors', () => {
    const countOf = async (query: string, as: string) =>
      (await list(`code=cardiology&${query}`, as)).results.map(({ doctor_count }: Specialty) => doctor_count);

    it("of the caller's hospital; a superuser's of all, or of the one that is named", async () => {
      expect(await countOf('', first.patient.token)).toEqual([2]);
      expect(await countOf('', second.doctor.token)).toEqual([1]);
      expect(await countOf('', token)).toEqual([3]);
      expect(await countOf(`hospital=${second.id}`, token)).toEqual([1]);
      expect(await countOf(`hospital=${first.id}`, first.nurse.token)).toEqual([2]);
    });

    it.each(['', 'popular/', 'statistics/'])(
      'of no hospital that is not theirs, or not there: /%s',
      async (path) => {
        const as = (who: string, hospital: number) =>
          api.call('GET', `/api/specialty/${path}?hospital=${hospital}`, { token: who });
        expect(refusal(await as(first.admin.token, second.id))).toEqual([
          422,
          'INVALID_REFERENCE',
          ['hospital'],
        ]);
        expect(refusal(await as(token, 2_147_483_647))).toEqual([422, 'INVALID_REFERENCE', ['hospital']]);
      },
    );

    it('while they are active', async () => {
      const { doctor_count } = await api.get(`/api/specialty/${dermatology}/`, first.staff.token);
      expect(doctor_count).toBe(0);
    });
  });

  describe('that are popular', () => {
    const popular = async (query: string, as: string): Promise<[number, number][]> =>
      (await api.get(`/api/specialty/popular/?${query}`, as)).map((row: Specialty) => [
        row.id,
        row.doctor_count,
      ]);

    it('are those with the most doctors, by name where they have as many', async () => {
      expect(await popular('', first.patient.token)).toEqual([
        [cardiology, 2],
        [neurology, 1],
      ]);
      expect(await popular('', token)).toEqual([
        [cardiology, 3],
        [dermatology, 1],
        [neurology, 1],
      ]);
      expect(await popular(`hospital=${second.id}`, token)).toEqual([
        [cardiology, 1],
        [dermatology, 1],
      ]);
    });

    it('are as many as are asked for', async () => {
      expect(await popular('limit=1', first.patient.token)).toEqual([[cardiology, 2]]);
      for (const limit of ['0', '101', '-1', '1.5', 'all']) {
        const response = await api.call('GET', `/api/specialty/popular/?limit=${limit}`, { token });
        expect(refusal(response)).toEqual([400, 'VALIDATION_ERROR', ['limit']]);
      }
    });
  });

  describe('have statistics', () => {
    const figuresOf = async (id: number, query: string, as: string) =>
      (await api.get(`/api/specialty/statistics/?${query}`, as)).find((row: Specialty) => row.id === id);

    it('of doctors, their appointments and their experience', async () => {
      expect(await figuresOf(cardiology, '', first.patient.token)).toEqual({
        id: cardiology,
        code: 'cardiology',
        name: 'Cardiology',
        doctors: 2,
        appointments: 2,
        average_years_of_experience: 7.5,
      });
      expect(await figuresOf(neurology, '', first.admin.token)).toMatchObject({
        doctors: 1,
        appointments: 1,
        average_years_of_experience: null,
      });
      expect(await figuresOf(dermatology, '', first.admin.token)).toMatchObject({
        doctors: 0,
        appointments: 0,
      });
    });

    it("of a superuser's choice, else of all", async () => {
      const all = { doctors: 3, appointments: 3, average_years_of_experience: 11.7 };
      expect(await figuresOf(cardiology, '', token)).toMatchObject(all);
      const one = { doctors: 1, appointments: 1, average_years_of_experience: 20 };
      expect(await figuresOf(cardiology, `hospital=${second.id}`, token)).toMatchObject(one);
    });
  });
});
