import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { unique } from '../../../testing/fixture.js';
import { openSqlDatabase } from '../../../testing/sql-database.js';
import { type TenantRows, writeTenant } from '../../../testing/tenant-rows.js';
import { everyStore } from '../../../testing/test-api.js';
import type { Database, Transaction } from '../../db/database.js';
import { createMemoryDatabase } from '../../db/memory/memory-database.js';
import type { TakenDelivery, TakeOptions } from './webhook-outbox.repository.js';
import type { NewWebhook } from './webhooks.repository.js';

const at = '2041-01-01T00:00:00.000Z';
const longAgo = '2020-01-01T00:00:00.000Z';
const long = 600_000;

const failed = {
  status: 'failed',
  attempts: 1,
  next_attempt_at: null,
  last_attempt_at: longAgo,
  response_status: 500,
  response_body: 'no',
  duration_ms: 3,
  error: null,
  delivered_at: null,
} as const;

describe.each(everyStore)('the outbox over %s', (store) => {
  let database: Database;
  let close: () => Promise<void>;
  let rows: TenantRows;
  let made: number[];

  beforeAll(async () => {
    ({ database, close } =
      store === 'memory'
        ? { database: createMemoryDatabase(), close: async () => undefined }
        : await openSqlDatabase(store));
  });
  afterAll(() => close());
  beforeEach(async () => {
    rows = await writeTenant(database);
    made = [rows.webhook];
    await clear();
  });
  afterEach(() => clear());

  /** Nobody is to take what another test has left. */
  const clear = () =>
    platform(async ({ webhooks }) => {
      for (const id of made.splice(0)) await webhooks.delete(id);
    });

  const platform = <T>(work: (all: Transaction) => Promise<T>) => database.transaction('platform', work);
  const take = (options: Partial<TakeOptions> = {}): Promise<TakenDelivery[]> =>
    platform(({ webhookOutbox }) =>
      webhookOutbox.take({
        now: longAgo,
        lease: unique('lease-'),
        leaseMs: long,
        limit: 100,
        limitPerWebhook: 100,
        inHand: new Map(),
        ...options,
      }),
    );
  const webhook = (fields: Partial<NewWebhook> = {}) =>
    database.transaction(rows.hospital, async ({ webhooks }) => {
      const { id } = await webhooks.insert({
        ...{ url: 'https://hooks.example/', events: ['*'], description: null, is_active: true },
        ...{ disabled_reason: null, failing_since: null, secret: 'sealed', secret_hint: 'cret' },
        ...{ previous_secret: null, previous_secret_expires_at: null, created_at: at, updated_at: at },
        ...fields,
      });
      made.push(id);
      return id;
    });
  const queue = (id: number, next_attempt_at: string | null = longAgo) =>
    database.transaction(rows.hospital, async ({ webhookDeliveries }) => {
      const event = unique('evt_');
      const data = { id: 7, hospital: rows.hospital };
      const payload = {
        id: event,
        type: 'user.created',
        created_at: at,
        hospital: rows.hospital,
        data,
      } as const;
      return (
        await webhookDeliveries.insert({
          ...{ ...failed, webhook: id, event, event_type: 'user.created', payload, created_at: at },
          next_attempt_at,
        })
      ).id;
    });
  const queued = async (id: number, count: number) => {
    const ids = [];
    for (let number = 0; number < count; number += 1) ids.push(await queue(id));
    return ids;
  };
  const find = (id: number, delivery: number) =>
    database.read(rows.hospital, ({ webhookDeliveries }) => webhookDeliveries.find(id, delivery));
  const idsOf = (taken: readonly TakenDelivery[]) => taken.map(({ id }) => id).sort((a, b) => a - b);
  const first = (taken: readonly TakenDelivery[]): TakenDelivery => {
    const [delivery] = taken;
    if (!delivery || taken.length > 1) throw new Error(`Taken: ${taken.length}`);
    return delivery;
  };
  const settle = (delivery: TakenDelivery) =>
    platform(({ webhookOutbox }) => webhookOutbox.settle(delivery, { ...failed, attempts: 9 }));

  it('gives what is due, with where to send it, and not what is over or due later', async () => {
    const rotated = { previous_secret: 'before', previous_secret_expires_at: at };
    const id = await webhook({ url: 'https://other.example/in', ...rotated });
    const due = await queue(id);
    await queue(id, null);
    await queue(id, '2020-01-01T00:00:00.001Z');
    const delivery = first(await take({ lease: 'the-lease' }));
    expect(delivery).toMatchObject({
      ...{ id: due, lease: 'the-lease', attempts: 1 },
      webhook: { id, url: 'https://other.example/in', secret: 'sealed', ...rotated },
    });
    const { event } = (await find(id, due)) ?? {};
    expect(delivery.payload).toEqual({
      ...{ id: event, type: 'user.created', created_at: at, hospital: rows.hospital },
      data: { id: 7, hospital: rows.hospital },
    });
  });

  it('gives nothing twice, until a lease is over', async () => {
    const id = await webhook();
    const due = await queue(id);
    const before = first(await take({ leaseMs: 1 }));
    const after = await vi.waitFor(async () => first(await take()), { interval: 5 });
    expect([before.id, after.id]).toEqual([due, due]);
    expect(await take()).toEqual([]);
  });

  it('begins a lease anew, and none that somebody else has', async () => {
    const id = await webhook();
    const due = await queue(id);
    const lost = first(await take({ leaseMs: 1 }));
    const held = await vi.waitFor(async () => first(await take()), { interval: 5 });
    const renew = (delivery: TakenDelivery, leaseMs: number) =>
      platform(({ webhookOutbox }) => webhookOutbox.renew([delivery], leaseMs));
    await renew(lost, 0);
    expect(await take()).toEqual([]);
    await renew(held, 0);
    await renew(held, long);
    expect(await take()).toEqual([]);
    await renew(held, 0);
    expect(await vi.waitFor(async () => first(await take()), { interval: 5 })).toMatchObject({ id: due });
  });

  it('takes word of how it went from whoever holds the delivery, and from nobody else', async () => {
    const id = await webhook();
    const due = await queue(id);
    const lost = first(await take({ leaseMs: 1 }));
    const held = await vi.waitFor(async () => first(await take()), { interval: 5 });
    expect(await settle(lost)).toBe(false);
    expect(await find(id, due)).toMatchObject({ attempts: 1, next_attempt_at: longAgo });
    expect(await settle(held)).toBe(true);
    expect(await find(id, due)).toMatchObject({ ...failed, attempts: 9 });
    expect(await settle(held)).toBe(false);
  });

  it('takes word of nobody, once the delivery is to be sent again from the beginning', async () => {
    const id = await webhook();
    const due = await queue(id);
    const held = first(await take());
    const again = { status: 'pending', attempts: 0, next_attempt_at: longAgo } as const;
    await database.transaction(rows.hospital, ({ webhookDeliveries }) =>
      webhookDeliveries.update(id, due, again),
    );
    expect(await settle(held)).toBe(false);
    expect(first(await take())).toMatchObject({ id: due, attempts: 0 });
  });

  it('has back at once what is given back, by whoever holds it', async () => {
    const id = await webhook();
    const due = await queue(id);
    const held = first(await take());
    const release = (lease: string) =>
      platform(({ webhookOutbox }) => webhookOutbox.release([{ id: due, lease }]));
    await release('of-another');
    expect(await take()).toEqual([]);
    await release(held.lease);
    expect(first(await take()).id).toBe(due);
  });

  it('gives each webhook its share, however long the queue of another one', async () => {
    const ids = [await webhook(), await webhook(), await webhook({ failing_since: longAgo })] as const;
    const [busy, calm, failing] = [await queued(ids[0], 9), await queued(ids[1], 3), await queued(ids[2], 3)];
    const share = { limitPerWebhook: 4, inHand: new Map([[ids[0], 2]]) };
    const earliest = [...busy.slice(0, 2), ...calm, ...failing.slice(0, 1)];
    expect(idsOf(await take(share))).toEqual(earliest);
    const full = { limitPerWebhook: 4, inHand: new Map([...ids].map((id) => [id, 4])) };
    expect(await take(full)).toEqual([]);
    expect(await take({ ...share, limit: 1 })).toHaveLength(1);
  });

  it('gives nothing that leads to what is switched off, and gives up what of it is due', async () => {
    const [off, on] = [await webhook({ is_active: false }), await webhook()];
    const [due, later, other] = [await queue(off), await queue(off, at), await queue(on)];
    const giveUp = () => platform(({ webhookOutbox }) => webhookOutbox.giveUp(longAgo, 'Off.', 100));
    const hospital = (is_active: boolean) =>
      platform(({ hospitals }) => hospitals.update(rows.hospital, { is_active }));
    expect(idsOf(await take({ leaseMs: 1 }))).toEqual([other]);
    await giveUp();
    expect(await find(off, due)).toMatchObject({ status: 'dead', next_attempt_at: null, error: 'Off.' });
    expect(await find(off, later)).toMatchObject({ status: 'failed', next_attempt_at: at });

    await hospital(false);
    expect(await take()).toEqual([]);
    await vi.waitFor(
      async () => {
        await giveUp();
        expect(await find(on, other)).toMatchObject({ status: 'dead', error: 'Off.' });
      },
      { interval: 5 },
    );
    await hospital(true);
    expect(await take()).toEqual([]);
  });

  it('is not for a single hospital to ask for', async () => {
    const asked = { now: longAgo, lease: 'a', leaseMs: 1, limit: 1, limitPerWebhook: 1, inHand: new Map() };
    const hold = { id: rows.delivery, lease: 'a' };
    const attempts: ((all: Transaction) => Promise<unknown>)[] = [
      ({ webhookOutbox }) => webhookOutbox.take(asked),
      ({ webhookOutbox }) => webhookOutbox.renew([hold], 1),
      ({ webhookOutbox }) => webhookOutbox.settle(hold, failed),
      ({ webhookOutbox }) => webhookOutbox.release([hold]),
      ({ webhookOutbox }) => webhookOutbox.giveUp(longAgo, 'Off.', 1),
    ];
    for (const attempt of attempts) {
      await expect(database.transaction(rows.hospital, attempt)).rejects.toThrow('not for a single hospital');
    }
  });
});
