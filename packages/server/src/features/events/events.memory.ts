import type { Event } from '@medcor/contract';
import type { Tenant } from '../../db/database.js';
import { sliceOf } from '../../db/memory/memory-table.js';
import type { MemoryTables } from '../tables.memory.js';
import { type EventRepository, eventList, type StoredEvent } from './events.repository.js';

/** Transactions come one after the other here: an event's place is its number. */
export interface EventRow {
  readonly id: number;
  readonly event: Event;
}

export function memoryEvents(
  { events, webhooks, webhookDeliveries }: Pick<MemoryTables, 'events' | 'webhooks' | 'webhookDeliveries'>,
  tenant: Tenant,
): EventRepository {
  const isVisible = ({ event }: EventRow) => tenant === 'platform' || event.hospital === tenant;
  /** All of one length, so that text orders them as numbers. */
  const positionOf = (number: number) => String(number).padStart(16, '0');
  const stored = ({ id, event }: EventRow): StoredEvent => ({ ...event, position: positionOf(id) });
  const numberOfLast = (test: (row: EventRow) => boolean) => events.filter(test).at(-1)?.id;

  return {
    async insert(event, told) {
      events.insert({ event });
      const those = webhooks.filter(
        ({ hospital, is_active, events }) =>
          hospital === event.hospital && is_active && (events.includes('*') || events.includes(event.type)),
      );
      for (const { id, hospital } of those) {
        webhookDeliveries.insert({
          hospital,
          webhook: id,
          event: event.id,
          event_type: event.type,
          payload: event,
          status: 'pending',
          attempts: 0,
          next_attempt_at: event.created_at,
          last_attempt_at: null,
          response_status: null,
          response_body: null,
          duration_ms: null,
          error: null,
          created_at: event.created_at,
          delivered_at: null,
          lease: null,
        });
      }
      told?.(those.length);
    },
    list: async (request) => sliceOf(events.filter(isVisible).map(stored), eventList, request),
    async positionOf(id) {
      const row = events.find((candidate) => candidate.event.id === id && isVisible(candidate));
      return row && positionOf(row.id);
    },
    end: async () => positionOf(numberOfLast(() => true) ?? 0),
    async following(position, where, limit) {
      const behind = events.filter((row) => isVisible(row) && row.id > Number(position)).map(stored);
      const order = [{ field: 'id', descending: false }];
      return sliceOf(behind, eventList, { where, words: [], order, after: null, offset: 0, limit }).rows;
    },
    lastOf: async (hospitals) =>
      hospitals.flatMap((hospital) => {
        const last = numberOfLast((row) => row.event.hospital === hospital && isVisible(row));
        return last === undefined ? [] : [{ hospital, position: positionOf(last) }];
      }),
    async deleteBefore(at, limit) {
      const old = events.filter((row) => isVisible(row) && row.event.created_at < at).slice(0, limit);
      for (const { id } of old) events.delete(id);
      return old.length;
    },
  };
}
