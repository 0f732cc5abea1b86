import type { Routes } from '../../edge/route.js';
import type { SessionService } from './sessions.service.js';

export function sessionRoutes(service: SessionService): Routes<'sessions'> {
  return {
    list: ({ actor, query }) => service.list(actor, query),
    delete: ({ actor, params }) => service.delete(actor, params.id),
  };
}
