// Made from the contract by `pnpm generate`. Change the contract, not this.

import type { APIPromise } from '../../api-promise.js';
import type { PagePromise } from '../../page.js';
import type { RequestOptions } from '../../request-options.js';
import { Resource } from '../../resource.js';
import type {
  Appointment,
  AppointmentCancel,
  AppointmentCreate,
  AppointmentStatus,
  AppointmentType,
  AppointmentUpdate,
  ListQuery,
} from '../types.js';

/** What to ask of “List appointments”. */
export interface AppointmentsListQuery extends ListQuery {
  /**
   * Comma-separated fields (start_time, created_at, updated_at, id); "-" before one for descending.
   * Default: -start_time.
   */
  ordering?: string | undefined;
  /** All words must occur; order, case and accents do not matter. At most 200 characters. */
  search?: string | undefined;
  /** A hospital's id; defaults to your own. */
  hospital?: number | undefined;
  /** First day (in the hospital's time zone) or instant, inclusive. */
  date_from?: string | undefined;
  /** Last day (in the hospital's time zone) or instant, inclusive. */
  date_to?: string | undefined;
  /** Only rows whose `patient` is this. */
  patient?: number | undefined;
  /** Only rows whose `doctor` is this. */
  doctor?: number | undefined;
  /** Only rows whose `slot` is this. */
  slot?: number | undefined;
  /** Only rows whose `status` is this. */
  status?: AppointmentStatus | undefined;
  /** Only rows whose `appointment_type` is this. */
  appointment_type?: AppointmentType | undefined;
}

/** Patients' bookings of doctors' slots, from scheduled to completed. */
export class AppointmentsResource extends Resource {
  /**
   * List appointments.
   *
   * Your hospital's appointments; a patient sees their own. The date range is that of the start. Search
   * looks at the names of patient and doctor and at the reason.
   *
   * `GET /api/appointments/`. Allowed: superuser (any hospital), admin (own hospital), doctor (own
   * hospital), nurse (own hospital), staff (own hospital), patient (own).
   *
   * Errors of its own: `INVALID_REFERENCE`.
   */
  list(query: AppointmentsListQuery = {}, options?: RequestOptions): PagePromise<Appointment> {
    return this.page('GET /api/appointments/', [], options, query);
  }

  /**
   * Book an appointment.
   *
   * Takes a slot for a patient. Whatever the load, a slot holds one live appointment, and a patient is
   * never in two at once. A patient cannot book the past; staff can.
   *
   * `POST /api/appointments/`. Allowed: superuser (any hospital), admin (own hospital), doctor (own
   * hospital), nurse (own hospital), staff (own hospital), patient (own).
   *
   * Errors of its own: `SLOT_OVERLAP`, `SLOT_UNAVAILABLE`, `INVALID_REFERENCE`, `SLOT_IN_PAST`,
   * `SLOT_MISMATCH`.
   *
   * @example
   * ```ts
   * await medcor.appointments.create({
   *   patient: 3,
   *   doctor: 2,
   *   slot: 1,
   *   appointment_type: 'consultation',
   *   reason: 'Regular checkup',
   *   notes: 'Patient requests morning appointment'
   * });
   * ```
   */
  create(body: AppointmentCreate, options?: RequestOptions): APIPromise<Appointment> {
    return this.call('POST /api/appointments/', [], options, body);
  }

  /**
   * Get an appointment.
   *
   * One appointment.
   *
   * `GET /api/appointments/:id/`. Allowed: superuser (any hospital), admin (own hospital), doctor (own
   * hospital), nurse (own hospital), staff (own hospital), patient (own).
   *
   * Errors of its own: `NOT_FOUND`.
   */
  get(id: number, options?: RequestOptions): APIPromise<Appointment> {
    return this.call('GET /api/appointments/:id/', [id], options);
  }

