// Made from the contract by `pnpm generate`. Change the contract, not this.

import type { APIPromise } from '../../api-promise.js';
import type { PagePromise } from '../../page.js';
import type { RequestOptions } from '../../request-options.js';
import { Resource } from '../../resource.js';
import type {
  AvailabilitySlot,
  AvailabilitySlotBulkCreate,
  AvailabilitySlotBulkResult,
  AvailabilitySlotCreate,
  AvailabilitySlotUpdate,
  ListQuery,
} from '../types.js';

/** What to ask of “List availability slots”. */
export interface AvailabilitySlotsListQuery extends ListQuery {
  /**
   * Comma-separated fields (start_time, end_time, created_at, id); "-" before one for descending.
   * Default: start_time.
   */
  ordering?: string | undefined;
  /** A hospital's id; defaults to your own. */
  hospital?: number | undefined;
  /** First day (in the hospital's time zone) or instant, inclusive. */
  date_from?: string | undefined;
  /** Last day (in the hospital's time zone) or instant, inclusive. */
  date_to?: string | undefined;
  /** Only rows whose `doctor` is this. */
  doctor?: number | undefined;
  /** Slots of doctors with this specialty. */
  specialty?: number | undefined;
  /** Whether the slot is offered to you. */
  is_available?: boolean | undefined;
}

/** When doctors see patients. */
export class AvailabilitySlotsResource extends Resource {
  /**
   * List availability slots.
   *
   * When the doctors of your hospital see patients. The date range is that of the slot's start.
   *
   * `GET /api/appointments/availability-slots/`. Allowed: superuser (any hospital), admin (own
   * hospital), doctor (own hospital), nurse (own hospital), staff (own hospital), patient (own
   * hospital).
   *
   * Errors of its own: `INVALID_REFERENCE`.
   */
  list(query: AvailabilitySlotsListQuery = {}, options?: RequestOptions): PagePromise<AvailabilitySlot> {
    return this.page('GET /api/appointments/availability-slots/', [], options, query);
  }

  /**
   * Create an availability slot.
   *
   * Opens a span of a doctor's time. Slots of one doctor never overlap; past times are allowed.
   *
   * `POST /api/appointments/availability-slots/`. Allowed: superuser (any hospital), admin (own
   * hospital), doctor (own).
   *
   * Errors of its own: `SLOT_OVERLAP`, `INVALID_REFERENCE`.
   *
   * @example
   * ```ts
   * await medcor.availabilitySlots.create({
   *   doctor: 2,
   *   start_time: '2025-01-20T09:00:00Z',
   *   end_time: '2025-01-20T17:00:00Z',
   *   is_available: true
   * });
   * ```
   */
  create(body: AvailabilitySlotCreate, options?: RequestOptions): APIPromise<AvailabilitySlot> {
    return this.call('POST /api/appointments/availability-slots/', [], options, body);
  }

  /**
   * Create availability slots by a pattern.
   *
   * Fills days with slots of equal length, at most 2000. Hours are in the hospital's time zone and
   * follow its daylight-saving changes. Slots that would overlap are skipped and reported.
   *
   * `POST /api/appointments/availability-slots/bulk/`. Allowed: superuser (any hospital), admin (own
   * hospital), doctor (own).
   *
   * Errors of its own: `INVALID_REFERENCE`.
   *
   * @example
   * ```ts
   * await medcor.availabilitySlots.bulk({
   *   doctor: 2,
   *   date_from: '2025-01-20',
   *   date_to: '2025-01-24',
   *   weekdays: [
   *     1,
   *     2,
   *     3,
   *     4,
   *     5
   *   ],
   *   from: '09:00',
   *   to: '17:00',
   *   slot_minutes: 30
   * });
   * ```
   */
  bulk(body: AvailabilitySlotBulkCreate, options?: RequestOptions): APIPromise<AvailabilitySlotBulkResult> {
    return this.call('POST /api/appointments/availability-slots/bulk/', [], options, body);
  }

  /**
   * Get an availability slot.
   *
   * One slot of your hospital.
   *
   * `GET /api/appointments/availability-slots/:id/`. Allowed: superuser (any hospital), admin (own
   * hospital), doctor (own hospital), nurse (own hospital), staff (own hospital), patient (own
   * hospital).
   *
   * Errors of its own: `NOT_FOUND`.
   */
  get(id: number, options?: RequestOptions): APIPromise<AvailabilitySlot> {
    return this.call('GET /api/appointments/availability-slots/:id/', [id], options);
  }

  /**
   * Update an availability slot.
   *
   * Changes the fields that are sent. A booked slot cannot be changed.
   *
   * `PUT /api/appointments/availability-slots/:id/`. Allowed: superuser (any hospital), admin (own
   * hospital), doctor (own).
   *
   * Errors of its own: `NOT_FOUND`, `SLOT_OVERLAP`, `SLOT_UNAVAILABLE`.
   *
   * @example
   * ```ts
   * await medcor.availabilitySlots.update(1, {
   *   is_available: false
   * });
   * ```
   */
  update(id: number, body: AvailabilitySlotUpdate, options?: RequestOptions): APIPromise<AvailabilitySlot> {
    return this.call('PUT /api/appointments/availability-slots/:id/', [id], options, body);
  }

  /**
   * Delete an availability slot.
   *
   * Takes the slot away. A booked slot cannot be deleted.
   *
   * `DELETE /api/appointments/availability-slots/:id/`. Allowed: superuser (any hospital), admin (own
   * hospital), doctor (own).
   *
   * Errors of its own: `NOT_FOUND`, `SLOT_UNAVAILABLE`.
   */
  delete(id: number, options?: RequestOptions): APIPromise<void> {
    return this.call('DELETE /api/appointments/availability-slots/:id/', [id], options);
  }
}
