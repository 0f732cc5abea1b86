import type { Knex } from 'knex';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../testing/database.js';
import { knexEvents } from '../features/events/events.knex.js';
import { connectAsOwner } from './knex/connect.js';
import { migrate } from './migrate.js';

let created: TestDatabase;
let owner: Knex;
beforeEach(async () => {
  created = await createTestDatabase();
  owner = connectAsOwner({ connectionString: created.url });
  await migrate(owner);
  // Events alone, without the hospitals that they belong to.
  await owner.raw('set session_replication_role = replica');
});
afterEach(async () => {
  await owner.destroy();
  await created.drop();
});

async function write(id: string, transaction?: bigint): Promise<void> {
  const event = { id, hospital_id: 1, type: 'user.created', data: {}, created_at: '2040-01-01T00:00:00Z' };
  await owner('events').insert({
    ...event,
    ...(transaction && { sequence: String(transaction << 16n) }),
  });
}

const base = async () => (await owner.raw('select event_base() as base')).rows[0].base;

/** What a reader is shown, in order. */
async function shown(position = '0'): Promise<string[]> {
  return (await knexEvents(owner, 'platform').following(position, [], 10)).map(({ id }) => id);
}

/** What shows, shows when every transaction is over that began before it, those of other tests' databases too. */
const untilShown = (...ids: string[]) =>
  vi.waitFor(async () => expect(await shown()).toEqual(ids), { timeout: 10_000, interval: 20 });

it('lets events go on where they were, in a server that numbers its transactions anew', async () => {
  await write('evt_1', 5_000_000_000n);
  await write('evt_2', 5_000_000_007n);
  expect(await shown()).toEqual([]);

  await migrate(owner);
  await untilShown('evt_1', 'evt_2');
  const position = await knexEvents(owner, 'platform').positionOf('evt_2');
  await write('evt_3');
  await untilShown('evt_1', 'evt_2', 'evt_3');
  expect(await shown(position)).toEqual(['evt_3']);

  const raised = await base();
  await migrate(owner);
  expect(await base()).toBe(raised);
});

it('leaves them alone where nothing was restored, also while others write', async () => {
  const other = connectAsOwner({ connectionString: created.url });
  const underWay = await other.transaction();
  await underWay.raw('select pg_current_xact_id()');
  await write('evt_1');
  await migrate(owner);
  expect(await base()).toBe(0);
  await underWay.rollback();
  await other.destroy();
  await untilShown('evt_1');
});
