import * as z from 'zod/v4';
import { components } from './shared/components.js';
import { endpoint } from './shared/endpoint.js';
import {
  EmptyBody,
  hospitalInBody,
  Id,
  NoContent,
  optionalText,
  TimestampOut,
  text,
} from './shared/fields.js';
import { dateRangeFilter, hospitalFilter, pagedList, searchFilter } from './shared/lists.js';

export const AppointmentType = z
  .enum([
    'consultation',
    'follow_up',
    'routine_checkup',
    'emergency',
    'telemedicine',
    'vaccination',
    'lab_test',
    'surgery',
    'therapy',
  ])
  .register(components, { id: 'AppointmentType' });

export const AppointmentStatus = z
  .enum(['scheduled', 'confirmed', 'completed', 'cancelled', 'no_show'])
  .register(components, { id: 'AppointmentStatus' });
export type AppointmentStatus = z.output<typeof AppointmentStatus>;

/** A patient's booking of a doctor's slot. */
export const Appointment = z
  .strictObject({
    id: z.int(),
    hospital: z.int(),
    patient: z.int(),
    patient_name: z.string(),
    doctor: z.int(),
    doctor_name: z.string(),
    slot: z.int(),
    appointment_type: AppointmentType,
    status: AppointmentStatus,
    reason: z.string().nullable(),
    symptoms: z.string().nullable(),
    notes: z.string().nullable(),
    start_time: TimestampOut,
    end_time: TimestampOut,
    cancellation_reason: z.string().nullable(),
    cancelled_by: z.int().nullable(),
    cancelled_at: TimestampOut.nullable(),
    created_at: TimestampOut,
    updated_at: TimestampOut,
  })
  .register(components, { id: 'Appointment' });
export type Appointment = z.output<typeof Appointment>;

const appointmentFields = {
  appointment_type: AppointmentType,
  reason: optionalText(2000),
  symptoms: optionalText(5000),
  notes: optionalText(5000),
};

export const AppointmentCreate = z
  .strictObject(appointmentFields)
  .partial()
  .extend({
    patient: Id.optional().describe('Defaults to the caller, when the caller is a patient.'),
    doctor: Id,
    slot: Id,
    ...hospitalInBody,
  })
  .register(components, { id: 'AppointmentCreate' });
export type AppointmentCreate = z.output<typeof AppointmentCreate>;

export const AppointmentUpdate = z
  .strictObject(appointmentFields)
  .partial()
  .extend({
    slot: Id.optional().describe('Moves the appointment to another slot.'),
    doctor: Id.optional().describe('Only together with a slot of that doctor.'),
  })
  .refine((body) => body.doctor === undefined || body.slot !== undefined, {
    path: ['doctor'],
    message: 'Name a slot of the doctor as well.',
  })
  .register(components, { id: 'AppointmentUpdate' });
export type AppointmentUpdate = z.output<typeof AppointmentUpdate>;

export const AppointmentCancel = z
  .strictObject({ reason: text(2000).optional().describe('Kept as `cancellation_reason`.') })
  .register(components, { id: 'AppointmentCancel' });
export type AppointmentCancel = z.output<typeof AppointmentCancel>;

const pathParams = z.strictObject({ id: Id });

const appointmentExample: Appointment = {
  id: 1,
  hospital: 1,
  patient: 3,
  patient_name: 'Alice Johnson',
  doctor: 2,
  doctor_name: 'Jane Smith',
  slot: 1,
  appointment_type: 'consultation',
  status: 'scheduled',
  reason: 'Regular checkup',
  symptoms: null,
  notes: 'Patient requests morning appointment',
  start_time: '2025-01-20T09:00:00.000Z',
  end_time: '2025-01-20T17:00:00.000Z',
  cancellation_reason: null,
  cancelled_by: null,
  cancelled_at: null,
  created_at: '2025-01-10T09:00:00.000Z',
  updated_at: '2025-01-10T09:00:00.000Z',
};

/** Errors of taking a slot, at booking and at rescheduling. */
const bookingErrors = [
  'SLOT_UNAVAILABLE',
  'SLOT_OVERLAP',
  'SLOT_MISMATCH',
  'SLOT_IN_PAST',
  'INVALID_REFERENCE',
] as const;

