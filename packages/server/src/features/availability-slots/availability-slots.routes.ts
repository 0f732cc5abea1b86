import type { Routes } from '../../edge/route.js';
import type { AvailabilitySlotService } from './availability-slots.service.js';

export function availabilitySlotRoutes(service: AvailabilitySlotService): Routes<'availabilitySlots'> {
  return {
    list: ({ actor, query }) => service.list(actor, query),
    create: ({ actor, body }) => service.create(actor, body),
    bulk: ({ actor, body }) => service.createBulk(actor, body),
    get: ({ actor, params }) => service.get(actor, params.id),
    update: ({ actor, params, body }) => service.update(actor, params.id, body),
    delete: ({ actor, params }) => service.delete(actor, params.id),
  };
}
