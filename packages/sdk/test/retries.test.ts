import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Fixture, freeHour, populate } from '../../server/testing/fixture.js';
import { openTestApi, type TestApi } from '../../server/testing/test-api.js';
import {
  AbortedError,
  ConnectionError,
  MedCor,
  RateLimitError,
  ServerError,
  TimeoutError,
} from '../src/index.js';
import { type InterferingProxy, startInterferingProxy } from '../testing/interfering-proxy.js';

let api: TestApi;
let fixture: Fixture;
let proxy: InterferingProxy;
let admin: MedCor;

beforeAll(async () => {
  api = await openTestApi('memory');
  fixture = await populate(api);
  proxy = await startInterferingProxy(api.url);
  admin = new MedCor({ baseUrl: proxy.url, token: fixture.first.admin.token });
});
afterEach(() => void vi.useRealTimers());
afterAll(async () => {
  await proxy.close();
  await api.close();
});

const openSlot = () => admin.availabilitySlots.create({ doctor: fixture.first.doctor.id, ...freeHour() });

/** A client of a server that answers as told; the last answer stands for all that follow. */
function answering(...answers: [status: number, headers: Record<string, string>, body?: unknown][]) {
  const sent: number[] = [];
  const client = new MedCor({
    baseUrl: 'http://127.0.0.1:1',
    token: 'any',
    fetch: async () => {
      const [status, headers, body = {}] = answers[Math.min(sent.push(Date.now()), answers.length) - 1] ?? [
        500,
        {},
      ];
      return new Response(JSON.stringify(body), { status, headers });
    },
  });
  return { client, sent };
}

