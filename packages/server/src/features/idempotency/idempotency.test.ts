import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Fixture,
  type HospitalFixture,
  openSlot,
  password,
  populate,
  unique,
} from '../../../testing/fixture.js';
import { everyStore, openTestApi, type TestApi } from '../../../testing/test-api.js';

describe.each(everyStore)('idempotency keys over %s', (store) => {
  let api: TestApi;
  let fixture: Fixture;
  let first: HospitalFixture;

  beforeAll(async () => {
    api = await openTestApi(store);
    fixture = await populate(api);
    ({ first } = fixture);
  });
  afterAll(() => api.close());

  const post = (path: string, token: string, body: unknown, key: string) =>
    api.call('POST', path, { token, body, headers: { 'Idempotency-Key': key } });
  const record = (title = 'Visit') => ({ patient: first.patient.id, record_type: 'general', title });
  const write = (body: unknown, key: string, token = first.doctor.token) =>
    post('/api/medical-records/', token, body, key);
  const countOf = async (title: string) =>
    (await api.get(`/api/medical-records/?search=${title}`, first.doctor.token)).count;

  it('give the first answer again, and do nothing twice', async () => {
    const [key, title] = [unique('key-'), unique('Once')];
    const one = await write(record(title), key);
    const two = await write(record(title), key);
    expect([one.status, two.status]).toEqual([201, 201]);
    expect(two.body).toEqual(one.body);
    expect([one.headers.get('idempotent-replayed'), two.headers.get('idempotent-replayed')]).toEqual([
      null,
      'true',
    ]);
    expect(await countOf(title)).toBe(1);
  });

  it('let one of eight at once through, whose answer the ninth is given', async () => {
    const [key, title] = [unique('key-'), unique('Eight')];
    const answers = await Promise.all(Array.from({ length: 8 }, () => write(record(title), key)));
    const created = answers.filter(({ status }) => status === 201);
    const fresh = created.filter(({ headers }) => headers.get('idempotent-replayed') === null);
    expect(fresh).toHaveLength(1);
    for (const { body } of answers.filter(({ status }) => status !== 201)) {
      expect(body.error.code).toBe('IDEMPOTENCY_CONFLICT');
    }
    expect(await countOf(title)).toBe(1);
    const ninth = await write(record(title), key);
    expect([ninth.status, ninth.headers.get('idempotent-replayed')]).toEqual([201, 'true']);
    expect(ninth.body).toEqual(fresh[0]?.body);
  });

  it('are of one request: another body or path under the same key is refused', async () => {
    const key = unique('key-');
    await write(record('One'), key);
    for (const answer of [
      await write(record('Other'), key),
      await post(`/api/appointments/`, first.doctor.token, record('One'), key).then(() =>
        write(record('Two'), key),
      ),
    ]) {
      expect([answer.status, answer.body.error.code]).toEqual([422, 'IDEMPOTENCY_MISMATCH']);
    }
  });

  it('are of one caller', async () => {
    const [key, title] = [unique('key-'), unique('Caller')];
    await write(record(title), key);
    const other = await write(record(title), key, first.otherDoctor.token);
    expect([other.status, other.headers.get('idempotent-replayed')]).toEqual([201, null]);
    expect(await countOf(title)).toBe(2);
  });

  it('do not mind the order of the fields, nor the spaces', async () => {
    const key = unique('key-');
    const { patient, record_type, title } = record();
    const one = await write({ patient, record_type, title }, key);
    const two = await api.call('POST', '/api/medical-records/', {
      token: first.doctor.token,
      raw: `{ "title": "${title}",\n "record_type": "${record_type}", "patient": ${patient} }`,
      headers: { 'Idempotency-Key': key },
    });
    expect(two.body).toEqual(one.body);
  });

  it('keep refusals too', async () => {
    const slot = await openSlot(api, first);
    const booking = { patient: first.patient.id, doctor: first.otherDoctor.id, slot };
    const key = unique('key-');
    const one = await post('/api/appointments/', first.staff.token, booking, key);
    const two = await post('/api/appointments/', first.staff.token, booking, key);
    expect([one.status, one.body.error.code]).toEqual([422, 'SLOT_MISMATCH']);
    expect(two.body).toEqual(one.body);
    expect(two.headers.get('idempotent-replayed')).toBe('true');
  });

  it('keep nothing of a request that could not be read', async () => {
    const key = unique('key-');
    expect((await write({ ...record(), alergies: 'none' }, key)).status).toBe(400);
    expect((await write(record(), key)).status).toBe(201);
  });

  it('keep nothing of a call that came too often, or from nobody', async () => {
    const [key, title] = [unique('key-'), unique('Often')];
    const limited = await api.limited({ user: 1, address: 100, bulk: 100, seconds: 600 });
    const send = (token?: string) =>
      limited.call('POST', '/api/medical-records/', {
        ...(token && { token }),
        body: record(title),
        headers: { 'Idempotency-Key': key },
      });
    await limited.get('/api/auth/profile/', first.doctor.token);
    const answers = [await send(first.doctor.token), await send(), await send('not-a-token')];
    expect(answers.map(({ status }) => status)).toEqual([429, 401, 401]);
    const later = await write(record(title), key);
    expect([later.status, later.headers.get('idempotent-replayed')]).toEqual([201, null]);
  });

  it('keep an answer sealed: not even what it shows once can be read off', async () => {
    const [key, secret] = [unique('key-'), 'a-secret-of-this-webhook'];
    const body = { url: 'https://hooks.example/in', events: ['*'], secret };
    const { token, id: user } = first.admin;
    const one = await post('/api/webhooks/', token, body, key);
    const at = new Date().toISOString();
    const never = new Date(0).toISOString();
    const again = { user, key, fingerprint: null, claim: 'other', at, lapsed: never, expired: never };
    const kept = await api.database.transaction('platform', ({ idempotencyKeys }) =>
      idempotencyKeys.claim(again),
    );
    expect(kept?.answer).toEqual(expect.any(String));
    for (const hidden of [secret, body.url]) expect(JSON.stringify(kept)).not.toContain(hidden);
    const two = await post('/api/webhooks/', token, body, key);
    expect([two.body, two.headers.get('idempotent-replayed')]).toEqual([one.body, 'true']);
  });

  it('are good for 24 hours', async () => {
    const [key, title] = [unique('key-'), unique('Day')];
    await write(record(title), key);
    api.advance(24 * 60 * 60 * 1000 + 1);
    const { tokens } = await api.post('/api/auth/login/', { email: first.doctor.email, password });
    const later = await write(record(title), key, tokens.access);
    api.advance(-24 * 60 * 60 * 1000 - 1);
    expect([later.status, later.headers.get('idempotent-replayed')]).toEqual([201, null]);
  });

  it('cover actions, and bulk calls', async () => {
    const slot = await openSlot(api, first);
    const booking = { patient: first.patient.id, doctor: first.doctor.id, slot };
    const { id } = await api.post('/api/appointments/', booking, first.staff.token);
    const key = unique('key-');
    const path = `/api/appointments/${id}/cancel/`;
    const one = await post(path, first.staff.token, { reason: 'Ill' }, key);
    expect((await post(path, first.staff.token, { reason: 'Ill' }, key)).body).toEqual(one.body);

    const users = [
      {
        email: `${unique('b.')}@example.org`,
        password,
        first_name: 'Bo',
        last_name: 'Bulk',
        role: 'patient',
      },
    ];
    const bulkKey = unique('key-');
    const bulk = () => post('/api/auth/users/bulk/', first.admin.token, { users }, bulkKey);
    const made = await bulk();
    expect(made.body).toMatchObject({ created: 1, failed: 0 });
    expect((await bulk()).body).toEqual(made.body);
  });

  it('compare uploads by their content, not by how it is wrapped', async () => {
    const { id } = (await write(record(), unique('key-'))).body;
    const key = unique('key-');
    const upload = (content: string) => {
      const form = new FormData();
      form.append('file', new File([content], 'values.csv'));
      return api.call('POST', `/api/medical-records/${id}/attachments/`, {
        raw: form,
        token: first.nurse.token,
        headers: { 'Idempotency-Key': key },
      });
    };
    const one = await upload('name,value\n1,2\n');
    const two = await upload('name,value\n1,2\n');
    expect([one.status, two.status, two.headers.get('idempotent-replayed')]).toEqual([201, 201, 'true']);
    expect(two.body).toEqual(one.body);
    expect(await upload('name,value\n3,4\n')).toMatchObject({
      status: 422,
      body: { error: { code: 'IDEMPOTENCY_MISMATCH' } },
    });
    const list = await api.get(`/api/medical-records/${id}/attachments/`, first.nurse.token);
    expect(list.count).toBe(1);
  });

  it.each(['with space', '', 'x'.repeat(256), 'ümlaut'])('are visible ASCII: %s', async (key) => {
    const answer = await write(record(), key);
    expect([answer.status, Object.keys(answer.body.error.details)]).toEqual([400, ['Idempotency-Key']]);
  });

  it('mean nothing where a call is not made once only: signing in, changing, reading', async () => {
    const key = unique('key-');
    const login = () =>
      post('/api/auth/login/', first.doctor.token, { email: first.staff.email, password }, key);
    const [one, two] = [await login(), await login()];
    expect(two.body.tokens.refresh).not.toBe(one.body.tokens.refresh);
  });

  it('are given back when a process died: after a minute someone else may try', async () => {
    const [key, title] = [unique('key-'), unique('Lapse')];
    const user = first.doctor.id;
    const at = (ahead: number) => new Date(Date.now() + ahead).toISOString();
    await api.database.transaction('platform', ({ idempotencyKeys }) =>
      idempotencyKeys.claim({
        user,
        key,
        fingerprint: 'of a process that died',
        claim: 'dead',
        at: at(0),
        lapsed: at(-60_000),
        expired: at(-86_400_000),
      }),
    );
    expect((await write(record(title), key)).status).toBe(422);
    api.advance(61_000);
    expect((await write(record(title), key)).status).toBe(201);
    api.advance(-61_000);
    // Whoever comes back to life cannot finish any more.
    const kept = await api.database.transaction('platform', ({ idempotencyKeys }) =>
      idempotencyKeys.answer(user, key, 'dead', { fingerprint: 'x', answer: 'y', at: at(0) }),
    );
    expect(kept).toBe(false);
  });
});
