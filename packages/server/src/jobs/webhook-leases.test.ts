import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { unique } from '../../testing/fixture.js';
import { type TenantRows, writeTenant } from '../../testing/tenant-rows.js';
import type { Database } from '../db/database.js';
import { createMemoryDatabase } from '../db/memory/memory-database.js';
import { ApiError } from '../edge/api-error.js';
import type { Seal } from '../lists/pager.js';
import type { WebhookOutcome } from '../ports.js';
import { never, ok, startTestDispatcher, type TestDispatcher } from './webhook-dispatcher.test-support.js';

/** How long what is under way is anybody's: in the time of the test, over memory, with the real intervals. */

const seal: Seal = { seal: (text) => text, open: (text) => text };
const clock = () => new Date();

let database: Database;
let rows: TenantRows;

beforeEach(async () => {
  vi.useFakeTimers({ now: new Date('2045-01-01T00:00:00.000Z') });
  database = createMemoryDatabase();
  rows = await writeTenant(database);
});
afterEach(() => {
  vi.useRealTimers();
});

/** Another process. */
function start(answer: () => Promise<WebhookOutcome>, over = database): TestDispatcher {
  return startTestDispatcher({ database: over, clock, seal }, answer);
}

/** The database of a process that dies when it is told to: what it asks for from then on never happens. */
function mortal(): { database: Database; die(): void } {
  let isAlive = true;
  return {
    database: {
      ...database,
      transaction: (tenant, work) => (isAlive ? database.transaction(tenant, work) : never()),
    },
    die() {
      isAlive = false;
    },
  };
}

const passes = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);
const delivery = () =>
  database.read(rows.hospital, ({ webhookDeliveries }) =>
    webhookDeliveries.find(rows.webhook, rows.delivery),
  );

it('nobody takes what is being sent, however long that takes', async () => {
  let answer: (outcome: WebhookOutcome) => void = () => undefined;
  const one = start(() => new Promise((resolve) => (answer = resolve)));
  await passes(0);
  const other = start(async () => ok);
  await passes(60 * 60 * 1000);
  expect([one.sent.length, other.sent.length]).toEqual([1, 0]);
  answer(ok);
  await passes(0);
  expect(await delivery()).toMatchObject({ status: 'delivered', attempts: 1 });
  await passes(60 * 60 * 1000);
  expect([one.sent.length, other.sent.length]).toEqual([1, 0]);
});

it.each([0, 4999, 5001, 100_000])(
  'someone takes within 20 seconds what a process had that died after %i ms',
  async (milliseconds) => {
    const { database: its, die } = mortal();
    const one = start(never, its);
    await passes(0);
    const other = start(async () => ok);
    await passes(milliseconds);
    die();
    await passes(9000);
    expect(other.sent).toEqual([]);
    await passes(11_000);
    expect([one.sent.length, other.sent.length]).toEqual([1, 1]);
    expect(await delivery()).toMatchObject({ status: 'delivered' });
  },
);

it('what was answered is written down once, however long the database is lost', async () => {
  let isLost = false;
  let answer: (outcome: WebhookOutcome) => void = () => undefined;
  const lost: Database = {
    ...database,
    async transaction(tenant, work) {
      if (isLost) throw new ApiError('DATABASE_UNAVAILABLE');
      return database.transaction(tenant, work);
    },
  };
  const dispatcher = start(() => new Promise((resolve) => (answer = resolve)), lost);
  await passes(0);
  isLost = true;
  answer(ok);
  await passes(60_000);
  expect(await delivery()).toMatchObject({ status: 'pending' });
  isLost = false;
  await passes(1000);
  expect(await delivery()).toMatchObject({ status: 'delivered', attempts: 1 });
  expect(dispatcher.sent).toHaveLength(1);
});

it('what could not be written down is sent again', async () => {
  let isBroken = true;
  const broken: Database = {
    ...database,
    transaction: (tenant, work) =>
      database.transaction(tenant, (all) => {
        const settle: typeof all.webhookOutbox.settle = async (hold, progress) => {
          if (isBroken) throw new Error('Broken.');
          return all.webhookOutbox.settle(hold, progress);
        };
        return work({ ...all, webhookOutbox: { ...all.webhookOutbox, settle } });
      }),
  };
  const dispatcher = start(async () => ok, broken);
  await passes(0);
  expect(dispatcher.logs.at(-1)).toMatchObject({
    msg: 'webhook delivery not recorded',
    delivery: rows.delivery,
  });
  isBroken = false;
  await passes(20_000);
  expect(dispatcher.sent).toHaveLength(2);
  expect(await delivery()).toMatchObject({ status: 'delivered', attempts: 1 });
});

it('a database that is lost keeps the dispatcher from nothing for longer than that', async () => {
  let isLost = true;
  const lost: Database = {
    ...database,
    async transaction(tenant, work) {
      if (isLost) throw new ApiError('DATABASE_UNAVAILABLE');
      return database.transaction(tenant, work);
    },
  };
  const dispatcher = start(async () => ok, lost);
  await passes(60_000);
  expect(dispatcher.sent).toEqual([]);
  isLost = false;
  await passes(1000);
  expect(dispatcher.sent).toHaveLength(1);
});

it('no more than 128 requests are under way at a time, and the rest has its turn', async () => {
  const answers: (() => void)[] = [];
  await database.transaction(rows.hospital, async ({ webhooks, events }) => {
    const webhook = await webhooks.find(rows.webhook);
    if (!webhook) throw new Error('The webhook is gone.');
    const { id: _id, hospital: _hospital, ...copied } = webhook;
    for (let count = 0; count < 49; count += 1) await webhooks.insert(copied);
    for (let count = 0; count < 4; count += 1) {
      await events.insert({
        ...{ id: unique('evt_'), type: 'user.created', created_at: '2040-01-01T00:00:00.000Z' },
        ...{ hospital: rows.hospital, data: { id: 7, hospital: rows.hospital } },
      });
    }
  });
  const dispatcher = start(() => new Promise((resolve) => answers.push(() => resolve(ok))));
  await passes(10_000);
  expect(dispatcher.sent).toHaveLength(128);
  for (const answer of answers.splice(0)) answer();
  await passes(10_000);
  // Two hundred, and the fixture's own.
  expect(dispatcher.sent).toHaveLength(201);
});
