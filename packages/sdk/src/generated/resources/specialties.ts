// Made from the contract by `pnpm generate`. Change the contract, not this.

import type { APIPromise } from '../../api-promise.js';
import type { PagePromise } from '../../page.js';
import type { RequestOptions } from '../../request-options.js';
import { Resource } from '../../resource.js';
import type { ListQuery, Specialty, SpecialtyCreate, SpecialtyStatistics } from '../types.js';

/** What to ask of “List specialties”. */
export interface SpecialtiesListQuery extends ListQuery {
  /** Comma-separated fields (name, code, id); "-" before one for descending. Default: id. */
  ordering?: string | undefined;
  /** All words must occur; order, case and accents do not matter. At most 200 characters. */
  search?: string | undefined;
  /** Whose doctors are counted; a superuser may name any. */
  hospital?: number | undefined;
  /** Only rows whose `code` is this. 1 to 50 characters. */
  code?: string | undefined;
  /** Only rows whose `is_active` is this. */
  is_active?: boolean | undefined;
}

/** What to ask of “List popular specialties”. */
export interface SpecialtiesPopularQuery {
  /** Whose doctors are counted; a superuser may name any. */
  hospital?: number | undefined;
  /** How many, 1 to 100 (default 10). Default: `10`. */
  limit?: number | undefined;
}

/** What to ask of “Get specialty statistics”. */
export interface SpecialtiesStatisticsQuery {
  /** Whose doctors are counted; a superuser may name any. */
  hospital?: number | undefined;
}

/** The platform's catalogue of fields of medicine. */
export class SpecialtiesResource extends Resource {
  /**
   * List specialties.
   *
   * The platform's catalogue, with the number of doctors in your hospital.
   *
   * `GET /api/specialty/`. Allowed: superuser (any hospital), admin (any hospital), doctor (any
   * hospital), nurse (any hospital), staff (any hospital), patient (any hospital).
   *
   * Errors of its own: `INVALID_REFERENCE`.
   */
  list(query: SpecialtiesListQuery = {}, options?: RequestOptions): PagePromise<Specialty> {
    return this.page('GET /api/specialty/', [], options, query);
  }

  /**
   * Create a specialty.
   *
   * Adds to the catalogue. Name and code are unique.
   *
   * `POST /api/specialty/`. Allowed: superuser (any hospital).
   *
   * Errors of its own: `ALREADY_EXISTS`.
   *
   * @example
   * ```ts
   * await medcor.specialties.create({
   *   name: 'Sleep Medicine',
   *   code: 'sleep_medicine'
   * });
   * ```
   */
  create(body: SpecialtyCreate, options?: RequestOptions): APIPromise<Specialty> {
    return this.call('POST /api/specialty/', [], options, body);
  }

  /**
   * List popular specialties.
   *
   * Those with the most doctors, most first; those without any are left out.
   *
   * `GET /api/specialty/popular/`. Allowed: superuser (any hospital), admin (any hospital), doctor (any
   * hospital), nurse (any hospital), staff (any hospital), patient (any hospital).
   *
   * Errors of its own: `INVALID_REFERENCE`.
   */
  popular(query: SpecialtiesPopularQuery = {}, options?: RequestOptions): APIPromise<Specialty[]> {
    return this.call('GET /api/specialty/popular/', [], options, query);
  }

  /**
   * Get specialty statistics.
   *
   * For each active specialty: doctors, their appointments, and their average years of experience.
   *
   * `GET /api/specialty/statistics/`. Allowed: superuser (any hospital), admin (any hospital), doctor
   * (any hospital), nurse (any hospital), staff (any hospital), patient (any hospital).
   *
   * Errors of its own: `INVALID_REFERENCE`.
   */
  statistics(
    query: SpecialtiesStatisticsQuery = {},
    options?: RequestOptions,
  ): APIPromise<SpecialtyStatistics> {
    return this.call('GET /api/specialty/statistics/', [], options, query);
  }

  /**
   * Get a specialty.
   *
   * One specialty of the catalogue.
   *
   * `GET /api/specialty/:id/`. Allowed: superuser (any hospital), admin (any hospital), doctor (any
   * hospital), nurse (any hospital), staff (any hospital), patient (any hospital).
   *
   * Errors of its own: `NOT_FOUND`.
   */
  get(id: number, options?: RequestOptions): APIPromise<Specialty> {
    return this.call('GET /api/specialty/:id/', [id], options);
  }
}
