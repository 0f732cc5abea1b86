// Made from the contract by `pnpm generate`. Change the contract, not this.

import type { APIPromise } from '../../api-promise.js';
import type { PagePromise } from '../../page.js';
import type { RequestOptions } from '../../request-options.js';
import { Resource } from '../../resource.js';
import type { ApiKey, ApiKeyCreate, ApiKeyCreated, ListQuery } from '../types.js';

/** What to ask of “List your API keys”. */
export interface ApiKeysListQuery extends ListQuery {
  /** Comma-separated fields (created_at, id); "-" before one for descending. Default: -created_at. */
  ordering?: string | undefined;
}

/** Keys with which machines act for you. */
export class ApiKeysResource extends Resource {
  /**
   * List your API keys.
   *
   * Your keys, without the keys themselves.
   *
   * `GET /api/auth/api-keys/`. Allowed: superuser (own), admin (own), doctor (own), nurse (own), staff
   * (own), patient (own).
   */
  list(query: ApiKeysListQuery = {}, options?: RequestOptions): PagePromise<ApiKey> {
    return this.page('GET /api/auth/api-keys/', [], options, query);
  }

  /**
   * Create an API key.
   *
   * Makes a key for a machine and shows it once. It cannot touch accounts or keys.
   *
   * `POST /api/auth/api-keys/`. Allowed: superuser (own), admin (own), doctor (own), nurse (own), staff
   * (own), patient (own).
   *
   * @example
   * ```ts
   * await medcor.apiKeys.create({
   *   name: 'Nightly import',
   *   access: 'write'
   * });
   * ```
   */
  create(body: ApiKeyCreate, options?: RequestOptions): APIPromise<ApiKeyCreated> {
    return this.callOnce('POST /api/auth/api-keys/', [], options, body);
  }

  /**
   * Delete an API key.
   *
   * The key stops at once.
   *
   * `DELETE /api/auth/api-keys/:id/`. Allowed: superuser (own), admin (own), doctor (own), nurse (own),
   * staff (own), patient (own).
   *
   * Errors of its own: `NOT_FOUND`.
   */
  delete(id: number, options?: RequestOptions): APIPromise<void> {
    return this.call('DELETE /api/auth/api-keys/:id/', [id], options);
  }
}