describe('a call that fails for the moment', () => {
  it('is made again when its answer was lost, and has happened once', async () => {
    const before = proxy.requests.length;
    proxy.next('cut', 'cut');
    const slot = await openSlot();
    const posts = proxy.requests.slice(before);
    expect(posts).toHaveLength(3);
    expect(new Set(posts.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
    const there = await admin.availabilitySlots
      .list({ doctor: fixture.first.doctor.id, date_from: slot.start_time, date_to: slot.start_time })
      .toArray();
    expect(there.map(({ id }) => id)).toEqual([slot.id]);
  });

  it('is made again when it never arrived', async () => {
    proxy.next('refuse', 'refuse');
    expect((await admin.auth.profile()).id).toBe(fixture.first.admin.id);
  });

  it('fails after the last attempt, with the reason', async () => {
    proxy.next('refuse');
    await expect(admin.auth.profile({ maxRetries: 0 })).rejects.toBeInstanceOf(ConnectionError);
    proxy.next('refuse');
    await expect(admin.auth.profile({ maxRetries: 0 })).rejects.toMatchObject({ cause: expect.any(Error) });
  });

  it('is not made again where the server could not tell, nor under a condition that it may have changed', async () => {
    const slot = await openSlot();
    const { etag } = await admin.availabilitySlots.get(slot.id).withResponse();
    const before = proxy.requests.length;
    proxy.next('cut');
    await expect(admin.apiKeys.create({ name: 'key', access: 'read' })).rejects.toBeInstanceOf(
      ConnectionError,
    );
    proxy.next('cut');
    const changed = admin.availabilitySlots.update(slot.id, { notes: 'Room 2' }, { ifMatch: etag });
    await expect(changed).rejects.toBeInstanceOf(ConnectionError);
    expect(proxy.requests.length - before).toBe(2);
  });

  it('times out by attempt', async () => {
    proxy.next('stall');
    await expect(admin.auth.profile({ timeout: 50, maxRetries: 0 })).rejects.toBeInstanceOf(TimeoutError);
    proxy.next('stall');
    // The first attempt is given up, the second one is answered.
    expect((await admin.auth.profile({ timeout: 1000 })).id).toBe(fixture.first.admin.id);
  });

  it('waits as long as the server says, and so do the calls beside it', async () => {
    vi.useFakeTimers();
    const { client, sent } = answering([429, { 'Retry-After': '30' }], [200, {}]);
    const call = client.auth.profile();
    await vi.advanceTimersByTimeAsync(10_000);
    const beside = client.auth.profile();
    await vi.advanceTimersByTimeAsync(19_999);
    expect(sent).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    await Promise.all([call, beside]);
    expect(sent).toHaveLength(3);
  });

  it('knows the rest of the window where there is no Retry-After', async () => {
    const reset = Math.floor(Date.now() / 1000) + 10;
    const headers = {
      'X-RateLimit-Limit': '100',
      'X-RateLimit-Remaining': '0',
      'X-RateLimit-Reset': `${reset}`,
    };
    const { client } = answering([429, headers]);
    const error = await client.auth.profile({ maxRetries: 0 }).then(undefined, (reason: unknown) => reason);
    if (!(error instanceof RateLimitError)) throw error;
    expect(error.rateLimit).toEqual({ limit: 100, remaining: 0, resetAt: new Date(reset * 1000) });
    expect(error.retryAfterMs).toBeGreaterThan(8000);
  });

  it('is thrown at once when it would have to wait for more than a minute', async () => {
    const { client, sent } = answering([429, { 'Retry-After': '900' }]);
    await expect(client.auth.login({ email: 'a@example.org', password: 'x' })).rejects.toMatchObject({
      name: 'RateLimitError',
      retryAfterMs: expect.any(Number),
    });
    expect(sent).toHaveLength(1);
  });

  it.each([
    [408, 3],
    [500, 3],
    [503, 3],
    [400, 1],
    [404, 1],
    [409, 1],
    [422, 1],
  ])('with %i is sent %i times', async (status, times) => {
    const { client, sent } = answering([status, { 'Retry-After': '0' }]);
    await expect(client.appointments.create({ doctor: 1, slot: 1 })).rejects.toMatchObject({ status });
    expect(sent).toHaveLength(times);
  });

  it('is sent again while its twin is under way', async () => {
    const conflict = { error: { code: 'IDEMPOTENCY_CONFLICT', message: '', details: {}, request_id: 'r' } };
    const { client, sent } = answering([409, { 'Retry-After': '0' }, conflict], [201, {}, { id: 7 }]);
    expect(await client.appointments.create({ doctor: 1, slot: 1 })).toEqual({ id: 7 });
    expect(sent).toHaveLength(2);
  });

  it('keeps the body of an answer that is not the API’s', async () => {
    const client = new MedCor({
      baseUrl: 'http://127.0.0.1:1',
      maxRetries: 0,
      fetch: async () => new Response('<h1>Bad gateway</h1>', { status: 502 }),
    });
    const error = await client.auth.profile().then(undefined, (reason: unknown) => reason);
    expect(error).toBeInstanceOf(ServerError);
    expect(error).toMatchObject({ body: '<h1>Bad gateway</h1>', code: undefined, details: {} });
  });
});

describe('a call that is aborted', () => {
  it('ends at once: before it is sent, under way, and while it waits for 30 seconds', async () => {
    const reason = new Error('Enough.');
    const gone = AbortSignal.abort(reason);
    await expect(admin.auth.profile({ signal: gone })).rejects.toMatchObject({
      name: 'AbortedError',
      cause: reason,
    });

    const underWay = new AbortController();
    const before = proxy.requests.length;
    proxy.next('stall');
    const stalled = admin.auth.profile({ signal: underWay.signal });
    await expect.poll(() => proxy.requests.length).toBe(before + 1);
    underWay.abort();
    await expect(stalled).rejects.toBeInstanceOf(AbortedError);

    const waiting = new AbortController();
    const { client, sent } = answering([503, { 'Retry-After': '30' }]);
    const call = client.auth.profile({ signal: waiting.signal });
    await expect.poll(() => sent.length).toBe(1);
    waiting.abort();
    await expect(call).rejects.toBeInstanceOf(AbortedError);
    expect(sent).toHaveLength(1);
  });
});

describe('who looks on', () => {
  it('is told of every attempt, of every wait and of the failure', async () => {
    const told: string[] = [];
    const client = new MedCor({
      baseUrl: 'http://127.0.0.1:1',
      token: 'secret-token',
      fetch: async () => new Response('{}', { status: 503, headers: { 'Retry-After': '0' } }),
      hooks: {
        onRequest: ({ route, attempt, headers }) => {
          headers.traceparent = 'trace';
          told.push(`request ${route} ${attempt}`);
        },
        onResponse: (_request, { status }) => void told.push(`response ${status}`),
        onRetry: (_request, error, delay) => void told.push(`retry ${error.name} ${delay}`),
        onError: ({ headers }, error) => void told.push(`error ${error.name} ${headers.traceparent}`),
      },
      logger: { debug: (line) => void told.push(line), warn: (line) => void told.push(line) },
      maxRetries: 1,
    });
    await expect(client.users.get(4711)).rejects.toBeInstanceOf(ServerError);
    const route = 'GET /api/auth/users/:id/';
    expect(told.map((line) => line.replace(/in \d+ ms$/, 'in … ms'))).toEqual([
      `request ${route} 0`,
      `${route}: 503 in … ms`,
      'response 503',
      'retry ServerError 0',
      `${route}: ServerError, again in … ms`,
      `request ${route} 1`,
      `${route}: 503 in … ms`,
      'response 503',
      'error ServerError trace',
    ]);
    // No token, no id, no body.
    expect(told.join()).not.toMatch(/secret-token|4711/);
  });
});
