import type { Event } from '@medcor/contract';
import {
  type Condition,
  type ListFields,
  type ListRequest,
  type ListSlice,
  plainFields,
} from '../../lists/list-fields.js';

/** An event with its place in the order of all events; places compare as the database compares them, as text. */
export interface StoredEvent extends Event {
  readonly position: string;
}

/**
 * The events of the tenant. Readers are shown an event when no transaction is under way any more that could still
 * put one before it: whoever goes on behind the last one they saw misses nothing.
 */
export interface EventRepository {
  /**
   * Writes an event, and queues it for every active webhook that asked for its type; `told` hears for how many. All that is
   * its own hospital's, whatever the tenant: one change may have to be told in two. Written by the end of the transaction.
   */
  insert(event: Event, told?: (deliveries: number) => void): Promise<void>;
  list(request: ListRequest): Promise<ListSlice<StoredEvent>>;
  /** Where an event stands, if there is one of that id. */
  positionOf(id: string): Promise<string | undefined>;
  /** The place behind all that is shown now, and before all that is not. */
  end(): Promise<string>;
  /** The next events behind a place that meet the conditions. */
  following(position: string, where: readonly Condition[], limit: number): Promise<StoredEvent[]>;
  /** Where the last event of each of these hospitals stands; hospitals without any are left out. */
  lastOf(hospitals: readonly number[]): Promise<{ hospital: number; position: string }[]>;
  /** Erases events from before an instant, so many at most; answers how many. */
  deleteBefore(at: string, limit: number): Promise<number>;
}

/** Events happen in the order of their places; their ids are only names. */
export const eventList: ListFields<StoredEvent> = {
  fields: {
    ...plainFields<StoredEvent>('events', ['created_at', 'type']),
    id: { column: 'events.sequence', value: (event) => event.position },
  },
};
