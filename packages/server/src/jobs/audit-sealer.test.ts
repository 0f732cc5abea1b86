import { expect, it, vi } from 'vitest';
import { createMemoryDatabase } from '../db/memory/memory-database.js';
import type { NewAuditEntry } from '../features/audit-log/audit-log.repository.js';
import { createLogger } from '../logging.js';
import { createHmacChain } from '../providers/hmac-chain.js';
import { startAuditSealer } from './audit-sealer.js';

const link = createHmacChain('a-key-that-only-this-test-knows-of');
const line: NewAuditEntry = {
  at: '2025-01-20T09:00:00.000Z',
  actor: 2,
  actor_role: 'doctor',
  action: 'read',
  resource: 'user',
  resource_id: '3',
  patient: 3,
  hospital: 1,
  outcome: 'success',
  reason: null,
  ip: null,
  request_id: null,
};

it('seals what was written, and logs the head of the chain whenever it moved', async () => {
  const database = createMemoryDatabase();
  const logs: Record<string, unknown>[] = [];
  const logger = createLogger('info', { write: (text) => void logs.push(JSON.parse(text)) });
  const write = () => database.transaction('platform', ({ auditLog }) => auditLog.append([line]));
  const heads = () => logs.map(({ msg, lines, head }) => [msg, lines, head]);

  await write();
  const stop = startAuditSealer({ database, link, logger });
  await vi.waitFor(() => expect(logs).toHaveLength(1), { interval: 5 });
  await write();
  // What was not sealed yet is, before it has stopped.
  await stop();
  const seals = await database.read('platform', ({ auditSeals }) => auditSeals.after(0, 10));
  expect(heads()).toEqual([
    ['audit log sealed', 1, seals[0]?.seal],
    ['audit log sealed', 2, seals[1]?.seal],
  ]);
});
