import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Fixture,
  type HospitalFixture,
  type Person,
  populate,
  writeRecord,
} from '../../../testing/fixture.js';
import { createOperator } from '../../../testing/operator.js';
import { refusal } from '../../../testing/refusal.js';
import { openTestApi, stores, type TestApi } from '../../../testing/test-api.js';

const records = '/api/medical-records/';

const denied = [403, 'PERMISSION_DENIED', []];
const missing = [404, 'NOT_FOUND', []];

describe.each(stores)('confidential records over %s', (store) => {
  let api: TestApi;
  let fixture: Fixture;
  let first: HospitalFixture;
  /** Written by the doctor about the patient, with one attachment. */
  let secret: number;
  let attachment: number;

  beforeAll(async () => {
    api = await openTestApi(store);
    fixture = await populate(api);
    first = fixture.first;
    secret = await writeRecord(api, first, { title: 'Quarrel at home', is_confidential: true });
    attachment = (await api.upload(`${records}${secret}/attachments/`, first.doctor.token)).body.id;
  });
  afterAll(() => api.close());

  const call = (method: 'GET' | 'PUT' | 'DELETE', path: string, { token }: Person, body?: unknown) =>
    api.call(method, records + path, { token, body });
  const idsOf = async (path: string, person: Person): Promise<number[]> =>
    (await call('GET', path, person)).body.results.map(({ id }: { id: number }) => id);
  const readers = () => [first.doctor, first.admin, fixture.superuser, first.patient];
  /** Those to whom the record is not there, though they read others of the hospital, or of their own. */
  const others = () => [first.otherDoctor, first.nurse, first.otherPatient, fixture.second.admin];

  it('are read by their author, the admins and the patient, with history and attachments', async () => {
    for (const person of readers()) {
      const paths = ['', 'history/', 'attachments/', `attachments/${attachment}/`];
      for (const path of paths) {
        expect([path, (await call('GET', `${secret}/${path}`, person)).status]).toEqual([path, 200]);
      }
    }
  });

  it('are not there for anyone else', async () => {
    for (const person of others()) {
      for (const path of ['', 'history/', 'attachments/', `attachments/${attachment}/`]) {
        expect(refusal(await call('GET', `${secret}/${path}`, person))).toEqual(missing);
      }
      expect(refusal(await api.upload(`${records}${secret}/attachments/`, person.token))).toEqual(missing);
    }
    for (const writer of [first.otherDoctor, fixture.second.admin]) {
      for (const path of ['', `attachments/${attachment}/`]) {
        expect(refusal(await call('DELETE', `${secret}/${path}`, writer))).toEqual(missing);
      }
      expect(refusal(await call('PUT', `${secret}/`, writer, { title: 'Mine' }))).toEqual(missing);
      expect(refusal(await call('PUT', `${secret}/`, writer, { is_confidential: false }))).toEqual(missing);
    }
    expect((await call('GET', `${secret}/`, first.doctor)).body).toMatchObject({
      title: 'Quarrel at home',
      attachments: [{ id: attachment }],
      version: 1,
    });
  });

  it('are refused to those who read no records at all', async () => {
    for (const person of [first.staff, await createOperator(api, fixture)]) {
      for (const path of ['', 'history/', 'attachments/', `attachments/${attachment}/`]) {
        expect(refusal(await call('GET', `${secret}/${path}`, person))).toEqual(denied);
      }
    }
  });

  it('are left out of the lists of those who may not read them, and out of their counts', async () => {
    const open = await writeRecord(api, first, { title: 'Quarrel with the landlord' });
    const ofPatient = `patient/${first.patient.id}/`;
    for (const path of ['?search=quarrel', `${ofPatient}?search=quarrel`]) {
      for (const person of readers()) expect(await idsOf(path, person)).toEqual([open, secret]);
      for (const person of [first.otherDoctor, first.nurse]) {
        const { count, results } = (await call('GET', path, person)).body;
        expect([count, results.map(({ id }: { id: number }) => id)]).toEqual([1, [open]]);
        expect(await idsOf(`${path}&is_confidential=true`, person)).toEqual([]);
      }
    }
  });

  it('show a doctor their own among those of others', async () => {
    const own = await writeRecord(api, first, { title: 'Whisper', is_confidential: true }, first.otherDoctor);
    const ofOther = await writeRecord(api, first, { title: 'Whisper', is_confidential: true });
    expect(await idsOf('?search=whisper', first.otherDoctor)).toEqual([own]);
    expect(await idsOf('?search=whisper', first.doctor)).toEqual([ofOther]);
    expect(await idsOf('?search=whisper', first.admin)).toEqual([ofOther, own]);
  });

  it('are written by their author and the admins, and by nobody who only reads them', async () => {
    const id = await writeRecord(api, first, { is_confidential: true });
    const added = async (person: Person) =>
      (await api.upload(`${records}${id}/attachments/`, person.token)).body.id;
    for (const person of [first.doctor, first.admin]) {
      const attached = await added(person);
      expect((await call('PUT', `${id}/`, person, { title: `Changed by ${person.id}` })).status).toBe(200);
      expect((await call('DELETE', `${id}/attachments/${attached}/`, person)).status).toBe(204);
    }
    const kept = await added(first.doctor);
    expect(refusal(await call('PUT', `${id}/`, first.patient, { title: 'Mine' }))).toEqual(denied);
    expect(refusal(await call('DELETE', `${id}/`, first.patient))).toEqual(denied);
    expect(refusal(await call('DELETE', `${id}/attachments/${kept}/`, first.patient))).toEqual(denied);
    expect(refusal(await api.upload(`${records}${id}/attachments/`, first.patient.token))).toEqual(denied);
    expect((await call('GET', `${id}/attachments/`, first.patient)).body.count).toBe(1);
    expect((await call('DELETE', `${id}/`, first.doctor)).status).toBe(204);
  });

  it('are out of sight as soon as they are made so, and back as soon as they are opened', async () => {
    const id = await writeRecord(api, first);
    const seen = async () => (await call('GET', `${id}/`, first.nurse)).status;
    expect(await seen()).toBe(200);
    await call('PUT', `${id}/`, first.doctor, { is_confidential: true });
    expect(await seen()).toBe(404);
    await call('PUT', `${id}/`, first.admin, { is_confidential: false });
    expect(await seen()).toBe(200);
  });

  it('cannot be made of the record of somebody else', async () => {
    const id = await writeRecord(api, first);
    const response = await call('PUT', `${id}/`, first.otherDoctor, { is_confidential: true, title: 'Mine' });
    expect(refusal(response)).toEqual(denied);
    expect((await call('GET', `${id}/`, first.nurse)).body).toMatchObject({ title: 'Visit', version: 1 });
    expect((await call('PUT', `${id}/`, first.admin, { is_confidential: true })).status).toBe(200);
  });

  it('keep what was confidential from those who could not read it then', async () => {
    const id = await writeRecord(api, first, { title: 'Open' });
    await call('PUT', `${id}/`, first.doctor, { title: 'Secret', is_confidential: true });
    await call('PUT', `${id}/`, first.doctor, { title: 'Open again', is_confidential: false });
    const titlesFor = async (person: Person) => {
      const { count, results } = (await call('GET', `${id}/history/`, person)).body;
      expect(count).toBe(results.length);
      return results.map(({ title }: { title: string }) => title);
    };
    for (const person of readers()) {
      expect(await titlesFor(person)).toEqual(['Open again', 'Secret', 'Open']);
    }
    for (const person of [first.otherDoctor, first.nurse]) {
      expect(await titlesFor(person)).toEqual(['Open again', 'Open']);
    }
  });
});
