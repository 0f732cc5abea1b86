// Made from the contract by `pnpm generate`. Change the contract, not this.

import type { APIPromise } from '../../api-promise.js';
import type { PagePromise } from '../../page.js';
import type { RequestOptions } from '../../request-options.js';
import { Resource } from '../../resource.js';
import type { DoctorSpecialty, DoctorSpecialtyCreate, DoctorSpecialtyUpdate, ListQuery } from '../types.js';

/** What to ask of “List doctors' specialties”. */
export interface DoctorSpecialtiesListQuery extends ListQuery {
  /**
   * Comma-separated fields (created_at, years_of_experience, id); "-" before one for descending.
   * Default: id.
   */
  ordering?: string | undefined;
  /** A hospital's id; defaults to your own. */
  hospital?: number | undefined;
  /** Only rows whose `doctor` is this. */
  doctor?: number | undefined;
  /** Only rows whose `specialty` is this. */
  specialty?: number | undefined;
  /** Only rows whose `is_primary` is this. */
  is_primary?: boolean | undefined;
}

/** Which doctor practises what. */
export class DoctorSpecialtiesResource extends Resource {
  /**
   * List doctors' specialties.
   *
   * Which doctor of your hospital practises what.
   *
   * `GET /api/specialty/doctor-specialties/`. Allowed: superuser (any hospital), admin (own hospital),
   * doctor (own hospital), nurse (own hospital), staff (own hospital), patient (own hospital).
   *
   * Errors of its own: `INVALID_REFERENCE`.
   */
  list(query: DoctorSpecialtiesListQuery = {}, options?: RequestOptions): PagePromise<DoctorSpecialty> {
    return this.page('GET /api/specialty/doctor-specialties/', [], options, query);
  }

  /**
   * Assign a specialty to a doctor.
   *
   * The same specialty cannot be assigned twice.
   *
   * `POST /api/specialty/doctor-specialties/`. Allowed: superuser (any hospital), admin (own hospital).
   *
   * Errors of its own: `ALREADY_EXISTS`, `INVALID_REFERENCE`.
   *
   * @example
   * ```ts
   * await medcor.doctorSpecialties.create({
   *   doctor: 2,
   *   specialty: 5,
   *   is_primary: true,
   *   years_of_experience: 10,
   *   certification_date: '2014-06-15'
   * });
   * ```
   */
  create(body: DoctorSpecialtyCreate, options?: RequestOptions): APIPromise<DoctorSpecialty> {
    return this.call('POST /api/specialty/doctor-specialties/', [], options, body);
  }

  /**
   * Get a doctor's specialty.
   *
   * One assignment.
   *
   * `GET /api/specialty/doctor-specialties/:id/`. Allowed: superuser (any hospital), admin (own
   * hospital), doctor (own hospital), nurse (own hospital), staff (own hospital), patient (own
   * hospital).
   *
   * Errors of its own: `NOT_FOUND`.
   */
  get(id: number, options?: RequestOptions): APIPromise<DoctorSpecialty> {
    return this.call('GET /api/specialty/doctor-specialties/:id/', [id], options);
  }

  /**
   * Update a doctor's specialty.
   *
   * Changes the fields that are sent; a doctor may change their own.
   *
   * `PUT /api/specialty/doctor-specialties/:id/`. Allowed: superuser (any hospital), admin (own
   * hospital), doctor (own).
   *
   * Errors of its own: `NOT_FOUND`.
   *
   * @example
   * ```ts
   * await medcor.doctorSpecialties.update(1, {
   *   years_of_experience: 11
   * });
   * ```
   */
  update(id: number, body: DoctorSpecialtyUpdate, options?: RequestOptions): APIPromise<DoctorSpecialty> {
    return this.call('PUT /api/specialty/doctor-specialties/:id/', [id], options, body);
  }

  /**
   * Remove a doctor's specialty.
   *
   * The doctor no longer counts under it.
   *
   * `DELETE /api/specialty/doctor-specialties/:id/`. Allowed: superuser (any hospital), admin (own
   * hospital).
   *
   * Errors of its own: `NOT_FOUND`.
   */
  delete(id: number, options?: RequestOptions): APIPromise<void> {
    return this.call('DELETE /api/specialty/doctor-specialties/:id/', [id], options);
  }
}
