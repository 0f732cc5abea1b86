import type { Routes } from '../../edge/route.js';
import type { ApiKeyService } from './api-keys.service.js';

export function apiKeyRoutes(service: ApiKeyService): Routes<'apiKeys'> {
  return {
    list: ({ actor, query }) => service.list(actor, query),
    create: ({ actor, body }) => service.create(actor, body),
    delete: ({ actor, params }) => service.delete(actor, params.id),
  };
}
