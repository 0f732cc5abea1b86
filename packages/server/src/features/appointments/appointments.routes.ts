import type { Routes } from '../../edge/route.js';
import type { AppointmentService } from './appointments.service.js';

export function appointmentRoutes(service: AppointmentService): Routes<'appointments'> {
  return {
    list: ({ actor, query }) => service.list(actor, query),
    create: ({ actor, body }) => service.create(actor, body),
    get: ({ actor, params }) => service.get(actor, params.id),
    update: ({ actor, params, body }) => service.update(actor, params.id, body),
    delete: ({ actor, params }) => service.delete(actor, params.id),
    confirm: ({ actor, params }) => service.confirm(actor, params.id),
    cancel: ({ actor, params, body }) => service.cancel(actor, params.id, body),
    complete: ({ actor, params }) => service.complete(actor, params.id),
    noShow: ({ actor, params }) => service.noShow(actor, params.id),
  };
}
