import type { Knex } from 'knex';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../testing/database.js';
import { unique } from '../../../testing/fixture.js';
import { type TenantRows, writeTenant } from '../../../testing/tenant-rows.js';
import type { Database, Tenant, Transaction } from '../../db/database.js';
import { connectAsApplication, connectAsOwner } from '../../db/knex/connect.js';
import { createKnexDatabase } from '../../db/knex/knex-database.js';
import { migrate } from '../../db/migrate.js';

/** Events and webhooks at once, over PostgreSQL: nobody's work fails for a webhook that is being changed. */

let created: TestDatabase;
let application: Knex;
let database: Database;
let rows: TenantRows;

beforeAll(async () => {
  created = await createTestDatabase();
  const connection = { connectionString: created.url };
  const owner = connectAsOwner(connection);
  await migrate(owner);
  await owner.destroy();
  application = connectAsApplication(connection, 5);
  database = createKnexDatabase(application);
});
afterAll(async () => {
  await application.destroy();
  await created.drop();
});
beforeEach(async () => {
  rows = await writeTenant(database);
});

/** Does something to the webhook in a transaction that is not over before it is let. */
async function hold(work: (transaction: Transaction) => Promise<unknown>, tenant: Tenant = rows.hospital) {
  let commit: () => void = () => undefined;
  const permitted = new Promise<void>((resolve) => {
    commit = resolve;
  });
  let over: Promise<void> = Promise.resolve();
  await new Promise<void>((resolve) => {
    over = database.transaction(tenant, async (transaction) => {
      await work(transaction);
      resolve();
      await permitted;
    });
  });
  return async () => {
    commit();
    await over;
  };
}

const publish = () => {
  const { hospital } = rows;
  return database.transaction(hospital, async ({ events }) => {
    const event = {
      id: unique('evt_queued_'),
      type: 'user.created',
      created_at: '2040-01-01T00:00:00.000Z',
      hospital,
      data: { id: 7, hospital },
    } as const;
    await events.insert(event);
  });
};
const queued = async () =>
  application('webhook_deliveries').where({ hospital_id: rows.hospital, event_type: 'user.created' });

/** Those here who wait for a lock. */
const waiting = () =>
  application('pg_locks')
    .where({ granted: false })
    .whereIn('pid', application('pg_stat_activity').whereRaw('datname = current_database()').select('pid'));

it('leaves out a webhook that is just being deleted', async () => {
  const commit = await hold(({ webhooks }) => webhooks.delete(rows.webhook));
  const published = publish();
  await vi.waitFor(async () => expect(await waiting()).not.toEqual([]), { timeout: 10_000, interval: 10 });
  await commit();
  await published;
  expect(await queued()).toEqual([]);
});

it('waits for nobody who changes a webhook', async () => {
  const commit = await hold(({ webhooks }) => webhooks.update(rows.webhook, { description: 'Changed' }));
  await publish();
  expect(await queued()).toHaveLength(1);
  await commit();
});

const take = ({ webhookOutbox }: Transaction, limit: number) =>
  webhookOutbox.take({
    now: '2040-01-01T00:00:00.000Z',
    lease: unique('lease-'),
    leaseMs: 60_000,
    limit,
    limitPerWebhook: limit,
    inHand: new Map(),
  });

it('gives nothing to two who take at once, and lets neither wait', async () => {
  for (let count = 0; count < 12; count += 1) await publish();
  const mine: number[] = [];
  const commit = await hold(async (transaction) => {
    mine.push(...(await take(transaction, 5)).map(({ id }) => id));
  }, 'platform');
  const others = await Promise.all(
    [3, 3, 100].map((limit) => database.transaction('platform', (transaction) => take(transaction, limit))),
  );
  await commit();
  const all = [...mine, ...others.flat().map(({ id }) => id)];
  expect(mine).toHaveLength(5);
  expect(all).toHaveLength(new Set(all).size);
  // What two of the others went for at the same moment is there for the next who takes.
  const rest = await database.transaction('platform', (transaction) => take(transaction, 100));
  expect(await application('webhook_deliveries')).toHaveLength(all.length + rest.length);
});
