import { beforeEach, expect, it, vi } from 'vitest';
import type { Database } from '../../db/database.js';
import { createMemoryDatabase } from '../../db/memory/memory-database.js';
import { nodeSecrets } from '../../providers/node-secrets.js';
import { createEventPublisher, type EventPublisher } from './event-publisher.js';

let database: Database;
let publisher: EventPublisher;
let now: Date;
const notify = vi.fn();
const onQueued = vi.fn();

beforeEach(() => {
  database = createMemoryDatabase();
  now = new Date('2025-01-20T09:00:00.000Z');
  notify.mockReset();
  onQueued.mockReset();
  const feed = { notify, listen: () => () => undefined, isStopping: () => false };
  publisher = createEventPublisher({ clock: () => now, secrets: nodeSecrets, feed, onQueued });
});

const resource = { id: 7, hospital: 1 };
const written = () => database.read('platform', ({ events }) => events.following('0', [], 100));

it('tells those who wait in this process when the event is there, and not before', async () => {
  await database.transaction(1, async (transaction) => {
    await publisher.publish(transaction, 'user.created', resource);
    expect(notify).not.toHaveBeenCalled();
  });
  expect(notify.mock.calls).toEqual([[1]]);
  expect(await written()).toHaveLength(1);
});

it('tells the dispatcher where a webhook wants the event, when the delivery is there', async () => {
  const asked = { description: null, is_active: true, disabled_reason: null, failing_since: null };
  const secrets = { secret: '', secret_hint: '', previous_secret: null, previous_secret_expires_at: null };
  const times = { created_at: now.toISOString(), updated_at: now.toISOString() };
  const webhook = { url: 'https://hooks.example/', events: ['user.created' as const], ...asked };
  await database.transaction(1, ({ webhooks }) => webhooks.insert({ ...webhook, ...secrets, ...times }));
  const publish = (type: 'user.created' | 'user.updated') =>
    database.transaction(1, async (transaction) => {
      await publisher.publish(transaction, type, resource);
      expect(onQueued).not.toHaveBeenCalled();
    });
  await publish('user.updated');
  expect(onQueued).not.toHaveBeenCalled();
  await publish('user.created');
  expect(onQueued).toHaveBeenCalledTimes(1);
});

it('tells nobody of what did not come about', async () => {
  const failing = database.transaction(1, async (transaction) => {
    await publisher.publish(transaction, 'user.created', resource);
    throw new Error('Undo.');
  });
  await expect(failing).rejects.toThrow('Undo.');
  expect([notify.mock.calls, await written()]).toEqual([[], []]);
});

it('tells of a resource who and when, without what is not there, and nothing else', async () => {
  const appointment = {
    id: 7,
    hospital: 1,
    patient: 3,
    doctor: 2,
    status: 'scheduled',
    start_time: '2025-01-20T09:00:00.000Z',
    end_time: null,
    reason: 'Chest pain',
    patient_name: 'Pat Patient',
  };
  await database.transaction(1, (transaction) =>
    publisher.publish(transaction, 'appointment.created', appointment),
  );
  const { reason: _reason, patient_name: _name, end_time: _end, ...data } = appointment;
  expect((await written()).map((event) => event.data)).toEqual([data]);
});

it('tells nobody of what belongs to no hospital', async () => {
  await database.transaction('platform', (transaction) =>
    publisher.publish(transaction, 'user.updated', { id: 1, hospital: null }),
  );
  expect([notify.mock.calls, await written()]).toEqual([[], []]);
});

it('gives events ids that sort as they were made, also when the clock stands still or goes back', async () => {
  for (const time of [0, 0, 5, 3, 6]) {
    now = new Date(Date.parse('2025-01-20T09:00:00.000Z') + time);
    await database.transaction(1, (transaction) => publisher.publish(transaction, 'user.created', resource));
  }
  const ids = (await written()).map(({ id }) => id);
  expect(ids).toEqual([...ids].sort());
  expect(new Set(ids).size).toBe(5);
});
