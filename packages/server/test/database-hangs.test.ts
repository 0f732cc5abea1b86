import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { connectAsOwner } from '../src/db/knex/connect.js';
import { openConfiguredServer } from '../testing/configured-server.js';
import { publish } from '../testing/figures.js';
import { type Fixture, openSlot, populate } from '../testing/fixture.js';
import { hang } from '../testing/hanging-postgres.js';
import { type PostgresServer, startPostgres } from '../testing/postgres-server.js';
import { freePort, type ServerProcess, startServerProcess } from '../testing/server-process.js';

const TIMEOUT_SECONDS = 1;
/** What docs/deployment.md promises. */
const PROMISED_MS = (TIMEOUT_SECONDS + 10) * 1000;

const eventually = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 20_000, interval: 20 });

/** A built server, with its limits on, whose PostgreSQL takes connections and says nothing on them. */
describe('a server whose database hangs', () => {
  let folder: string;
  let postgres: PostgresServer;
  let server: ServerProcess;
  let fixture: Fixture;
  let goOn: (() => Promise<void>) | undefined;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'medcor-hangs-'));
    postgres = await startPostgres();
    server = startServerProcess(await freePort(), {
      DATABASE_URL: postgres.url,
      DATABASE_TIMEOUT_SECONDS: String(TIMEOUT_SECONDS),
      MEDCOR_DATA_DIR: folder,
      LOG_LEVEL: 'silent',
      RATE_LIMIT: '',
      RATE_LIMIT_ADDRESS: '1000',
    });
    await server.ready();
    fixture = await populate(server);
  });
  afterAll(async () => {
    await goOn?.();
    await server?.stop('SIGKILL');
    await postgres?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('says so in the time that is promised, and serves again by itself when that goes on', async () => {
    const { superuser } = fixture;
    const headers = { Authorization: `Bearer ${superuser.token}`, 'Content-Type': 'application/json' };
    const call = (url: string, body?: object) =>
      fetch(server.url + url, {
        signal: AbortSignal.timeout(PROMISED_MS),
        headers,
        ...(body && { method: 'POST', body: JSON.stringify(body) }),
      });
    const calls = () => [
      call('/api/auth/login/', { email: superuser.email, password: 'wrong' }),
      call('/api/specialty/', { name: 'Sleep Medicine', code: 'sleep_medicine' }),
      ...Array.from({ length: 30 }, () => call('/api/appointments/')),
    ];
    // So that all connections are open, and idle.
    await Promise.all(Array.from({ length: 40 }, () => server.get('/api/appointments/', superuser.token)));

    goOn = await hang(postgres);
    const begin = performance.now();
    const took: number[] = [];
    for (const round of ['at first', 'and once that is known']) {
      const answers = await Promise.all(
        calls().map((answer) => answer.finally(() => took.push(performance.now() - begin))),
      );
      for (const answer of answers) {
        expect([answer.status, answer.headers.get('Retry-After')], round).toEqual([503, '1']);
        expect(await answer.json()).toMatchObject({ error: { code: 'DATABASE_UNAVAILABLE' } });
      }
    }
    publish({
      part: 'harms',
      over: 'a PostgreSQL that hangs',
      attempts: `${took.length} requests, with DATABASE_TIMEOUT_SECONDS=${TIMEOUT_SECONDS}`,
      result: `0 without a 503; the last came after ${(Math.max(...took) / 1000).toFixed(1)} s`,
    });
    expect((await server.call('GET', '/api/live/')).status).toBe(200);
    expect((await server.call('GET', '/api/ready/')).status).toBe(503);

    await goOn();
    await eventually(async () => expect((await server.call('GET', '/api/ready/')).status).toBe(200));
    expect(await openSlot(server, fixture.first)).toEqual(expect.any(Number));
  });
});

describe('a database that is slow', () => {
  /** Holds a table, and answers how to let go of it. */
  const hold = async (url: string | undefined, table: string) => {
    const owner = connectAsOwner({ connectionString: url }, 2);
    const lock = await owner.transaction();
    await lock.raw('lock table ?? in access exclusive mode', [table]);
    const waiting = async () =>
      owner('pg_locks')
        .where({ granted: false })
        .whereRaw(`database = (select oid from pg_database where datname = current_database())`);
    return {
      waiting,
      async letGo() {
        await lock.rollback();
        await owner.destroy();
      },
    };
  };

  it('ends a statement that takes too long, and serves all others', async () => {
    const server = await openConfiguredServer({ DATABASE_TIMEOUT_SECONDS: String(TIMEOUT_SECONDS) });
    const { token } = (await populate(server)).superuser;
    const { waiting, letGo } = await hold(server.databaseUrl, 'specialties');
    const slow = server.call('GET', '/api/specialty/', { token });
    await eventually(async () => expect(await waiting()).toHaveLength(1));
    expect((await server.call('GET', '/api/hospitals/', { token })).status).toBe(200);
    const { status, headers, body } = await slow;
    expect([status, body.error.code, headers.get('Retry-After')]).toEqual([503, 'DATABASE_UNAVAILABLE', '1']);
    // Nor does it go on where nobody waits for it.
    expect(await waiting()).toEqual([]);
    await letGo();
    expect((await server.call('GET', '/api/specialty/', { token })).status).toBe(200);
    await server.close();
  });

  it('keeps so many waiting for a connection, and refuses the others at once', async () => {
    const server = await openConfiguredServer({ DATABASE_POOL_MAX: '1', DATABASE_QUEUE_MAX: '10' });
    const { token } = (await populate(server)).superuser;
    const { waiting, letGo } = await hold(server.databaseUrl, 'specialties');
    const first = server.call('GET', '/api/specialty/', { token });
    await eventually(async () => expect(await waiting()).toHaveLength(1));

    const refused: unknown[] = [];
    const calls = Array.from({ length: 40 }, async () => {
      const { status, headers, body } = await server.call('GET', '/api/hospitals/', { token });
      if (status !== 200) refused.push([status, body.error.code, headers.get('Retry-After')]);
    });
    // At once: nothing was let go yet.
    await eventually(async () => expect(refused.length).toBeGreaterThanOrEqual(30));
    await letGo();
    await Promise.all(calls);
    // Whoever was let in is served: ten, but for the places of what the server asks itself at the same time.
    expect(refused.length).toBeLessThanOrEqual(35);
    expect(new Set(refused.map(String))).toEqual(new Set(['503,DATABASE_UNAVAILABLE,1']));
    expect((await first).status).toBe(200);
    await server.close();
  });
});
