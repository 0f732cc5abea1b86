import type { Knex } from 'knex';
import type { InstallationRepository } from './installation.repository.js';

export function knexInstallation(knex: Knex): InstallationRepository {
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
