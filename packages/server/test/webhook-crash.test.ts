import { mkdtemp, rm } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Event } from '@medcor/contract';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { counted, publish } from '../testing/figures.js';
import { type HospitalFixture, populate } from '../testing/fixture.js';
import { type PostgresServer, startPostgres } from '../testing/postgres-server.js';
import { freePort, type ServerProcess, startServerProcess } from '../testing/server-process.js';
import { openWebhookReceiver, type Received, type WebhookReceiver } from '../testing/webhook-receiver.js';

/**
 * `kill -9` in the middle of sending: every event arrives all the same. A few events and kills in the tests; for a
 * figure: MEDCOR_WEBHOOK_EVENTS=2000 MEDCOR_WEBHOOK_KILLS=10 pnpm vitest run packages/server/test/webhook-crash.test.ts
 */
const eventCount = Number(process.env.MEDCOR_WEBHOOK_EVENTS ?? 90);
const kills = Number(process.env.MEDCOR_WEBHOOK_KILLS ?? 2);

interface Target {
  /** One for each process. */
  readonly environments: readonly Record<string, string>[];
  /** What to kill, round by round: a process by its number, or the database. */
  readonly victims: readonly (number | 'database')[];
  killDatabase(): Promise<void>;
  startDatabase(): Promise<void>;
  close(): Promise<void>;
}

