import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Fixture, openSlot, password, populate, unique, writeRecord } from '../testing/fixture.js';
import { refusal } from '../testing/refusal.js';
import { openTestApi, stores, type TestApi } from '../testing/test-api.js';

/** What every endpoint refuses, and what it takes for the same: section 1 of the specification. */

const slots = '/api/appointments/availability-slots/';
const mebibyte = 1024 * 1024;

describe.each(stores)('input over %s', (store) => {
  let api: TestApi;
  let fixture: Fixture;
  let token: string;
  let hospital: string;

  beforeAll(async () => {
    api = await openTestApi(store);
    fixture = await populate(api);
    token = fixture.superuser.token;
    hospital = `/api/hospitals/${fixture.second.id}/`;
  });
  afterAll(() => api.close());

  const put = (body: unknown) => api.call('PUT', hospital, { token, body });
  const putRaw = (raw: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
    api.call('PUT', hospital, { token, raw, headers });
  const get = (path: string) => api.call('GET', path, { token });

  describe('an unknown field', () => {
    it('is refused under its name, and nothing of the body is taken', async () => {
      const before = (await get(hospital)).body;
      const response = await put({ bed_count: 77, bedcount: 78, Name: 'X' });
      expect(response.body.error.details).toEqual({ bedcount: ['Unknown field.'], Name: ['Unknown field.'] });
      expect(refusal(response)).toEqual([400, 'VALIDATION_ERROR', ['bedcount', 'Name']]);
      expect((await get(hospital)).body).toEqual(before);
    });

    it('is named with its path', async () => {
      const record = {
        patient: fixture.first.patient.id,
        record_type: 'general',
        title: 'Visit',
        vital_signs: { heart_rate: 1000, heart_rat: 72 },
      };
      const { admin } = fixture.first;
      const response = await api.call('POST', '/api/medical-records/', { token: admin.token, body: record });
      const [status, code, fields] = refusal(response);
      expect([status, code, fields.sort()]).toEqual([
        400,
        'VALIDATION_ERROR',
        ['vital_signs.heart_rat', 'vital_signs.heart_rate'],
      ]);
    });

    it.each(['constructor', 'toString', 'hasOwnProperty', 'valueOf'])(
      'is refused under a name that every object has: %s',
      async (name) => {
        expect(refusal(await put({ [name]: 1 }))).toEqual([400, 'VALIDATION_ERROR', [name]]);
        expect(refusal(await get(`/api/hospitals/?${name}=1`))).toEqual([400, 'VALIDATION_ERROR', [name]]);
      },
    );

    it('is refused beside all else that is wrong', async () => {
      const response = await put({
        timezone: 'Mars/Olympus',
        bed_count: -1,
        nothing: 1,
        website: 'ftp://a.b',
      });
      const [status, code, fields] = refusal(response);
      expect([status, code]).toEqual([400, 'VALIDATION_ERROR']);
      expect(fields.sort()).toEqual(['bed_count', 'nothing', 'timezone', 'website']);
    });
  });

  describe('an unknown query parameter', () => {
    it('is refused under its name, on lists and elsewhere', async () => {
      const path = `/api/auth/users/?patinet=3`;
      expect((await get(path)).body.error.details).toEqual({ patinet: ['Unknown parameter.'] });
      expect(refusal(await get(`${hospital}?fields=name`))).toEqual([400, 'VALIDATION_ERROR', ['fields']]);
      expect(refusal(await get('/api/hospitals/?Page=1'))).toEqual([400, 'VALIDATION_ERROR', ['Page']]);
      const response = await api.call('PUT', `${hospital}?dry_run=1`, { token, body: { bed_count: 5 } });
      expect(refusal(response)).toEqual([400, 'VALIDATION_ERROR', ['dry_run']]);
      expect((await get(hospital)).body.bed_count).not.toBe(5);
    });

    it('is refused even under a name that an object would swallow', async () => {
      expect((await get('/api/hospitals/?__proto__=1')).status).toBe(400);
      expect((await get('/api/hospitals/?__proto__=1&__proto__=2')).status).toBe(400);
    });

    it('is not what a known one becomes by being sent twice, which is refused all the same', async () => {
      expect(refusal(await get('/api/hospitals/?page=1&page=2'))).toEqual([
        400,
        'VALIDATION_ERROR',
        ['page'],
      ]);
    });
  });

  describe('a query boolean', () => {
    beforeAll(async () => {
      await openSlot(api, fixture.first);
      const closed = await openSlot(api, fixture.first);
      await api.call('PUT', `${slots}${closed}/`, { token, body: { is_available: false } });
    });
    const offered = async (value: string) => {
      const { results } = (await get(`${slots}?is_available=${value}`)).body;
      return results.map((slot: { is_available: boolean }) => slot.is_available);
    };

    it.each(['true', 'True', 'TRUE', '1', 'yes', 'Yes'])('is true as %s', async (value) => {
      expect(await offered(value)).toEqual([true]);
    });

    it.each(['false', 'False', 'FALSE', '0', 'no', 'NO'])('is false as %s', async (value) => {
      expect(await offered(value)).toEqual([false]);
    });

    it.each(['', 'on', 'off', 'null', '2', 't', 'truee', '01'])('is refused as "%s"', async (value) => {
      const response = await get(`${slots}?is_available=${value}`);
      expect(refusal(response)).toEqual([400, 'VALIDATION_ERROR', ['is_available']]);
    });
  });

  describe('a body', () => {
    it.each([
      '{',
      '{"bed_count": }',
      "{'bed_count': 1}",
      '{"bed_count": 1,}',
      'bed_count=1',
      '{}{}',
      '\ufeff{',
    ])('that is broken JSON is refused as such: %s', async (raw) => {
      expect(refusal(await putRaw(raw))).toEqual([400, 'MALFORMED_JSON', []]);
    });

    it('that is not UTF-8 is refused as broken', async () => {
      const latin1 = Uint8Array.from(Buffer.from('{"city":"M\xfcnchen"}', 'latin1'));
      expect(refusal(await putRaw(latin1))).toEqual([400, 'MALFORMED_JSON', []]);
    });

    it.each(['null', '[]', '"text"', '7', 'true'])('that is no object is refused: %s', async (raw) => {
      expect(refusal(await putRaw(raw))).toEqual([400, 'VALIDATION_ERROR', ['body']]);
    });

    it.each([
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'text/json',
      'application/json; charset=iso-8859-1',
      'application/jsonp',
    ])('of the content type %s is refused', async (type) => {
      const response = await putRaw('{"bed_count": 5}', { 'Content-Type': type });
      expect(refusal(response)).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE', []]);
    });

    it.each(['application/json', 'application/json; charset=utf-8', 'Application/JSON;charset=UTF-8'])(
      'of the content type %s is taken',
      async (type) => {
        expect((await putRaw('{"bed_count": 6}', { 'Content-Type': type })).status).toBe(200);
      },
    );

    it('of more than 1 MiB is refused, and one of just that size is read', async () => {
      const filled = (size: number) => `{"nothing":"${'x'.repeat(size - 14)}"}`;
      expect(filled(mebibyte)).toHaveLength(mebibyte);
      expect(refusal(await putRaw(filled(mebibyte)))).toEqual([400, 'VALIDATION_ERROR', ['nothing']]);
      expect(refusal(await putRaw(filled(mebibyte + 1)))).toEqual([413, 'PAYLOAD_TOO_LARGE', []]);
    });

    it('is measured in bytes, not in letters', async () => {
      const raw = `{"nothing":"${'é'.repeat(600_000)}"}`;
      expect(refusal(await putRaw(raw))).toEqual([413, 'PAYLOAD_TOO_LARGE', []]);
    });
  });

  describe('what no program should be given', () => {
    it('is refused where it stands: NUL', async () => {
      expect(refusal(await put({ description: 'a\0b' }))).toEqual([400, 'VALIDATION_ERROR', ['description']]);
      expect((await put({ 'a\0b': 1 })).status).toBe(400);
      expect(refusal(await get('/api/hospitals/?search=a%00b'))).toEqual([
        400,
        'VALIDATION_ERROR',
        ['search'],
      ]);
      const record = await writeRecord(api, fixture.first);
      const response = await api.call('PUT', `/api/medical-records/${record}/`, {
        token: fixture.first.doctor.token,
        body: { lab_results: { blood: [{ note: 'a\0b' }] } },
      });
      expect(refusal(response)).toEqual([400, 'VALIDATION_ERROR', ['lab_results.blood.0.note']]);
    });

    it('is refused where it stands: half a character', async () => {
      const half = await putRaw('{"description":"\\ud83d"}');
      expect(refusal(half)).toEqual([400, 'VALIDATION_ERROR', ['description']]);
      const whole = await putRaw('{"description":"\\ud83d\\ude00"}');
      expect([whole.status, whole.body.description]).toEqual([200, '😀']);
    });

    it('is refused where it stands: nesting that would exhaust a stack', async () => {
      const nested = (depth: number) => `{"description":${'['.repeat(depth)}${']'.repeat(depth)}}`;
      for (const depth of [100, 100_000]) {
        expect(refusal(await putRaw(nested(depth)))).toEqual([400, 'VALIDATION_ERROR', ['description']]);
      }
    });

    it('is refused wherever it stands: __proto__', async () => {
      expect((await putRaw('{"__proto__":{"is_active":false}}')).status).toBe(400);
      expect((await putRaw('{"__proto__":null,"bed_count":9}')).status).toBe(400);
      expect((await get(hospital)).body).toMatchObject({ is_active: true });
      expect((await get(hospital)).body.bed_count).not.toBe(9);
    });

    it('is refused as a number: what is none, and what is too large', async () => {
      for (const count of ['1e400', '1.5', '"7"', '-1', '100001', 'true']) {
        const response = await putRaw(`{"bed_count":${count}}`);
        expect([count, ...refusal(response)]).toEqual([count, 400, 'VALIDATION_ERROR', ['bed_count']]);
      }
    });
  });

  describe('a text', () => {
    it('is trimmed, and bounded after that', async () => {
      expect((await put({ city: '  Springfield \n' })).body.city).toBe('Springfield');
      expect((await put({ city: ` ${'x'.repeat(100)} ` })).body.city).toHaveLength(100);
      expect(refusal(await put({ city: 'x'.repeat(101) }))).toEqual([400, 'VALIDATION_ERROR', ['city']]);
      expect(refusal(await put({ city: '   ' }))).toEqual([400, 'VALIDATION_ERROR', ['city']]);
    });

    it('is kept as it was written, whatever it means elsewhere', async () => {
      const description = `'; drop table users; -- <b>%_\\</b> {{7*7}} "Ærø" 👩🏽‍⚕️`;
      expect((await put({ description })).body.description).toBe(description);
      expect((await get(hospital)).body.description).toBe(description);
    });
  });

  describe('PUT', () => {
    it('changes what it carries, clears what is null, and keeps the rest', async () => {
      const filled = { website: 'https://example.org/', bed_count: 12, description: 'Small' };
      const before = (await put(filled)).body;
      expect(before).toMatchObject(filled);
      const after = (await put({ website: null, bed_count: 13 })).body;
      expect(after).toEqual({ ...before, website: null, bed_count: 13, updated_at: after.updated_at });
      expect((await get(hospital)).body).toEqual(after);
    });

    it('clears nothing that there has to be', async () => {
      expect(refusal(await put({ name: null }))).toEqual([400, 'VALIDATION_ERROR', ['name']]);
      expect(refusal(await put({ timezone: null }))).toEqual([400, 'VALIDATION_ERROR', ['timezone']]);
    });
  });

  it('compares e-mail addresses without case', async () => {
    const email = `${unique('Mixed.Case.')}@Example.org`;
    const user = {
      email,
      password,
      first_name: 'Mia',
      last_name: 'Case',
      role: 'nurse',
      hospital: fixture.first.id,
    };
    expect((await api.post('/api/auth/users/', user, token)).email).toBe(email.toLowerCase());
    const again = { ...user, email: ` ${email.toUpperCase()} ` };
    const response = await api.call('POST', '/api/auth/users/', { token, body: again });
    expect(refusal(response)).toEqual([409, 'ALREADY_EXISTS', ['email']]);
    const login = { email: email.toUpperCase(), password };
    expect((await api.call('POST', '/api/auth/login/', { body: login })).status).toBe(200);
  });
});
