import { contract, operationsOf, readsOneResource } from '@medcor/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  book,
  type Fixture,
  type HospitalFixture,
  openSlot,
  populate,
  writeRecord,
  writeTreatment,
} from '../testing/fixture.js';
import { openTestApi, stores, type TestApi } from '../testing/test-api.js';

describe.each(stores)('conditional requests over %s', (store) => {
  let api: TestApi;
  let fixture: Fixture;
  let first: HospitalFixture;

  beforeAll(async () => {
    api = await openTestApi(store);
    fixture = await populate(api);
    ({ first } = fixture);
  });
  afterAll(() => api.close());

  const get = (path: string, token: string, headers: Record<string, string> = {}) =>
    api.call('GET', path, { token, headers });
  const put = (path: string, token: string, body: unknown, tag: string) =>
    api.call('PUT', path, { token, body, headers: { 'If-Match': tag } });
  const tagOf = async (path: string, token: string) => (await get(path, token)).headers.get('etag') ?? '';

  it('give each single resource a tag, by which it is not sent twice', async () => {
    const paths = [
      `/api/hospitals/${first.id}/`,
      `/api/auth/users/${first.patient.id}/`,
      `/api/appointments/${await book(api, first)}/`,
      `/api/appointments/availability-slots/${await openSlot(api, first)}/`,
      `/api/medical-records/${await writeRecord(api, first)}/`,
      `/api/treatments/${await writeTreatment(api, first)}/`,
      '/api/specialty/5/',
    ];
    for (const path of paths) {
      const tag = await tagOf(path, first.admin.token);
      expect([path, tag]).toEqual([path, expect.stringMatching(/^"[^"]+"$/)]);
      for (const header of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
        const again = await get(path, first.admin.token, { 'If-None-Match': header });
        expect([path, again.status, again.headers.get('etag')]).toEqual([path, 304, tag]);
        expect(again.body).toEqual({});
      }
      expect((await get(path, first.admin.token, { 'If-None-Match': '"other"' })).status).toBe(200);
    }
  });

  it('give none to lists and statistics that are no single resource', async () => {
    const reads = operationsOf(contract).filter(({ endpoint }) => readsOneResource(endpoint));
    expect(reads.map(({ id }) => id)).not.toContain('appointments.list');
    expect((await get('/api/appointments/', first.admin.token)).headers.get('etag')).toBeNull();
  });

  it('change and delete what is as it was seen, and nothing else', async () => {
    const path = `/api/medical-records/${await writeRecord(api, first)}/`;
    const { token } = first.doctor;
    const seen = await tagOf(path, token);
    const changed = await put(path, token, { title: 'Second' }, seen);
    expect([changed.status, changed.body.version]).toEqual([200, 2]);
    const tag = changed.headers.get('etag') ?? '';
    expect(tag).toBe(await tagOf(path, token));
    expect(tag).not.toBe(seen);

    for (const stale of [seen, `W/${tag}`, '"other"', 'not a tag']) {
      const refused = await put(path, token, { title: 'Third' }, stale);
      expect([refused.status, refused.body.error.code]).toEqual([412, 'PRECONDITION_FAILED']);
    }
    const kept = await api.call('DELETE', path, { token, headers: { 'If-Match': seen } });
    expect(kept.status).toBe(412);
    expect((await get(path, token)).body).toMatchObject({ title: 'Second', version: 2 });
    expect((await put(path, token, { title: 'Fourth' }, `"other", ${tag}`)).status).toBe(200);
    expect((await put(path, token, { title: 'Fifth' }, '*')).status).toBe(200);
    const now = await tagOf(path, token);
    const deleted = await api.call('DELETE', path, { token, headers: { 'If-Match': now } });
    expect(deleted.status).toBe(204);
    expect((await put(path, token, { title: 'Gone' }, now)).status).toBe(404);
  });

  it('let one of ten changes through that saw the same', async () => {
    const path = `/api/appointments/${await book(api, first)}/`;
    const ten = Array.from({ length: 10 }, (_, index) => index);
    // The first ones would be done before the others have a connection to the database.
    await Promise.all(ten.map(() => get(path, first.staff.token)));
    for (const round of ten) {
      const tag = await tagOf(path, first.staff.token);
      const answers = await Promise.all(
        ten.map((index) => put(path, first.staff.token, { reason: `Reason ${round}.${index}` }, tag)),
      );
      const changed = answers.filter(({ status }) => status === 200);
      expect([changed.length, answers.filter(({ status }) => status === 412).length]).toEqual([1, 9]);
      expect((await get(path, first.staff.token)).body.reason).toBe(changed[0]?.body.reason);
    }
  });

  it('hold for every kind of resource that can be changed', async () => {
    const { token } = first.admin;
    const treatment = await writeTreatment(api, first);
    const prescription = await api.post(
      `/api/treatments/${treatment}/prescriptions/`,
      { medication_name: 'Lisinopril', dosage: '10mg', frequency: 'daily', duration: '30 days' },
      first.doctor.token,
    );
    const assigned = await api.post(
      '/api/specialty/doctor-specialties/',
      { doctor: first.doctor.id, specialty: 5 },
      token,
    );
    const changes: [string, object, string][] = [
      [`/api/hospitals/${first.id}/`, { bed_count: 3 }, token],
      [`/api/auth/users/${first.nurse.id}/`, { department: 'B' }, token],
      [`/api/auth/users/${first.patient.id}/`, { allergies: 'Dust' }, token],
      [
        `/api/appointments/availability-slots/${await openSlot(api, first)}/`,
        { notes: 'Bring results' },
        token,
      ],
      [`/api/treatments/${treatment}/`, { notes: 'Better' }, token],
      [`/api/treatments/prescriptions/${prescription.id}/`, { instructions: 'With water' }, token],
      [`/api/specialty/doctor-specialties/${assigned.id}/`, { years_of_experience: 4 }, token],
    ];
    for (const [path, body, who] of changes) {
      const seen = await tagOf(path, who);
      expect([path, (await put(path, who, body, seen)).status]).toEqual([path, 200]);
      expect([path, (await put(path, who, body, seen)).status]).toEqual([path, 412]);
    }
  });

  it('refuse a tag for what has none', async () => {
    const key = await api.post('/api/auth/api-keys/', { name: 'k', access: 'read' }, first.admin.token);
    const remove = (tag: string) =>
      api.call('DELETE', `/api/auth/api-keys/${key.id}/`, {
        token: first.admin.token,
        headers: { 'If-Match': tag },
      });
    expect((await remove('"any"')).status).toBe(412);
    expect((await remove('*')).status).toBe(204);
  });
});
