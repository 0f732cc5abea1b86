import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Database } from '../../db/database.js';
import { createMemoryDatabase } from '../../db/memory/memory-database.js';
import { createEventFeed } from './event-feed.js';

let database: Database;
let reads: number;

beforeEach(() => {
  vi.useFakeTimers();
  reads = 0;
  const memory = createMemoryDatabase();
  database = {
    ...memory,
    read(tenant, work) {
      reads += 1;
      return memory.read(tenant, work);
    },
  };
});
afterEach(() => {
  vi.useRealTimers();
});

/** As another process does: nobody here is told. */
const insert = (hospital: number) =>
  database.transaction('platform', ({ events }) =>
    events.insert({
      id: `evt_${hospital}_${reads}`,
      type: 'user.created',
      created_at: '2025-01-20T09:00:00.000Z',
      hospital,
      data: { id: 7, hospital },
    }),
  );

it('tells those who listen to a hospital of what happened in this process, and no others', () => {
  const feed = createEventFeed({ database });
  const [first, second, gone] = [vi.fn(), vi.fn(), vi.fn()];
  feed.listen(1, first);
  feed.listen(2, second);
  feed.listen(1, gone)();
  feed.notify(1);
  expect([first, second, gone].map((wake) => wake.mock.calls.length)).toEqual([1, 0, 0]);
});

it('looks for what happened elsewhere, once for all who listen', async () => {
  const feed = createEventFeed({ database });
  const [first, again, second] = [vi.fn(), vi.fn(), vi.fn()];
  feed.listen(1, first);
  feed.listen(1, again);
  feed.listen(2, second);
  await insert(1);
  await vi.advanceTimersByTimeAsync(1000);
  expect([first, again, second].map((wake) => wake.mock.calls.length)).toEqual([1, 1, 0]);
  await vi.advanceTimersByTimeAsync(3000);
  expect([first, again, second].map((wake) => wake.mock.calls.length)).toEqual([1, 1, 0]);
  expect(reads).toBe(4);
  await insert(1);
  await insert(2);
  await vi.advanceTimersByTimeAsync(1000);
  expect([first, again, second].map((wake) => wake.mock.calls.length)).toEqual([2, 2, 1]);
});

it('asks nothing of the database while nobody listens', async () => {
  const feed = createEventFeed({ database });
  await vi.advanceTimersByTimeAsync(5000);
  const stopListening = feed.listen(1, () => undefined);
  stopListening();
  expect(vi.getTimerCount()).toBe(0);
  await vi.advanceTimersByTimeAsync(5000);
  expect(reads).toBe(0);
});

it('goes on looking when the database was away', async () => {
  const feed = createEventFeed({
    database: {
      ...database,
      read(tenant, work) {
        reads += 1;
        return reads < 3 ? Promise.reject(new Error('Away.')) : database.read(tenant, work);
      },
    },
  });
  const wake = vi.fn();
  feed.listen(1, wake);
  await insert(1);
  await vi.advanceTimersByTimeAsync(2000);
  expect(wake).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1000);
  expect(wake).toHaveBeenCalledTimes(1);
});

it('wakes everyone when the server is to stop', () => {
  const stopping = new AbortController();
  const feed = createEventFeed({ database, stopping: stopping.signal });
  const wake = vi.fn();
  feed.listen(1, wake);
  expect(feed.isStopping()).toBe(false);
  stopping.abort();
  expect([feed.isStopping(), wake.mock.calls.length]).toEqual([true, 1]);
});
