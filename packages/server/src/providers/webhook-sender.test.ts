import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server, Socket } from 'node:net';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { publish } from '../../testing/figures.js';
import type { WebhookSender } from '../ports.js';
import { createWebhookAddresses, type Resolve } from './webhook-addresses.js';
import { createWebhookSender } from './webhook-sender.js';
import { signaturesOf } from './webhook-signature.js';

/** Requests go to servers on this machine, or nowhere: no name is ever looked up. */

interface Received {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

const clock = () => new Date('2025-01-20T09:00:00.750Z');
const secrets = ['the-first-secret', 'the-second-secret'];
const message = { id: 'evt_1', body: '{"name":"Ärzte"}', secrets };

let server: Server;
let port: number;
let received: Received[];
let connections: number;
let reply: (response: ServerResponse, request: IncomingMessage) => void;
let names: Record<string, string[]>;
let lookedUp: string[];

const resolve: Resolve = async (name) => {
  lookedUp.push(name);
  const addresses = names[name];
  if (!addresses) throw Object.assign(new Error('There is no such name.'), { code: 'ENOTFOUND' });
  return addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
};

function senderWith(allowPrivate: boolean, timeoutMs = 5000): WebhookSender {
  const addresses = createWebhookAddresses({ allowPrivate, resolve });
  return createWebhookSender({ addresses, clock, version: '1.2.3', timeoutMs });
}

async function listen(listening: Server): Promise<void> {
  server = listening.listen(0, '127.0.0.1');
  server.on('connection', () => {
    connections += 1;
  });
  await once(server, 'listening');
  // The type of `address` allows for pipes.
  ({ port } = server.address() as AddressInfo);
}

beforeEach(async () => {
  received = [];
  connections = 0;
  lookedUp = [];
  names = { 'hooks.example': ['127.0.0.1'] };
  reply = (response) => response.end('ok');
  await listen(
    createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      const { method, url, headers } = request;
      received.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
      reply(response, request);
    }),
  );
});
afterEach(async () => {
  server.close();
});

const send = (url: string, sender = senderWith(true)) => sender.send({ ...message, url });

describe('the sender', () => {
  it('sends the body as it is, signed with every secret', async () => {
    const outcome = await send(`http://hooks.example:${port}/in?key=1`);
    expect(outcome).toEqual({ status: 200, body: 'ok', error: null, durationMs: expect.any(Number) });
    const timestamp = Math.floor(clock().getTime() / 1000);
    expect(received).toEqual([
      {
        method: 'POST',
        url: '/in?key=1',
        body: message.body,
        headers: {
          host: `hooks.example:${port}`,
          connection: 'close',
          'content-type': 'application/json',
          'content-length': String(Buffer.byteLength(message.body)),
          'user-agent': 'MedCor-Webhooks/1.2.3',
          'webhook-id': 'evt_1',
          'webhook-timestamp': String(timestamp),
          'webhook-signature': signaturesOf({ id: 'evt_1', timestamp, body: message.body }, secrets),
        },
      },
    ]);
  });

  it.each([204, 302, 410, 500])('answers a %i as what it is, and goes nowhere else', async (status) => {
    reply = (response) => response.writeHead(status, { Location: `http://127.0.0.1:${port}/other` }).end();
    expect(await send(`http://127.0.0.1:${port}/`)).toMatchObject({ status, body: '', error: null });
    expect(received.map(({ url }) => url)).toEqual(['/']);
  });

  it('reads the first kilobyte of an answer, and no more', async () => {
    reply = (response) => {
      response.write(`${'x'.repeat(1023)}é`);
      // It never ends: nobody waits for that.
      response.write('y'.repeat(100_000));
    };
    const { status, body } = await send(`http://127.0.0.1:${port}/`);
    expect([status, body]).toEqual([200, 'x'.repeat(1023)]);
  });

  it('shows of an answer what a database can keep', async () => {
    reply = (response) => response.end(Buffer.from([0x61, 0x00, 0xff, 0x62]));
    expect((await send(`http://127.0.0.1:${port}/`)).body).toBe('a\uFFFD\uFFFDb');
  });

  it('takes an answer that breaks off for what has come of it', async () => {
    reply = (response, request) => {
      response.writeHead(201, { 'Content-Length': '100' });
      response.write('begun', () => request.socket.destroy());
    };
    expect(await send(`http://127.0.0.1:${port}/`)).toMatchObject({
      status: 201,
      body: 'begun',
      error: null,
    });
  });

  it.each([
    ['never answers', () => undefined],
    ['never says what', (response: ServerResponse) => response.writeContinue()],
  ])('gives up on someone who %s', async (_what, silent) => {
    reply = silent;
    expect(await send(`http://127.0.0.1:${port}/`, senderWith(true, 100))).toMatchObject({
      status: null,
      body: null,
      error: 'No answer in time.',
    });
  });

  it('keeps what was answered by someone who never ends', async () => {
    reply = (response) => response.write('begun');
    expect(await send(`http://127.0.0.1:${port}/`, senderWith(true, 200))).toMatchObject({
      status: 200,
      body: 'begun',
      error: null,
    });
  });

  it('says why there was no answer, and nothing of where it looked', async () => {
    const closed = port;
    server.close();
    await once(server, 'close');
    await listen(createTcpServer((socket) => socket.destroy()));
    expect((await send(`http://hooks.example:${closed}/`)).error).toBe('No answer: ECONNREFUSED.');
    expect((await send(`http://hooks.example:${port}/`)).error).toBe('No answer: ECONNRESET.');
    expect((await send('http://unknown.example/')).error).toBe('The name does not resolve.');
    expect((await send(`https://hooks.example:${port}/`)).error).toMatch(/^No answer: E[A-Z_]+\.$/);
  });
});

