// Made from the contract by `pnpm generate`. Change the contract, not this.

import type { APIPromise } from '../../api-promise.js';
import type { PagePromise } from '../../page.js';
import type { RequestOptions } from '../../request-options.js';
import { Resource } from '../../resource.js';
import type {
  Doctor,
  ListQuery,
  PatientExport,
  Role,
  User,
  UserBulk,
  UserBulkResult,
  UserCreate,
  UserSummary,
  UserUpdate,
} from '../types.js';

/** What to ask of “List users”. */
export interface UsersListQuery extends ListQuery {
  /**
   * Comma-separated fields (first_name, last_name, created_at, email, last_login, id); "-" before one
   * for descending. Default: id.
   */
  ordering?: string | undefined;
  /** All words must occur; order, case and accents do not matter. At most 200 characters. */
  search?: string | undefined;
  /** A hospital's id; defaults to your own. */
  hospital?: number | undefined;
  /** Only rows whose `role` is this. */
  role?: Role | undefined;
  /** Only rows whose `is_active` is this. */
  is_active?: boolean | undefined;
  /** Only rows whose `is_superuser` is this. */
  is_superuser?: boolean | undefined;
  /** Only rows whose `department` is this. 1 to 100 characters. */
  department?: string | undefined;
}

/** What to ask of “List doctors”. */
export interface UsersDoctorsQuery extends ListQuery {
  /**
   * Comma-separated fields (first_name, last_name, years_of_experience, id); "-" before one for
   * descending. Default: id.
   */
  ordering?: string | undefined;
  /** All words must occur; order, case and accents do not matter. At most 200 characters. */
  search?: string | undefined;
  /** A hospital's id; defaults to your own. */
  hospital?: number | undefined;
  /** Only rows whose `specialty` is this. */
  specialty?: number | undefined;
  /** Only rows whose `department` is this. 1 to 100 characters. */
  department?: string | undefined;
}

/** What to ask of “List patients”. */
export interface UsersPatientsQuery extends ListQuery {
  /**
   * Comma-separated fields (first_name, last_name, created_at, id); "-" before one for descending.
   * Default: id.
   */
  ordering?: string | undefined;
  /** All words must occur; order, case and accents do not matter. At most 200 characters. */
  search?: string | undefined;
  /** A hospital's id; defaults to your own. */
  hospital?: number | undefined;
}

/** A hospital's doctors, nurses, staff, admins and patients. */
export class UsersResource extends Resource {
  /**
   * List users.
   *
   * The users of your hospital; a patient sees themselves only.
   *
   * `GET /api/auth/users/`. Allowed: superuser (any hospital), admin (own hospital), doctor (own
   * hospital), nurse (own hospital), staff (own hospital), patient (own).
   *
   * Errors of its own: `INVALID_REFERENCE`.
   */
  list(query: UsersListQuery = {}, options?: RequestOptions): PagePromise<UserSummary> {
    return this.page('GET /api/auth/users/', [], options, query);
  }

  /**
   * Create a user.
   *
   * Adds a user to your hospital. Clinical fields are taken for patients only.
   *
   * `POST /api/auth/users/`. Allowed: superuser (any hospital), admin (own hospital).
   *
   * Errors of its own: `PLAN_LIMIT_REACHED`, `ALREADY_EXISTS`, `INVALID_REFERENCE`.
   *
   * @example
   * ```ts
   * await medcor.users.create({
   *   email: 'dr.smith@hospital.com',
   *   username: 'drsmith',
   *   password: 'DoctorPass123!',
   *   first_name: 'Jane',
   *   last_name: 'Smith',
   *   role: 'doctor',
   *   hospital: 1,
   *   department: 'Cardiology',
   *   license_number: 'MD123456',
   *   years_of_experience: 10
   * });
   * ```
   */
  create(body: UserCreate, options?: RequestOptions): APIPromise<User> {
    return this.call('POST /api/auth/users/', [], options, body);
  }

  /**
   * Create many users.
   *
   * Takes up to 500 users. Each stands for itself: one refused row never sinks another.
   *
   * `POST /api/auth/users/bulk/`. Allowed: superuser (any hospital), admin (own hospital).
   *
   * @example
   * ```ts
   * await medcor.users.bulk({
   *   users: [
   *     {
   *       email: 'dr.smith@hospital.com',
   *       username: 'drsmith',
   *       password: 'DoctorPass123!',
   *       first_name: 'Jane',
   *       last_name: 'Smith',
   *       role: 'doctor',
   *       hospital: 1,
   *       department: 'Cardiology',
   *       license_number: 'MD123456',
   *       years_of_experience: 10
   *     }
   *   ]
   * });
   * ```
   */
  bulk(body: UserBulk, options?: RequestOptions): APIPromise<UserBulkResult> {
    return this.call('POST /api/auth/users/bulk/', [], options, body);
  }

