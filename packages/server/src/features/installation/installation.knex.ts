import type { Queryable } from '../../db/knex/queryable.js';
import type { InstallationRepository } from './installation.repository.js';

export function knexInstallation(knex: Queryable): InstallationRepository {
  return {
    get: () => knex('installation').first('hospital_id as hospital', 'claimed_by', 'claimed_at'),
    async setHospital(hospital) {
      await knex('installation').update({ hospital_id: hospital });
    },
    async claim(user, at) {
      await knex('installation').update({ claimed_by: user, claimed_at: at });
    },
  };
}
