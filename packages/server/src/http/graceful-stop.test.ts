import { EventEmitter, once } from 'node:events';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { watchForStop } from './graceful-stop.js';
import { openHttpServer, type TestHttpServer } from './http-server.test-support.js';
import { RawClient } from './raw-client.test-support.js';

let http: TestHttpServer;
let stop: (graceMs: number) => Promise<void>;
let slow: EventEmitter<{ arrived: []; goOn: [] }>;

beforeEach(async () => {
  slow = new EventEmitter();
  http = await openHttpServer(async ({ path }) => {
    if (path === '/large') return 'x'.repeat(30_000_000);
    if (path !== '/slow') return 'now';
    slow.emit('arrived');
    await once(slow, 'goOn');
    return 'at last';
  });
  stop = watchForStop(http.server);
});
afterEach(() => http.close());

it('finishes what is under way, and takes nothing new', async () => {
  const [idle, busy] = [await RawClient.open(http.port), await RawClient.open(http.port)];
  idle.send(['GET / HTTP/1.1']);
  await idle.answer();
  busy.send(['GET /slow HTTP/1.1']);
  await once(slow, 'arrived');

  const stopped = stop(10_000);
  await idle.closed();
  await expect(fetch(http.url)).rejects.toThrow();
  slow.emit('goOn');
  expect(await busy.answer()).toMatchObject({ body: '"at last"', headers: { connection: 'close' } });
  await busy.closed();
  await stopped;
});

it('does not cut off an answer that is still being sent', async () => {
  const { socket } = await RawClient.open(http.port);
  let received = 0;
  socket.removeAllListeners('data').on('data', (chunk) => {
    received += chunk.length;
  });
  socket.write('GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n');
  await once(socket, 'data');
  socket.pause();
  const stopped = stop(10_000);
  socket.resume();
  await once(socket, 'close');
  expect(received).toBeGreaterThan(30_000_000);
  await stopped;
});

it('cuts off what takes too long', async () => {
  const client = await RawClient.open(http.port);
  client.send(['GET /slow HTTP/1.1']);
  await once(slow, 'arrived');
  await stop(20);
  await client.closed();
  slow.emit('goOn');
});
