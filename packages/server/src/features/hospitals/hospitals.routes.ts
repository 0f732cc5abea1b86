import type { Routes } from '../../edge/route.js';
import type { SubscriptionService } from '../subscription-plans/subscriptions.service.js';
import type { HospitalService } from './hospitals.service.js';

export function hospitalRoutes(
  service: HospitalService,
  subscriptions: SubscriptionService,
): Routes<'hospitals'> {
  return {
    list: ({ actor, query }) => service.list(actor, query),
    create: ({ actor, body }) => (actor ? service.create(actor, body) : service.createFirst(body)),
    get: ({ actor, params }) => service.get(actor, params.id),
    update: ({ actor, params, body }) => service.update(actor, params.id, body),
    delete: ({ actor, params }) => service.delete(actor, params.id),
    statistics: ({ actor, params }) => service.statistics(actor, params.id),
    subscription: ({ actor, params }) => subscriptions.ofHospital(actor, params.id),
  };
}
