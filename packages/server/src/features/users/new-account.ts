import type { UserCreate } from '@medcor/contract';
import type { Transaction } from '../../db/database.js';
import { given } from '../../edge/given.js';
import { normalise } from '../../lists/normalise.js';
import { assertRoomForNew } from '../subscription-plans/plan-limits.js';
import { splitClinical } from './clinical-fields.js';
import type { Account } from './users.repository.js';

/** A new user as a request describes them, with what the request may not say. */
export interface AccountDraft {
  readonly fields: Omit<UserCreate, 'password' | 'hospital'>;
  readonly hospital: number | null;
  readonly is_superuser: boolean;
  readonly password_hash: string;
}

/**
 * Adds an account, and for a patient their clinical fields; the transaction is the hospital's.
 * Throws `409 ALREADY_EXISTS`, and `403 PLAN_LIMIT_REACHED` for anyone but a superuser.
 */
export async function insertAccount(
  transaction: Transaction,
  draft: AccountDraft,
  now: Date,
): Promise<Account> {
  const { clinical, account: fields } = splitClinical(given(draft.fields));
  if (draft.hospital !== null && !draft.is_superuser) {
    await assertRoomForNew(transaction, draft.hospital, fields.role);
  }
  const at = now.toISOString();
  const account = await transaction.users.insert({
    phone_number: null,
    date_of_birth: null,
    gender: null,
    department: null,
    license_number: null,
    years_of_experience: null,
    address: null,
    bio: null,
    emergency_contact_name: null,
    emergency_contact_phone: null,
    preferred_language: null,
    timezone: null,
    ...fields,
    username: fields.username ?? (await freeUsername(transaction, draft.hospital, fields.email)),
    hospital: draft.hospital,
    is_superuser: draft.is_superuser,
    is_active: true,
    password_hash: draft.password_hash,
    last_login: null,
    created_at: at,
    updated_at: at,
  });
  if (account.role === 'patient') await transaction.patients.save(account.id, clinical);
  return account;
}

/** Made from the e-mail address; numbered where it is taken in the hospital, by one account after the other. */
async function freeUsername(
  transaction: Transaction,
  hospital: number | null,
  email: string,
): Promise<string> {
  const local = normalise(email.split('@')[0] ?? '').replace(/[^a-z0-9._+-]/g, '');
  const username = local.length >= 2 ? local.slice(0, 50) : `user.${local}`;
  await transaction.lock(['usernames', hospital ?? 0]);
  const taken = new Set(await transaction.users.usernamesLike(hospital, username));
  if (!taken.has(username)) return username;
  for (let number = 2; ; number += 1) if (!taken.has(`${username}${number}`)) return `${username}${number}`;
}
