import type { Knex } from 'knex';

/** With the status, the index alone tells how many appointments of a doctor have one. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    drop index appointments_by_doctor;
    create index appointments_by_doctor on appointments (hospital_id, doctor_id, start_time, id) include (status)`);
}
