// Made from the contract by `pnpm generate`. Change the contract, not this.

import type { APIPromise } from '../../api-promise.js';
import type { PagePromise } from '../../page.js';
import type { RequestOptions } from '../../request-options.js';
import { Resource } from '../../resource.js';
import type {
  Hospital,
  HospitalCreate,
  HospitalStatistics,
  HospitalType,
  HospitalUpdate,
  ListQuery,
  Subscription,
} from '../types.js';

/** What to ask of “List hospitals”. */
export interface HospitalsListQuery extends ListQuery {
  /** Comma-separated fields (name, city, created_at, id); "-" before one for descending. Default: id. */
  ordering?: string | undefined;
  /** All words must occur; order, case and accents do not matter. At most 200 characters. */
  search?: string | undefined;
  /** Only rows whose `hospital_type` is this. */
  hospital_type?: HospitalType | undefined;
  /** Only rows whose `is_active` is this. */
  is_active?: boolean | undefined;
}

/** The tenants that users and all they do belong to. */
export class HospitalsResource extends Resource {
  /**
   * List hospitals.
   *
   * A superuser sees every hospital, an admin their own.
   *
   * `GET /api/hospitals/`. Allowed: superuser (any hospital), admin (own hospital).
   */
  list(query: HospitalsListQuery = {}, options?: RequestOptions): PagePromise<Hospital> {
    return this.page('GET /api/hospitals/', [], options, query);
  }

  /**
   * Create a hospital.
   *
   * Makes a tenant. While the installation is unclaimed, one hospital may be created without a token,
   * from the machine itself or with `X-Setup-Token`; afterwards this takes a superuser.
   *
   * `POST /api/hospitals/`. Allowed: superuser (any hospital).
   *
   * Errors of its own: `ALREADY_EXISTS`.
   *
   * @example
   * ```ts
   * await medcor.hospitals.create({
   *   name: 'City General Hospital',
   *   city: 'New York',
   *   state: 'NY',
   *   country: 'USA',
   *   hospital_type: 'general',
   *   contact_email: 'admin@citygeneral.com',
   *   contact_phone: '+1-212-555-0100'
   * });
   * ```
   */
  create(body: HospitalCreate, options?: RequestOptions): APIPromise<Hospital> {
    return this.call('POST /api/hospitals/', [], options, body);
  }

  /**
   * Get a hospital.
   *
   * Everyone may read their own hospital; a superuser any.
   *
   * `GET /api/hospitals/:id/`. Allowed: superuser (any hospital), admin (own hospital), doctor (own
   * hospital), nurse (own hospital), staff (own hospital), patient (own hospital).
   *
   * Errors of its own: `NOT_FOUND`.
   */
  get(id: number, options?: RequestOptions): APIPromise<Hospital> {
    return this.call('GET /api/hospitals/:id/', [id], options);
  }

  /**
   * Update a hospital.
   *
   * Changes the fields that are sent; `null` clears a nullable one.
   *
   * `PUT /api/hospitals/:id/`. Allowed: superuser (any hospital), admin (own hospital).
   *
   * Errors of its own: `NOT_FOUND`, `ALREADY_EXISTS`, `LAST_SUPERUSER`.
   *
   * @example
   * ```ts
   * await medcor.hospitals.update(1, {
   *   bed_count: 250,
   *   emergency_services: true
   * });
   * ```
   */
  update(id: number, body: HospitalUpdate, options?: RequestOptions): APIPromise<Hospital> {
    return this.call('PUT /api/hospitals/:id/', [id], options, body);
  }

  /**
   * Delete a hospital.
   *
   * Deactivates the hospital: nothing is erased, its users lose access at once. The hospital of the last
   * active superuser cannot be deactivated.
   *
   * `DELETE /api/hospitals/:id/`. Allowed: superuser (any hospital).
   *
   * Errors of its own: `NOT_FOUND`, `LAST_SUPERUSER`.
   */
  delete(id: number, options?: RequestOptions): APIPromise<void> {
    return this.call('DELETE /api/hospitals/:id/', [id], options);
  }

  /**
   * Get a hospital's statistics.
   *
   * Users by role, appointments by status, and what lies ahead.
   *
   * `GET /api/hospitals/:id/statistics/`. Allowed: superuser (any hospital), admin (own hospital),
   * doctor (own hospital), nurse (own hospital), staff (own hospital), patient (own hospital).
   *
   * Errors of its own: `NOT_FOUND`.
   */
  statistics(id: number, options?: RequestOptions): APIPromise<HospitalStatistics> {
    return this.call('GET /api/hospitals/:id/statistics/', [id], options);
  }

  /**
   * Get a hospital's subscription.
   *
   * The live subscription; `404` when the hospital has none, and nothing is limited then.
   *
   * `GET /api/hospitals/:id/subscription/`. Allowed: superuser (any hospital), admin (own hospital),
   * doctor (own hospital), nurse (own hospital), staff (own hospital), patient (own hospital).
   *
   * Errors of its own: `NOT_FOUND`.
   */
  subscription(id: number, options?: RequestOptions): APIPromise<Subscription> {
    return this.call('GET /api/hospitals/:id/subscription/', [id], options);
  }
}
