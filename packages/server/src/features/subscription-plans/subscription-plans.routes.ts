import type { Routes } from '../../edge/route.js';
import type { SubscriptionPlanService } from './subscription-plans.service.js';
import type { SubscriptionService } from './subscriptions.service.js';

export function subscriptionPlanRoutes(
  service: SubscriptionPlanService,
  subscriptions: SubscriptionService,
): Routes<'subscriptionPlans'> {
  return {
    list: ({ actor, query }) => service.list(actor, query),
    create: ({ actor, body }) => service.create(actor, body),
    get: ({ actor, params }) => service.get(actor, params.id),
    update: ({ actor, params, body }) => service.update(actor, params.id, body),
    delete: ({ actor, params }) => service.delete(actor, params.id),
    subscribe: ({ actor, params, body }) => subscriptions.subscribe(actor, params.id, body.hospital),
  };
}
