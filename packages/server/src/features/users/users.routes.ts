import type { Routes } from '../../edge/route.js';
import { createUsers } from './bulk-users.js';
import type { PatientExportService } from './patient-export.service.js';
import type { UserService } from './users.service.js';

export function userRoutes(service: UserService, exports: PatientExportService): Routes<'users'> {
  return {
    list: ({ actor, query }) => service.list(actor, query),
    create: ({ actor, body }) => service.create(actor, body),
    bulk: ({ actor, body, origin }) => createUsers(service, actor, body.users, origin.requestId),
    doctors: ({ actor, query }) => service.doctors(actor, query),
    patients: ({ actor, query }) => service.patients(actor, query),
    get: ({ actor, params }) => service.get(actor, params.id),
    update: ({ actor, params, body }) => service.update(actor, params.id, body),
    async delete({ actor, params }) {
      await service.deactivate(actor, params.id);
    },
    activate: ({ actor, params }) => service.activate(actor, params.id),
    deactivate: ({ actor, params }) => service.deactivate(actor, params.id),
    export: ({ actor, params }) => exports.export(actor, params.id),
  };
}
