import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { auditKeyOf } from './audit-key.js';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'medcor-audit-key-'));
});
afterEach(() => rm(dataDir, { recursive: true }));

it('is made once and kept in the data folder, which the database does not hold', async () => {
  const key = await auditKeyOf({ auditKey: undefined, dataDir });
  expect(key.length).toBeGreaterThanOrEqual(43);
  expect((await readFile(join(dataDir, 'audit-key'), 'utf8')).trim()).toBe(key);
  expect(await auditKeyOf({ auditKey: undefined, dataDir })).toBe(key);
});

it('is the one that is configured, where one is', async () => {
  await auditKeyOf({ auditKey: undefined, dataDir });
  expect(await auditKeyOf({ auditKey: 'k'.repeat(32), dataDir })).toBe('k'.repeat(32));
});
