import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openHttpServer, type TestHttpServer } from './http-server.test-support.js';
import { RawClient } from './raw-client.test-support.js';

/** Callers who keep a connection and do nothing with it. The limits are those of the server, made short. */
const patient = {
  headersTimeout: 20_000,
  requestTimeout: 20_000,
  keepAliveTimeout: 20_000,
  inactivity: 20_000,
  connectionsCheckingInterval: 10,
};

let http: TestHttpServer;
afterEach(() => http.close());

const open = async (limits: Partial<typeof patient>): Promise<RawClient> => {
  http = await openHttpServer(({ readBody }) => readBody(1000), { limits: { ...patient, ...limits } });
  return RawClient.open(http.port);
};

describe('a connection is given up', () => {
  it('on which nothing ever comes', async () => {
    const client = await open({ headersTimeout: 50 });
    await client.closed();
  });

  it('on which the head of a request never ends', async () => {
    const client = await open({ headersTimeout: 50 });
    client.socket.write('GET / HTTP/1.1\r\nHost: a\r\nX: ');
    const { status, body } = await client.answer();
    expect([status, JSON.parse(body).error.message]).toEqual([400, 'The request took too long to arrive.']);
    await client.closed();
  });

  it('on which the body of a request never ends', async () => {
    const client = await open({ headersTimeout: 50, requestTimeout: 50 });
    client.send(['POST / HTTP/1.1', 'Content-Length: 500'], 'x');
    await client.closed();
  });

  it('on which no further request comes', async () => {
    const client = await open({ keepAliveTimeout: 50 });
    client.send(['POST / HTTP/1.1', 'Content-Length: 2'], '{}');
    expect((await client.answer()).status).toBe(200);
    await client.closed();
  });

  it('whose other end takes nothing of the answer', async () => {
    http = await openHttpServer(async () => 'x'.repeat(20_000_000), {
      limits: { ...patient, inactivity: 50 },
    });
    const gone = new Promise((resolve) =>
      http.server.once('connection', (socket) => socket.once('close', resolve)),
    );
    const client = await RawClient.open(http.port);
    client.socket.pause();
    client.send(['GET / HTTP/1.1']);
    await gone;
    client.socket.destroy();
  });
});

describe('the usual limits', () => {
  beforeEach(async () => {
    http = await openHttpServer(async () => 'ok');
  });

  it('are those of docs/deployment.md', () => {
    const { headersTimeout, requestTimeout, keepAliveTimeout, timeout } = http.server;
    expect({ headersTimeout, requestTimeout, keepAliveTimeout, timeout }).toEqual({
      headersTimeout: 20_000,
      requestTimeout: 300_000,
      keepAliveTimeout: 65_000,
      timeout: 120_000,
    });
  });
});
