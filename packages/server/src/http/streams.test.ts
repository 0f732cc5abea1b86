import { afterEach, expect, it, vi } from 'vitest';
import { watchForStop } from './graceful-stop.js';
import { openHttpServer, type TestHttpServer } from './http-server.test-support.js';
import { RawClient } from './raw-client.test-support.js';

let http: TestHttpServer;
afterEach(() => http.close());

/** A source that gives one chunk, and then waits for ever, or until it is told to end. */
function waitingSource() {
  let end: (result: IteratorResult<Uint8Array>) => void = () => undefined;
  const ended = vi.fn();
  const first = new TextEncoder().encode(': here\n\n');
  let isFirst = true;
  const iterator: AsyncIterator<Uint8Array> = {
    next() {
      if (!isFirst) return new Promise((resolve) => (end = resolve));
      isFirst = false;
      return Promise.resolve({ value: first, done: false });
    },
    async return() {
      ended();
      end({ value: undefined, done: true });
      return { value: undefined, done: true };
    },
  };
  return { ended, end: () => iterator.return?.(), body: { [Symbol.asyncIterator]: () => iterator } };
}

const answer = (body: AsyncIterable<Uint8Array>) => ({
  status: 200,
  headers: { 'Content-Type': 'text/event-stream' },
  body,
});

it('sends what there is at once, and tells its source when the caller goes', async () => {
  const { body, ended } = waitingSource();
  http = await openHttpServer(async () => answer(body));
  const client = await RawClient.open(http.port);
  client.send(['GET / HTTP/1.1']);
  expect(await client.answer()).toMatchObject({
    status: 200,
    headers: { 'content-type': 'text/event-stream' },
  });
  expect(ended).not.toHaveBeenCalled();
  client.socket.destroy();
  await vi.waitFor(() => expect(ended).toHaveBeenCalled());
  await vi.waitFor(() => expect(http.logs.at(-1)).toMatchObject({ msg: 'request', cut_off: true }));
  expect(http.logs.filter(({ msg }) => msg === 'fault')).toEqual([]);
});

it('ends the answer with its source, so that the server can stop', async () => {
  const { body, end } = waitingSource();
  http = await openHttpServer(async () => answer(body));
  const stop = watchForStop(http.server);
  const client = await RawClient.open(http.port);
  client.send(['GET / HTTP/1.1']);
  await client.answer();
  // Longer than a test may take: nothing is cut off here.
  const stopped = stop(60_000);
  await end();
  await client.closed();
  await stopped;
});
