// Made from the contract by `pnpm generate`. Change the contract, not this.

import type { APIPromise } from '../../api-promise.js';
import type { PagePromise } from '../../page.js';
import type { RequestOptions } from '../../request-options.js';
import { Resource } from '../../resource.js';
import type {
  ListQuery,
  Prescription,
  PrescriptionCreate,
  PrescriptionStatus,
  PrescriptionUpdate,
  PrescriptionWithWarnings,
} from '../types.js';

/** What to ask of “List a treatment's prescriptions”. */
export interface PrescriptionsListQuery extends ListQuery {
  /**
   * Comma-separated fields (created_at, medication_name, id); "-" before one for descending. Default:
   * -created_at.
   */
  ordering?: string | undefined;
  /** All words must occur; order, case and accents do not matter. At most 200 characters. */
  search?: string | undefined;
  /** Only rows whose `status` is this. */
  status?: PrescriptionStatus | undefined;
}

/** Medications prescribed within a treatment. */
export class PrescriptionsResource extends Resource {
  /**
   * Get a prescription.
   *
   * One prescription.
   *
   * `GET /api/treatments/prescriptions/:id/`. Allowed: admin (own hospital), doctor (own hospital),
   * nurse (own hospital), patient (own).
   *
   * Errors of its own: `NOT_FOUND`.
   */
  get(id: number, options?: RequestOptions): APIPromise<Prescription> {
    return this.call('GET /api/treatments/prescriptions/:id/', [id], options);
  }

  /**
   * Update a prescription.
   *
   * Changes the fields that are sent; a new medication is checked against the allergies again.
   *
   * `PUT /api/treatments/prescriptions/:id/`. Allowed: admin (own hospital), doctor (own hospital).
   *
   * Errors of its own: `NOT_FOUND`.
   *
   * @example
   * ```ts
   * await medcor.prescriptions.update(1, {
   *   status: 'completed'
   * });
   * ```
   */
  update(
    id: number,
    body: PrescriptionUpdate,
    options?: RequestOptions,
  ): APIPromise<PrescriptionWithWarnings> {
    return this.call('PUT /api/treatments/prescriptions/:id/', [id], options, body);
  }

  /**
   * List a treatment's prescriptions.
   *
   * What was prescribed within a treatment.
   *
   * `GET /api/treatments/:treatment_id/prescriptions/`. Allowed: admin (own hospital), doctor (own
   * hospital), nurse (own hospital), patient (own).
   *
   * Errors of its own: `NOT_FOUND`.
   */
  list(
    treatmentId: number,
    query: PrescriptionsListQuery = {},
    options?: RequestOptions,
  ): PagePromise<Prescription> {
    return this.page('GET /api/treatments/:treatment_id/prescriptions/', [treatmentId], options, query);
  }

  /**
   * Add a prescription.
   *
   * Prescribes a medication. If it matches the patient's recorded allergies it is made all the same, and
   * `warnings` says so.
   *
   * `POST /api/treatments/:treatment_id/prescriptions/`. Allowed: admin (own hospital), doctor (own
   * hospital).
   *
   * Errors of its own: `NOT_FOUND`.
   *
   * @example
   * ```ts
   * await medcor.prescriptions.create(1, {
   *   medication_name: 'Lisinopril',
   *   dosage: '10mg',
   *   frequency: 'Once daily',
   *   duration: '30 days',
   *   instructions: 'Take with food in the morning'
   * });
   * ```
   */
  create(
    treatmentId: number,
    body: PrescriptionCreate,
    options?: RequestOptions,
  ): APIPromise<PrescriptionWithWarnings> {
    return this.call('POST /api/treatments/:treatment_id/prescriptions/', [treatmentId], options, body);
  }
}
