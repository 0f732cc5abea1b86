import type { Routes } from '../../edge/route.js';
import type { HospitalService } from './hospitals.service.js';

export function hospitalRoutes(service: HospitalService): Partial<Routes<'hospitals'>> {
  return {
    list: ({ actor, query }) => service.list(actor, query),
    create: ({ actor, body }) => (actor ? service.create(actor, body) : service.createFirst(body)),
    get: ({ actor, params }) => service.get(actor, params.id),
    update: ({ actor, params, body }) => service.update(actor, params.id, body),
    delete: ({ actor, params }) => service.delete(actor, params.id),
    statistics: ({ actor, params }) => service.statistics(actor, params.id),
  };
}
