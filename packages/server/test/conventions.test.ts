import { ErrorBody } from '@medcor/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { book, type Fixture, openSlot, password, populate } from '../testing/fixture.js';
import { refusal } from '../testing/refusal.js';
import { servedOperations } from '../testing/served-operations.js';
import { openTestApi, stores, type TestApi } from '../testing/test-api.js';

/** What holds for every path, method and answer, whatever the domain: sections 1 and 2 of the specification. */

const slots = '/api/appointments/availability-slots/';

describe.each(stores)('paths, methods and answers over %s', (store) => {
  let api: TestApi;
  let fixture: Fixture;
  let token: string;

  beforeAll(async () => {
    api = await openTestApi(store);
    fixture = await populate(api);
    token = fixture.superuser.token;
  });
  afterAll(() => api.close());

  const get = (path: string, headers: Record<string, string> = {}) =>
    api.call('GET', path, { token, headers });

  it('serves a path with its trailing slash and without', async () => {
    const { id, nurse } = fixture.first;
    const hospital = await get(`/api/hospitals/${id}`);
    expect(hospital.status).toBe(200);
    expect(hospital.body).toEqual((await get(`/api/hospitals/${id}/`)).body);
    const users = await get('/api/auth/users?role=doctor');
    expect([users.status, users.body.count]).toEqual([200, 2]);
    const login = { email: nurse.email, password };
    expect((await api.call('POST', '/api/auth/login', { body: login })).status).toBe(200);
  });

  it.each([
    '/',
    '/api/',
    '/api/nothing/',
    '/api/Hospitals/',
    '/API/hospitals/',
    '/api/hospitals/1/Statistics/',
    '/api/hospitals//',
    '//api/hospitals/',
    '/api/hospitals/1/statistics/more/',
    '/api/hospitals/%/',
    '/api/constructor/',
  ])('knows no path %s', async (path) => {
    expect(refusal(await get(path))).toEqual([404, 'NOT_FOUND', []]);
  });

  it('asks for no token before it says that a path is unknown, or takes another method', async () => {
    expect((await api.call('GET', '/api/nothing/')).status).toBe(404);
    expect((await api.call('PUT', '/api/hospitals/')).status).toBe(405);
  });

  it('answers a wrong method on any path with those that it takes', async () => {
    const methods = new Map<string, string[]>();
    for (const { endpoint } of await servedOperations(api)) {
      methods.set(endpoint.path, [...(methods.get(endpoint.path) ?? []), endpoint.method]);
    }
    for (const [path, known] of methods) {
      const expected = [...known, ...(known.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].sort();
      const unknown = (['GET', 'POST', 'PUT', 'DELETE', 'PATCH'] as const).filter(
        (method) => !known.includes(method),
      );
      for (const method of unknown) {
        const response = await api.call(method, path.replace(/:\w+/g, '1'), { token });
        expect([method, path, ...refusal(response)]).toEqual([method, path, 405, 'METHOD_NOT_ALLOWED', []]);
        expect([path, response.headers.get('allow')?.split(', ').sort()]).toEqual([path, expected]);
      }
    }
    expect(methods.size).toBeGreaterThan(40);
  });

  it('tells the methods of a path to someone who asks', async () => {
    const response = await api.call('OPTIONS', '/api/hospitals/');
    expect([response.status, response.headers.get('allow')]).toEqual([204, 'GET, POST, HEAD, OPTIONS']);
  });

  it('takes a static segment for what it is, never for an id', async () => {
    expect((await get(slots)).body.results).toEqual(expect.any(Array));
    expect((await get('/api/specialty/popular/')).body).toEqual(expect.any(Array));
    expect((await get('/api/auth/users/doctors/')).body).toEqual(expect.any(Array));
    const response = await api.call('DELETE', slots, { token });
    expect(refusal(response)).toEqual([405, 'METHOD_NOT_ALLOWED', []]);
  });

  it('decodes a path segment by segment', async () => {
    expect((await get('/api/hospitals/%31/')).body.id).toBe(1);
    expect((await get('/api/%68ospitals/1/')).body.id).toBe(1);
    expect(refusal(await get('/api/hospitals/1%2Fstatistics/'))).toEqual([400, 'VALIDATION_ERROR', ['id']]);
  });

  it.each(['2147483648', 'abc', '0', '-1', '1.5', '1e3', '%20', '%00', '99999999999999999999'])(
    'refuses %s as an id',
    async (id) => {
      expect(refusal(await get(`/api/hospitals/${id}/`))).toEqual([400, 'VALIDATION_ERROR', ['id']]);
    },
  );

  it('looks for the largest id there can be', async () => {
    expect(refusal(await get('/api/hospitals/2147483647/'))).toEqual([404, 'NOT_FOUND', []]);
  });

  it('answers HEAD as GET, without the body', async () => {
    const head = await api.call('HEAD', `/api/hospitals/${fixture.first.id}/`, { token });
    expect([head.status, head.body]).toEqual([200, {}]);
    expect(head.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect((await api.call('HEAD', `/api/hospitals/${fixture.first.id}/`)).status).toBe(401);
    expect((await api.call('HEAD', '/api/nothing/', { token })).status).toBe(404);
    expect((await api.call('HEAD', '/api/auth/login/', { token })).status).toBe(405);
  });

  it('takes actions without a body, and with an empty one', async () => {
    const confirm = async (options: object) => {
      const path = `/api/appointments/${await book(api, fixture.first)}/confirm/`;
      return (await api.call('POST', path, { token, ...options })).status;
    };
    expect(await confirm({})).toBe(200);
    expect(await confirm({ body: {} })).toBe(200);
    expect(await confirm({ raw: '' })).toBe(200);
    expect(await confirm({ raw: '', headers: { 'Content-Type': 'application/x-www-form-urlencoded' } })).toBe(
      200,
    );
    expect(await confirm({ body: { status: 'confirmed' } })).toBe(400);
    expect(await confirm({ body: null })).toBe(400);
  });

  describe('an answer', () => {
    it('carries an id of its own', async () => {
      const { id, nurse } = fixture.first;
      const slot = await openSlot(api, fixture.first);
      const answers = [
        await get(`/api/hospitals/${id}/`),
        await api.call('POST', '/api/auth/login/', { body: { email: nurse.email, password } }),
        await api.call('DELETE', `${slots}${slot}/`, { token }),
        await get('/api/nothing/'),
        await api.call('GET', slots),
      ];
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 204, 404, 401]);
      const ids = answers.map(({ headers }) => headers.get('x-request-id'));
      for (const requestId of ids) expect(requestId).toMatch(/^[\w.-]{8,}$/);
      expect(new Set(ids).size).toBe(answers.length);
    });

    it.each(['my-request-1', '0198a4f2-6f5e-7c3a-9d51-2f6a7b8c9d0e', 'web.17_A'])(
      "keeps the caller's id %s",
      async (requestId) => {
        const success = await get(slots, { 'X-Request-Id': requestId });
        expect(success.headers.get('x-request-id')).toBe(requestId);
        const failure = await get('/api/nothing/', { 'X-Request-Id': requestId });
        expect(failure.headers.get('x-request-id')).toBe(requestId);
        expect(failure.body.error.request_id).toBe(requestId);
      },
    );

    it.each([
      ['too long', 'x'.repeat(1000)],
      ['with spaces', 'two words'],
      ['that is markup', '<script>alert(1)</script>'],
      ['that would break a log line', '{"level":"error"}'],
      ['not in ASCII', 'ÿÿÿÿÿÿÿÿ'],
    ])("replaces a caller's id %s", async (_kind, requestId) => {
      const { headers, body } = await get('/api/nothing/', { 'X-Request-Id': requestId });
      expect(headers.get('x-request-id')).toMatch(/^[\w.-]{8,}$/);
      expect(headers.get('x-request-id')).not.toContain(requestId);
      expect(body.error.request_id).toBe(headers.get('x-request-id'));
    });

    it('is the envelope whenever the request failed', async () => {
      const { patient, second } = { patient: fixture.first.patient.token, second: fixture.second.id };
      const slot = { doctor: fixture.first.doctor.id, start_time: 'now', end_time: 'later' };
      const failures = [
        await api.call('POST', slots, { token, body: slot }),
        await api.call('POST', slots, { token, raw: '{' }),
        await api.call('GET', slots),
        await api.call('GET', slots, { token: 'nonsense' }),
        await api.call('GET', slots, { headers: { Authorization: 'Basic cm9vdDpyb290' } }),
        await api.call('GET', '/api/hospitals/', { token: patient }),
        await api.call('GET', `/api/hospitals/${second}/`, { token: patient }),
        await api.call('PUT', slots, { token }),
        await api.call('POST', slots, { token, raw: 'x', headers: { 'Content-Type': 'text/plain' } }),
        await api.call('POST', slots, { token, body: { ...slotOf(fixture), doctor: 2_147_483_647 } }),
      ];
      expect(failures.map(({ body }) => ErrorBody.parse(body).error.code)).toEqual([
        'VALIDATION_ERROR',
        'MALFORMED_JSON',
        'NOT_AUTHENTICATED',
        'INVALID_TOKEN',
        'INVALID_TOKEN',
        'PERMISSION_DENIED',
        'NOT_FOUND',
        'METHOD_NOT_ALLOWED',
        'UNSUPPORTED_MEDIA_TYPE',
        'INVALID_REFERENCE',
      ]);
      expect(failures.map(({ status }) => status)).toEqual([
        400, 400, 401, 401, 401, 403, 404, 405, 415, 422,
      ]);
      expect(failures[0]?.body.error.details).toEqual({
        start_time: [expect.any(String)],
        end_time: [expect.any(String)],
      });
      expect(failures[3]?.body.error.details).toEqual({});
    });

    it('is JSON, whatever the caller would rather have', async () => {
      for (const path of [
        '/',
        '/api/nothing/',
        '/api/hospitals/1/',
        '/api/hospitals/x/',
        '/api/auth/login/',
      ]) {
        const { headers } = await get(path, { Accept: 'text/html' });
        expect([path, headers.get('content-type')]).toEqual([path, 'application/json; charset=utf-8']);
      }
    });

    it('is kept by nobody who would have to ask again, and by nobody at all when it carries tokens', async () => {
      const { email } = fixture.first.nurse;
      const login = await api.call('POST', '/api/auth/login/', { body: { email, password } });
      const { refresh } = login.body.tokens;
      const key = { name: 'Reports', access: 'read' };
      const withTokens = [
        login,
        await api.call('POST', '/api/auth/login/', { body: { email, password: 'wrong' } }),
        await api.call('POST', '/api/auth/token/refresh/', { body: { refresh } }),
        await api.call('POST', '/api/auth/api-keys/', { token, body: key }),
      ];
      expect(withTokens.map(({ status }) => status)).toEqual([200, 401, 200, 201]);
      for (const { headers } of withTokens) expect(headers.get('cache-control')).toBe('no-store');
      for (const path of ['/api/hospitals/', '/api/auth/profile/', '/api/nothing/', '/api/hospitals/x/']) {
        expect((await get(path)).headers.get('cache-control')).toBe('private, no-cache');
      }
    });

    it('gives instants in UTC with milliseconds, and days as days', async () => {
      const slot = await api.post(
        slots,
        {
          doctor: fixture.first.doctor.id,
          start_time: '2035-06-01T09:00:00+02:00',
          end_time: '2035-06-01T08:30:00.5Z',
        },
        token,
      );
      expect([slot.start_time, slot.end_time]).toEqual([
        '2035-06-01T07:00:00.000Z',
        '2035-06-01T08:30:00.500Z',
      ]);
      const born = { date_of_birth: '1985-03-20' };
      const path = `/api/auth/users/${fixture.first.otherPatient.id}/`;
      expect((await api.call('PUT', path, { token, body: born })).body).toMatchObject(born);
    });
  });
});

function slotOf({ first }: Fixture) {
  return {
    doctor: first.doctor.id,
    start_time: '2035-01-01T09:00:00Z',
    end_time: '2035-01-01T10:00:00Z',
  };
}
