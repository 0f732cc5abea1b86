import * as z from 'zod/v4';
import { components } from './shared/components.js';
import { endpoint } from './shared/endpoint.js';
import {
  Day,
  hospitalInBody,
  Id,
  NoContent,
  optionalText,
  Timestamp,
  TimestampOut,
} from './shared/fields.js';
import { dateRangeFilter, hospitalFilter, pagedList } from './shared/lists.js';

/** The most slots one bulk call makes. */
export const MAX_BULK_SLOTS = 2000;

/** A span of time in which a doctor sees patients; one appointment fills it. */
export const AvailabilitySlot = z
  .strictObject({
    id: z.int(),
    hospital: z.int(),
    doctor: z.int(),
    doctor_name: z.string(),
    start_time: TimestampOut,
    end_time: TimestampOut,
    is_available: z
      .boolean()
      .describe(
        'Whether the slot is offered: open, not held by an appointment and, for a patient, not past.',
      ),
    notes: z.string().nullable(),
    created_at: TimestampOut,
    updated_at: TimestampOut,
  })
  .register(components, { id: 'AvailabilitySlot' });
export type AvailabilitySlot = z.output<typeof AvailabilitySlot>;

const slotFields = {
  start_time: Timestamp,
  end_time: Timestamp,
  is_available: z.boolean().describe('Whether the slot is open for booking.'),
  notes: optionalText(2000),
};

const endsAfterStart = {
  check: (slot: { start_time?: string | undefined; end_time?: string | undefined }) =>
    slot.start_time === undefined ||
    slot.end_time === undefined ||
    Date.parse(slot.end_time) > Date.parse(slot.start_time),
  otherwise: { path: ['end_time'], message: 'Must be after start_time.' },
};

export const AvailabilitySlotCreate = z
  .strictObject(slotFields)
  .partial()
  .required({ start_time: true, end_time: true })
  .extend({ doctor: Id, ...hospitalInBody })
  .refine(endsAfterStart.check, endsAfterStart.otherwise)
  .register(components, { id: 'AvailabilitySlotCreate' });
export type AvailabilitySlotCreate = z.output<typeof AvailabilitySlotCreate>;

export const AvailabilitySlotUpdate = z
  .strictObject(slotFields)
  .partial()
  .refine(endsAfterStart.check, endsAfterStart.otherwise)
  .register(components, { id: 'AvailabilitySlotUpdate' });
export type AvailabilitySlotUpdate = z.output<typeof AvailabilitySlotUpdate>;

/** A time of day: `09:00`. `24:00` ends a day. What is none is not compared with the other end. */
const TimeOfDay = z.string().regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/, {
  error: 'A time of day such as "09:00".',
  abort: true,
});

export const AvailabilitySlotBulkCreate = z
  .strictObject({
    doctor: Id,
    ...hospitalInBody,
    date_from: Day,
    date_to: Day.describe('Inclusive.'),
    weekdays: z.array(z.int().min(1).max(7)).min(1).max(7).describe('1 = Monday … 7 = Sunday.'),
    from: TimeOfDay.describe("In the hospital's time zone."),
    to: TimeOfDay.describe("In the hospital's time zone."),
    slot_minutes: z.int().min(5).max(1440),
    notes: optionalText(2000).optional(),
  })
  .refine((pattern) => pattern.date_to >= pattern.date_from, {
    path: ['date_to'],
    message: 'Must not be before date_from.',
  })
  .refine((pattern) => pattern.to > pattern.from, { path: ['to'], message: 'Must be after from.' })
  .register(components, { id: 'AvailabilitySlotBulkCreate' });
export type AvailabilitySlotBulkCreate = z.output<typeof AvailabilitySlotBulkCreate>;

export const AvailabilitySlotBulkResult = z
  .strictObject({
    created: z.array(AvailabilitySlot),
    skipped: z.array(
      z.strictObject({
        start_time: TimestampOut,
        end_time: TimestampOut,
        code: z.enum(['SLOT_OVERLAP']).describe('Why the slot was not made.'),
      }),
    ),
  })
  .register(components, { id: 'AvailabilitySlotBulkResult' });
export type AvailabilitySlotBulkResult = z.output<typeof AvailabilitySlotBulkResult>;

