import type { Role, UserUpdate } from '@medcor/contract';
import type { Transaction } from '../../db/database.js';
import { ApiError, found } from '../../edge/api-error.js';
import { given } from '../../edge/given.js';
import type { Account } from '../users/users.repository.js';
import type { PlanLimits } from './subscriptions.repository.js';

/** What a plan can set a limit to; active users alone are counted. */
type Place = keyof PlanLimits;

/** Whom each limit counts; `undefined`: everyone, patients too. */
const counted: Readonly<Record<Place, Role | undefined>> = {
  max_users: undefined,
  max_doctors: 'doctor',
  max_patients: 'patient',
};

/**
 * Refuses a new user whom the hospital's plan has no place for: `403 PLAN_LIMIT_REACHED`. The place is kept until
 * the transaction ends: whoever else wants one waits.
 */
export function assertRoomForNew(transaction: Transaction, hospital: number, role: Role): Promise<void> {
  return assertRoom(transaction, hospital, async () => placesOf({ role, is_active: true }));
}

/** As {@link assertRoomForNew}, for a user who is activated, or given another role or hospital. */
export async function assertRoomForChange(
  transaction: Transaction,
  account: Account,
  change: Pick<UserUpdate, 'role' | 'hospital' | 'is_active'>,
): Promise<void> {
  const hospital = change.hospital ?? account.hospital;
  const mayTakePlaces =
    change.role !== undefined || change.hospital !== undefined || change.is_active === true;
  if (hospital === null || !mayTakePlaces) return;
  // Before the lock on the places, as when the change has a precondition: no two wait for each other.
  await transaction.lockRow('users', account.id);
  await assertRoom(transaction, hospital, async () => {
    // As it is by now: two who activate the same user want one place between them.
    const before = found(await transaction.users.find(account.id));
    const held = before.hospital === hospital ? placesOf(before) : [];
    return placesOf({ ...before, ...given(change) }).filter((place) => !held.includes(place));
  });
}

/** The places are asked for while no one else can take any. */
async function assertRoom(
  transaction: Transaction,
  hospital: number,
  wanted: () => Promise<Place[]>,
): Promise<void> {
  const limits = await transaction.subscriptions.limitsOf(hospital);
  if (!limits) return;
  await transaction.lock(['subscription', hospital]);
  for (const place of await wanted()) {
    const limit = limits[place];
    if (limit === null) continue;
    const taken = await transaction.users.countActive(hospital, counted[place]);
    if (taken >= limit) throw limitReached(place, limit);
  }
}

/** The places that a user takes up in their hospital. */
function placesOf({ role, is_active }: Pick<Account, 'role' | 'is_active'>): Place[] {
  // The names of the record are the places.
  const places = Object.keys(counted) as Place[];
  return is_active ? places.filter((place) => (counted[place] ?? role) === role) : [];
}

function limitReached(place: Place, limit: number): ApiError {
  const [, people] = place.split('_');
  return new ApiError('PLAN_LIMIT_REACHED', {
    message: `The hospital's subscription plan allows no more than ${limit} active ${people}.`,
  });
}
