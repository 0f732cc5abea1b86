import { ClinicalFields, type Role, type User } from '@medcor/contract';
import type { Database } from '../../db/database.js';
import type { Actor } from '../../edge/actor.js';
import { invalidField } from '../../edge/api-error.js';
import { reach } from '../../edge/permit.js';
import type { Repositories } from '../repositories.js';
import type { Account } from './users.repository.js';

type ClinicalName = keyof ClinicalFields;

const names = Object.keys(ClinicalFields.shape);

const hidden: ClinicalFields = {
  blood_type: null,
  allergies: null,
  medical_conditions: null,
  current_medications: null,
};

/** Parts what belongs to the account from what belongs to the patient's care. */
export function splitClinical<Fields extends object>(fields: Fields) {
  const isClinical = ([name]: [string, unknown]) => names.includes(name);
  const entries = Object.entries(fields);
  return {
    // The fields whose names are clinical, and those whose names are not: together the whole.
    clinical: Object.fromEntries(entries.filter(isClinical)) as Pick<Fields, keyof Fields & ClinicalName>,
    account: Object.fromEntries(entries.filter((entry) => !isClinical(entry))) as Omit<Fields, ClinicalName>,
  };
}

/** Refuses clinical fields of anyone but a patient: a `400` on the first of them. */
export function assertPatientOnly(fields: object, role: Role): void {
  const [first] = Object.keys(splitClinical(fields).clinical);
  if (first !== undefined && role !== 'patient') {
    throw invalidField(first, 'Only patients have clinical fields.');
  }
}

/** Whether the caller may read, or write, the clinical fields of an account. */
export function mayUseClinical(
  actor: Actor,
  permission: 'users.clinical.read' | 'users.clinical.write',
  account: Pick<Account, 'id' | 'hospital'>,
): boolean {
  const access = reach(actor, permission);
  if (!access || access.hospital === null || access.hospital !== account.hospital) return false;
  return access.scope !== 'own' || account.id === actor.id;
}

/**
 * An account as the caller may see it: with its clinical fields if they are a patient's, and readable. Row-level
 * security shows those to whoever has entered the account's own hospital.
 */
export async function showUser(
  { patients }: Pick<Repositories, 'patients'>,
  actor: Actor,
  account: Account,
): Promise<User> {
  const clinical = showsClinical(actor, account) ? await patients.find(account.id) : undefined;
  return { ...account, ...(clinical ?? hidden) };
}

/** As {@link showUser}, after a transaction that was another one: nothing more is recorded of it. */
export async function showUserAfterwards(database: Database, actor: Actor, account: Account): Promise<User> {
  if (account.hospital === null || !showsClinical(actor, account)) return { ...account, ...hidden };
  return database.unrecorded(account.hospital, (repositories) => showUser(repositories, actor, account));
}

/** Whether the caller is shown more of an account than what belongs to the account. */
export function showsClinical(actor: Actor, account: Account): boolean {
  return account.role === 'patient' && mayUseClinical(actor, 'users.clinical.read', account);
}
