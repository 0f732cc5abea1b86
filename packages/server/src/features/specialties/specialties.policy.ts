import type { Tenant } from '../../db/database.js';
import type { Actor } from '../../edge/actor.js';
import { ApiError, invalidReference } from '../../edge/api-error.js';

/**
 * Whose doctors are counted: a superuser's choice, else everyone's; for anyone else their own hospital's.
 * Throws `422 INVALID_REFERENCE` for another hospital.
 */
export function countedTenant(
  actor: Pick<Actor, 'hospital' | 'isSuperuser'>,
  named: number | undefined,
): Tenant {
  if (actor.isSuperuser) return named ?? 'platform';
  if (actor.hospital === null) throw new ApiError('PERMISSION_DENIED');
  if (named !== undefined && named !== actor.hospital) {
    throw invalidReference('hospital', 'This is not your hospital.');
  }
  return actor.hospital;
}
