/** How many doctors the slots to be booked are spread over; their patients are as many at least. */
const BOOKED_DOCTORS = 20;

/** What the same 50 are found by, however many there are; no invented person is called so. */
export const marker = 'quillfeather';
const MARKED = 50;

/**
 * Adds what the invented hospital lacks for measuring: 50 patients and 50 appointments that are found by a word of
 * their own, and doctors whose slots, far ahead, are there to be booked.
 */
export async function addExtras(client, slots) {
  const { rows } = await client.query(
    `select hospital_id as hospital, max(id) as last from users group by 1`,
  );
  const [{ hospital, last }] = rows;
  const people = (role, lastName, count, department) =>
    client.query(
      `insert into users (hospital_id, email, username, password_hash, role, is_superuser, is_active, first_name,
         last_name, first_name_sort, last_name_sort, email_sort, department, search_text, created_at, updated_at)
       select $1, name || '@example.net', name, 'none', $2, false, true, initcap(name), $3, name, lower($3),
              name || '@example.net', $4, name || ' ' || lower($3), now(), now()
         from (select $2 || number as name from generate_series(1, $5::integer) as number) as names`,
      [hospital, role, lastName, department, count],
    );
  await people('patient', 'Quillfeather', MARKED, null);
  await people('doctor', 'Benchmark', BOOKED_DOCTORS, 'Measuring');
  await client.query(
    `insert into availability_slots (hospital_id, doctor_id, start_time, end_time, is_open, created_at, updated_at)
     select $1, doctors.id, at, at + interval '30 minutes', true, now(), now()
       from (select id, row_number() over (order by id) as number from users where id > $2 and role = 'doctor') doctors,
            generate_series(0, $3::integer) as place,
            lateral (select date_trunc('day', now()) + interval '60 days' + place * interval '30 minutes' as at) as starts
      order by at, doctors.number`,
    [hospital, last, Math.ceil((slots + MARKED) / BOOKED_DOCTORS)],
  );
  await client.query(
    `insert into appointments (hospital_id, patient_id, doctor_id, slot_id, appointment_type, status, reason,
       start_time, end_time, search_text, created_at, updated_at)
     select $1, p.id, s.doctor_id, s.id, 'consultation', 'scheduled', 'Quillfeather review', s.start_time, s.end_time,
            'quillfeather review', now(), now()
       from (select id, row_number() over (order by id) as number from users where id > $2 and role = 'patient') p
       join (select *, row_number() over (order by id) as number from availability_slots
              where doctor_id > $2 and hospital_id = $1) s using (number)`,
    [hospital, last],
  );
  await client.query('vacuum analyze');
  await client.query('checkpoint');
}

/** What there is to be asked about; the slots to be booked are those that nobody has. */
export async function readSamples(client) {
  const ids = async (sql) => (await client.query({ text: sql, rowMode: 'array' })).rows.map(([id]) => id);
  // The order of hashes is no order, and the same each time.
  const some = (count) => `order by md5(id::text) limit ${count}`;
  const total = Number((await ids('select count(*) from appointments'))[0]);
  return {
    total,
    appointments: await ids(
      `select id from appointments where search_text <> 'quillfeather review' ${some(2000)}`,
    ),
    changeable: await ids(
      `select id from appointments where status in ('scheduled', 'confirmed') ${some(64)}`,
    ),
    records: await ids(
      `select id from medical_records where not is_confidential and deleted_at is null ${some(2000)}`,
    ),
    doctors: await ids(`select id from users where role = 'doctor' and last_name <> 'Benchmark' ${some(20)}`),
    patients: await ids(`select id from users where role = 'patient' order by id limit 100`),
    slots: (
      await client.query(
        `select id, doctor_id as doctor from availability_slots s
          where doctor_id in (select id from users where last_name = 'Benchmark')
            and not exists (select from appointments where slot_id = s.id) order by id`,
      )
    ).rows,
    lastAppointment: (await ids('select max(id) from appointments'))[0],
  };
}

/** Takes back what was booked, so that the next round finds the same as the one before. */
export async function takeBack(client, { lastAppointment }) {
  // As a replica it does not look for what refers to these rows: nothing does.
  await client.query(`set session_replication_role = replica`);
  await client.query('delete from appointments where id > $1', [lastAppointment]);
  await client.query('delete from events');
  await client.query('truncate audit_unsealed');
  await client.query(`set session_replication_role = origin`);
  await client.query('vacuum appointments');
  await client.query('vacuum events');
}
