// Made from the contract by `pnpm generate`. Change the contract, not this.

import type { APIPromise } from '../../api-promise.js';
import type { PagePromise } from '../../page.js';
import type { RequestOptions } from '../../request-options.js';
import { Resource } from '../../resource.js';
import type {
  Delivery,
  DeliveryEventType,
  DeliveryStatus,
  ListQuery,
  Webhook,
  WebhookCreate,
  WebhookSecretRotate,
  WebhookUpdate,
  WebhookWithSecret,
} from '../types.js';

/** What to ask of “List webhooks”. */
export interface WebhooksListQuery extends ListQuery {
  /** Comma-separated fields (created_at, id); "-" before one for descending. Default: id. */
  ordering?: string | undefined;
  /** All words must occur; order, case and accents do not matter. At most 200 characters. */
  search?: string | undefined;
  /** A hospital's id; defaults to your own. */
  hospital?: number | undefined;
  /** Only rows whose `is_active` is this. */
  is_active?: boolean | undefined;
}

/** What to ask of “List a webhook's deliveries”. */
export interface WebhooksDeliveriesQuery extends ListQuery {
  /** Comma-separated fields (created_at, id); "-" before one for descending. Default: -created_at. */
  ordering?: string | undefined;
  /** First day (in the hospital's time zone) or instant, inclusive. */
  date_from?: string | undefined;
  /** Last day (in the hospital's time zone) or instant, inclusive. */
  date_to?: string | undefined;
  /** Only rows whose `status` is this. */
  status?: DeliveryStatus | undefined;
  /** Only rows whose `event_type` is this. */
  event_type?: DeliveryEventType | undefined;
  /** The id of an event. 1 to 64 characters. */
  event?: string | undefined;
}

/** Where a hospital's events are sent, and how that went. */
export class WebhooksResource extends Resource {
  /**
   * List webhooks.
   *
   * The hospital's webhooks, without their secrets.
   *
   * `GET /api/webhooks/`. Allowed: superuser (any hospital), admin (own hospital).
   *
   * Errors of its own: `INVALID_REFERENCE`.
   */
  list(query: WebhooksListQuery = {}, options?: RequestOptions): PagePromise<Webhook> {
    return this.page('GET /api/webhooks/', [], options, query);
  }

  /**
   * Create a webhook.
   *
   * Has events sent to an address, signed as Standard Webhooks (`webhook-id`, `webhook-timestamp`,
   * `webhook-signature`), at least once each and with retries over about three days. Shows the secret
   * once.
   *
   * `POST /api/webhooks/`. Allowed: superuser (any hospital), admin (own hospital).
   *
   * Errors of its own: `INVALID_REFERENCE`.
   *
   * @example
   * ```ts
   * await medcor.webhooks.create({
   *   url: 'https://your-server.com/webhook',
   *   events: [
   *     'appointment.created',
   *     'appointment.cancelled'
   *   ],
   *   secret: 'your-webhook-secret'
   * });
   * ```
   */
  create(body: WebhookCreate, options?: RequestOptions): APIPromise<WebhookWithSecret> {
    return this.call('POST /api/webhooks/', [], options, body);
  }

  /**
   * Get a webhook.
   *
   * One webhook, without its secret.
   *
   * `GET /api/webhooks/:id/`. Allowed: superuser (any hospital), admin (own hospital).
   *
   * Errors of its own: `NOT_FOUND`.
   */
  get(id: number, options?: RequestOptions): APIPromise<Webhook> {
    return this.call('GET /api/webhooks/:id/', [id], options);
  }

  /**
   * Update a webhook.
   *
   * Changes the fields that are sent; the secret is changed by rotating it. Events that happen while the
   * webhook is off are not sent to it later.
   *
   * `PUT /api/webhooks/:id/`. Allowed: superuser (any hospital), admin (own hospital).
   *
   * Errors of its own: `NOT_FOUND`.
   *
   * @example
   * ```ts
   * await medcor.webhooks.update(1, {
   *   events: [
   *     '*'
   *   ],
   *   description: 'Front desk display'
   * });
   * ```
   */
  update(id: number, body: WebhookUpdate, options?: RequestOptions): APIPromise<Webhook> {
    return this.call('PUT /api/webhooks/:id/', [id], options, body);
  }

  /**
   * Delete a webhook.
   *
   * Nothing is sent to it any more; its deliveries go with it.
   *
   * `DELETE /api/webhooks/:id/`. Allowed: superuser (any hospital), admin (own hospital).
   *
   * Errors of its own: `NOT_FOUND`.
   */
  delete(id: number, options?: RequestOptions): APIPromise<void> {
    return this.call('DELETE /api/webhooks/:id/', [id], options);
  }

  /**
   * Test a webhook.
   *
   * Sends a `webhook.test` event at once and answers how that went. It is sent to a webhook that is off
   * as well, is tried once only, and does not show in the events.
   *
   * `POST /api/webhooks/:id/test/`. Allowed: superuser (any hospital), admin (own hospital).
   *
   * Errors of its own: `NOT_FOUND`.
   */
  test(id: number, options?: RequestOptions): APIPromise<Delivery> {
    return this.call('POST /api/webhooks/:id/test/', [id], options);
  }

  /**
   * Rotate a webhook's secret.
   *
   * Replaces the secret by the given one, else by a new one, and shows it once. For 24 hours deliveries
   * are signed with both.
   *
   * `POST /api/webhooks/:id/rotate-secret/`. Allowed: superuser (any hospital), admin (own hospital).
   *
   * Errors of its own: `NOT_FOUND`.
   *
   * @example
   * ```ts
   * await medcor.webhooks.rotateSecret(1);
   * ```
   */
  rotateSecret(
    id: number,
    body: WebhookSecretRotate = {},
    options?: RequestOptions,
  ): APIPromise<WebhookWithSecret> {
    return this.call('POST /api/webhooks/:id/rotate-secret/', [id], options, body);
  }

  /**
   * List a webhook's deliveries.
   *
   * What was sent, or is to be sent, to this webhook in the last 90 days, and how it was answered.
   *
   * `GET /api/webhooks/:id/deliveries/`. Allowed: superuser (any hospital), admin (own hospital).
   *
   * Errors of its own: `NOT_FOUND`.
   */
  deliveries(
    id: number,
    query: WebhooksDeliveriesQuery = {},
    options?: RequestOptions,
  ): PagePromise<Delivery> {
    return this.page('GET /api/webhooks/:id/deliveries/', [id], options, query);
  }

  /**
   * Send a delivery again.
   *
   * Puts the delivery back at the head of the queue, with all its attempts before it. The event keeps
   * its id, so that the receiver can tell. A webhook that is off has to be switched on first.
   *
   * `POST /api/webhooks/:id/deliveries/:delivery_id/redeliver/`. Allowed: superuser (any hospital),
   * admin (own hospital).
   *
   * Errors of its own: `NOT_FOUND`, `INVALID_TRANSITION`.
   */
  redeliver(id: number, deliveryId: number, options?: RequestOptions): APIPromise<Delivery> {
    return this.call('POST /api/webhooks/:id/deliveries/:delivery_id/redeliver/', [id, deliveryId], options);
  }
}