  /**
   * List doctors.
   *
   * The active doctors of your hospital, as a bare array, with what they show to everyone.
   *
   * `GET /api/auth/users/doctors/`. Allowed: superuser (any hospital), admin (own hospital), doctor (own
   * hospital), nurse (own hospital), staff (own hospital), patient (own hospital).
   *
   * Errors of its own: `INVALID_REFERENCE`.
   */
  doctors(query: UsersDoctorsQuery = {}, options?: RequestOptions): PagePromise<Doctor> {
    return this.page('GET /api/auth/users/doctors/', [], options, query);
  }

  /**
   * List patients.
   *
   * The active patients of your hospital, as a bare array.
   *
   * `GET /api/auth/users/patients/`. Allowed: superuser (any hospital), admin (own hospital), doctor
   * (own hospital), nurse (own hospital), staff (own hospital).
   *
   * Errors of its own: `INVALID_REFERENCE`.
   */
  patients(query: UsersPatientsQuery = {}, options?: RequestOptions): PagePromise<UserSummary> {
    return this.page('GET /api/auth/users/patients/', [], options, query);
  }

  /**
   * Get a user.
   *
   * One user, whole. The clinical fields are shown to those who may read them, else `null`.
   *
   * `GET /api/auth/users/:id/`. Allowed: superuser (any hospital), admin (own hospital), doctor (own
   * hospital), nurse (own hospital), staff (own hospital), patient (own).
   *
   * Errors of its own: `NOT_FOUND`.
   */
  get(id: number, options?: RequestOptions): APIPromise<User> {
    return this.call('GET /api/auth/users/:id/', [id], options);
  }

  /**
   * Update a user.
   *
   * Changes the fields that are sent. Nobody changes their own `role`, `hospital` or `is_active`; a
   * superuser's account is changed by a superuser only.
   *
   * `PUT /api/auth/users/:id/`. Allowed: superuser (any hospital), admin (own hospital), doctor (own),
   * nurse (own), staff (own), patient (own).
   *
   * Errors of its own: `PLAN_LIMIT_REACHED`, `NOT_FOUND`, `ALREADY_EXISTS`, `LAST_SUPERUSER`,
   * `INVALID_REFERENCE`.
   *
   * @example
   * ```ts
   * await medcor.users.update(1, {
   *   phone_number: '+1-212-555-0102'
   * });
   * ```
   */
  update(id: number, body: UserUpdate, options?: RequestOptions): APIPromise<User> {
    return this.call('PUT /api/auth/users/:id/', [id], options, body);
  }

  /**
   * Deactivate a user.
   *
   * Deactivates the account: nothing is erased, access ends at once. Nobody deactivates themselves.
   *
   * `DELETE /api/auth/users/:id/`. Allowed: superuser (any hospital), admin (own hospital).
   *
   * Errors of its own: `NOT_FOUND`, `LAST_SUPERUSER`.
   */
  delete(id: number, options?: RequestOptions): APIPromise<void> {
    return this.call('DELETE /api/auth/users/:id/', [id], options);
  }

  /**
   * Activate a user.
   *
   * Lets a deactivated user sign in again.
   *
   * `POST /api/auth/users/:id/activate/`. Allowed: superuser (any hospital), admin (own hospital).
   *
   * Errors of its own: `PLAN_LIMIT_REACHED`, `NOT_FOUND`.
   */
  activate(id: number, options?: RequestOptions): APIPromise<User> {
    return this.call('POST /api/auth/users/:id/activate/', [id], options);
  }

  /**
   * Deactivate a user.
   *
   * As deleting, but answers the user. Nobody deactivates themselves.
   *
   * `POST /api/auth/users/:id/deactivate/`. Allowed: superuser (any hospital), admin (own hospital).
   *
   * Errors of its own: `NOT_FOUND`, `LAST_SUPERUSER`.
   */
  deactivate(id: number, options?: RequestOptions): APIPromise<User> {
    return this.call('POST /api/auth/users/:id/deactivate/', [id], options);
  }

  /**
   * Export a patient.
   *
   * All the platform holds of a patient, as one document; for the patient and their admins.
   *
   * `GET /api/auth/users/:id/export/`. Allowed: admin (own hospital), patient (own).
   *
   * Errors of its own: `NOT_FOUND`.
   */
  export(id: number, options?: RequestOptions): APIPromise<PatientExport> {
    return this.call('GET /api/auth/users/:id/export/', [id], options);
  }
}
