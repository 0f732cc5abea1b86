import { once } from 'node:events';
import { Readable } from 'node:stream';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ApiError } from '../edge/api-error.js';
import type { EdgeRequest } from '../edge/exchange.js';
import { openHttpServer, type TestHttpServer } from './http-server.test-support.js';
import { RawClient } from './raw-client.test-support.js';

let http: TestHttpServer;
afterEach(() => http.close());

/** What the edge is told of each request. */
const openEcho = (options: Parameters<typeof openHttpServer>[1] = {}) =>
  openHttpServer(async (request: EdgeRequest) => {
    const { method, path, search, ip, baseUrl, isLocal, requestId } = request;
    return { method, path, search, ip, baseUrl, isLocal, requestId, agent: request.header('User-Agent') };
  }, options);

async function raw(lines: string[], body?: string) {
  const client = await RawClient.open(http.port);
  client.send(lines, body);
  const answer = await client.answer();
  client.socket.destroy();
  return answer;
}

describe('the HTTP server', () => {
  it('tells the edge of a request as it was sent', async () => {
    http = await openEcho();
    const response = await fetch(`${http.url}/API/%41%2f/a//?q=%20x&q=1?`, {
      headers: { 'User-Agent': 'me' },
    });
    expect(await response.json()).toEqual({
      method: 'GET',
      path: '/API/%41%2f/a//',
      search: 'q=%20x&q=1?',
      ip: '127.0.0.1',
      baseUrl: http.url,
      isLocal: true,
      requestId: response.headers.get('x-request-id'),
      agent: 'me',
    });
  });

  it.each([
    ['http://elsewhere.example/a/?b', '/a/', 'b'],
    ['http://elsewhere.example', '', ''],
    ['//a//b', '//a//b', ''],
    ['/%zz?%zz', '/%zz', '%zz'],
    ['*', '*', ''],
    ['/http://x/', '/http://x/', ''],
  ])('takes any target that HTTP allows: %s', async (target, path, search) => {
    http = await openEcho();
    const { status, body } = await raw([`OPTIONS ${target} HTTP/1.1`]);
    expect([status, JSON.parse(body)]).toEqual([200, expect.objectContaining({ path, search })]);
  });

  it('answers in the envelope to an address that nothing can be made of', async () => {
    http = await openEcho();
    const { status, headers, body } = await raw(['GET http://[ HTTP/1.1']);
    expect(status).toBe(404);
    expect(JSON.parse(body).error).toMatchObject({ code: 'NOT_FOUND', request_id: headers['x-request-id'] });
  });

  it('gives every answer the request id, the caller’s own if it is a sane one', async () => {
    http = await openEcho();
    const idFor = async (own: string) =>
      (await fetch(http.url, { headers: { 'X-Request-Id': own } })).headers.get('x-request-id');
    expect(await idFor('Order-66_a.b')).toBe('Order-66_a.b');
    for (const own of ['', 'a b', 'é', 'x'.repeat(129), 'a,b']) {
      expect(await idFor(own)).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  it('names no product, and lets browsers do nothing with an answer', async () => {
    http = await openEcho();
    const { headers } = await fetch(http.url);
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-security-policy':
        "default-src 'none';frame-ancestors 'none';base-uri 'none';form-action 'none'",
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
    });
    expect(headers.has('x-powered-by')).toBe(false);
    expect(headers.has('etag')).toBe(false);
  });

  it('logs what was asked, and nothing that was in it', async () => {
    http = await openEcho();
    const headers = { 'X-Request-Id': 'r1', Authorization: 'Bearer hidden' };
    await fetch(`${http.url}/api/auth/users/7/hidden/?token=hidden`, {
      method: 'POST',
      body: 'hidden',
      headers,
    });
    await vi.waitFor(() => expect(http.logs).toHaveLength(1), { interval: 5 });
    expect(http.logs[0]).toEqual({
      level: 30,
      time: expect.any(String),
      msg: 'request',
      request_id: 'r1',
      method: 'POST',
      path: '/api/auth/users/7/*/',
      status: 200,
      ms: expect.any(Number),
    });
    expect(JSON.stringify(http.logs)).not.toContain('hidden');
  });

  it('answers HEAD with the headers alone, and ends a source that it does not read', async () => {
    const file = Readable.from(['content']);
    http = await openHttpServer(async ({ path }) =>
      path === '/file' ? { status: 200, headers: { 'Content-Length': '7' }, body: file } : { a: 1 },
    );
    const json = await fetch(http.url, { method: 'HEAD' });
    expect([await json.text(), json.headers.get('content-length')]).toEqual(['', '7']);
    const client = await RawClient.open(http.port);
    client.send(['HEAD /file HTTP/1.1', 'Connection: close']);
    let received = '';
    client.socket.on('data', (chunk) => {
      received += chunk;
    });
    await client.closed();
    expect(received).toMatch(/Content-Length: 7\r\n.*\r\n\r\n$/s);
    expect(file.destroyed).toBe(true);
  });

  it('answers 204 without a body', async () => {
    http = await openHttpServer(async () => ({ status: 204, headers: {}, body: null }));
    const { headers } = await raw(['DELETE / HTTP/1.1']);
    expect(headers).not.toHaveProperty('content-length');
    expect(headers).not.toHaveProperty('transfer-encoding');
  });

  it('streams a file, breaks off with its source, and ends the source when the caller leaves', async () => {
    const ended = vi.fn();
    async function* source(fails: boolean) {
      try {
        for (let chunk = 0; chunk < 1000; chunk += 1) {
          if (fails && chunk === 2) throw new Error('The disk is gone.');
          yield Buffer.alloc(100_000);
        }
      } finally {
        ended();
      }
    }
    http = await openHttpServer(async ({ path }) => ({
      status: 200,
      headers: { 'Content-Length': '100000000' },
      body: source(path === '/fails'),
    }));
    const whole = await fetch(http.url);
    expect((await whole.arrayBuffer()).byteLength).toBe(100_000_000);

    await expect(fetch(`${http.url}/fails`).then((response) => response.arrayBuffer())).rejects.toThrow();
    expect(http.logs).toContainEqual(expect.objectContaining({ level: 50, msg: 'fault' }));

    const client = await RawClient.open(http.port);
    client.send(['GET / HTTP/1.1']);
    await once(client.socket, 'data');
    client.socket.destroy();
    await vi.waitFor(() => expect(ended).toHaveBeenCalledTimes(3), { interval: 5 });
    expect(http.logs.filter(({ level }) => level === 50)).toHaveLength(1);
  });

  it('answers a fault of its own with the envelope', async () => {
    http = await openHttpServer(async ({ path }) => {
      if (path === '/header') return { status: 200, headers: { 'X-Broken': 'a\nb' }, body: '{}' };
      throw new TypeError('Broken.');
    });
    for (const path of ['/', '/header']) {
      const response = await fetch(http.url + path, { headers: { 'X-Request-Id': 'r2' } });
      expect(response.status).toBe(500);
      expect(await response.json()).toEqual({
        error: { code: 'INTERNAL_ERROR', message: expect.any(String), details: {}, request_id: 'r2' },
      });
    }
    expect(http.logs).toContainEqual(
      expect.objectContaining({ err: expect.objectContaining({ message: 'Broken.' }) }),
    );
  });

  it.each([
    ['not HTTP', 'Hello?\r\n\r\n'],
    ['no host', 'GET / HTTP/1.1\r\n\r\n'],
    ['large headers', `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`],
    ['two lengths', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx'],
    [
      'a length and chunks',
      'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\nx',
    ],
    ['broken chunks', 'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n'],
  ])('refuses %s', async (what, text) => {
    http = await openHttpServer(({ readBody }) => readBody(10));
    const client = await RawClient.open(http.port);
    client.socket.write(text);
    const { status, headers, body } = await client.answer();
    expect(status).toBe(400);
    // Node's own parser answers this one, before anybody is asked.
    if (what !== 'no host') {
      const { error } = JSON.parse(body);
      expect(error).toMatchObject({ code: 'VALIDATION_ERROR', request_id: headers['x-request-id'] });
    }
    await client.closed();
  });

  it('passes over an expectation that it does not know', async () => {
    http = await openEcho();
    expect((await raw(['GET / HTTP/1.1', 'Expect: miracles'])).status).toBe(200);
  });
});

describe('proxies', () => {
  const forwarded = {
    'X-Forwarded-For': '203.0.113.7, 10.0.0.2',
    'X-Forwarded-Proto': 'https',
    'X-Forwarded-Host': 'api.example.com:444',
  };
  const ask = async (headers: Record<string, string> = forwarded) =>
    (await fetch(http.url, { headers })).json();

  it('are believed only where they are trusted', async () => {
    http = await openEcho();
    expect(await ask()).toMatchObject({ ip: '127.0.0.1', baseUrl: http.url, isLocal: false });
  });

  it.each([
    [1, '10.0.0.2'],
    [2, '203.0.113.7'],
    [['127.0.0.1', '10.0.0.0/8'], '203.0.113.7'],
    [['10.0.0.0/8'], '127.0.0.1'],
  ])('that are trusted tell of the caller: %o', async (trustProxy, ip) => {
    http = await openEcho({ trustProxy });
    const baseUrl = ip === '127.0.0.1' ? http.url : 'https://api.example.com:444';
    expect(await ask()).toMatchObject({ ip, baseUrl, isLocal: false });
  });

  it('cannot pass on nonsense, and leave nobody local', async () => {
    http = await openEcho({ trustProxy: 1 });
    expect(await ask({ 'X-Forwarded-For': 'unknown', 'X-Forwarded-Proto': 'javascript' })).toMatchObject({
      ip: '127.0.0.1',
      baseUrl: http.url,
    });
    expect(await ask({ 'X-Forwarded-Host': 'a>; rel="next"' })).toMatchObject({
      baseUrl: 'http://public.example',
    });
    expect(await ask({})).toMatchObject({ isLocal: false });
  });

  it('leave nobody local in production', async () => {
    http = await openEcho({ isProduction: true });
    expect(await ask({})).toMatchObject({ isLocal: false });
  });
});

describe('pages of other origins', () => {
  const preflight = (origin: string) =>
    fetch(http.url, {
      method: 'OPTIONS',
      headers: {
        Origin: origin,
        'Access-Control-Request-Method': 'PUT',
        'Access-Control-Request-Headers': 'authorization,idempotency-key',
      },
    });
  const allowed = async (origin: string) =>
    (await fetch(http.url, { headers: { Origin: origin } })).headers.get('access-control-allow-origin');

  it('may call when they are named', async () => {
    http = await openEcho({ corsOrigins: ['https://app.example.com'] });
    const { status, headers } = await preflight('https://app.example.com');
    expect(status).toBe(204);
    expect(Object.fromEntries(headers)).toMatchObject({
      'access-control-allow-origin': 'https://app.example.com',
      'access-control-allow-methods': 'GET,POST,PUT,DELETE',
      'access-control-allow-headers': 'authorization,idempotency-key',
      'x-request-id': expect.any(String),
    });
    const response = await fetch(http.url, { headers: { Origin: 'https://app.example.com' } });
    expect(response.headers.get('vary')).toContain('Origin');
    expect(response.headers.get('access-control-expose-headers')).toBe(
      'X-Request-Id,X-Next-Cursor,X-Total-Count,Link,ETag,Retry-After,X-RateLimit-Limit,X-RateLimit-Remaining,' +
        'X-RateLimit-Reset,Idempotent-Replayed',
    );
    expect(await allowed('https://evil.example')).toBeNull();
    expect((await preflight('https://evil.example')).headers.has('access-control-allow-origin')).toBe(false);
  });

  it('may call from anywhere when all are allowed, or from this machine in development', async () => {
    http = await openEcho({ corsOrigins: '*' });
    expect(await allowed('https://evil.example')).toBe('*');
    await http.close();
    http = await openEcho({ corsOrigins: 'loopback' });
    expect(await allowed('http://localhost:3000')).toBe('http://localhost:3000');
    expect(await allowed('https://evil.example')).toBeNull();
  });

  it('are told of errors too', async () => {
    http = await openHttpServer(async () => {
      throw new ApiError('NOT_FOUND');
    });
    const response = await fetch(http.url, { headers: { Origin: 'http://localhost:3000' } });
    expect(response.status).toBe(404);
    expect(response.headers.get('access-control-allow-origin')).toBe('http://localhost:3000');
  });
});
