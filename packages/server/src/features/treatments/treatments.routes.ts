import type { Routes } from '../../edge/route.js';
import type { TreatmentService } from './treatments.service.js';

export function treatmentRoutes(service: TreatmentService): Routes<'treatments'> {
  return {
    list: ({ actor, query }) => service.list(actor, query),
    create: ({ actor, body }) => service.create(actor, body),
    get: ({ actor, params }) => service.get(actor, params.id),
    update: ({ actor, params, body }) => service.update(actor, params.id, body),
  };
}
