import type { Role } from '@medcor/contract';
import { type ApiError, invalidReference } from '../../edge/api-error.js';
import type { Repositories } from '../repositories.js';
import type { Account } from './users.repository.js';

/**
 * The active user of that role that a request refers to, in the repositories' own hospital; else
 * `422 INVALID_REFERENCE` about the field.
 */
export async function referredUser(
  { users }: Pick<Repositories, 'users'>,
  field: string,
  id: number,
  role: Role,
): Promise<Account> {
  const user = await users.find(id);
  if (user?.role !== role || !user.is_active) throw noActiveUser(field, role);
  return user;
}

/** `422 INVALID_REFERENCE` about a field that names no active user of that role. */
export function noActiveUser(field: string, role: Role): ApiError {
  return invalidReference(field, `There is no active ${role} with this id in the hospital.`);
}
