import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { book, type Fixture, populate } from '../../server/testing/fixture.js';
import { openTestApi, type TestApi } from '../../server/testing/test-api.js';
import { AbortedError, type ChatStreamEvent, MedCor, type StreamedEvent } from '../src/index.js';
import { type InterferingProxy, startInterferingProxy } from '../testing/interfering-proxy.js';

describe('events', () => {
  let api: TestApi;
  let fixture: Fixture;
  let proxy: InterferingProxy;

  beforeAll(async () => {
    api = await openTestApi('memory');
    fixture = await populate(api);
    proxy = await startInterferingProxy(api.url);
  });
  afterAll(async () => {
    await proxy.close();
    await api.close();
  });

  const clientOf = (baseUrl: string) => new MedCor({ baseUrl, token: fixture.first.admin.token });

  it('are told as they happen, and taken up where the stream broke', async () => {
    const leaving = new AbortController();
    const stream = clientOf(proxy.url).events.stream(
      { type: 'appointment.created' },
      { signal: leaving.signal },
    );
    const events = stream[Symbol.asyncIterator]();
    const first = events.next();
    await expect.poll(() => proxy.requests.length).toBe(1);
    // The stream begins now: what happens before it is open is not in it.
    const told: StreamedEvent[] = [];
    const booked: number[] = [];
    void first.then(({ value }) => told.push(value));
    await expect
      .poll(async () => {
        booked.push(await book(api, fixture.first));
        return told.length;
      })
      .toBe(1);
    proxy.dropConnections();
    const missed = await book(api, fixture.first);
    const ids = new Set<number>();
    while (!ids.has(missed)) ids.add((await events.next()).value.data.data.id);
    // None is told twice, and none is left out.
    expect([told[0]?.data.data.id, ...ids]).toEqual([
      ...booked.filter((id) => id >= (told[0]?.data.data.id ?? 0)),
      missed,
    ]);
    expect(proxy.requests.at(-1)?.headers['last-event-id']).toMatch(/^evt_/);
    leaving.abort();
    await expect(events.next()).rejects.toBeInstanceOf(AbortedError);
  });

  it('go on after one that is known', async () => {
    const ids = [await book(api, fixture.first), await book(api, fixture.first)];
    const client = clientOf(api.url);
    const [last] = await client.events
      .list({ type: 'appointment.created', ordering: '-id' })
      .toArray({ limit: 2 })
      .then((rows) => rows.slice(1));
    for await (const { event, id, data } of client.events.stream({}, { lastEventId: last?.id })) {
      expect([event, data.data.id, id]).toEqual(['appointment.created', ids[1], data.id]);
      break;
    }
  });

  it('are refused as any call is', async () => {
    const patient = new MedCor({ baseUrl: api.url, token: fixture.first.patient.token });
    const events = patient.events.stream()[Symbol.asyncIterator]();
    await expect(events.next()).rejects.toMatchObject({ name: 'PermissionDeniedError' });
  });
});

describe('a reply of the assistant', () => {
  /** A server that answers one reply, as it is told to. */
  async function replying(reply: (response: ServerResponse) => void) {
    const bodies: string[] = [];
    const server = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      bodies.push(body);
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      reply(response);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    // The type of `address` allows for pipes.
    const { port } = server.address() as AddressInfo;
    return {
      client: new MedCor({ baseUrl: `http://127.0.0.1:${port}`, token: 'any' }),
      bodies,
      close: () => server.close(),
    };
  }

  const read = async (client: MedCor) => {
    const events: ChatStreamEvent[] = [];
    for await (const event of client.chat.stream({ message: 'Hello' })) events.push(event);
    return events;
  };

  it('comes in pieces, however they are cut', async () => {
    const text = [
      ': a comment\n\n',
      'event: session\ndata: {"session_id":"7b1d5a3e-2f64-4c8b-9a10-5e6f7a8b9c0d"}\n\n',
      'event: delta\r\ndata: {"text":\r\ndata: "Grüße 👋"}\r\n\r\n',
      'event: done\ndata: {}\n\n',
    ].join('');
    const bytes = Buffer.from(text);
    const { client, bodies, close } = await replying(async (response) => {
      for (let at = 0; at < bytes.length; at += 7) {
        response.write(bytes.subarray(at, at + 7));
        await new Promise((resolve) => setImmediate(resolve));
      }
      response.end();
    });
    expect(await read(client)).toEqual([
      { event: 'session', data: { session_id: '7b1d5a3e-2f64-4c8b-9a10-5e6f7a8b9c0d' }, id: undefined },
      { event: 'delta', data: { text: 'Grüße 👋' }, id: undefined },
      { event: 'done', data: {}, id: undefined },
    ]);
    expect(bodies).toEqual(['{"message":"Hello","stream":true}']);
    close();
  });

  it('that breaks is an error, and is not asked for a second time', async () => {
    const { client, bodies, close } = await replying((response) => {
      response.write('event: delta\ndata: {"text":"Ha"}\n\n', () => response.destroy());
    });
    await expect(read(client)).rejects.toMatchObject({ name: 'ConnectionError' });
    expect(bodies).toHaveLength(1);
    close();
  });

  it('ends where its reader leaves', async () => {
    let ended: Promise<unknown> | undefined;
    const { client, close } = await replying((response) => {
      ended = once(response, 'close');
      response.write('event: delta\ndata: {"text":"a"}\n\n');
    });
    for await (const { event } of client.chat.stream({ message: 'Hello' })) {
      expect(event).toBe('delta');
      break;
    }
    await ended;
    close();
  });
});
