import { expect, it } from 'vitest';
import { createMemoryDatabase } from '../db/memory/memory-database.js';
import type { Actor } from './actor.js';
import { createOperate } from './operate.js';

const origin = { ip: '127.0.0.1', userAgent: null, requestId: 'test' };
const staff: Actor = {
  id: 1,
  role: 'staff',
  hospital: 1,
  isSuperuser: false,
  credential: { kind: 'session', session: 1 },
};

function operation() {
  const called: string[] = [];
  const operate = createOperate({
    database: createMemoryDatabase(),
    audit: {
      record: async () => undefined,
      recordRead: async () => async () => undefined,
      recordRefusal: async () => undefined,
    },
    handlerOf:
      ({ id }) =>
      async () => {
        called.push(id);
        return undefined;
      },
  });
  return { operate, called };
}

it.each([
  ['whose role may not', { ...staff, role: 'patient' }, 'webhooks.list'],
  [
    'whose key may only read',
    { ...staff, credential: { kind: 'api-key', key: 1, access: 'read' } },
    'appointments.create',
  ],
  [
    'whose key may not touch accounts',
    { ...staff, credential: { kind: 'api-key', key: 1, access: 'write' } },
    'sessions.list',
  ],
] as const)('refuses somebody %s before anything is done', async (_who, actor, id) => {
  const { operate, called } = operation();
  const calling = operate({ actor, origin }, id, {});
  await expect(calling).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
  expect(called).toEqual([]);
});

it('lets others through', async () => {
  const { operate, called } = operation();
  await operate({ actor: staff, origin }, 'appointments.list', {});
  expect(called).toEqual(['appointments.list']);
});
