import type { Database } from '../db/database.js';
import { KEPT_MS } from '../features/idempotency/idempotency.js';
import type { Clock } from '../ports.js';
import type { JanitorTask } from './janitor.js';

/** For how long events, and what became of their deliveries, can be looked up. */
const EVENTS_KEPT_DAYS = 90;

const DAY_MS = 24 * 60 * 60 * 1000;

/** Avatar sessions end within the hour; how long they can be looked into afterwards. */
const AVATARS_KEPT_DAYS = 30;

/** Few enough rows at a time for nobody to wait for them. */
const BATCH = 1000;

interface TaskPorts {
  readonly database: Database;
  readonly clock: Clock;
  /** For how many days after its last message a conversation is kept. */
  readonly chatRetentionDays: number;
}

/** All that is cleared away in the background. */
export function janitorTasks({ database, clock, chatRetentionDays }: TaskPorts): JanitorTask[] {
  const daysAgo = (days: number) => new Date(clock().getTime() - days * DAY_MS).toISOString();
  return [
    {
      name: 'old events',
      run: inBatches(() =>
        database.transaction('platform', ({ events }) =>
          events.deleteBefore(daysAgo(EVENTS_KEPT_DAYS), BATCH),
        ),
      ),
    },
    {
      name: 'old webhook deliveries',
      run: inBatches(() =>
        database.transaction('platform', ({ webhookDeliveries }) =>
          webhookDeliveries.deleteBefore(daysAgo(EVENTS_KEPT_DAYS), BATCH),
        ),
      ),
    },
    {
      name: 'old conversations',
      run: inBatches(() =>
        database.transaction('everyone', ({ chatSessions }) =>
          chatSessions.deleteBefore(daysAgo(chatRetentionDays), BATCH),
        ),
      ),
    },
    {
      name: 'old avatar sessions',
      run: inBatches(() =>
        database.transaction('everyone', ({ avatarSessions }) =>
          avatarSessions.deleteBefore(daysAgo(AVATARS_KEPT_DAYS), BATCH),
        ),
      ),
    },
    {
      name: 'old idempotency keys',
      run: inBatches(() =>
        database.transaction('platform', ({ idempotencyKeys }) =>
          idempotencyKeys.deleteBefore(new Date(clock().getTime() - KEPT_MS).toISOString(), BATCH),
        ),
      ),
    },
  ];
}

/** Goes on while there is a whole batch to erase. */
function inBatches(eraseSome: () => Promise<number>): JanitorTask['run'] {
  return async (stopping) => {
    while (!stopping.aborted && (await eraseSome()) === BATCH);
  };
}
