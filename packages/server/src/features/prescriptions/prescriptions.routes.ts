import type { Routes } from '../../edge/route.js';
import type { PrescriptionService } from './prescriptions.service.js';

export function prescriptionRoutes(service: PrescriptionService): Routes<'prescriptions'> {
  return {
    get: ({ actor, params }) => service.get(actor, params.id),
    update: ({ actor, params, body }) => service.update(actor, params.id, body),
    list: ({ actor, params, query }) => service.list(actor, params.treatment_id, query),
    create: ({ actor, params, body }) => service.create(actor, params.treatment_id, body),
  };
}
