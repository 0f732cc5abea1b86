import type { Knex } from 'knex';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createTestDatabase } from '../../testing/database.js';
import { openSqlDatabase, type SqlDatabase, sqlStores } from '../../testing/sql-database.js';
import { databaseLoad } from './database-load.js';
import { openDatabase } from './open-database.js';

/** A delivery that is due so many seconds from now; of one that is over, nothing is due. */
function insertDelivery(connection: Knex, dueInSeconds: number | null): Promise<unknown> {
  return connection('webhook_deliveries').insert({
    hospital_id: 1,
    webhook_id: 1,
    event_id: 'evt_1',
    event_type: 'user.created',
    payload: {},
    status: dueInSeconds === null ? 'delivered' : 'pending',
    attempts: 0,
    next_attempt_at:
      dueInSeconds === null ? null : connection.raw(`now() + make_interval(secs => ?)`, [dueInSeconds]),
    created_at: connection.fn.now(),
  });
}

describe.each(sqlStores)('the outbox in %s', (store) => {
  let sql: SqlDatabase;
  beforeAll(async () => {
    sql = await openSqlDatabase(store);
  });
  afterAll(() => sql.close());

  it.each([
    ['nothing', [], { waiting: 0, oldestDueSeconds: 0 }],
    ['what is over', [null], { waiting: 0, oldestDueSeconds: 0 }],
    ['what is due later', [60, null], { waiting: 1, oldestDueSeconds: 0 }],
    ['what has been due', [-5, 60, -90, null], { waiting: 3, oldestDueSeconds: 90 }],
  ])('tells of %s', async (_what, due, expected) => {
    const told = await sql.asOwner(async (connection) => {
      // Deliveries alone, without the hospitals, webhooks and events that they belong to.
      await connection.raw('set local session_replication_role = replica');
      for (const seconds of due) await insertDelivery(connection, seconds);
      return databaseLoad(connection).outbox();
    });
    expect(told).toEqual(expected);
  });

  it('may be asked for by the application, for all hospitals', async () => {
    const told = await sql.asApplication(null, (connection) => databaseLoad(connection).outbox());
    expect(told).toEqual({ waiting: 0, oldestDueSeconds: 0 });
  });
});

it('tells which connections are at work, idle and waited for', async () => {
  const created = await createTestDatabase();
  const { load, connections, close } = await openDatabase({
    databaseUrl: created.url,
    databasePoolMax: 1,
    dataDir: '',
  });
  if (!connections) expect.fail('PostgreSQL has connections.');
  const transaction = await connections.transaction();
  const waiting = connections.raw('select 1').then(() => undefined);
  await vi.waitFor(() => expect(load.connections()).toEqual({ used: 1, free: 0, pending: 1 }), {
    interval: 5,
  });
  await transaction.rollback();
  await waiting;
  await vi.waitFor(() => expect(load.connections()).toEqual({ used: 0, free: 1, pending: 0 }), {
    interval: 5,
  });
  await close();
  await created.drop();
});
