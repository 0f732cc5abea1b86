import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ApiError } from '../edge/api-error.js';
import { openHttpServer, type TestHttpServer } from './http-server.test-support.js';
import { RawClient } from './raw-client.test-support.js';

const LIMIT = 1000;
let http: TestHttpServer;
/** What reading ended in, newest last. */
const outcomes: unknown[] = [];

beforeAll(async () => {
  http = await openHttpServer(async (request) => {
    if (request.path === '/refused') throw new ApiError('NOT_AUTHENTICATED');
    const reading = request.readBody(LIMIT);
    await reading.then(
      (body) => outcomes.push(body.length),
      (error) => outcomes.push(error.code),
    );
    return { length: (await reading).length };
  });
});
afterAll(() => http.close());

async function assertUsable(client: RawClient): Promise<void> {
  client.send(['POST /next HTTP/1.1', 'Content-Length: 3'], 'abc');
  expect(await client.answer()).toMatchObject({ status: 200, body: '{"length":3}' });
}

describe('a body', () => {
  it('is read whole, up to its limit, with or without a length', async () => {
    for (const length of [0, 1, LIMIT]) {
      const response = await fetch(http.url, { method: 'POST', body: 'x'.repeat(length) });
      expect(await response.json()).toEqual({ length });
    }
    const client = await RawClient.open(http.port);
    client.send(['POST / HTTP/1.1', 'Transfer-Encoding: chunked'], '3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n');
    expect((await client.answer()).body).toBe('{"length":5}');
    await assertUsable(client);
    client.socket.destroy();
  });

  it('is refused past the limit, by its length before any of it has come', async () => {
    const client = await RawClient.open(http.port);
    client.send(['POST / HTTP/1.1', `Content-Length: ${LIMIT + 1}`]);
    const answer = await client.answer();
    expect(answer.status).toBe(413);
    expect(JSON.parse(answer.body).error.code).toBe('PAYLOAD_TOO_LARGE');
    client.socket.write('x'.repeat(LIMIT + 1));
    await assertUsable(client);
    client.socket.destroy();
  });

  it('is refused past the limit while it comes in pieces', async () => {
    const client = await RawClient.open(http.port);
    client.send(['POST / HTTP/1.1', 'Transfer-Encoding: chunked'], `400\r\n${'x'.repeat(0x400)}\r\n`);
    expect((await client.answer()).status).toBe(413);
    client.socket.write(`400\r\n${'x'.repeat(0x400)}\r\n0\r\n\r\n`);
    await assertUsable(client);
    client.socket.destroy();
  });

  it.each(['gzip', 'br', 'deflate, gzip'])('is refused when it is packed: %s', async (encoding) => {
    const headers = { 'Content-Encoding': encoding };
    const response = await fetch(http.url, { method: 'POST', body: 'x', headers });
    expect(response.status).toBe(415);
    expect(await response.json()).toMatchObject({ error: { code: 'UNSUPPORTED_MEDIA_TYPE' } });
  });

  it('that nobody reads does not spoil the connection', async () => {
    const client = await RawClient.open(http.port);
    const head = ['POST /refused HTTP/1.1', 'Content-Length: 200000'];
    client.send(head, 'x'.repeat(200_000));
    expect((await client.answer()).status).toBe(401);
    // The answer also comes to a caller who has not sent the body yet.
    client.send(head);
    expect((await client.answer()).status).toBe(401);
    client.socket.write('x'.repeat(200_000));
    await assertUsable(client);
    client.socket.destroy();
  });

  it('that does not end is not read for ever', async () => {
    const client = await RawClient.open(http.port);
    client.send(['POST /refused HTTP/1.1', 'Transfer-Encoding: chunked']);
    expect((await client.answer()).status).toBe(401);
    const mebibyte = Buffer.from(`100000\r\n${'x'.repeat(0x100000)}\r\n`);
    let sent = 0;
    for (; !client.socket.destroyed && sent < 200; sent += 1) {
      if (!client.socket.write(mebibyte)) await client.drained();
    }
    await client.closed();
    expect(sent).toBeLessThan(100);
  });

  it('that is cut off ends the reading', async () => {
    const client = await RawClient.open(http.port);
    client.send(['POST / HTTP/1.1', 'Content-Length: 500'], 'x'.repeat(100));
    await once(http.server, 'request');
    client.socket.destroy();
    await vi.waitFor(() => expect(http.logs.at(-1)).toMatchObject({ cut_off: true }), { interval: 5 });
    expect(outcomes.at(-1)).toBe('VALIDATION_ERROR');
  });
});
