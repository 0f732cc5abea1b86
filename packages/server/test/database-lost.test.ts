import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { connectAsOwner } from '../src/db/knex/connect.js';
import { openConfiguredServer } from '../testing/configured-server.js';
import { publish } from '../testing/figures.js';
import { type Fixture, openSlot, populate } from '../testing/fixture.js';
import { type PostgresServer, startPostgres } from '../testing/postgres-server.js';
import { freePort, type ServerProcess, startServerProcess } from '../testing/server-process.js';

/** A built server, with its limits on, whose PostgreSQL goes away under it. */
describe('a server that has lost its database', () => {
  let folder: string;
  let postgres: PostgresServer;
  let server: ServerProcess;
  let fixture: Fixture;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'medcor-lost-'));
    postgres = await startPostgres({ durable: true });
    server = startServerProcess(await freePort(), {
      DATABASE_URL: postgres.url,
      MEDCOR_DATA_DIR: folder,
      LOG_LEVEL: 'silent',
      RATE_LIMIT: '',
      RATE_LIMIT_ADDRESS: '1000',
    });
    await server.ready();
    fixture = await populate(server);
  });
  afterAll(async () => {
    await server?.stop('SIGKILL');
    await postgres?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  /** What callers do most: read, write, sign in. */
  const calls = (): Promise<Response>[] => {
    const { superuser } = fixture;
    const withinASecond = { signal: AbortSignal.timeout(1000) };
    const headers = { Authorization: `Bearer ${superuser.token}`, 'Content-Type': 'application/json' };
    const post = (url: string, body: object) =>
      fetch(server.url + url, { ...withinASecond, method: 'POST', headers, body: JSON.stringify(body) });
    return [
      fetch(`${server.url}/api/appointments/`, { ...withinASecond, headers }),
      post('/api/auth/login/', { email: superuser.email, password: 'wrong' }),
      post('/api/specialty/', { name: 'Sleep Medicine', code: 'sleep_medicine' }),
      ...Array.from({ length: 20 }, () =>
        fetch(`${server.url}/api/auth/users/`, { ...withinASecond, headers }),
      ),
    ];
  };
  const eventually = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 10_000, interval: 20 });
  const statusOf = async (url: string) => (await server.call('GET', url)).status;

  it.each(['SIGINT', 'SIGKILL'] as const)(
    'says so within a second, and serves again by itself, when that comes back (%s)',
    async (signal) => {
      await postgres.kill(signal);
      // Of a postmaster that is killed the children live on for a moment.
      await eventually(async () => expect(await statusOf('/api/ready/')).toBe(503));
      const answers = await Promise.all(calls());
      for (const answer of answers) {
        expect([answer.status, answer.headers.get('Retry-After')]).toEqual([503, '1']);
        expect(await answer.json()).toMatchObject({ error: { code: 'DATABASE_UNAVAILABLE' } });
      }
      publish({
        part: 'harms',
        over: `a PostgreSQL that is gone (${signal})`,
        attempts: `${answers.length} requests`,
        result: '0 without a 503 within a second',
      });
      expect(await statusOf('/api/live/')).toBe(200);
      expect(await server.get('/api/health/')).toMatchObject({
        status: 'degraded',
        checks: { database: 'down' },
      });

      await postgres.start();
      await eventually(async () => expect(await statusOf('/api/ready/')).toBe(200));
      expect(await openSlot(server, fixture.first)).toEqual(expect.any(Number));
    },
  );
});

it('whoever gets no connection is told after a while, and nobody once there are some again', async () => {
  const server = await openConfiguredServer({ DATABASE_POOL_MAX: '1' });
  const owner = connectAsOwner({ connectionString: server.databaseUrl }, 2);
  const fixture = await populate(server);
  const { token } = fixture.superuser;
  const lock = await owner.transaction();
  // A table that nothing in the background asks for: what waits is the caller.
  await lock.raw('lock table specialties in access exclusive mode');
  const stuck = server.call('GET', '/api/specialty/', { token });
  await vi.waitFor(
    async () => {
      const waiting = await owner('pg_locks')
        .where({ granted: false })
        .whereRaw(`database = (select oid from pg_database where datname = current_database())`);
      expect(waiting).toHaveLength(1);
    },
    { timeout: 10_000, interval: 10 },
  );
  const others = await Promise.all(
    Array.from({ length: 50 }, () => server.call('GET', '/api/appointments/', { token })),
  );
  for (const { status, headers, body } of others) {
    expect([status, body.error.code, headers.get('Retry-After')]).toEqual([503, 'DATABASE_UNAVAILABLE', '1']);
  }
  await lock.rollback();
  expect((await stuck).status).toBe(200);
  expect((await server.call('GET', '/api/appointments/', { token })).status).toBe(200);
  await owner.destroy();
  await server.close();
});
