import * as z from 'zod/v4';
import { roles } from './permissions.js';
import { components } from './shared/components.js';
import { endpoint } from './shared/endpoint.js';
import { Id, TimestampOut, text } from './shared/fields.js';
import { dateRangeFilter, hospitalFilter, pagedList } from './shared/lists.js';

export const AuditOutcome = z
  .enum(['success', 'denied', 'failure'])
  .register(components, { id: 'AuditOutcome' });

/** One line of the audit log: who did what, to what, and how it ended. Lines are never changed or removed. */
export const AuditEntry = z
  .strictObject({
    id: z.int(),
    at: TimestampOut,
    actor: z.int().nullable().describe('The user; `null` when nobody was signed in.'),
    actor_role: z
      .enum(['superuser', ...roles])
      .nullable()
      .describe('The role at that time; `superuser` for an operator outside their own hospital.'),
    action: z.string().describe('What was done, such as `read`, `create`, `update`, `delete` or `sign_in`.'),
    resource: z.string().describe('What it was done to, such as `medical_record` or `user`.'),
    resource_id: z.string().nullable().describe('The id of it; `null` for a list, or when there is none.'),
    patient: z.int().nullable().describe('Whose data it was.'),
    hospital: z.int().nullable().describe('`null` for what belongs to the platform.'),
    outcome: AuditOutcome,
    reason: z
      .string()
      .nullable()
      .describe('Why it was refused or failed, or the reason given for the access.'),
    ip: z.string().nullable(),
    request_id: z.string().nullable(),
  })
  .register(components, { id: 'AuditEntry' });
export type AuditEntry = z.output<typeof AuditEntry>;

const auditEntryExample: AuditEntry = {
  id: 1,
  at: '2025-01-20T09:00:00.000Z',
  actor: 2,
  actor_role: 'doctor',
  action: 'read',
  resource: 'medical_record',
  resource_id: '1',
  patient: 3,
  hospital: 1,
  outcome: 'success',
  reason: null,
  ip: '192.0.2.10',
  request_id: '0b0f6a52-6a5f-4c8e-9d6e-3f5b1c2d4e6f',
};

export const auditLog = {
  list: endpoint({
    ...pagedList({
      item: AuditEntry,
      name: 'AuditEntry',
      filters: {
        ...hospitalFilter,
        ...dateRangeFilter,
        actor: Id.optional(),
        patient: Id.optional(),
        action: text(100).optional(),
        resource: text(100).optional(),
        outcome: AuditOutcome.optional(),
      },
      ordering: ['at'],
      defaultOrdering: '-at',
    }),
    path: '/api/audit-log/',
    summary: 'List the audit log',
    description:
      'Who read or wrote clinical data, signed in, was refused or changed an account, newest first. An admin sees ' +
      'their hospital, a patient the accesses to their own data.',
    permission: 'audit-log.read',
    errors: ['INVALID_REFERENCE'],
    examples: { response: { count: 1, next: null, previous: null, results: [auditEntryExample] } },
  }),
};
