// Made from the contract by `pnpm generate`. Change the contract, not this.

import type { APIPromise } from '../../api-promise.js';
import type { PagePromise } from '../../page.js';
import type { RequestOptions } from '../../request-options.js';
import { Resource } from '../../resource.js';
import type {
  BillingCycle,
  ListQuery,
  PlanType,
  Subscribe,
  Subscription,
  SubscriptionPlan,
  SubscriptionPlanCreate,
  SubscriptionPlanUpdate,
} from '../types.js';

/** What to ask of “List subscription plans”. */
export interface SubscriptionPlansListQuery extends ListQuery {
  /**
   * Comma-separated fields (display_order, name, created_at, id); "-" before one for descending.
   * Default: display_order,id.
   */
  ordering?: string | undefined;
  /** All words must occur; order, case and accents do not matter. At most 200 characters. */
  search?: string | undefined;
  /** Only rows whose `plan_type` is this. */
  plan_type?: PlanType | undefined;
  /** Only rows whose `billing_cycle` is this. */
  billing_cycle?: BillingCycle | undefined;
  /** Only rows whose `is_active` is this. */
  is_active?: boolean | undefined;
}

/** What hospitals can subscribe to. */
export class SubscriptionPlansResource extends Resource {
  /**
   * List subscription plans.
   *
   * The plans of the platform, in the order in which they are to be shown.
   *
   * `GET /api/subscription-plans/`. Allowed: superuser (any hospital), admin (any hospital), doctor (any
   * hospital), nurse (any hospital), staff (any hospital), patient (any hospital).
   */
  list(query: SubscriptionPlansListQuery = {}, options?: RequestOptions): PagePromise<SubscriptionPlan> {
    return this.page('GET /api/subscription-plans/', [], options, query);
  }

  /**
   * Create a subscription plan.
   *
   * Adds a plan that hospitals can subscribe to.
   *
   * `POST /api/subscription-plans/`. Allowed: superuser (any hospital).
   *
   * Errors of its own: `ALREADY_EXISTS`.
   *
   * @example
   * ```ts
   * await medcor.subscriptionPlans.create({
   *   name: 'Professional',
   *   plan_type: 'professional',
   *   price: '49.00',
   *   billing_cycle: 'monthly'
   * });
   * ```
   */
  create(body: SubscriptionPlanCreate, options?: RequestOptions): APIPromise<SubscriptionPlan> {
    return this.call('POST /api/subscription-plans/', [], options, body);
  }

  /**
   * Get a subscription plan.
   *
   * One plan of the platform.
   *
   * `GET /api/subscription-plans/:id/`. Allowed: superuser (any hospital), admin (any hospital), doctor
   * (any hospital), nurse (any hospital), staff (any hospital), patient (any hospital).
   *
   * Errors of its own: `NOT_FOUND`.
   */
  get(id: number, options?: RequestOptions): APIPromise<SubscriptionPlan> {
    return this.call('GET /api/subscription-plans/:id/', [id], options);
  }

  /**
   * Update a subscription plan.
   *
   * Changes the fields that are sent; running subscriptions take up the new limits at once.
   *
   * `PUT /api/subscription-plans/:id/`. Allowed: superuser (any hospital).
   *
   * Errors of its own: `NOT_FOUND`, `ALREADY_EXISTS`.
   *
   * @example
   * ```ts
   * await medcor.subscriptionPlans.update(1, {
   *   price: '59.00'
   * });
   * ```
   */
  update(id: number, body: SubscriptionPlanUpdate, options?: RequestOptions): APIPromise<SubscriptionPlan> {
    return this.call('PUT /api/subscription-plans/:id/', [id], options, body);
  }

  /**
   * Delete a subscription plan.
   *
   * Takes the plan off the list; running subscriptions to it go on.
   *
   * `DELETE /api/subscription-plans/:id/`. Allowed: superuser (any hospital).
   *
   * Errors of its own: `NOT_FOUND`.
   */
  delete(id: number, options?: RequestOptions): APIPromise<void> {
    return this.call('DELETE /api/subscription-plans/:id/', [id], options);
  }

  /**
   * Subscribe to a plan.
   *
   * Starts a subscription of your hospital (a superuser may name another). A hospital has one live
   * subscription: a new one ends the old. What the hospital has beyond the plan stays; nothing is added
   * to it.
   *
   * `POST /api/subscription-plans/:id/subscribe/`. Allowed: superuser (any hospital), admin (own
   * hospital).
   *
   * Errors of its own: `NOT_FOUND`, `INVALID_REFERENCE`.
   *
   * @example
   * ```ts
   * await medcor.subscriptionPlans.subscribe(1);
   * ```
   */
  subscribe(id: number, body: Subscribe = {}, options?: RequestOptions): APIPromise<Subscription> {
    return this.call('POST /api/subscription-plans/:id/subscribe/', [id], options, body);
  }
}
