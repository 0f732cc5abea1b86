import { expect, it } from 'vitest';
import type { Database } from '../../db/database.js';
import { createMemoryDatabase } from '../../db/memory/memory-database.js';
import { createSystemService } from './system.service.js';

const startedAt = new Date('2025-01-20T09:00:00.000Z');
let time = startedAt;
const clock = () => time;

it('is well as long as the database answers', async () => {
  const service = createSystemService({
    database: createMemoryDatabase(),
    clock,
    version: '1.2.3',
    startedAt,
  });
  time = new Date('2025-01-20T09:01:30.900Z');
  expect(await service.health()).toEqual({
    status: 'ok',
    version: '1.2.3',
    uptime_s: 90,
    checks: { database: 'ok' },
  });
  expect(await service.ready()).toEqual({ status: 'ok' });
});

it('says that the database is lost, whatever it failed with', async () => {
  const fail = async () => {
    throw new Error('Lost.');
  };
  const database: Database = {
    read: fail,
    readClinical: fail,
    writeAudit: fail,
    transaction: fail,
    unrecorded: fail,
  };
  const service = createSystemService({ database, clock, version: '1.2.3', startedAt });
  expect(await service.health()).toMatchObject({ status: 'degraded', checks: { database: 'down' } });
  await expect(service.ready()).rejects.toMatchObject({
    code: 'DATABASE_UNAVAILABLE',
    headers: { 'Retry-After': '1' },
  });
});

it('is not ready once it is about to stop, however well it is', async () => {
  let isLeaving = false;
  const service = createSystemService({
    database: createMemoryDatabase(),
    clock,
    version: '1.2.3',
    startedAt,
    isLeaving: () => isLeaving,
  });
  expect(await service.ready()).toEqual({ status: 'ok' });
  isLeaving = true;
  await expect(service.ready()).rejects.toMatchObject({ status: 503, code: 'PROVIDER_UNAVAILABLE' });
  expect(await service.health()).toMatchObject({ status: 'ok' });
});
