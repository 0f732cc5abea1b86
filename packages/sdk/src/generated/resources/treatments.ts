// Made from the contract by `pnpm generate`. Change the contract, not this.

import type { APIPromise } from '../../api-promise.js';
import type { PagePromise } from '../../page.js';
import type { RequestOptions } from '../../request-options.js';
import { Resource } from '../../resource.js';
import type { ListQuery, Treatment, TreatmentCreate, TreatmentStatus, TreatmentUpdate } from '../types.js';

/** What to ask of “List treatments”. */
export interface TreatmentsListQuery extends ListQuery {
  /**
   * Comma-separated fields (created_at, updated_at, follow_up_date, id); "-" before one for descending.
   * Default: -created_at.
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
  /** Only rows whose `appointment` is this. */
  appointment?: number | undefined;
  /** Only rows whose `status` is this. */
  status?: TreatmentStatus | undefined;
  /** Only rows whose `follow_up_required` is this. */
  follow_up_required?: boolean | undefined;
}

/** What is done about a diagnosis. */
export class TreatmentsResource extends Resource {
  /**
   * List treatments.
   *
   * The treatments of your hospital's patients; a patient sees their own. The date range is that of the
   * creation.
   *
   * `GET /api/treatments/`. Allowed: admin (own hospital), doctor (own hospital), nurse (own hospital),
   * patient (own).
   *
   * Errors of its own: `INVALID_REFERENCE`.
   */
  list(query: TreatmentsListQuery = {}, options?: RequestOptions): PagePromise<Treatment> {
    return this.page('GET /api/treatments/', [], options, query);
  }

  /**
   * Create a treatment.
   *
   * Records what is done about a diagnosis, planned unless said otherwise.
   *
   * `POST /api/treatments/`. Allowed: admin (own hospital), doctor (own hospital).
   *
   * Errors of its own: `INVALID_REFERENCE`.
   *
   * @example
   * ```ts
   * await medcor.treatments.create({
   *   appointment: 1,
   *   patient: 3,
   *   doctor: 2,
   *   diagnosis: 'Mild hypertension',
   *   treatment_plan: 'Lifestyle changes and medication',
   *   notes: 'Monitor blood pressure weekly',
   *   follow_up_required: true,
   *   follow_up_date: '2025-02-20'
   * });
   * ```
   */
  create(body: TreatmentCreate, options?: RequestOptions): APIPromise<Treatment> {
    return this.call('POST /api/treatments/', [], options, body);
  }

  /**
   * Get a treatment.
   *
   * One treatment.
   *
   * `GET /api/treatments/:id/`. Allowed: admin (own hospital), doctor (own hospital), nurse (own
   * hospital), patient (own).
   *
   * Errors of its own: `NOT_FOUND`.
   */
  get(id: number, options?: RequestOptions): APIPromise<Treatment> {
    return this.call('GET /api/treatments/:id/', [id], options);
  }

  /**
   * Update a treatment.
   *
   * Changes the fields that are sent.
   *
   * `PUT /api/treatments/:id/`. Allowed: admin (own hospital), doctor (own hospital).
   *
   * Errors of its own: `NOT_FOUND`, `INVALID_REFERENCE`.
   *
   * @example
   * ```ts
   * await medcor.treatments.update(1, {
   *   status: 'in_progress'
   * });
   * ```
   */
  update(id: number, body: TreatmentUpdate, options?: RequestOptions): APIPromise<Treatment> {
    return this.call('PUT /api/treatments/:id/', [id], options, body);
  }
}
