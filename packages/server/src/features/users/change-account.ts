import type { ClinicalFields } from '@medcor/contract';
import type { Transaction } from '../../db/database.js';
import { found } from '../../edge/api-error.js';
import type { EventPublisher } from '../events/event-publisher.js';
import { hasChanged } from '../events/has-changed.js';
import type { Account, NewAccount } from './users.repository.js';

/**
 * Changes an account and, of a patient, clinical fields, and tells of it: a deactivation as such, of all else as an
 * update, and of a move both hospitals. A change that changes nothing is not told.
 */
export async function changeAccount(
  transaction: Transaction,
  events: EventPublisher,
  id: number,
  change: Partial<NewAccount>,
  clinical: Partial<ClinicalFields> = {},
): Promise<Account> {
  const { users, patients } = transaction;
  await transaction.lockRow('users', id);
  const before = found(await users.find(id));
  const isCareGiven = Object.keys(clinical).length > 0;
  const care = isCareGiven ? await patients.find(id) : undefined;
  const after = found(await users.update(id, change));
  if (after.role === 'patient') await patients.save(id, clinical);

  const isDeactivated = before.is_active && !after.is_active;
  if (isDeactivated) await events.publish(transaction, 'user.deactivated', after);
  const otherwise = isDeactivated ? { ...after, is_active: true } : after;
  const isCareChanged = hasChanged(care ?? {}, { ...care, ...clinical });
  if (isCareChanged || hasChanged(before, otherwise)) {
    await events.publish(transaction, 'user.updated', after);
    if (before.hospital !== after.hospital) await events.publish(transaction, 'user.updated', before);
  }
  return after;
}
