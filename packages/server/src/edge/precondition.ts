import type { LockableTable, Transaction } from '../db/database.js';
import { ApiError } from './api-error.js';
import type { Call } from './call.js';
import { isCurrent } from './etag.js';

/** Where the resources of the contract's parts are kept. */
const tables: Readonly<Record<string, LockableTable>> = {
  hospitals: 'hospitals',
  users: 'users',
  availabilitySlots: 'availability_slots',
  appointments: 'appointments',
  medicalRecords: 'medical_records',
  treatments: 'treatments',
  prescriptions: 'prescriptions',
  specialties: 'specialties',
  doctorSpecialties: 'doctor_specialties',
  subscriptionPlans: 'subscription_plans',
  webhooks: 'webhooks',
};

/**
 * `If-Match`: inside the transaction that makes the change, with the row locked, the resource must still have the
 * tag that the caller saw. `currentTag` answers `undefined` for what has none.
 * Throws `412 PRECONDITION_FAILED`.
 */
export async function assertPrecondition(
  transaction: Transaction,
  { operation, request, params }: Call,
  currentTag: () => Promise<string | undefined>,
): Promise<void> {
  const { method } = operation.endpoint;
  const ifMatch = method === 'PUT' || method === 'DELETE' ? request.header('if-match') : undefined;
  if (ifMatch === undefined) return;
  const table = tables[operation.domain];
  if (table) await transaction.lockRow(table, Number(params.id));
  const current = await currentTag();
  if (!isCurrent(ifMatch, current ?? '')) throw new ApiError('PRECONDITION_FAILED');
}
