import type { Database } from '../../db/database.js';

/** How often other processes' events are looked for, while somebody waits for one. */
const POLL_MS = 1000;

/** Where those who wait for events of a hospital hear that there may be new ones. */
export interface EventFeed {
  /** An event of the hospital has come about in this process. */
  notify(hospital: number): void;
  /** Calls back whenever there may be a new event, until the function that it answers is called. */
  listen(hospital: number, wake: () => void): () => void;
  /** Whether the server is about to stop: nobody should wait any longer. */
  isStopping(): boolean;
}

interface FeedOptions {
  readonly database: Database;
  /** Aborted when the server is to stop. */
  readonly stopping?: AbortSignal | undefined;
}

/** However many listen, the database is asked once in a while for all of them, and not at all when nobody does. */
export function createEventFeed({ database, stopping }: FeedOptions): EventFeed {
  const listeners = new Map<number, Set<() => void>>();
  let seen = new Map<number, string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isLooking = false;

  const notify = (hospital: number) => {
    for (const wake of [...(listeners.get(hospital) ?? [])]) wake();
  };

  const look = async () => {
    const last = await database.read('platform', ({ events }) => events.lastOf([...listeners.keys()]));
    const before = seen;
    seen = new Map(last.map(({ hospital, position }) => [hospital, position]));
    for (const [hospital, position] of seen) if (before.get(hospital) !== position) notify(hospital);
  };

  const schedule = () => {
    if (timer !== undefined || isLooking || listeners.size === 0) return;
    timer = setTimeout(async () => {
      timer = undefined;
      isLooking = true;
      // Those who listen ask the database by themselves as well, and hear from it what is wrong.
      await look().catch(() => undefined);
      isLooking = false;
      schedule();
    }, POLL_MS);
  };

  stopping?.addEventListener('abort', () => {
    for (const hospital of listeners.keys()) notify(hospital);
  });

  return {
    notify,
    listen(hospital, wake) {
      const those = listeners.get(hospital) ?? new Set();
      listeners.set(hospital, those.add(wake));
      schedule();
      return () => {
        those.delete(wake);
        if (those.size === 0 && listeners.get(hospital) === those) listeners.delete(hospital);
        if (listeners.size > 0) return;
        clearTimeout(timer);
        timer = undefined;
      };
    },
    isStopping: () => stopping?.aborted ?? false,
  };
}
