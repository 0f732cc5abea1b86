import type { Routes } from '../../edge/route.js';
import type { WebhookDeliveryService } from './webhook-deliveries.service.js';
import type { WebhookService } from './webhooks.service.js';

export function webhookRoutes(
  service: WebhookService,
  deliveries: WebhookDeliveryService,
): Routes<'webhooks'> {
  return {
    list: ({ actor, query }) => service.list(actor, query),
    create: ({ actor, body }) => service.create(actor, body),
    get: ({ actor, params }) => service.get(actor, params.id),
    update: ({ actor, params, body }) => service.update(actor, params.id, body),
    delete: ({ actor, params }) => service.delete(actor, params.id),
    test: ({ actor, params }) => deliveries.test(actor, params.id),
    rotateSecret: ({ actor, params, body }) => service.rotateSecret(actor, params.id, body),
    deliveries: ({ actor, params, query }) => deliveries.list(actor, params.id, query),
    redeliver: ({ actor, params }) => deliveries.redeliver(actor, params.id, params.delivery_id),
  };
}