async function embedded(): Promise<Target> {
  const folder = await mkdtemp(path.join(tmpdir(), 'medcor-crash-'));
  return {
    environments: [{ MEDCOR_DATA_DIR: folder, DATABASE_URL: '' }],
    victims: [0],
    killDatabase: async () => undefined,
    startDatabase: async () => undefined,
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Two processes, over a server that fsyncs. */
async function postgresql(): Promise<Target> {
  const folder = await mkdtemp(path.join(tmpdir(), 'medcor-crash-'));
  const database: PostgresServer = await startPostgres({ durable: true });
  const environmentOf = (name: string) => ({
    DATABASE_URL: database.url,
    MEDCOR_DATA_DIR: path.join(folder, name),
    JWT_SECRET: 'a-secret-that-both-of-them-know-of',
    AUDIT_KEY: 'a-key-that-both-processes-know-of',
  });
  return {
    environments: ['a', 'b'].map(environmentOf),
    victims: [0, 1, 'database'],
    killDatabase: () => database.kill('SIGKILL'),
    startDatabase: () => database.start(),
    async close() {
      await database.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A request that was not answered yet, and what it tells of. */
interface Held {
  readonly response: ServerResponse;
  readonly event: string;
}

describe.concurrent.each([
  { name: 'the embedded database', open: embedded },
  { name: 'PostgreSQL', open: postgresql },
])('webhooks and kill -9 over $name', ({ name, open }) => {
  let target: Target;
  let receiver: WebhookReceiver;
  const servers: ServerProcess[] = [];
  let first: HospitalFixture;
  let webhook: number;
  /** Records that were written, of each of which an event has to arrive. */
  const acknowledged: number[] = [];

  const start = async (index: number) => {
    const environment = { WEBHOOK_ALLOW_PRIVATE: 'true', LOG_LEVEL: 'silent', ...target.environments[index] };
    const server = startServerProcess(await freePort(), environment);
    servers[index] = server;
    await server.ready();
  };
  const serverAt = (index: number): ServerProcess => {
    const server = servers[index % servers.length];
    if (!server) throw new Error('No server was started.');
    return server;
  };

  /** How many answers are held back before something is killed; with two processes some are held of each. */
  const holdingFor = () => (servers.length > 1 ? 6 : 3);
  let held: Held[] = [];
  let onHeld: (() => void) | undefined;
  /** Events that the receiver is done with: those whose sender was there to be told so. */
  const taken = new Set<string>();
  const accept = ({ response, event }: Held) => {
    if (response.closed) return;
    taken.add(event);
    response.end('ok');
  };
  const answer = (response: ServerResponse, { headers }: Received) => {
    const request = { response, event: String(headers['webhook-id']) };
    if (!onHeld) {
      accept(request);
      return;
    }
    held.push(request);
    if (held.length === holdingFor()) onHeld();
  };

  beforeAll(async () => {
    target = await open();
    receiver = await openWebhookReceiver();
    for (const index of target.environments.keys()) await start(index);
    ({ first } = await populate(serverAt(0)));
    const secret = 'your-webhook-secret';
    const asked = { url: receiver.path('in', [secret], answer), events: ['medical_record.created'], secret };
    webhook = (await serverAt(0).post('/api/webhooks/', asked, first.admin.token)).id;
  });
  afterAll(async () => {
    await Promise.all(servers.map((server) => server.stop('SIGKILL')));
    await receiver?.close();
    await target?.close();
  });

  /** Writes a record, sooner or later. What was not acknowledged may be there or not, and is written anew. */
  const write = async (lane: number) => {
    for (let attempt = 0; ; attempt += 1) {
      const body = { patient: first.patient.id, record_type: 'general', title: 'Visit' };
      const server = serverAt(lane + attempt);
      const written = await server
        .call('POST', '/api/medical-records/', { token: first.doctor.token, body })
        .catch(() => undefined);
      if (written?.status === 201) {
        acknowledged.push(written.body.id);
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const writeUntil = async (count: number) => {
    const writer = async (lane: number) => {
      while (acknowledged.length < count) await write(lane);
    };
    await Promise.all([0, 1, 2, 3].map(writer));
  };

  /** Kills when so many requests are under way that some are the victim's, and starts it again. */
  const strike = async (victim: number | 'database') => {
    await new Promise<void>((resolve) => {
      held = [];
      onHeld = resolve;
    });
    if (victim === 'database') await target.killDatabase();
    else await serverAt(victim).stop('SIGKILL');
    onHeld = undefined;
    if (victim !== 'database') {
      // What the dead one had sent comes to nothing: the receiver was not done with it.
      await vi.waitFor(() => expect(held.some(({ response }) => response.closed)).toBe(true), {
        interval: 5,
      });
    }
    for (const request of held) accept(request);
    if (victim === 'database') await target.startDatabase();
    else await start(victim);
  };

  const events = async (): Promise<Event[]> => {
    const found: Event[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const query = new URLSearchParams({ page_size: '100', ordering: 'id', type: 'medical_record.created' });
      if (cursor) query.set('cursor', cursor);
      const token = first.admin.token;
      const { headers, body } = await serverAt(0).call('GET', `/api/events/?${query}`, { token });
      found.push(...body.results);
      cursor = headers.get('X-Next-Cursor');
    }
    return found;
  };
  const deliveriesWith = async (status: string): Promise<number> => {
    const query = `/api/webhooks/${webhook}/deliveries/?page_size=1&status=${status}`;
    return (await serverAt(0).get(query, first.admin.token)).count;
  };

  it(`all arrive, over ${kills} kills`, { timeout: 60_000 + 30_000 * kills }, async () => {
    for (let round = 0; round < kills; round += 1) {
      const victim = target.victims[round % target.victims.length] ?? 0;
      const struck = strike(victim);
      await writeUntil(Math.ceil((eventCount * (round + 1)) / kills));
      await struck;
    }
    await vi.waitFor(
      async () => {
        const over = await deliveriesWith('delivered');
        const left = [await deliveriesWith('pending'), await deliveriesWith('failed')];
        expect([left, over >= acknowledged.length]).toEqual([[0, 0], true]);
      },
      { timeout: 60_000, interval: 100 },
    );
    const told = await vi.waitFor(
      async () => {
        const found = await events();
        expect(found).toHaveLength(await deliveriesWith('delivered'));
        return found;
      },
      { timeout: 20_000, interval: 100 },
    );
    const arrivals = receiver.eventsAt('in');
    const arrived = new Set(arrivals);
    const lost = told.filter(({ id }) => !taken.has(id));
    const untold = acknowledged.filter((record) => !told.some(({ data }) => data.id === record));
    const duplicates = arrivals.length - arrived.size;
    publish({
      part: 'webhooks',
      over: name,
      attempts: `${counted(told.length)} events, ${kills} kills of ${target.victims.length > 1 ? 'two senders and PostgreSQL, in turn' : 'the server'}`,
      result: `${lost.length + untold.length} lost; ${((100 * duplicates) / told.length).toFixed(1)} % arrived twice`,
    });
    expect([lost, untold, receiver.refused]).toEqual([[], [], []]);
    expect(acknowledged.length).toBeGreaterThanOrEqual(eventCount);
  });
});