export const appointments = {
  list: endpoint({
    ...pagedList({
      item: Appointment,
      name: 'Appointment',
      filters: {
        ...searchFilter,
        ...hospitalFilter,
        ...dateRangeFilter,
        patient: Id.optional(),
        doctor: Id.optional(),
        slot: Id.optional(),
        status: AppointmentStatus.optional(),
        appointment_type: AppointmentType.optional(),
      },
      ordering: ['start_time', 'created_at', 'updated_at'],
      defaultOrdering: '-start_time',
    }),
    path: '/api/appointments/',
    summary: 'List appointments',
    description:
      "Your hospital's appointments; a patient sees their own. The date range is that of the start. Search looks " +
      'at the names of patient and doctor and at the reason.',
    permission: 'appointments.read',
    errors: ['INVALID_REFERENCE'],
    examples: { response: { count: 1, next: null, previous: null, results: [appointmentExample] } },
  }),
  create: endpoint({
    method: 'POST',
    path: '/api/appointments/',
    summary: 'Book an appointment',
    description:
      'Takes a slot for a patient. Whatever the load, a slot holds one live appointment, and a patient is never ' +
      'in two at once. A patient cannot book the past; staff can.',
    permission: 'appointments.write',
    body: AppointmentCreate,
    success: { 201: Appointment },
    errors: bookingErrors,
    events: ['appointment.created'],
    examples: {
      request: {
        patient: 3,
        doctor: 2,
        slot: 1,
        appointment_type: 'consultation',
        reason: 'Regular checkup',
        notes: 'Patient requests morning appointment',
      },
      response: appointmentExample,
    },
  }),
  get: endpoint({
    method: 'GET',
    path: '/api/appointments/:id/',
    pathParams,
    summary: 'Get an appointment',
    description: 'One appointment.',
    permission: 'appointments.read',
    success: { 200: Appointment },
    examples: { response: appointmentExample },
  }),
  update: endpoint({
    method: 'PUT',
    path: '/api/appointments/:id/',
    pathParams,
    summary: 'Update an appointment',
    description:
      'Changes the fields that are sent. With a new `slot` it is rescheduled in one step: the old slot is freed ' +
      'only if the new one could be taken. Only scheduled and confirmed appointments can be rescheduled.',
    permission: 'appointments.write',
    body: AppointmentUpdate,
    success: { 200: Appointment },
    errors: [...bookingErrors, 'INVALID_TRANSITION'],
    events: ['appointment.updated'],
    examples: { request: { reason: 'Chest pain when climbing stairs' }, response: appointmentExample },
  }),
  delete: endpoint({
    method: 'DELETE',
    path: '/api/appointments/:id/',
    pathParams,
    summary: 'Cancel an appointment',
    description: 'As cancelling, but answers nothing.',
    permission: 'appointments.write',
    success: { 204: NoContent },
    errors: ['INVALID_TRANSITION'],
    events: ['appointment.cancelled'],
  }),
  confirm: endpoint({
    method: 'POST',
    path: '/api/appointments/:id/confirm/',
    pathParams,
    summary: 'Confirm an appointment',
    description: 'From scheduled to confirmed. Confirming again changes nothing.',
    permission: 'appointments.confirm',
    body: EmptyBody,
    success: { 200: Appointment },
    errors: ['INVALID_TRANSITION'],
    events: ['appointment.confirmed'],
    examples: { request: {}, response: { ...appointmentExample, status: 'confirmed' } },
  }),
  cancel: endpoint({
    method: 'POST',
    path: '/api/appointments/:id/cancel/',
    pathParams,
    summary: 'Cancel an appointment',
    description: 'From scheduled or confirmed to cancelled; the slot is free again.',
    permission: 'appointments.write',
    body: AppointmentCancel,
    success: { 200: Appointment },
    errors: ['INVALID_TRANSITION'],
    events: ['appointment.cancelled'],
    examples: {
      request: { reason: 'Feeling better' },
      response: {
        ...appointmentExample,
        status: 'cancelled',
        cancellation_reason: 'Feeling better',
        cancelled_by: 3,
      },
    },
  }),
  complete: endpoint({
    method: 'POST',
    path: '/api/appointments/:id/complete/',
    pathParams,
    summary: 'Complete an appointment',
    description: 'From scheduled or confirmed to completed.',
    permission: 'appointments.complete',
    body: EmptyBody,
    success: { 200: Appointment },
    errors: ['INVALID_TRANSITION'],
    events: ['appointment.completed'],
    examples: { request: {}, response: { ...appointmentExample, status: 'completed' } },
  }),
  noShow: endpoint({
    method: 'POST',
    path: '/api/appointments/:id/no-show/',
    pathParams,
    summary: 'Mark an appointment as no-show',
    description: 'From scheduled or confirmed to no_show: the patient did not come.',
    permission: 'appointments.complete',
    body: EmptyBody,
    success: { 200: Appointment },
    errors: ['INVALID_TRANSITION'],
    events: ['appointment.no_show'],
    examples: { request: {}, response: { ...appointmentExample, status: 'no_show' } },
  }),
};
