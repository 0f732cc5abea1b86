import type { Tenant } from '../../db/database.js';
import type { Queryable } from '../../db/knex/queryable.js';
import type { PatientRepository } from './patients.repository.js';

export function knexPatients(knex: Queryable, tenant: Tenant): PatientRepository {
  return {
    find: (user) =>
      knex('patients')
        .where('user_id', user)
        .first('blood_type', 'allergies', 'medical_conditions', 'current_medications'),
    async save(user, fields) {
      await knex('patients')
        .insert({ ...fields, user_id: user, hospital_id: tenant })
        .onConflict('user_id')
        .merge({ ...fields, user_id: user });
    },
  };
}
