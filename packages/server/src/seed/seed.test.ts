import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sqlStores } from '../../testing/sql-database.js';
import { clashes, openSeeded, type SeededDatabase } from './seeded-database.test-support.js';

describe.each(sqlStores)('a seeded hospital in %s', (store) => {
  let database: SeededDatabase;
  const ask = (statement: string) => database.ask(statement);

  beforeAll(async () => {
    database = await openSeeded(store);
  });
  afterAll(() => database.close());

  it('has a few people of every role, at addresses that reach nobody', async () => {
    expect(await ask('select role, count(*) from users group by role order by role')).toEqual([
      { role: 'admin', count: 1 },
      { role: 'doctor', count: 8 },
      { role: 'nurse', count: 1 },
      { role: 'patient', count: 25 },
      { role: 'staff', count: 1 },
    ]);
    expect(await ask(`select distinct split_part(email, '@', 2) as domain from users order by 1`)).toEqual([
      { domain: 'example.com' },
      { domain: 'example.org' },
    ]);
    expect(await ask('select count(*) from patients where blood_type is not null')).toEqual([{ count: 25 }]);
    expect(await ask('select distinct password_hash from users')).toHaveLength(1);
  });

  it('has doctors of different specialties, each with one that is primary', async () => {
    expect(
      await ask(
        `select count(*), count(distinct doctor_id) as doctors, count(distinct specialty_id) as specialties
           from doctor_specialties where is_primary`,
      ),
    ).toEqual([{ count: 8, doctors: 8, specialties: 8 }]);
    expect(await ask('select id from doctor_specialties where not is_primary')).toHaveLength(2);
    expect(
      await ask(
        `select u.id from users u join doctor_specialties d on d.doctor_id = u.id and d.is_primary
           join specialties s on s.id = d.specialty_id where u.department is distinct from s.name`,
      ),
    ).toEqual([]);
  });

  it('has appointments in every status: what is over took place or did not, what is to come may', async () => {
    const midnight = `date_trunc('day', now() at time zone 'America/Chicago') at time zone 'America/Chicago'`;
    expect(
      await ask(
        `select status, array_agg(distinct start_time < ${midnight}) as over
           from appointments group by status order by status`,
      ),
    ).toEqual([
      { status: 'cancelled', over: [false, true] },
      { status: 'completed', over: [true] },
      { status: 'confirmed', over: [false] },
      { status: 'no_show', over: [true] },
      { status: 'scheduled', over: [false] },
    ]);
    expect(await ask('select count(*) from appointments')).toEqual([{ count: 60 }]);
    expect(
      await ask(
        `select id from appointments
          where (status = 'cancelled') is distinct from (cancelled_at is not null and cancelled_by is not null)`,
      ),
    ).toEqual([]);
  });

  it('has free slots of every doctor for two weeks, in office hours of the hospital’s time zone', async () => {
    expect(
      await ask(
        `select count(distinct s.doctor_id) as doctors, count(distinct s.start_time::date) >= 9 as for_days
           from availability_slots s
          where s.is_open and s.start_time > now() and not exists (
            select from appointments a where a.slot_id = s.id and a.status in ('scheduled', 'confirmed'))`,
      ),
    ).toEqual([{ doctors: 8, for_days: true }]);
    expect(
      await ask(
        `select distinct extract(hour from start_time at time zone 'America/Chicago')::integer as hour
           from availability_slots order by 1`,
      ),
    ).toEqual([9, 10, 11, 13, 14, 15, 16].map((hour) => ({ hour })));
  });

  it('has nobody in two places at once', async () => {
    expect(await ask(clashes)).toEqual([]);
  });

  it('has nothing that was written before its people had joined, or after now', async () => {
    const tables = [
      'users',
      'availability_slots',
      'appointments',
      'medical_records',
      'treatments',
      'prescriptions',
    ];
    for (const table of tables) {
      expect([
        table,
        await ask(`select id from ${table} where updated_at not between created_at and now()`),
      ]).toEqual([table, []]);
    }
    expect(
      await ask(
        `select a.id from appointments a join users u on u.id in (a.patient_id, a.doctor_id)
          where a.created_at < u.created_at or a.created_at >= a.start_time`,
      ),
    ).toEqual([]);
  });

  it('has what doctors wrote of visits that took place, each record with its first version', async () => {
    for (const table of ['medical_records', 'treatments']) {
      expect(
        await ask(
          `select count(*) > 5 as some, array_agg(distinct a.status) as of,
                  bool_and(a.patient_id = t.patient_id) as same_patient
             from ${table} t join appointments a on a.id = t.appointment_id`,
        ),
      ).toEqual([{ some: true, of: ['completed'], same_patient: true }]);
    }
    const content = 'record_type, title, description, diagnosis, symptoms, vital_signs, lab_results';
    expect(
      await ask(
        `select id, ${content}, appointment_id, is_confidential, created_by, created_at from medical_records
         except
         select record_id, ${content}, appointment_id, is_confidential, changed_by, changed_at
           from medical_record_versions where version = 1`,
      ),
    ).toEqual([]);
    expect(
      await ask('select distinct jsonb_typeof(vital_signs) as type from medical_records'),
    ).toContainEqual({
      type: 'object',
    });
    expect(await ask('select id from prescriptions')).not.toEqual([]);
  });

  it('claims the installation, with two plans and a subscription', async () => {
    const { hospital, admin } = database.seeded;
    expect(
      await ask('select hospital_id, claimed_by from installation where claimed_at is not null'),
    ).toEqual([{ hospital_id: hospital.id, claimed_by: admin.id }]);
    expect(await ask('select id from users where is_superuser')).toEqual([{ id: admin.id }]);
    expect(
      await ask(
        `select p.plan_type, s.hospital_id from subscription_plans p left join subscriptions s on s.plan_id = p.id
          order by p.id`,
      ),
    ).toEqual([
      { plan_type: 'free', hospital_id: null },
      { plan_type: 'professional', hospital_id: hospital.id },
    ]);
  });
});
