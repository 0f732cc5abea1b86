import knex, { type Knex } from 'knex';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase } from '../../../testing/database.js';
import type { Database } from '../../db/database.js';
import { createMemoryDatabase } from '../../db/memory/memory-database.js';
import { openDatabase } from '../../db/open-database.js';
import { createHmacChain } from '../../providers/hmac-chain.js';
import { sealAuditLog, verifyAuditLog } from './audit-chain.js';
import type { NewAuditEntry } from './audit-log.repository.js';

const link = createHmacChain('a-key-that-only-this-test-knows-of');

const entry = (hospital: number | null, resource_id: string): NewAuditEntry => ({
  at: '2025-01-20T09:00:00.000Z',
  actor: 2,
  actor_role: 'doctor',
  action: 'read',
  resource: 'medical_record',
  resource_id,
  patient: 3,
  hospital,
  outcome: 'success',
  reason: null,
  ip: '127.0.0.1',
  request_id: 'request',
});

const write = (database: Database, ...entries: NewAuditEntry[]) =>
  database.transaction('platform', ({ auditLog }) => auditLog.append(entries));

describe('sealing', () => {
  it('goes on from where it was, over all hospitals, and answers the head when it moved', async () => {
    const database = createMemoryDatabase();
    expect(await sealAuditLog({ database, link })).toBeUndefined();
    await write(database, entry(1, '1'), entry(2, '2'), entry(null, '3'));
    const first = await sealAuditLog({ database, link });
    expect(first).toMatchObject({ position: 3, entry: 3 });
    expect(await sealAuditLog({ database, link })).toBeUndefined();
    await write(database, entry(1, '4'));
    const second = await sealAuditLog({ database, link });
    expect(second).toMatchObject({ position: 4 });
    expect(await verifyAuditLog({ database, link })).toEqual({ ok: true, lines: 4, head: second?.seal });
    expect(await verifyAuditLog({ database, link }, first?.seal)).toMatchObject({ ok: true });
  });

  it('takes as many rounds as it needs', async () => {
    const database = createMemoryDatabase();
    await write(database, ...Array.from({ length: 1203 }, (_, index) => entry(1, String(index))));
    expect(await sealAuditLog({ database, link })).toMatchObject({ position: 1203 });
    expect(await verifyAuditLog({ database, link })).toMatchObject({ ok: true, lines: 1203 });
  });

  it('depends on the key', async () => {
    const database = createMemoryDatabase();
    await write(database, entry(1, '1'));
    await sealAuditLog({ database, link });
    const verdict = await verifyAuditLog({ database, link: createHmacChain('another key') });
    expect(verdict).toMatchObject({ ok: false });
  });
});

describe('behind the back of the server', () => {
  let database: Database;
  let superuser: Knex;
  let close: () => Promise<void>;
  let head: string | undefined;

  beforeEach(async () => {
    const created = await createTestDatabase();
    const opened = await openDatabase({ databaseUrl: created.url, databasePoolMax: 4, dataDir: '' });
    database = opened.database;
    superuser = knex({ client: 'pg', connection: created.url, pool: { min: 0, max: 1 } });
    close = async () => {
      await superuser.destroy();
      await opened.close();
      await created.drop();
    };
    await write(database, ...['1', '2', '3', '4', '5'].map((id) => entry(Number(id), id)));
    head = (await sealAuditLog({ database, link }))?.seal;
    expect(await verifyAuditLog({ database, link }, head)).toMatchObject({ ok: true, lines: 5 });
  });
  afterEach(() => close());

  const verify = (noted?: string) => verifyAuditLog({ database, link }, noted);

  it('a line that was altered is named', async () => {
    await superuser('audit_log').where({ id: 3 }).update({ actor_id: 9 });
    expect(await verify()).toEqual({
      ok: false,
      problem: 'Line 3 of the log (id 3) was altered, or is not in its place.',
    });
  });

  it('a line that was taken out is named', async () => {
    await superuser('audit_log').where({ id: 2 }).delete();
    expect(await verify()).toEqual({ ok: false, problem: 'Line 2 of the log (id 2) is missing.' });
  });

  it('a line that was taken out with its seal is named', async () => {
    await superuser('audit_log').where({ id: 4 }).delete();
    await superuser('audit_seals').where({ audit_id: 4 }).delete();
    expect(await verify()).toEqual({ ok: false, problem: 'The seal of line 4 is missing.' });
  });

  it('two lines that changed places are named', async () => {
    await superuser('audit_log').where({ id: 2 }).update({ id: 99 });
    await superuser('audit_log').where({ id: 3 }).update({ id: 2 });
    await superuser('audit_log').where({ id: 99 }).update({ id: 3 });
    expect(await verify()).toMatchObject({
      ok: false,
      problem: expect.stringContaining('Line 2 of the log'),
    });
  });

  it('two seals that changed places are named', async () => {
    await superuser('audit_seals').where({ position: 2 }).update({ position: 99 });
    await superuser('audit_seals').where({ position: 3 }).update({ position: 2 });
    await superuser('audit_seals').where({ position: 99 }).update({ position: 3 });
    expect(await verify()).toMatchObject({
      ok: false,
      problem: expect.stringContaining('Line 2 of the log'),
    });
  });

  it('an end that was cut off shows against the head that was noted', async () => {
    await superuser('audit_log').where('id', '>', 3).delete();
    await superuser('audit_seals').where('audit_id', '>', 3).delete();
    expect(await verify()).toMatchObject({ ok: true, lines: 3 });
    expect(await verify(head)).toEqual({
      ok: false,
      problem: 'The log ends at line 3 without the given head: its end was cut off.',
    });
  });

  it('the application itself may add and read, and nothing else', async () => {
    await superuser.raw('set role medcor_app');
    await superuser.raw(`select set_config('app.hospital', 'all', false)`);
    expect(await superuser('audit_log').count()).toEqual([{ count: '5' }]);
    for (const table of ['audit_log', 'audit_seals']) {
      await expect(superuser(table).delete()).rejects.toMatchObject({ code: '42501' });
      await expect(superuser.raw(`truncate ${table}`)).rejects.toMatchObject({ code: '42501' });
    }
    await expect(superuser('audit_log').update({ action: 'nothing' })).rejects.toMatchObject({
      code: '42501',
    });
    await expect(superuser('audit_seals').update({ seal: '' })).rejects.toMatchObject({ code: '42501' });
  });

  it('one of several processes seals at a time', async () => {
    await write(database, ...Array.from({ length: 40 }, (_, index) => entry(1, String(index))));
    await Promise.all(Array.from({ length: 4 }, () => sealAuditLog({ database, link })));
    expect(await verify(head)).toMatchObject({ ok: true, lines: 45 });
  });
});
