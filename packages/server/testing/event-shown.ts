import type { Event, EventType } from '@medcor/contract';
import { vi } from 'vitest';
import type { HttpClient } from './http-client.js';

/**
 * Waits until an event of a resource shows, and all before it with it. Events show when every transaction is over
 * that began before them, and on a PostgreSQL server those of other tests' databases are among these.
 */
export function eventShown(api: HttpClient, token: string, type: EventType, id: number): Promise<Event> {
  return vi.waitFor(
    async () => {
      const { results } = await api.get(`/api/events/?ordering=-id&type=${type}`, token);
      const event = results.find(({ data }: Event) => data.id === id);
      if (!event) throw new Error(`${type} of ${id} does not show.`);
      return event;
    },
    { timeout: 10_000, interval: 20 },
  );
}
