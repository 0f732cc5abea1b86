import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Knex } from 'knex';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createMigratedTestDatabase, type TestDatabase } from '../../../testing/database.js';
import { type Fixture, populate, writeRecord } from '../../../testing/fixture.js';
import { createHttpClient, type HttpClient } from '../../../testing/http-client.js';
import { startTestServer } from '../../../testing/test-server.js';
import type { NewAuditEntry } from '../../features/audit-log/audit-log.repository.js';
import type { Database } from '../database.js';
import { type OpenDatabase, openDatabase } from '../open-database.js';
import { connectAsOwner } from './connect.js';

const line = (fields: Partial<NewAuditEntry>): NewAuditEntry => ({
  at: '2025-01-20T09:00:00.000Z',
  actor: 2,
  actor_role: 'doctor',
  action: 'read',
  resource: 'medical_record',
  resource_id: null,
  patient: 3,
  hospital: 1,
  outcome: 'success',
  reason: null,
  ip: '127.0.0.1',
  request_id: 'written-by-itself',
  ...fields,
});

/** Over PostgreSQL, which can be made to wait and to refuse. */
describe('lines that no transaction writes', () => {
  let folder: string;
  let created: TestDatabase;
  let opened: OpenDatabase;
  let owner: Knex;
  let server: Awaited<ReturnType<typeof startTestServer>>;
  let api: HttpClient;
  let fixture: Fixture;
  let record: number;
  let write: Database['writeAudit'];

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'medcor-audit-'));
    created = await createMigratedTestDatabase();
    opened = await openDatabase({ databaseUrl: created.url, databasePoolMax: 10, dataDir: folder });
    owner = connectAsOwner({ connectionString: created.url }, 2);
    server = await startTestServer(opened.database, folder);
    api = createHttpClient(server.url);
    fixture = await populate(api);
    record = await writeRecord(api, fixture.first);
    write = opened.database.writeAudit;
  });
  afterEach(() => owner.raw('alter table audit_log drop constraint if exists audit_log_refused'));
  afterAll(async () => {
    await server.close();
    await owner.destroy();
    await opened.close();
    await created.drop();
    await rm(folder, { recursive: true });
  });

  /** As the owner of the tables, who is held to row-level security as well. */
  const linesWhere = (where: object) =>
    owner.transaction(async (transaction) => {
      await transaction.raw(`set local app.hospital = 'all'`);
      return transaction('audit_log').where(where).orderBy('id');
    });

  const read = () =>
    api.call('GET', `/api/medical-records/${record}/`, { token: fixture.first.doctor.token });

  /** What PostgreSQL was asked while something was done. */
  async function askedFor(work: () => Promise<unknown>): Promise<string[]> {
    const asked: string[] = [];
    const hear = ({ sql }: { sql: string }) => asked.push(sql);
    opened.connections?.on('query', hear);
    await work();
    opened.connections?.off('query', hear);
    return asked;
  }

  const inserts = (asked: readonly string[]) => asked.filter((sql) => sql.includes('into "audit_log"'));

  it('are written together with those of others who came meanwhile, and all of them are kept', async () => {
    const places = Array.from({ length: 40 }, (_, place) => String(place));
    const asked = await askedFor(() =>
      Promise.all(places.map((resource_id) => write([line({ resource_id, request_id: 'together' })]))),
    );
    expect(inserts(asked)).toHaveLength(2);
    const kept = await linesWhere({ request_id: 'together' });
    expect(kept.map(({ resource_id }) => resource_id)).toEqual(places);
  });

  it('are those of fifty requests at a time, at most', async () => {
    const requests = Array.from({ length: 101 }, () => write([line({ request_id: 'many' })]));
    const asked = await askedFor(() => Promise.all(requests));
    expect(inserts(asked)).toHaveLength(3);
    expect(await linesWhere({ request_id: 'many' })).toHaveLength(101);
  });

  it('come to nothing without hindering those of others', async () => {
    const [first, refused, last] = await Promise.allSettled([
      write([line({ request_id: 'first' })]),
      // A number that no column takes.
      write([line({ request_id: 'refused', patient: 2 ** 40 })]),
      write([line({ request_id: 'last' })]),
    ]);
    expect([first.status, refused.status, last.status]).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    for (const [request_id, count] of [
      ['first', 1],
      ['refused', 0],
      ['last', 1],
    ] as const) {
      expect(await linesWhere({ request_id })).toHaveLength(count);
    }
  });

  it('are there before anybody is shown what was read', async () => {
    const holding = await owner.transaction();
    await holding.raw('lock table audit_log in share mode');
    let isAnswered = false;
    const reading = read().then((response) => {
      isAnswered = true;
      return response;
    });
    // Copies of one database have the same numbers.
    const waits = `select from pg_locks join pg_database on pg_database.oid = database
      where datname = current_database() and relation = 'audit_log'::regclass and not granted`;
    await expect.poll(async () => (await owner.raw(waits)).rowCount, { timeout: 10_000 }).toBe(1);
    expect(isAnswered).toBe(false);
    await holding.rollback();
    const response = await reading;
    expect(response.status).toBe(200);
    const kept = await linesWhere({ request_id: response.headers.get('x-request-id') });
    expect(kept).toMatchObject([{ action: 'read', resource_id: String(record) }]);
  });

  it('are no small matter: without them nothing is shown', async () => {
    await owner.raw(
      `alter table audit_log add constraint audit_log_refused check (action <> 'read') not valid`,
    );
    const response = await read();
    expect([response.status, response.body.error.code]).toEqual([500, 'INTERNAL_ERROR']);
    expect(JSON.stringify(response.body)).not.toContain('patient');
  });

  it('hold no connection while they wait for each other', async () => {
    const readings = await Promise.all(Array.from({ length: 60 }, read));
    expect(readings.map(({ status }) => status)).toEqual(readings.map(() => 200));
    for (const { headers } of readings) {
      expect(await linesWhere({ request_id: headers.get('x-request-id') })).toHaveLength(1);
    }
  });
});
