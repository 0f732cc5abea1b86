import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Fixture, openSlot, password, populate } from '../testing/fixture.js';
import { refusal } from '../testing/refusal.js';
import { everyStore, openTestApi, type TestApi } from '../testing/test-api.js';
import { hospitalNamed, idsOf, type Row, rowsOf, servedLists } from './lists.rows.js';

/** What narrows a list down: search, references, hospitals. Dates have a file of their own. */

const users = '/api/auth/users/';
const appointments = '/api/appointments/';

describe.each(everyStore)('filters over %s', (store) => {
  let api: TestApi;
  let fixture: Fixture;
  let token: string;

  beforeAll(async () => {
    api = await openTestApi(store);
    fixture = await populate(api);
    token = fixture.superuser.token;
  });
  afterAll(() => api.close());

  const get = (path: string, as = token) => api.call('GET', path, { token: as });
  const results = async (path: string, as = token): Promise<Row[]> => {
    const response = await get(path, as);
    if (response.status !== 200) throw new Error(`${path}: ${JSON.stringify(response.body)}`);
    return rowsOf(response);
  };

  describe('by search', () => {
    const searched = async (path: string, words: string) =>
      idsOf(await results(`${path}?page_size=100&search=${encodeURIComponent(words)}`));

    beforeAll(async () => {
      const names = { first_name: 'Ángela', last_name: 'Müñoz-Çelik', department: 'Radiology' };
      const user = { email: 'angela@search.example', password, role: 'doctor', ...names };
      await api.post(users, user, token);
    });

    it.each([
      'Ángela Müñoz-Çelik',
      'angela munoz-celik',
      'ANGELA MUNOZ',
      'muñoz ángela',
      '  celik   ange ',
      'Ángela Müñoz'.normalize('NFD'),
      'radiology angela',
      'angela@SEARCH.example',
    ])('finds all words in any order, without case and accents: %s', async (words) => {
      const found = await results(`${users}?search=${encodeURIComponent(words)}`);
      expect(found.map(({ email }) => email)).toEqual(['angela@search.example']);
    });

    it('finds nothing when one of the words is nowhere', async () => {
      expect(await searched(users, 'pat person')).not.toEqual([]);
      expect(await searched(users, 'pat nowhere')).toEqual([]);
    });

    it('takes %, _ and \\ for what they are', async () => {
      const names = ['Fully 100% Well', 'Snake_Case', 'SnakeXCase', 'Back\\Slash', 'Plain'];
      const ids: number[] = [];
      for (const name of names) ids.push((await api.post('/api/hospitals/', hospitalNamed(name), token)).id);
      const [percent, snake, cased, back] = ids;
      expect(await searched('/api/hospitals/', '%')).toEqual([percent]);
      expect(await searched('/api/hospitals/', '_')).toEqual([snake]);
      expect(await searched('/api/hospitals/', '\\')).toEqual([back]);
      expect(await searched('/api/hospitals/', 'snake_case')).toEqual([snake]);
      expect(await searched('/api/hospitals/', 'snake')).toEqual([snake, cased]);
      expect(await searched('/api/hospitals/', 'k\\s')).toEqual([back]);
      expect(await searched('/api/hospitals/', "pl'ain")).toEqual([]);
    });

    it('finds everything with nothing to look for, and refuses a page of words', async () => {
      const all = (await get(`${users}?page_size=100`)).body.count;
      expect((await get(`${users}?search=`)).body.count).toBe(all);
      expect((await get(`${users}?search=%20%20`)).body.count).toBe(all);
      expect((await get(`${users}?search=${'x'.repeat(200)}`)).body.count).toBe(0);
      const tooLong = await get(`${users}?search=${'x'.repeat(201)}`);
      expect(refusal(tooLong)).toEqual([400, 'VALIDATION_ERROR', ['search']]);
    });

    it('finds people under their names of now', async () => {
      const { id } = fixture.first.nurse;
      const change = { first_name: 'Zoë', last_name: 'Nightingale' };
      await api.call('PUT', `${users}${id}/`, { token, body: change });
      expect(await searched(users, 'nightingale zoe')).toEqual([id]);
    });

    it('finds doctors by name and specialty, and not by what they do not show', async () => {
      const { otherDoctor, admin, patient } = fixture.first;
      const path = '/api/auth/users/doctors/';
      await api.call('PUT', `${users}${otherDoctor.id}/`, { token, body: { last_name: 'Quincy' } });
      const body = { doctor: otherDoctor.id, specialty: 5 };
      await api.post('/api/specialty/doctor-specialties/', body, admin.token);
      const found = async (words: string) => idsOf(await results(`${path}?search=${words}`, patient.token));
      expect(await found('quincy')).toEqual([otherDoctor.id]);
      expect(await found('CARDIO+quin')).toEqual([otherDoctor.id]);
      expect(await found('example.org')).toEqual([]);
    });
  });

  describe('of appointments', () => {
    let cough: number;
    let checkup: number;
    let slot: number;

    beforeAll(async () => {
      const { doctor, otherDoctor, patient, otherPatient, admin, staff } = fixture.second;
      slot = await openSlot(api, fixture.second);
      const booking = { doctor: doctor.id, patient: patient.id, slot };
      const first = { ...booking, reason: 'Trockener Husten, Größe L', appointment_type: 'emergency' };
      cough = (await api.post(appointments, first, staff.token)).id;
      const other = await openSlot(api, fixture.second, otherDoctor);
      const second = { doctor: otherDoctor.id, patient: otherPatient.id, slot: other, reason: 'Checkup' };
      checkup = (await api.post(appointments, second, staff.token)).id;
      await api.post(`${appointments}${checkup}/confirm/`, {}, staff.token);
      const named = { first_name: 'Łucja', last_name: 'Nowak-Ñandú' };
      await api.call('PUT', `${users}${patient.id}/`, { token: admin.token, body: named });
    });

    const found = async (query: string, as = fixture.second.staff.token) =>
      idsOf(await results(`${appointments}?ordering=id&${query}`, as));

    it('go by one value of each reference and each enum', async () => {
      const { doctor, patient, otherPatient } = fixture.second;
      expect(await found('')).toEqual([cough, checkup]);
      expect(await found(`doctor=${doctor.id}`)).toEqual([cough]);
      expect(await found(`patient=${otherPatient.id}`)).toEqual([checkup]);
      expect(await found(`slot=${slot}`)).toEqual([cough]);
      expect(await found('status=scheduled')).toEqual([cough]);
      expect(await found('status=confirmed')).toEqual([checkup]);
      expect(await found('status=no_show')).toEqual([]);
      expect(await found('appointment_type=emergency')).toEqual([cough]);
      expect(await found(`status=scheduled&patient=${otherPatient.id}`)).toEqual([]);
      expect(await found(`patient=${patient.id}&doctor=${doctor.id}&slot=${slot}`)).toEqual([cough]);
      expect(await found(`patient=${fixture.first.patient.id}`)).toEqual([]);
    });

    it('search in the reason, and in the names of patient and doctor', async () => {
      expect(await found('search=husten+TROCKENER')).toEqual([cough]);
      expect(await found('search=grosse')).toEqual([]);
      expect(await found('search=nandu+nowak')).toEqual([cough]);
      expect(await found('search=nandu+husten')).toEqual([cough]);
      expect(await found('search=nandu+checkup')).toEqual([]);
      expect(await found('search=pat+person')).toEqual([cough, checkup]);
      expect(await found('search=example.org')).toEqual([]);
    });

    it('never show a patient more than their own', async () => {
      const { patient, otherPatient, otherDoctor } = fixture.second;
      expect(await found('', patient.token)).toEqual([cough]);
      expect(await found(`patient=${otherPatient.id}`, patient.token)).toEqual([]);
      expect(await found(`doctor=${otherDoctor.id}`, patient.token)).toEqual([]);
      expect(await found('search=checkup', patient.token)).toEqual([]);
    });

    it.each([
      ['status', 'planned'],
      ['status', 'Scheduled'],
      ['status', 'scheduled,confirmed'],
      ['appointment_type', 'haircut'],
      ['doctor', 'abc'],
      ['patient', '0'],
      ['slot', '2147483648'],
      ['hospital', ''],
    ])('refuse %s=%s', async (field, value) => {
      const response = await get(`${appointments}?${field}=${value}`);
      expect(refusal(response)).toEqual([400, 'VALIDATION_ERROR', [field]]);
    });
  });

  describe('by hospital', () => {
    const withFilter = async () =>
      (await servedLists(api)).filter(({ endpoint }) => endpoint.query?.shape.hospital !== undefined);

    it('take their own from everyone who may list at all', async () => {
      const { admin, id } = fixture.second;
      for (const { endpoint } of await withFilter()) {
        const [own, named] = [
          await results(`${endpoint.path}?page_size=100`, admin.token),
          await results(`${endpoint.path}?page_size=100&hospital=${id}`, admin.token),
        ];
        expect([endpoint.path, named]).toEqual([endpoint.path, own]);
      }
    });

    it('take any from a superuser, where superusers may look', async () => {
      await openSlot(api, fixture.second);
      const { id, doctor } = fixture.second;
      for (const path of [users, '/api/auth/users/patients/', '/api/appointments/availability-slots/']) {
        const there = await results(`${path}?page_size=100&hospital=${id}`);
        expect([path, new Set(there.map((row) => row.hospital))]).toEqual([path, new Set([id])]);
        const here = await results(`${path}?page_size=100`);
        expect(here.map((row) => row.hospital)).not.toContain(id);
      }
      const doctors = await results(`/api/auth/users/doctors/?hospital=${id}`);
      expect(idsOf(doctors)).toContain(doctor.id);
    });

    it('refuse another one, and one that there is not', async () => {
      const { admin } = fixture.second;
      for (const { endpoint } of await withFilter()) {
        const { path } = endpoint;
        const other = await get(`${path}?hospital=${fixture.first.id}`, admin.token);
        expect([path, ...refusal(other)]).toEqual([path, 422, 'INVALID_REFERENCE', ['hospital']]);
        const none = await get(`${path}?hospital=2147483647`);
        expect([path, ...refusal(none)]).toEqual([path, 422, 'INVALID_REFERENCE', ['hospital']]);
      }
    });
  });
});
