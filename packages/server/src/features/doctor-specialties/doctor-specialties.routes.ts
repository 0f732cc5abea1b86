import type { Routes } from '../../edge/route.js';
import type { DoctorSpecialtyService } from './doctor-specialties.service.js';

export function doctorSpecialtyRoutes(service: DoctorSpecialtyService): Routes<'doctorSpecialties'> {
  return {
    list: ({ actor, query }) => service.list(actor, query),
    create: ({ actor, body }) => service.create(actor, body),
    get: ({ actor, params }) => service.get(actor, params.id),
    update: ({ actor, params, body }) => service.update(actor, params.id, body),
    delete: ({ actor, params }) => service.delete(actor, params.id),
  };
}
