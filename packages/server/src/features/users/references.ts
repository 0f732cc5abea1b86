import type { Role } from '@medcor/contract';
import { invalidReference } from '../../edge/api-error.js';
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
  if (user?.role !== role || !user.is_active) {
    throw invalidReference(field, `There is no active ${role} with this id in the hospital.`);
  }
  return user;
}
