import type { Routes } from '../../edge/route.js';
import type { SpecialtyService } from './specialties.service.js';

export function specialtyRoutes(service: SpecialtyService): Routes<'specialties'> {
  return {
    list: ({ actor, query }) => service.list(actor, query),
    create: ({ actor, body }) => service.create(actor, body),
    popular: ({ actor, query }) => service.popular(actor, query),
    statistics: ({ actor, query }) => service.statistics(actor, query),
    get: ({ actor, params }) => service.get(actor, params.id),
  };
}
