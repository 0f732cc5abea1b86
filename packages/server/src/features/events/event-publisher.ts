import type { Event, EventData, EventType } from '@medcor/contract';
import type { Transaction } from '../../db/database.js';
import type { Clock, Secrets } from '../../ports.js';
import type { EventFeed } from './event-feed.js';
import { createEventIds } from './event-ids.js';

/** What an event may tell of a resource; whatever else the resource has stays where it is. */
type Told = Omit<EventData, 'id' | 'hospital'>;

/** What an event tells of. What belongs to no hospital is told to nobody. */
export type EventResource = {
  readonly id: number;
  readonly hospital: number | null;
} & { readonly [Field in keyof Told]?: Told[Field] | null };

export interface EventPublisher {
  /**
   * Writes an event, and its deliveries to the webhooks that asked for it, in the transaction of what it tells of:
   * they come about together, or not at all.
   */
  publish(transaction: Transaction, type: EventType, resource: EventResource): Promise<void>;
}

interface PublisherPorts {
  readonly clock: Clock;
  readonly secrets: Secrets;
  readonly feed: EventFeed;
  /** Hears when there are new deliveries to be made. */
  readonly onQueued?: (() => void) | undefined;
}

const told = ['patient', 'doctor', 'status', 'start_time', 'end_time', 'start_date', 'end_date'] as const;

export function createEventPublisher({ clock, secrets, feed, onQueued }: PublisherPorts): EventPublisher {
  const nextId = createEventIds(secrets);
  return {
    async publish(transaction, type, resource) {
      const { hospital } = resource;
      if (hospital === null) return;
      const now = clock();
      const data = dataOf(resource, hospital);
      const event: Event = { id: nextId(now), type, created_at: now.toISOString(), hospital, data };
      let queued = 0;
      await transaction.events.insert(event, (deliveries) => {
        queued = deliveries;
      });
      transaction.afterCommit(() => {
        feed.notify(hospital);
        if (queued > 0) onQueued?.();
      });
    },
  };
}

function dataOf(resource: EventResource, hospital: number): EventData {
  const known = told.flatMap((field) => {
    const value = resource[field];
    return value === undefined || value === null ? [] : [[field, value]];
  });
  return { id: resource.id, hospital, ...Object.fromEntries(known) };
}
