import type { ClinicalFields } from '@medcor/contract';
import type { TransactionTenant } from '../../db/database.js';
import { letsIn } from '../../db/memory/row-level-security.js';
import type { MemoryTables } from '../tables.memory.js';
import type { PatientRepository } from './patients.repository.js';

/** The clinical fields of a user, under the user's own id. */
export type PatientRow = ClinicalFields & { id: number; hospital: number };

const nothingRecorded: ClinicalFields = {
  blood_type: null,
  allergies: null,
  medical_conditions: null,
  current_medications: null,
};

export function memoryPatients(
  { patients, users }: MemoryTables,
  tenant: TransactionTenant,
): PatientRepository {
  const find = (user: number) => patients.get(user, ({ hospital }) => letsIn(tenant, hospital));
  return {
    async find(user) {
      const row = find(user);
      if (!row) return undefined;
      const { id: _id, hospital: _hospital, ...fields } = row;
      return fields;
    },
    async save(user, fields) {
      if (typeof tenant !== 'number' || users.get(user)?.hospital !== tenant) {
        throw new Error("Clinical fields are written within the patient's hospital.");
      }
      if (find(user)) patients.update(user, fields);
      else patients.insert({ ...nothingRecorded, ...fields, id: user, hospital: tenant });
    },
  };
}