/** Addresses that lead nowhere else, in every notation that URLs have for them. */
const privateForms = [
  '127.0.0.1',
  '127.1',
  '127.0.1',
  '2130706433',
  '0x7f000001',
  '0x7f.1',
  '0177.0.0.1',
  '017700000001',
  '127.0.0.1.',
  '①②⑦.⓪.⓪.①',
  '%31%32%37.0.0.1',
  '127.255.255.254',
  '0.0.0.0',
  '0',
  '10.0.0.1',
  '100.64.0.1',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.2.1',
  '192.168.0.1',
  '198.18.0.1',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
  '[::1]',
  '[::]',
  '[0:0:0:0:0:0:0:1]',
  '[::127.0.0.1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[::ffff:0:127.0.0.1]',
  '[2001:db8::1]',
  '[2002:7f00:1::]',
  '[64:ff9b::127.0.0.1]',
  '[fc00::1]',
  '[fe80::1]',
  '[ff02::1]',
];

describe('the sender refuses, without connecting,', () => {
  let refusals = 0;
  let reached = 0;
  const refused = { status: null, body: null };
  afterEach(() => vi.restoreAllMocks());
  afterAll(() => {
    publish({
      part: 'ssrf',
      over: 'loopback',
      attempts: `${refusals} notations of private addresses, and names that lead to some`,
      result: `${reached} reached`,
    });
  });

  it.each(privateForms)('the address %s', async (host) => {
    // Whatever the sender may do one day, nothing leaves a test.
    const connect = vi.spyOn(Socket.prototype, 'connect').mockImplementation(function (this: Socket) {
      return this.destroy(new Error('This test connects to nothing.'));
    });
    const outcome = await send(`https://${host}:${port}/`, senderWith(false));
    refusals += 1;
    reached += connect.mock.calls.length;
    expect(outcome).toMatchObject({ ...refused, error: 'Leads to a private or special address.' });
    expect([connect.mock.calls, lookedUp]).toEqual([[], []]);
  });

  it.each([
    ['one', ['127.0.0.1']],
    ['one of IPv6', ['::1']],
    ['one in the notation of IPv6', ['::ffff:127.0.0.1']],
    ['none', []],
  ])('a name that leads to %s', async (_kind, addresses) => {
    names['inside.example'] = addresses;
    const outcome = await send(`https://inside.example:${port}/`, senderWith(false));
    refusals += 1;
    reached += connections;
    expect(outcome).toMatchObject({ ...refused, error: 'Leads to a private or special address.' });
    expect([connections, lookedUp]).toEqual([0, ['inside.example']]);
  });

  it('a name that leads elsewhere than when it was given', async () => {
    const addresses = createWebhookAddresses({ allowPrivate: false, resolve });
    names['turning.example'] = ['8.8.8.8'];
    expect(await addresses.objectionTo('https://turning.example/')).toBeUndefined();
    names['turning.example'] = ['127.0.0.1'];
    expect(await addresses.objectionTo('https://turning.example/')).toBeDefined();
    const outcome = await send(`https://turning.example:${port}/`, senderWith(false));
    expect([outcome.error, connections]).toEqual(['Leads to a private or special address.', 0]);
  });

  it('plain http, and credentials', async () => {
    const strict = senderWith(false);
    expect((await send(`http://hooks.example:${port}/`, strict)).error).toBe('Must be https.');
    expect((await send(`https://a:b@hooks.example:${port}/`, strict)).error).toBe(
      'Must carry no credentials.',
    );
    expect((await send(`ftp://hooks.example:${port}/`)).error).toBe('Must be https.');
    expect([connections, lookedUp]).toEqual([0, []]);
  });
});