  /**
   * Update an appointment.
   *
   * Changes the fields that are sent. With a new `slot` it is rescheduled in one step: the old slot is
   * freed only if the new one could be taken. Only scheduled and confirmed appointments can be
   * rescheduled.
   *
   * `PUT /api/appointments/:id/`. Allowed: superuser (any hospital), admin (own hospital), doctor (own
   * hospital), nurse (own hospital), staff (own hospital), patient (own).
   *
   * Errors of its own: `NOT_FOUND`, `INVALID_TRANSITION`, `SLOT_OVERLAP`, `SLOT_UNAVAILABLE`,
   * `INVALID_REFERENCE`, `SLOT_IN_PAST`, `SLOT_MISMATCH`.
   *
   * @example
   * ```ts
   * await medcor.appointments.update(1, {
   *   reason: 'Chest pain when climbing stairs'
   * });
   * ```
   */
  update(id: number, body: AppointmentUpdate, options?: RequestOptions): APIPromise<Appointment> {
    return this.call('PUT /api/appointments/:id/', [id], options, body);
  }

  /**
   * Cancel an appointment.
   *
   * As cancelling, but answers nothing.
   *
   * `DELETE /api/appointments/:id/`. Allowed: superuser (any hospital), admin (own hospital), doctor
   * (own hospital), nurse (own hospital), staff (own hospital), patient (own).
   *
   * Errors of its own: `NOT_FOUND`, `INVALID_TRANSITION`.
   */
  delete(id: number, options?: RequestOptions): APIPromise<void> {
    return this.call('DELETE /api/appointments/:id/', [id], options);
  }

  /**
   * Confirm an appointment.
   *
   * From scheduled to confirmed. Confirming again changes nothing.
   *
   * `POST /api/appointments/:id/confirm/`. Allowed: superuser (any hospital), admin (own hospital),
   * doctor (own), nurse (own hospital), staff (own hospital), patient (own).
   *
   * Errors of its own: `NOT_FOUND`, `INVALID_TRANSITION`.
   */
  confirm(id: number, options?: RequestOptions): APIPromise<Appointment> {
    return this.call('POST /api/appointments/:id/confirm/', [id], options);
  }

  /**
   * Cancel an appointment.
   *
   * From scheduled or confirmed to cancelled; the slot is free again.
   *
   * `POST /api/appointments/:id/cancel/`. Allowed: superuser (any hospital), admin (own hospital),
   * doctor (own hospital), nurse (own hospital), staff (own hospital), patient (own).
   *
   * Errors of its own: `NOT_FOUND`, `INVALID_TRANSITION`.
   *
   * @example
   * ```ts
   * await medcor.appointments.cancel(1, {
   *   reason: 'Feeling better'
   * });
   * ```
   */
  cancel(id: number, body: AppointmentCancel = {}, options?: RequestOptions): APIPromise<Appointment> {
    return this.call('POST /api/appointments/:id/cancel/', [id], options, body);
  }

  /**
   * Complete an appointment.
   *
   * From scheduled or confirmed to completed.
   *
   * `POST /api/appointments/:id/complete/`. Allowed: superuser (any hospital), admin (own hospital),
   * doctor (own), nurse (own hospital), staff (own hospital).
   *
   * Errors of its own: `NOT_FOUND`, `INVALID_TRANSITION`.
   */
  complete(id: number, options?: RequestOptions): APIPromise<Appointment> {
    return this.call('POST /api/appointments/:id/complete/', [id], options);
  }

  /**
   * Mark an appointment as no-show.
   *
   * From scheduled or confirmed to no_show: the patient did not come.
   *
   * `POST /api/appointments/:id/no-show/`. Allowed: superuser (any hospital), admin (own hospital),
   * doctor (own), nurse (own hospital), staff (own hospital).
   *
   * Errors of its own: `NOT_FOUND`, `INVALID_TRANSITION`.
   */
  noShow(id: number, options?: RequestOptions): APIPromise<Appointment> {
    return this.call('POST /api/appointments/:id/no-show/', [id], options);
  }
}
