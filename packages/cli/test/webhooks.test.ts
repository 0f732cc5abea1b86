import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { verifyWebhook } from '@medcor/sdk/webhooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startInterferingProxy } from '../../sdk/testing/interfering-proxy.js';
import type { Shell } from '../testing/run-medcor.js';
import { type CliWorld, openCliWorld } from '../testing/signed-in.js';

interface Received {
  readonly body: string;
  readonly headers: Record<string, string>;
}

let world: CliWorld;
beforeAll(async () => {
  world = await openCliWorld();
});
afterAll(() => world.close());

/** A receiver of webhooks on loopback, as a developer has one. */
async function startReceiver(at = 0) {
  const received: Received[] = [];
  let waiting: { count: number; resolve: () => void } | undefined;
  let failures = 0;
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    if (failures > 0) {
      failures -= 1;
      response.writeHead(503).end();
      return;
    }
    received.push({
      body,
      headers: Object.fromEntries(Object.entries(request.headers).map(([k, v]) => [k, String(v)])),
    });
    response.end();
    if (waiting && received.length >= waiting.count) waiting.resolve();
  });
  server.listen(at, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hooks`,
    received,
    fail(times: number) {
      failures = times;
    },
    has: (count: number) =>
      new Promise<void>((resolve) => {
        waiting = { count, resolve };
        if (received.length >= count) resolve();
      }),
    close: () => server.close(),
  };
}

async function createUser(name: string): Promise<void> {
  const body = {
    email: `${name}@example.org`,
    first_name: name,
    last_name: 'B',
    role: 'patient',
    password: 'Correct-Horse-7!',
  };
  await world.api.post('/api/auth/users/', body, world.fixture.first.admin.token);
}

function secretOf(said: string): string {
  const [secret] = /whsec_\S+(?=,)/.exec(said) ?? [];
  if (secret === undefined) throw new Error(`No secret in ${said}`);
  return secret;
}

async function listen(shell: Shell, url: string) {
  const listening = shell.start(['webhooks', 'listen', '--forward-to', url]);
  const said = await listening.says(/Beginning now|Going on after/);
  return { listening, secret: secretOf(said), said };
}

describe('webhooks listen', () => {
  it('forwards each event, signed; goes on after the connection was lost, and after it was ended', async () => {
    const proxy = await startInterferingProxy(world.api.url);
    const receiver = await startReceiver();
    const shell = await world.signIn(world.fixture.first.admin.email, proxy.url);
    const first = await listen(shell, receiver.url);
    await expect.poll(() => proxy.requests.some(({ path }) => path.includes('/events'))).toBe(true);
    // The stream is open once something came of it.
    await expect
      .poll(
        async () => {
          if (receiver.received.length === 0) await createUser(`probe${Math.random().toString(36).slice(2)}`);
          return receiver.received.length;
        },
        { interval: 200 },
      )
      .toBeGreaterThan(0);
    const before = receiver.received.length;

    proxy.dropConnections();
    await createUser('while-it-was-away');
    await receiver.has(before + 1);

    first.listening.process.kill('SIGINT');
    expect(await first.listening.ended).toMatchObject({ code: 130 });
    await createUser('after-it-was-ended');
    const second = await listen(shell, receiver.url);
    expect(second.said).toContain('Going on after');
    expect(second.secret).toBe(first.secret);
    receiver.fail(1);
    await receiver.has(before + 2);
    second.listening.process.kill('SIGINT');
    await second.listening.ended;

    const ids = receiver.received.map(({ body }) => JSON.parse(body).id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { body, headers } of receiver.received) {
      const event = await verifyWebhook(body, headers, first.secret);
      expect(event).toMatchObject({ type: 'user.created', hospital: world.fixture.first.id });
    }
    receiver.close();
    await proxy.close();
  });
});

describe('webhooks listen, without a receiver', () => {
  it('waits for it, and leaves no event out', async () => {
    const gone = await startReceiver();
    const { port } = new URL(gone.url);
    gone.close();
    const shell = await world.signIn(world.fixture.first.admin.email);
    const { listening } = await listen(shell, gone.url);
    let said = '';
    const waiting = listening.says(/; evt_\w+ waits for it\./).then((text) => {
      said = text;
    });
    // The stream is open once something came of it.
    await expect
      .poll(
        async () => {
          if (said === '') await createUser(`early${Math.random().toString(36).slice(2)}`);
          return said;
        },
        { interval: 300, timeout: 20_000 },
      )
      .not.toBe('');
    await waiting;
    const [, first = ''] = /; (evt_\w+) waits for it\./.exec(said) ?? [];
    const back = await startReceiver(Number(port));
    await back.has(1);
    expect(JSON.parse(back.received[0]?.body ?? '{}').id).toBe(first);
    listening.process.kill('SIGINT');
    await listening.ended;
    back.close();
  });
});

describe('webhooks trigger', () => {
  it('sends an invented event, signed as listen signs', async () => {
    const receiver = await startReceiver();
    const shell = await world.signIn(world.fixture.first.admin.email);
    const { code, stdout, stderr } = await shell.medcor([
      'webhooks',
      'trigger',
      'appointment.created',
      '--forward-to',
      receiver.url,
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^evt_\w+ appointment\.created 200\n$/);
    const { listening, secret } = await listen(shell, receiver.url);
    listening.process.kill('SIGINT');
    await listening.ended;
    const [{ body, headers } = { body: '', headers: {} }] = receiver.received;
    expect(await verifyWebhook(body, headers, secret)).toMatchObject({ type: 'appointment.created' });
    receiver.close();
  });

  it.each([
    [['appointment.exploded', '--forward-to', 'http://127.0.0.1:1/'], 2, 'There are: '],
    [
      ['appointment.created', '--forward-to', 'localhost:3000/x'],
      2,
      'Usage: medcor webhooks trigger EVENT --forward-to URL',
    ],
    [['appointment.created'], 2, 'Usage: medcor webhooks trigger EVENT --forward-to URL'],
    [['appointment.created', '--forward-to', 'http://127.0.0.1:1/'], 1, 'The receiver did not take it.'],
  ])('%j exits with %i', async (args, expected, said) => {
    const { code, stderr } = await world.stranger.medcor(['webhooks', 'trigger', ...args]);
    expect(code).toBe(expected);
    expect(stderr).toContain(said);
  });
});
