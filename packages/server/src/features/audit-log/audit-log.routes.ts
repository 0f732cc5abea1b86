import type { Routes } from '../../edge/route.js';
import type { AuditLogService } from './audit-log.service.js';

export function auditLogRoutes(service: AuditLogService): Routes<'auditLog'> {
  return { list: ({ actor, query }) => service.list(actor, query) };
}
