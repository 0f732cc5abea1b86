import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Fixture, type HospitalFixture, password, populate, unique } from '../../../testing/fixture.js';
import { refusal } from '../../../testing/refusal.js';
import { openTestApi, stores, type TestApi } from '../../../testing/test-api.js';

const path = '/api/specialty/doctor-specialties/';
const cardiology = 5;
const dermatology = 6;
const neurology = 15;

interface Assignment {
  readonly id: number;
  readonly specialty: number;
  readonly is_primary: boolean;
}

describe.each(stores)("doctors' specialties over %s", (store) => {
  let api: TestApi;
  let fixture: Fixture;
  let first: HospitalFixture;
  let second: HospitalFixture;

  beforeAll(async () => {
    api = await openTestApi(store);
    fixture = await populate(api);
    ({ first, second } = fixture);
  });
  afterAll(() => api.close());

  const create = (body: unknown, token = first.admin.token) => api.call('POST', path, { token, body });
  const assigned = async (doctor: number, specialty: number, fields: object = {}): Promise<Assignment> =>
    api.post(path, { doctor, specialty, ...fields }, first.admin.token);
  const put = (id: number, body: unknown, token = first.admin.token) =>
    api.call('PUT', `${path}${id}/`, { token, body });
  const get = (id: number, token = first.admin.token) => api.call('GET', `${path}${id}/`, { token });
  const list = async (query: string, token = first.patient.token): Promise<Assignment[]> =>
    (await api.get(`${path}?page_size=100&${query}`, token)).results;
  const primaryOf = async (doctor: number) =>
    (await list(`doctor=${doctor}&is_primary=true`)).map(({ specialty }) => specialty);
  /** Doctors of whom nothing is known yet, and who never sign in. */
  const newDoctor = async (fields: object = {}): Promise<number> => {
    const email = `${unique('doctor.')}@example.org`;
    const user = {
      email,
      password,
      first_name: 'Dora',
      last_name: unique('Doctor'),
      role: 'doctor',
      ...fields,
    };
    return (await api.post('/api/auth/users/', user, first.admin.token)).id;
  };

  describe('are assigned', () => {
    it('with their names', async () => {
      const doctor = await newDoctor({ last_name: 'Smith' });
      const body = {
        doctor,
        specialty: cardiology,
        is_primary: true,
        years_of_experience: 10,
        certification_date: '2014-06-15',
      };
      const response = await create(body);
      expect(response.status).toBe(201);
      expect(response.body).toEqual({
        id: expect.any(Number),
        hospital: first.id,
        ...body,
        doctor_name: 'Dora Smith',
        specialty_name: 'Cardiology',
        created_at: expect.stringMatching(/Z$/),
        updated_at: response.body.created_at,
      });
      expect((await get(response.body.id, first.patient.token)).body).toEqual(response.body);
    });

    it('as no primary one unless it is said, and with nothing else known', async () => {
      expect(await assigned(await newDoctor(), cardiology)).toMatchObject({
        is_primary: false,
        years_of_experience: null,
        certification_date: null,
      });
    });

    it('once, however many try', async () => {
      const doctor = await newDoctor();
      await assigned(doctor, neurology, { is_primary: true });
      const body = { doctor, specialty: cardiology, is_primary: true };
      const answers = await Promise.all(Array.from({ length: 5 }, () => create(body)));
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
      expect(refusal(await create(body))).toEqual([409, 'ALREADY_EXISTS', ['specialty']]);
      expect(await list(`doctor=${doctor}`)).toHaveLength(2);
    });

    it('and leave the primary one as it was when they are refused', async () => {
      const doctor = await newDoctor();
      await assigned(doctor, cardiology);
      await assigned(doctor, neurology, { is_primary: true });
      const again = { doctor, specialty: cardiology, is_primary: true };
      expect(refusal(await create(again))).toEqual([409, 'ALREADY_EXISTS', ['specialty']]);
      expect(await primaryOf(doctor)).toEqual([neurology]);
    });

    it('to active doctors of the hospital, from the catalogue', async () => {
      const gone = await newDoctor();
      await api.post(`/api/auth/users/${gone}/deactivate/`, {}, first.admin.token);
      for (const doctor of [first.nurse.id, second.doctor.id, gone, 2_147_483_647]) {
        const response = await create({ doctor, specialty: cardiology });
        expect(refusal(response)).toEqual([422, 'INVALID_REFERENCE', ['doctor']]);
      }
      const unknown = await create({ doctor: first.doctor.id, specialty: 2_147_483_647 });
      expect(refusal(unknown)).toEqual([422, 'INVALID_REFERENCE', ['specialty']]);
    });

    it('in the hospital that a superuser names', async () => {
      const body = { doctor: second.doctor.id, specialty: neurology, hospital: second.id };
      expect((await create(body, fixture.superuser.token)).body.hospital).toBe(second.id);
      expect(refusal(await create(body))).toEqual([422, 'INVALID_REFERENCE', ['hospital']]);
    });

    it.each([
      ['years_of_experience', 81],
      ['years_of_experience', -1],
      ['years_of_experience', 1.5],
      ['certification_date', '2014-02-30'],
      ['certification_date', '2014-06-15T00:00:00Z'],
      ['is_primary', 'yes'],
      ['doctor_name', 'Jane Smith'],
    ])('without a wrong %s: %s', async (field, value) => {
      const body = { doctor: first.doctor.id, specialty: dermatology, [field]: value };
      expect(refusal(await create(body))).toEqual([400, 'VALIDATION_ERROR', [field]]);
    });

    it('by admins', async () => {
      const body = { doctor: first.doctor.id, specialty: dermatology };
      for (const { token } of [first.doctor, first.staff, first.patient]) {
        expect(refusal(await create(body, token))).toEqual([403, 'PERMISSION_DENIED', []]);
      }
    });
  });

  describe('have one primary at most', () => {
    it('which a new one demotes, of that doctor alone', async () => {
      const [doctor, other] = [await newDoctor(), await newDoctor()];
      const before = await assigned(doctor, cardiology, { is_primary: true });
      await assigned(other, cardiology, { is_primary: true });
      await assigned(doctor, neurology, { is_primary: true });
      expect(await primaryOf(doctor)).toEqual([neurology]);
      expect(await primaryOf(other)).toEqual([cardiology]);
      expect((await put(before.id, { is_primary: true })).body.is_primary).toBe(true);
      expect(await primaryOf(doctor)).toEqual([cardiology]);
      expect((await put(before.id, { is_primary: false })).body.is_primary).toBe(false);
      expect(await primaryOf(doctor)).toEqual([]);
    });

    it('when many are made primary at once', async () => {
      const doctor = await newDoctor();
      const ids = [];
      for (const specialty of [1, 2, 3, 4]) ids.push((await assigned(doctor, specialty)).id);
      const answers = await Promise.all([
        ...ids.map((id) => put(id, { is_primary: true })),
        ...[7, 8, 9, 10].map((specialty) => create({ doctor, specialty, is_primary: true })),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 201, 201, 201, 201]);
      expect(await primaryOf(doctor)).toHaveLength(1);
    });
  });

  describe('are changed', () => {
    it('in what is sent', async () => {
      const fields = { is_primary: true, years_of_experience: 3, certification_date: '2014-06-15' };
      const before = await assigned(await newDoctor(), cardiology, fields);
      const { status, body } = await put(before.id, { years_of_experience: null });
      expect(status).toBe(200);
      expect(body).toEqual({ ...before, years_of_experience: null, updated_at: body.updated_at });
      for (const field of ['doctor', 'specialty', 'hospital']) {
        expect(refusal(await put(before.id, { [field]: 1 }))).toEqual([400, 'VALIDATION_ERROR', [field]]);
      }
    });

    it('by the doctor, and by admins, within the hospital', async () => {
      const { id } = await assigned(first.doctor.id, 20);
      const change = { years_of_experience: 7 };
      expect((await put(id, change, first.doctor.token)).body).toMatchObject(change);
      expect((await put(id, change, fixture.superuser.token)).status).toBe(200);
      for (const { token } of [first.otherDoctor, first.nurse, first.patient]) {
        expect(refusal(await put(id, change, token))).toEqual([403, 'PERMISSION_DENIED', []]);
      }
      expect(refusal(await put(id, change, second.admin.token))).toEqual([404, 'NOT_FOUND', []]);
      expect(refusal(await get(id, second.admin.token))).toEqual([404, 'NOT_FOUND', []]);
    });
  });

  it('are removed for good, and can be assigned anew', async () => {
    const doctor = await newDoctor();
    const { id } = await assigned(doctor, cardiology, { is_primary: true });
    const remove = (token: string) => api.call('DELETE', `${path}${id}/`, { token });
    expect(refusal(await remove(second.admin.token))).toEqual([404, 'NOT_FOUND', []]);
    expect(refusal(await remove(first.doctor.token))).toEqual([403, 'PERMISSION_DENIED', []]);
    const response = await remove(first.admin.token);
    expect([response.status, response.body]).toEqual([204, {}]);
    expect(refusal(await get(id))).toEqual([404, 'NOT_FOUND', []]);
    expect(refusal(await remove(first.admin.token))).toEqual([404, 'NOT_FOUND', []]);
    expect((await create({ doctor, specialty: cardiology })).status).toBe(201);
  });

  it('show on the doctor, the primary one first', async () => {
    const doctor = await newDoctor();
    await assigned(doctor, cardiology);
    await assigned(doctor, neurology, { is_primary: true });
    const doctors = await api.get('/api/auth/users/doctors/?page_size=100', first.patient.token);
    const shown = doctors.find(({ id }: { id: number }) => id === doctor);
    expect(shown.specialties).toEqual([
      { id: neurology, name: 'Neurology', is_primary: true },
      { id: cardiology, name: 'Cardiology', is_primary: false },
    ]);
  });

  it('are listed by doctor, specialty and rank, by experience with the unknown last', async () => {
    const doctor = await newDoctor();
    const none = await assigned(doctor, 11);
    const ten = await assigned(doctor, 12, { years_of_experience: 10, is_primary: true });
    const three = await assigned(doctor, 13, { years_of_experience: 3 });
    const ids = async (query: string) => (await list(`doctor=${doctor}&${query}`)).map(({ id }) => id);
    expect(await ids('')).toEqual([none.id, ten.id, three.id]);
    expect(await ids('ordering=years_of_experience')).toEqual([three.id, ten.id, none.id]);
    expect(await ids('ordering=-years_of_experience')).toEqual([ten.id, three.id, none.id]);
    expect(await ids('specialty=13')).toEqual([three.id]);
    expect(await ids('is_primary=no')).toEqual([none.id, three.id]);
    expect(await list(`doctor=${doctor}`, second.admin.token)).toEqual([]);
  });
});
