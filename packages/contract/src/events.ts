import * as z from 'zod/v4';
import { components } from './shared/components.js';
import { endpoint } from './shared/endpoint.js';
import { eventTypes } from './shared/event-types.js';
import { DayOut, TimestampOut } from './shared/fields.js';
import { dateRangeFilter, hospitalFilter, pagedList } from './shared/lists.js';

export const EventTypeName = z.enum(eventTypes).register(components, { id: 'EventType' });

/** What an event tells of its resource: enough to know whether to fetch it, and nothing clinical. */
export const EventData = z
  .strictObject({
    id: z.int().describe('The id of the resource.'),
    hospital: z.int(),
    patient: z.int().optional(),
    doctor: z.int().optional(),
    status: z.string().optional(),
    start_time: TimestampOut.optional(),
    end_time: TimestampOut.optional(),
    start_date: DayOut.optional(),
    end_date: DayOut.optional(),
  })
  .register(components, {
    id: 'EventData',
    description: 'Names the resource; what it does not have is absent. The rest is fetched with a token.',
  });
export type EventData = z.output<typeof EventData>;

/** Something that happened in a hospital. */
export const Event = z
  .strictObject({
    id: z.string().describe('Unique; a webhook is sent it as `webhook-id`.'),
    type: EventTypeName,
    created_at: TimestampOut,
    hospital: z.int(),
    data: EventData,
  })
  .register(components, { id: 'Event' });
export type Event = z.output<typeof Event>;

export const eventExample: Event = {
  id: 'evt_01JJ1D3C5MEXAMPLE0000000001',
  type: 'appointment.created',
  created_at: '2025-01-16T09:00:00.000Z',
  hospital: 1,
  data: {
    id: 1,
    hospital: 1,
    patient: 3,
    doctor: 2,
    status: 'scheduled',
    start_time: '2025-01-20T09:00:00.000Z',
    end_time: '2025-01-20T17:00:00.000Z',
  },
};

export const events = {
  list: endpoint({
    ...pagedList({
      item: Event,
      name: 'Event',
      filters: {
        ...hospitalFilter,
        ...dateRangeFilter,
        type: EventTypeName.optional(),
      },
      ordering: ['created_at'],
      defaultOrdering: 'id',
    }),
    path: '/api/events/',
    summary: 'List events',
    description:
      "The hospital's events of the last 90 days, in the order in which they happened. With " +
      '`Accept: text/event-stream` they are streamed as they happen, one server-sent event each: its `id` is that ' +
      'of the event, `Last-Event-ID` goes on after it.',
    permission: 'webhooks',
    errors: ['INVALID_REFERENCE'],
    examples: { response: { count: 1, next: null, previous: null, results: [eventExample] } },
  }),
};