const pathParams = z.strictObject({ id: Id });

const slotExample: AvailabilitySlot = {
  id: 1,
  hospital: 1,
  doctor: 2,
  doctor_name: 'Jane Smith',
  start_time: '2025-01-20T09:00:00.000Z',
  end_time: '2025-01-20T17:00:00.000Z',
  is_available: true,
  notes: null,
  created_at: '2025-01-10T09:00:00.000Z',
  updated_at: '2025-01-10T09:00:00.000Z',
};

export const availabilitySlots = {
  list: endpoint({
    ...pagedList({
      item: AvailabilitySlot,
      name: 'AvailabilitySlot',
      filters: {
        ...hospitalFilter,
        ...dateRangeFilter,
        doctor: Id.optional(),
        specialty: Id.optional().describe('Slots of doctors with this specialty.'),
        is_available: z.boolean().optional().describe('Whether the slot is offered to you.'),
      },
      ordering: ['start_time', 'end_time', 'created_at'],
      defaultOrdering: 'start_time',
    }),
    path: '/api/appointments/availability-slots/',
    summary: 'List availability slots',
    description:
      "When the doctors of your hospital see patients. The date range is that of the slot's start.",
    permission: 'slots.read',
    errors: ['INVALID_REFERENCE'],
    examples: { response: { count: 1, next: null, previous: null, results: [slotExample] } },
  }),
  create: endpoint({
    method: 'POST',
    path: '/api/appointments/availability-slots/',
    summary: 'Create an availability slot',
    description:
      "Opens a span of a doctor's time. Slots of one doctor never overlap; past times are allowed.",
    permission: 'slots.write',
    body: AvailabilitySlotCreate,
    success: { 201: AvailabilitySlot },
    errors: ['SLOT_OVERLAP', 'INVALID_REFERENCE'],
    examples: {
      request: {
        doctor: 2,
        start_time: '2025-01-20T09:00:00Z',
        end_time: '2025-01-20T17:00:00Z',
        is_available: true,
      },
      response: slotExample,
    },
  }),
  bulk: endpoint({
    method: 'POST',
    path: '/api/appointments/availability-slots/bulk/',
    summary: 'Create availability slots by a pattern',
    description:
      `Fills days with slots of equal length, at most ${MAX_BULK_SLOTS}. Hours are in the hospital's time zone and ` +
      'follow its daylight-saving changes. Slots that would overlap are skipped and reported.',
    permission: 'slots.write',
    rate: 'bulk',
    body: AvailabilitySlotBulkCreate,
    success: { 201: AvailabilitySlotBulkResult },
    errors: ['INVALID_REFERENCE'],
    examples: {
      request: {
        doctor: 2,
        date_from: '2025-01-20',
        date_to: '2025-01-24',
        weekdays: [1, 2, 3, 4, 5],
        from: '09:00',
        to: '17:00',
        slot_minutes: 30,
      },
      response: { created: [slotExample], skipped: [] },
    },
  }),
  get: endpoint({
    method: 'GET',
    path: '/api/appointments/availability-slots/:id/',
    pathParams,
    summary: 'Get an availability slot',
    description: 'One slot of your hospital.',
    permission: 'slots.read',
    success: { 200: AvailabilitySlot },
    examples: { response: slotExample },
  }),
  update: endpoint({
    method: 'PUT',
    path: '/api/appointments/availability-slots/:id/',
    pathParams,
    summary: 'Update an availability slot',
    description: 'Changes the fields that are sent. A booked slot cannot be changed.',
    permission: 'slots.write',
    body: AvailabilitySlotUpdate,
    success: { 200: AvailabilitySlot },
    errors: ['SLOT_OVERLAP', 'SLOT_UNAVAILABLE'],
    examples: { request: { is_available: false }, response: { ...slotExample, is_available: false } },
  }),
  delete: endpoint({
    method: 'DELETE',
    path: '/api/appointments/availability-slots/:id/',
    pathParams,
    summary: 'Delete an availability slot',
    description: 'Takes the slot away. A booked slot cannot be deleted.',
    permission: 'slots.write',
    success: { 204: NoContent },
    errors: ['SLOT_UNAVAILABLE'],
  }),
};
