import type { Knex } from 'knex';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../testing/database.js';
import { freePort } from '../../testing/server-process.js';
import { connectAsApplication, connectAsOwner } from '../db/knex/connect.js';
import { migrate } from '../db/migrate.js';
import type { RateLimiter } from '../ports.js';
import { createMemoryRateLimits } from './memory-rate-limits.js';
import type { RateLimits } from './rate-limits.js';
import { createSharedRateLimits } from './shared-rate-limits.js';

const limits: RateLimits = { user: 3, address: 2, bulk: 1 };

const takeOften = async (times: number, limiterOf: (index: number) => RateLimiter) => {
  const standings = await Promise.all(
    Array.from({ length: times }, (_, index) => limiterOf(index).take('standard', { user: 1 })),
  );
  return standings.filter(({ allowed }) => allowed).map(({ remaining }) => remaining);
};

let database: TestDatabase;
let processes: [Knex, Knex];

beforeAll(async () => {
  database = await createTestDatabase();
  const owner = connectAsOwner({ connectionString: database.url });
  await migrate(owner);
  await owner.destroy();
  const connect = () => connectAsApplication({ connectionString: database.url }, 5);
  processes = [connect(), connect()];
});
afterAll(async () => {
  await Promise.all(processes.map((connections) => connections.destroy()));
  await database.drop();
});
beforeEach(async () => {
  await processes[0]('rate_limits').delete();
});

describe.each([
  ['in memory', createMemoryRateLimits],
  ['in PostgreSQL', (given: RateLimits) => createSharedRateLimits(processes[0], given)],
])('limits counted %s', (_place, create) => {
  it('let exactly as many through as they say', async () => {
    const limiter = create({ ...limits, user: 20 });
    const remaining = await takeOften(60, () => limiter);
    expect(remaining.sort((a, b) => b - a)).toEqual(Array.from({ length: 20 }, (_, index) => 19 - index));
  });

  it('refuse with the same end of the window, and with nothing left', async () => {
    const limiter = create(limits);
    const take = () => limiter.take('bulk', { user: 1 });
    const [first, second, third] = [await take(), await take(), await take()];
    expect(first).toEqual({ allowed: true, limit: 1, remaining: 0, resetAt: expect.any(Date) });
    expect([second.allowed, second.remaining, third.allowed, third.remaining]).toEqual([false, 0, false, 0]);
    for (const { resetAt } of [second, third]) {
      // Each is reckoned anew from the milliseconds that are left.
      expect(Math.abs(resetAt.getTime() - first.resetAt.getTime())).toBeLessThan(1000);
    }
  });

  it('keep users, addresses and bulk calls apart', async () => {
    const limiter = create({ user: 1, address: 1, bulk: 1 });
    const calls = [
      () => limiter.take('standard', { user: 1 }),
      () => limiter.take('bulk', { user: 1 }),
      () => limiter.take('standard', { user: 2 }),
      () => limiter.take('standard', { address: '1' }),
      () => limiter.take('standard', { address: '192.0.2.7' }),
    ];
    for (const call of calls) expect((await call()).allowed).toBe(true);
    for (const call of calls) expect((await call()).allowed).toBe(false);
  });

  it('take all addresses of one IPv6 subscriber for one, and bulk calls without a user for any', async () => {
    const limiter = create(limits);
    const allowed = async (address: string) => (await limiter.take('bulk', { address })).allowed;
    expect(await allowed('2001:db8:1:2::1')).toBe(true);
    expect(await allowed('2001:db8:1:2:ffff::9')).toBe(true);
    expect(await allowed('2001:DB8:1:2::3')).toBe(false);
    expect(await allowed('2001:db8:1:3::1')).toBe(true);
  });

  it('begin anew when the window is over', async () => {
    const limiter = create({ ...limits, user: 1, seconds: 2 });
    const take = () => limiter.take('standard', { user: 1 });
    const first = await take();
    expect([first.allowed, (await take()).allowed]).toEqual([true, false]);
    const later = await vi.waitUntil(
      async () => {
        const standing = await take();
        return standing.allowed && standing;
      },
      { timeout: 20_000 },
    );
    expect(later.remaining).toBe(0);
    expect(later.resetAt.getTime()).toBeGreaterThan(first.resetAt.getTime());
  });
});

describe('limits in PostgreSQL', () => {
  it('are shared, to the request, by all who use it', async () => {
    const limiters = processes.map((connections) =>
      createSharedRateLimits(connections, { ...limits, user: 20 }),
    );
    const remaining = await takeOften(80, (index) => limiters[index % 2] ?? createMemoryRateLimits(limits));
    expect(remaining.sort((a, b) => b - a)).toEqual(Array.from({ length: 20 }, (_, index) => 19 - index));
  });

  it('are counted where nothing is written to the log of the database', async () => {
    const { rows } = await processes[0].raw(
      `select relpersistence from pg_class where oid = 'rate_limits'::regclass`,
    );
    expect(rows).toEqual([{ relpersistence: 'u' }]);
  });

  it('ask the database no more about who has used up the window', async () => {
    const limiter = createSharedRateLimits(processes[0], limits);
    for (let call = 0; call < 6; call += 1) await limiter.take('standard', { user: 1 });
    expect(await processes[0]('rate_limits').select('key', 'points')).toEqual([{ key: 'user:1', points: 3 }]);
  });

  it('leave no rows behind for good', async () => {
    const hour = 60 * 60 * 1000;
    const rows = [
      { key: 'address:192.0.2.7', points: 1, expire: Date.now() - 2 * hour },
      { key: 'user:1', points: 1, expire: Date.now() + hour },
    ];
    await processes[0]('rate_limits').insert(rows);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    createSharedRateLimits(processes[0], limits);
    vi.advanceTimersByTime(5 * 60 * 1000);
    vi.useRealTimers();
    await vi.waitUntil(async () => (await processes[0]('rate_limits')).length === 1, { timeout: 20_000 });
    expect(await processes[0]('rate_limits').pluck('key')).toEqual(['user:1']);
  });

  it('are counted in memory while it cannot be reached', async () => {
    const gone = connectAsApplication({ host: '127.0.0.1', port: await freePort() }, 2);
    const limiter = createSharedRateLimits(gone, limits);
    expect(await takeOften(9, () => limiter)).toEqual([2, 1, 0]);
    expect((await limiter.take('bulk', { user: 1 })).allowed).toBe(true);
    expect((await limiter.take('bulk', { user: 1 })).allowed).toBe(false);
    await gone.destroy();
  });
});
