// Made from the contract by `pnpm generate`. Change the contract, not this.

import type { EventStream } from '../../event-stream.js';
import type { PagePromise } from '../../page.js';
import type { RequestOptions, StreamOptions } from '../../request-options.js';
import { Resource } from '../../resource.js';
import type { Event, EventType, ListQuery, StreamedEvent } from '../types.js';

/** What to ask of “List events”. */
export interface EventsListQuery extends ListQuery {
  /** Comma-separated fields (created_at, id); "-" before one for descending. Default: id. */
  ordering?: string | undefined;
  /** A hospital's id; defaults to your own. */
  hospital?: number | undefined;
  /** First day (in the hospital's time zone) or instant, inclusive. */
  date_from?: string | undefined;
  /** Last day (in the hospital's time zone) or instant, inclusive. */
  date_to?: string | undefined;
  /** Only rows whose `type` is this. */
  type?: EventType | undefined;
}

/** What happened in a hospital, in order. */
export class EventsResource extends Resource {
  /**
   * List events.
   *
   * The hospital's events of the last 90 days, in the order in which they happened. With `Accept:
   * text/event-stream` they are streamed as they happen, one server-sent event each: its `id` is that of
   * the event, `Last-Event-ID` goes on after it.
   *
   * `GET /api/events/`. Allowed: superuser (any hospital), admin (own hospital).
   *
   * Errors of its own: `INVALID_REFERENCE`.
   */
  list(query: EventsListQuery = {}, options?: RequestOptions): PagePromise<Event> {
    return this.page('GET /api/events/', [], options, query);
  }

  /**
   * List events, as a stream.
   *
   * The hospital's events of the last 90 days, in the order in which they happened. With `Accept:
   * text/event-stream` they are streamed as they happen, one server-sent event each: its `id` is that of
   * the event, `Last-Event-ID` goes on after it.
   *
   * `GET /api/events/`. Allowed: superuser (any hospital), admin (own hospital).
   *
   * Errors of its own: `INVALID_REFERENCE`.
   */
  stream(
    query: Pick<EventsListQuery, 'hospital' | 'type'> = {},
    options?: StreamOptions,
  ): EventStream<StreamedEvent> {
    return this.follow('GET /api/events/', [], options, query);
  }
}
