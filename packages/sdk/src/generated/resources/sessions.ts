// Made from the contract by `pnpm generate`. Change the contract, not this.

import type { APIPromise } from '../../api-promise.js';
import type { PagePromise } from '../../page.js';
import type { RequestOptions } from '../../request-options.js';
import { Resource } from '../../resource.js';
import type { ListQuery, Session } from '../types.js';

/** What to ask of “List your sessions”. */
export interface SessionsListQuery extends ListQuery {
  /**
   * Comma-separated fields (created_at, last_used_at, id); "-" before one for descending. Default:
   * -created_at.
   */
  ordering?: string | undefined;
}

/** Where you are signed in. */
export class SessionsResource extends Resource {
  /**
   * List your sessions.
   *
   * Where you are signed in.
   *
   * `GET /api/auth/sessions/`. Allowed: superuser (own), admin (own), doctor (own), nurse (own), staff
   * (own), patient (own).
   */
  list(query: SessionsListQuery = {}, options?: RequestOptions): PagePromise<Session> {
    return this.page('GET /api/auth/sessions/', [], options, query);
  }

  /**
   * End a session.
   *
   * Signs that session out; its access tokens stop at once.
   *
   * `DELETE /api/auth/sessions/:id/`. Allowed: superuser (own), admin (own), doctor (own), nurse (own),
   * staff (own), patient (own).
   *
   * Errors of its own: `NOT_FOUND`.
   */
  delete(id: number, options?: RequestOptions): APIPromise<void> {
    return this.call('DELETE /api/auth/sessions/:id/', [id], options);
  }
}
