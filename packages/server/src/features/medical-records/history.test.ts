import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createPerson,
  type Fixture,
  type HospitalFixture,
  type Person,
  populate,
  prescribe,
  writeRecord,
  writeTreatment,
} from '../../../testing/fixture.js';
import { refusal } from '../../../testing/refusal.js';
import { openTestApi, stores, type TestApi } from '../../../testing/test-api.js';

const records = '/api/medical-records/';

interface Version {
  readonly version: number;
  readonly title: string;
}

describe.each(stores)("a record's history over %s", (store) => {
  let api: TestApi;
  let fixture: Fixture;
  let first: HospitalFixture;

  beforeAll(async () => {
    api = await openTestApi(store);
    fixture = await populate(api);
    first = fixture.first;
  });
  afterAll(() => api.close());

  const update = (id: number, body: unknown, { token } = first.doctor) =>
    api.call('PUT', `${records}${id}/`, { token, body });
  const get = (id: number) => api.get(`${records}${id}/`, first.doctor.token);
  const history = (id: number, query = '', { token }: Person = first.doctor) =>
    api.call('GET', `${records}${id}/history/${query}`, { token });
  const versionsOf = async (id: number): Promise<Version[]> => (await history(id)).body.results;

  it('begins with the record as it was written', async () => {
    const content = {
      record_type: 'lab_result',
      title: 'Blood count',
      description: null,
      diagnosis: 'Anaemia',
      symptoms: null,
      vital_signs: { heart_rate: 72 },
      lab_results: { hb: 11.2 },
      appointment: null,
      is_confidential: false,
    };
    const id = await writeRecord(api, first, content);
    const { created_at } = await get(id);
    expect((await history(id)).body).toEqual({
      count: 1,
      next: null,
      previous: null,
      results: [
        {
          ...content,
          version: 1,
          changed_by: first.doctor.id,
          changed_by_name: (await get(id)).created_by_name,
          changed_at: created_at,
        },
      ],
    });
  });

  it('has one version for each change, the newest first, with who made it', async () => {
    const id = await writeRecord(api, first, { title: 'First', lab_results: { crp: 4 } });
    await update(id, { title: 'Second' }, first.otherDoctor);
    await update(id, { lab_results: null }, first.admin);
    const record = await get(id);
    expect(record).toMatchObject({ version: 3, title: 'Second', created_by: first.doctor.id });
    const { results } = (await history(id)).body;
    expect(results).toMatchObject([
      { version: 3, title: 'Second', lab_results: null, changed_by: first.admin.id },
      { version: 2, title: 'Second', lab_results: { crp: 4 }, changed_by: first.otherDoctor.id },
      { version: 1, title: 'First', lab_results: { crp: 4 }, changed_by: first.doctor.id },
    ]);
    expect(results[0].changed_at).toBe(record.updated_at);
  });

  it('has no version of a change that changes nothing', async () => {
    const lab_results = { crp: 4, values: [1, 2], nested: { a: null, b: 'x' } };
    const id = await writeRecord(api, first, { title: 'Same', lab_results });
    const before = await get(id);
    const sameInAnotherOrder = { values: [1, 2], nested: { b: 'x', a: null }, crp: 4 };
    for (const body of [
      {},
      { title: 'Same' },
      { title: ' Same ' },
      { diagnosis: null },
      { lab_results: sameInAnotherOrder },
    ]) {
      const response = await update(id, body);
      expect([response.status, response.body]).toEqual([200, before]);
    }
    expect(await get(id)).toEqual(before);
    expect(await versionsOf(id)).toHaveLength(1);
    await update(id, { lab_results: { ...lab_results, values: [2, 1] } });
    expect(await versionsOf(id)).toHaveLength(2);
  });

  it('has no version of a change that was refused', async () => {
    const id = await writeRecord(api, first);
    expect((await update(id, { title: 'Wrong', appointment: 2_147_483_647 })).status).toBe(422);
    expect((await update(id, { title: 'Wrong', vital_signs: { heart_rate: -1 } })).status).toBe(400);
    expect((await update(id, { title: 'Wrong' }, first.nurse)).status).toBe(403);
    expect(await versionsOf(id)).toHaveLength(1);
    expect(await get(id)).toMatchObject({ title: 'Visit', version: 1 });
  });

  it('loses none of ten changes at once', async () => {
    const id = await writeRecord(api, first);
    const titles = Array.from({ length: 10 }, (_, index) => `Change ${index}`);
    const writers = [first.doctor, first.otherDoctor, first.admin];
    const responses = await Promise.all(
      titles.map((title, index) => update(id, { title }, writers[index % writers.length])),
    );
    expect(responses.map(({ status }) => status)).toEqual(titles.map(() => 200));
    expect(responses.map(({ body }) => body.version).sort((a, b) => a - b)).toEqual([
      2, 3, 4, 5, 6, 7, 8, 9, 10, 11,
    ]);
    const versions = await versionsOf(id);
    expect(versions.map(({ version }) => version)).toEqual([11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
    expect(versions.map(({ title }) => title).sort()).toEqual([...titles, 'Visit'].sort());
    expect(await get(id)).toMatchObject({ version: 11, title: versions[0]?.title });
    for (const { body } of responses) {
      expect(versions).toContainEqual(expect.objectContaining({ version: body.version, title: body.title }));
    }
  });

  it('lets changes of different fields at once all stand', async () => {
    const id = await writeRecord(api, first);
    const changes = [
      { title: 'New title' },
      { description: 'New description' },
      { diagnosis: 'New diagnosis' },
      { symptoms: 'New symptoms' },
      { vital_signs: { heart_rate: 99 } },
      { lab_results: { crp: 5 } },
      { record_type: 'diagnosis' },
    ];
    await Promise.all(changes.map((change) => update(id, change)));
    expect(await get(id)).toMatchObject({ ...Object.assign({}, ...changes), version: 8 });
  });

  it('counts the same change once, however often it comes at once', async () => {
    const id = await writeRecord(api, first);
    const responses = await Promise.all(
      Array.from({ length: 10 }, () => update(id, { title: 'Once and for all' })),
    );
    for (const { body } of responses) expect(body).toMatchObject({ title: 'Once and for all', version: 2 });
    expect(await versionsOf(id)).toHaveLength(2);
  });

  it('comes page by page, in either direction', async () => {
    const id = await writeRecord(api, first, { title: 'Version 1' });
    for (const version of [2, 3, 4, 5]) await update(id, { title: `Version ${version}` });
    const page = await history(id, '?page=2&page_size=2');
    expect(page.body).toMatchObject({ count: 5, results: [{ version: 3 }, { version: 2 }] });
    expect(page.body.next).toContain('page=3');
    for (const [ordering, expected] of [
      ['version', [1, 2, 3, 4, 5]],
      ['-version', [5, 4, 3, 2, 1]],
      ['id', [1, 2, 3, 4, 5]],
    ] as const) {
      const query = `?ordering=${ordering}&page_size=2`;
      const seen: number[] = [];
      for (let cursor: string | null = ''; cursor !== null; ) {
        const { body, headers } = await history(id, cursor ? `${query}&cursor=${cursor}` : query);
        seen.push(...body.results.map(({ version }: Version) => version));
        cursor = headers.get('x-next-cursor');
      }
      expect(seen).toEqual(expected);
    }
  });

  it('keeps in the hospital whoever wrote something of it', async () => {
    const id = await writeRecord(api, first);
    const treatment = await writeTreatment(api, first);
    const newPerson = (role: 'doctor' | 'nurse') => createPerson(api, first.admin.token, { role });
    const move = ({ id: user }: Person) =>
      api.call('PUT', `/api/auth/users/${user}/`, {
        token: fixture.superuser.token,
        body: { hospital: fixture.second.id },
      });
    const editor = await newPerson('doctor');
    await update(id, { title: 'Edited' }, editor);
    const uploader = await newPerson('nurse');
    await api.upload(`${records}${id}/attachments/`, uploader.token);
    const prescriber = await newPerson('doctor');
    await prescribe(api, { ...first, doctor: prescriber }, treatment);
    for (const author of [editor, uploader, prescriber]) {
      expect(refusal(await move(author))).toEqual([422, 'INVALID_REFERENCE', ['hospital']]);
    }
    expect((await move(await newPerson('nurse'))).status).toBe(200);
  });

  it('is read by those who read the record', async () => {
    const id = await writeRecord(api, first);
    for (const person of [first.doctor, first.otherDoctor, first.admin, first.nurse, first.patient]) {
      expect((await history(id, '', person)).status).toBe(200);
    }
    expect(refusal(await history(id, '', first.staff))).toEqual([403, 'PERMISSION_DENIED', []]);
    for (const person of [first.otherPatient, fixture.second.doctor, fixture.second.admin]) {
      expect(refusal(await history(id, '', person))).toEqual([404, 'NOT_FOUND', []]);
    }
  });
});
