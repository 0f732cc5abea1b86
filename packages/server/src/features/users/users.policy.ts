import type { UserUpdate } from '@medcor/contract';
import type { Actor } from '../../edge/actor.js';
import { ApiError } from '../../edge/api-error.js';
import { type Access, reach } from '../../edge/permit.js';
import type { Account } from './users.repository.js';

const denied = (message: string) => new ApiError('PERMISSION_DENIED', { message });

/** Whom the caller may read: those of their tenant, or themselves alone. */
export function mayRead(actor: Actor, access: Access, id: number): boolean {
  return access.scope !== 'own' || id === actor.id;
}

/**
 * Whether the caller may make this change to this account. Someone they may see is refused with `403`, someone
 * they may not see is not there: `404`.
 */
export function assertMayUpdate(actor: Actor, access: Access, account: Account, change: UserUpdate): void {
  const isSelf = account.id === actor.id;
  if (access.scope === 'own' && !isSelf) {
    const readable = reach(actor, 'users.read');
    if (readable && mayRead(actor, readable, account.id)) throw denied('This is not your account.');
    throw new ApiError('NOT_FOUND');
  }
  assertMayManage(actor, account);
  if (isSelf && changesStanding(account, change)) {
    throw denied('Nobody changes their own role, hospital or activity.');
  }
  if (change.hospital !== undefined && change.hospital !== account.hospital && !actor.isSuperuser) {
    throw denied('Only a superuser moves a user to another hospital.');
  }
}

/** A superuser's account is changed only by a superuser. */
export function assertMayManage(actor: Actor, account: Account): void {
  if (account.is_superuser && !actor.isSuperuser) {
    throw denied("Only a superuser changes a superuser's account.");
  }
}

function changesStanding(account: Account, { role, hospital, is_active }: UserUpdate): boolean {
  return (
    (role !== undefined && role !== account.role) ||
    (hospital !== undefined && hospital !== account.hospital) ||
    (is_active !== undefined && is_active !== account.is_active)
  );
}
