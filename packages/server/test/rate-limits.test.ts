import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Fixture, populate } from '../testing/fixture.js';
import type { HttpClient, TestResponse } from '../testing/http-client.js';
import { refusal } from '../testing/refusal.js';
import { openTestApi, stores, type TestApi } from '../testing/test-api.js';

const profile = '/api/auth/profile/';
const slots = '/api/appointments/availability-slots/';

describe.each(stores)('rate limits over %s', (store) => {
  let api: TestApi;
  let fixture: Fixture;
  let limited: HttpClient;

  beforeAll(async () => {
    api = await openTestApi(store);
    fixture = await populate(api);
  });
  afterAll(() => api.close());

  const limit = async (limits: { user?: number; address?: number; bulk?: number }) => {
    limited = await api.limited({ user: 3, address: 3, bulk: 3, ...limits });
  };
  const tokenOf = (role: 'admin' | 'doctor' | 'staff') => fixture.first[role].token;
  const read = (token: string) => limited.call('GET', profile, { token });
  const standing = ({ headers }: TestResponse) =>
    ['Limit', 'Remaining'].map((name) => headers.get(`X-RateLimit-${name}`));
  const resetOf = ({ headers }: TestResponse) => Number(headers.get('X-RateLimit-Reset'));
  /** Its end is reckoned anew for every answer, from the milliseconds that are left, and rounded. */
  const expectOneWindow = (resets: number[]) =>
    expect(Math.max(...resets) - Math.min(...resets)).toBeLessThanOrEqual(1);
  const refused = [429, 'RATE_LIMITED', []];

  it('say on every answer where the caller stands', async () => {
    await limit({ user: 7 });
    const token = tokenOf('admin');
    const key = { token, body: { name: 'Machine', access: 'read' } };
    const before = Math.floor(Date.now() / 1000);
    const answers = [
      await read(token),
      await limited.call('GET', '/api/hospitals/999999/', { token }),
      await limited.call('GET', `${profile}?unknown=1`, { token }),
      await limited.call('POST', slots, { token, raw: '{' }),
      await limited.call('POST', '/api/hospitals/', { token, body: {} }),
      await limited.call('POST', '/api/auth/api-keys/', key),
    ];
    const { id } = answers.at(-1)?.body ?? {};
    answers.push(await limited.call('DELETE', `/api/auth/api-keys/${id}/`, { token }));
    expect(answers.map(({ status }) => status)).toEqual([200, 404, 400, 400, 403, 201, 204]);
    expect(answers.map(standing)).toEqual(['6', '5', '4', '3', '2', '1', '0'].map((left) => ['7', left]));

    const resets = answers.map(resetOf);
    expectOneWindow(resets);
    expect(Math.min(...resets)).toBeGreaterThan(before);
    expect(Math.max(...resets)).toBeLessThanOrEqual(Math.ceil(Date.now() / 1000) + 60);
  });

  it('refuse with 429 until the window ends, before anything of the request is looked at', async () => {
    await limit({ user: 2 });
    const token = tokenOf('doctor');
    expect([(await read(token)).status, (await read(token)).status]).toEqual([200, 200]);
    const answers = [
      await read(token),
      await limited.call('POST', slots, { token, raw: '{' }),
      await limited.call('POST', slots, { token, raw: 'x'.repeat(2 * 1024 * 1024) }),
      await limited.call('POST', '/api/hospitals/', { token, body: {} }),
    ];
    for (const answer of answers) {
      expect(refusal(answer)).toEqual(refused);
      expect(standing(answer)).toEqual(['2', '0']);
      const wait = Number(answer.headers.get('Retry-After'));
      expect(wait).toBeGreaterThanOrEqual(1);
      expect(wait).toBeLessThanOrEqual(60);
    }
    expectOneWindow(answers.map(resetOf));
  });

  it('count every user apart, whatever address they share', async () => {
    await limit({ user: 1 });
    expect((await read(tokenOf('doctor'))).status).toBe(200);
    expect(refusal(await read(tokenOf('doctor')))).toEqual(refused);
    expect((await read(tokenOf('staff'))).status).toBe(200);
  });

  it('count an API key as its owner', async () => {
    const { key } = await api.post(
      '/api/auth/api-keys/',
      { name: 'Reader', access: 'read' },
      tokenOf('admin'),
    );
    await limit({ user: 3 });
    expect(standing(await read(tokenOf('admin')))).toEqual(['3', '2']);
    expect(standing(await limited.call('GET', '/api/hospitals/', { token: key }))).toEqual(['3', '1']);
    expect(standing(await read(tokenOf('admin')))).toEqual(['3', '0']);
    expect(refusal(await limited.call('GET', '/api/hospitals/', { token: key }))).toEqual(refused);
  });

  it('count bulk endpoints apart from the others', async () => {
    await limit({ user: 2, bulk: 1 });
    const token = tokenOf('admin');
    const bulk = () => limited.call('POST', `${slots}bulk/`, { token, body: {} });
    const first = await bulk();
    expect([first.status, ...standing(first)]).toEqual([400, '1', '0']);
    const second = await bulk();
    expect([...refusal(second), ...standing(second)]).toEqual([...refused, '1', '0']);
    expect(standing(await read(token))).toEqual(['2', '1']);
  });

  it('count for the address what comes without a user', async () => {
    const token = 'not-a-token';
    await limit({ address: 6 });
    const answers = [
      await limited.call('GET', profile),
      await limited.call('GET', profile, { token }),
      await limited.call('GET', '/api/nowhere/', { token: tokenOf('staff') }),
      await limited.call('PATCH', profile, { token: tokenOf('staff') }),
      await limited.call('POST', '/api/auth/login/', { body: {} }),
      await limited.call('POST', `${slots}bulk/`, { token, body: {} }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 404, 405, 400, 401]);
    expect(answers.map(standing)).toEqual(['5', '4', '3', '2', '1', '0'].map((left) => ['6', left]));
    for (const path of [profile, '/api/nowhere/', '/api/auth/sessions/']) {
      expect(refusal(await limited.call('GET', path, { token }))).toEqual(refused);
    }
    expect(standing(await read(tokenOf('staff')))).toEqual(['3', '2']);
  });

  it('leave the probes alone', async () => {
    await limit({ address: 1 });
    expect((await limited.call('GET', profile)).status).toBe(401);
    for (const path of ['/api/health/', '/api/live/', '/api/ready/', '/api/health/']) {
      const answer = await limited.call('GET', path);
      expect([answer.status, ...standing(answer)]).toEqual([200, null, null]);
    }
  });

  it('let through again when the window is over', async () => {
    limited = await api.limited({ user: 1, address: 1, bulk: 1, seconds: 2 });
    const first = await read(tokenOf('doctor'));
    expect(standing(first)).toEqual(['1', '0']);
    expect(refusal(await read(tokenOf('doctor')))).toEqual(refused);
    const later = await vi.waitUntil(
      async () => {
        const answer = await read(tokenOf('doctor'));
        return answer.status === 200 && answer;
      },
      { timeout: 20_000 },
    );
    expect(standing(later)).toEqual(['1', '0']);
    expect(resetOf(later)).toBeGreaterThan(resetOf(first));
  });
});
