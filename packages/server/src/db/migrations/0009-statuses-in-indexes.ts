import type { Knex } from 'knex';

/**
 * The status as a part of the key: appointments of another one are passed over in the index. As something that is only
 * included it spared reading the row for a count, but not for a page.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    drop index appointments_by_doctor;
    create index appointments_by_doctor on appointments (hospital_id, doctor_id, start_time, id, status);
    drop index appointments_by_start;
    create index appointments_by_start on appointments (hospital_id, start_time, id, status)`);
}
