import type { Routes } from '../../edge/route.js';
import type { SystemService } from './system.service.js';

export function systemRoutes(service: SystemService): Routes<'system'> {
  return {
    health: () => service.health(),
    live: async () => ({ status: 'ok' }),
    ready: () => service.ready(),
  };
}
