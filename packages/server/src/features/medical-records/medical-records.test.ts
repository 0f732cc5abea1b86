import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  book,
  createPerson,
  type Fixture,
  type HospitalFixture,
  type Person,
  populate,
  unique,
  writeRecord,
} from '../../../testing/fixture.js';
import { createOperator } from '../../../testing/operator.js';
import { refusal } from '../../../testing/refusal.js';
import { openTestApi, stores, type TestApi } from '../../../testing/test-api.js';

const records = '/api/medical-records/';

describe.each(stores)('medical records over %s', (store) => {
  let api: TestApi;
  let fixture: Fixture;
  let first: HospitalFixture;
  let operator: Person;

  beforeAll(async () => {
    api = await openTestApi(store);
    fixture = await populate(api);
    first = fixture.first;
    operator = await createOperator(api, fixture);
  });
  afterAll(() => api.close());

  const newPatient = () => createPerson(api, first.admin.token, { role: 'patient' });
  const create = (fields: Record<string, unknown>, author = first.doctor) => {
    const record = { patient: first.patient.id, record_type: 'general', title: 'Visit', ...fields };
    return api.call('POST', records, { token: author.token, body: record });
  };
  const get = (id: number, { token } = first.doctor) => api.call('GET', `${records}${id}/`, { token });
  const update = (id: number, body: unknown, { token } = first.doctor) =>
    api.call('PUT', `${records}${id}/`, { token, body });
  const idsOf = async (path: string, { token }: Person): Promise<number[]> =>
    (await api.get(path, token)).results.map(({ id }: { id: number }) => id);

  describe('creating one', () => {
    it('takes what the document sends', async () => {
      const sent = {
        patient: first.patient.id,
        record_type: 'general',
        title: 'Initial Health Assessment',
        description: 'Patient initial consultation and health history',
        diagnosis: 'General checkup - healthy',
        symptoms: 'None',
        vital_signs: { blood_pressure: '120/80', heart_rate: 72, temperature: 98.6, weight: 70 },
      };
      const response = await api.call('POST', records, { token: fixture.superuser.token, body: sent });
      expect(response.status).toBe(201);
      expect(response.body).toMatchObject({
        ...sent,
        hospital: first.id,
        created_by: fixture.superuser.id,
        created_by_name: 'Rosa Root',
        lab_results: null,
        appointment: null,
        is_confidential: false,
        attachments: [],
        version: 1,
      });
      expect((await get(response.body.id)).body).toEqual(response.body);
    });

    it('asks for a patient, a type and a title', async () => {
      const response = await api.call('POST', records, { token: first.doctor.token, body: {} });
      expect(refusal(response)).toEqual([400, 'VALIDATION_ERROR', ['record_type', 'title', 'patient']]);
    });

    it.each([
      ['a field that nobody knows', { alergies: 'Penicillin' }, 'alergies'],
      ['a type that nobody knows', { record_type: 'gossip' }, 'record_type'],
      ['an empty title', { title: '  ' }, 'title'],
      ['a NUL', { description: 'a\0b' }, 'description'],
      ['an author who is somebody else', { created_by: 1 }, 'created_by'],
    ])('refuses %s', async (_what, fields, field) => {
      expect(refusal(await create(fields))).toEqual([400, 'VALIDATION_ERROR', [field]]);
    });

    it('takes an active patient of the hospital only', async () => {
      const gone = await newPatient();
      await api.post(`/api/auth/users/${gone.id}/deactivate/`, {}, first.admin.token);
      const others = [fixture.second.patient.id, first.doctor.id, gone.id, 2_147_483_647];
      for (const patient of others) {
        expect(refusal(await create({ patient }))).toEqual([422, 'INVALID_REFERENCE', ['patient']]);
      }
    });

    it("takes the patient's own appointment, and nobody else's", async () => {
      const own = await book(api, first);
      const ofAnother = await book(api, first, { patient: first.otherPatient });
      const { body } = await create({ appointment: own });
      expect(body.appointment).toBe(own);
      for (const appointment of [ofAnother, await book(api, fixture.second), 2_147_483_647]) {
        const refused = [422, 'INVALID_REFERENCE', ['appointment']];
        expect(refusal(await create({ appointment }))).toEqual(refused);
        expect(refusal(await update(body.id, { appointment }))).toEqual(refused);
      }
      expect((await update(body.id, { appointment: null })).body).toMatchObject({ appointment: null });
    });
  });

  it('are written by doctors and admins, and read by nurses too', async () => {
    const denied = [403, 'PERMISSION_DENIED', []];
    for (const author of [first.doctor, first.admin, fixture.superuser]) {
      expect((await create({}, author)).status).toBe(201);
    }
    const id = await writeRecord(api, first);
    for (const writer of [first.otherDoctor, first.admin]) {
      expect((await update(id, { title: unique('Visit ') }, writer)).status).toBe(200);
    }
    for (const person of [first.nurse, first.staff, first.patient, operator]) {
      expect(refusal(await create({}, person))).toEqual(denied);
      expect(refusal(await update(id, { title: 'Mine' }, person))).toEqual(denied);
      const { token } = person;
      expect(refusal(await api.call('DELETE', `${records}${id}/`, { token }))).toEqual(denied);
    }
    for (const reader of [first.nurse, first.otherDoctor, first.admin, first.patient, fixture.superuser]) {
      expect((await get(id, reader)).status).toBe(200);
    }
    for (const person of [first.staff, operator]) {
      expect(refusal(await get(id, person))).toEqual(denied);
      expect(refusal(await api.call('GET', records, { token: person.token }))).toEqual(denied);
    }
  });

  it('are not there for anyone of another hospital, a superuser with one included', async () => {
    const id = await writeRecord(api, fixture.second);
    for (const person of [first.doctor, first.admin, fixture.superuser]) {
      const { token } = person;
      expect(refusal(await get(id, person))).toEqual([404, 'NOT_FOUND', []]);
      expect(refusal(await update(id, { title: 'Mine' }, person))).toEqual([404, 'NOT_FOUND', []]);
      for (const [method, path] of [
        ['DELETE', `${id}/`],
        ['GET', `${id}/history/`],
        ['GET', `${id}/attachments/`],
        ['GET', `patient/${fixture.second.patient.id}/`],
      ] as const) {
        expect(refusal(await api.call(method, records + path, { token }))).toEqual([404, 'NOT_FOUND', []]);
      }
    }
    expect((await get(id, fixture.second.doctor)).body.title).toBe('Visit');
  });

  it('show a patient their own only', async () => {
    const [patient, other] = [await newPatient(), await newPatient()];
    const own = await writeRecord(api, first, { patient: patient.id });
    const foreign = await writeRecord(api, first, { patient: other.id });
    expect((await get(own, patient)).status).toBe(200);
    expect(refusal(await get(foreign, patient))).toEqual([404, 'NOT_FOUND', []]);
    expect(await idsOf(records, patient)).toEqual([own]);
    expect(await idsOf(`${records}?patient=${other.id}`, patient)).toEqual([]);
    expect(await idsOf(`${records}patient/${patient.id}/`, patient)).toEqual([own]);
    for (const path of [`patient/${other.id}/`, `${foreign}/history/`, `${foreign}/attachments/`]) {
      const { token } = patient;
      expect(refusal(await api.call('GET', records + path, { token }))).toEqual([404, 'NOT_FOUND', []]);
    }
  });

  it('are found by every filter, newest first', async () => {
    const patient = await newPatient();
    const appointment = await book(api, first, { patient });
    const write = (fields: Record<string, unknown>, author = first.doctor) =>
      writeRecord(api, first, { patient: patient.id, ...fields }, author);
    const plain = await write({ title: 'Überweisung', symptoms: 'Starke Schmerzen' });
    const imaging = await write({ record_type: 'imaging', appointment });
    const secret = await write({ is_confidential: true }, first.otherDoctor);
    const paths = [`${records}?patient=${patient.id}&`, `${records}patient/${patient.id}/?`];

    for (const path of paths) {
      const found = (filters: string) => idsOf(path + filters, first.admin);
      expect(await found('')).toEqual([secret, imaging, plain]);
      expect(await found('ordering=created_at')).toEqual([plain, imaging, secret]);
      expect(await found('record_type=imaging')).toEqual([imaging]);
      expect(await found(`appointment=${appointment}`)).toEqual([imaging]);
      expect(await found(`created_by=${first.otherDoctor.id}`)).toEqual([secret]);
      expect(await found('is_confidential=True')).toEqual([secret]);
      expect(await found('is_confidential=no')).toEqual([imaging, plain]);
      expect(await found('search=SCHMERZEN uberweis')).toEqual([plain]);
      expect(await found('date_to=2001-01-01')).toEqual([]);
    }
    await update(plain, { title: 'Überweisung 2' });
    for (const path of paths) {
      expect((await idsOf(`${path}ordering=-updated_at`, first.admin))[0]).toBe(plain);
    }
  });

  it('list the records of patients only', async () => {
    for (const id of [first.doctor.id, 2_147_483_647]) {
      const response = await api.call('GET', `${records}patient/${id}/`, { token: first.doctor.token });
      expect(refusal(response)).toEqual([404, 'NOT_FOUND', []]);
    }
  });

  it('go out of sight with all that hangs on them when they are deleted', async () => {
    const patient = await newPatient();
    const id = await writeRecord(api, first, { patient: patient.id });
    const kept = await writeRecord(api, first, { patient: patient.id });
    const { token } = first.doctor;
    const attachment = (await api.upload(`${records}${id}/attachments/`, token)).body.id;
    const deleted = await api.call('DELETE', `${records}${id}/`, { token });
    expect([deleted.status, deleted.body]).toEqual([204, {}]);
    for (const person of [first.doctor, first.admin, patient]) {
      for (const path of ['', 'history/', 'attachments/', `attachments/${attachment}/`]) {
        const response = await api.call('GET', `${records}${id}/${path}`, { token: person.token });
        expect(refusal(response)).toEqual([404, 'NOT_FOUND', []]);
      }
      expect(await idsOf(`${records}?patient=${patient.id}`, person)).toEqual([kept]);
      expect(await idsOf(`${records}patient/${patient.id}/`, person)).toEqual([kept]);
    }
    expect(refusal(await update(id, { title: 'Back again' }))).toEqual([404, 'NOT_FOUND', []]);
    expect(refusal(await api.upload(`${records}${id}/attachments/`, token))).toEqual([404, 'NOT_FOUND', []]);
    for (const path of ['', `attachments/${attachment}/`]) {
      const response = await api.call('DELETE', `${records}${id}/${path}`, { token });
      expect(refusal(response)).toEqual([404, 'NOT_FOUND', []]);
    }
  });
});
