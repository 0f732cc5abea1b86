import type { Transaction } from '../../db/database.js';
import { ApiError } from '../../edge/api-error.js';

/**
 * Refuses to take out the last one who can run the platform: `409 LAST_SUPERUSER` when no active superuser is left
 * outside of the user or the hospital that is to go.
 */
export async function assertSuperuserRemains(
  transaction: Transaction,
  without: { user: number } | { hospital: number },
): Promise<void> {
  await transaction.lock(['superusers', 0]);
  const others = await transaction.users.countActiveSuperusers(without);
  if (others === 0) throw new ApiError('LAST_SUPERUSER');
}
