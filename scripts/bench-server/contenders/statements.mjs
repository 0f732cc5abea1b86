/**
 * What the hand-written contenders ask PostgreSQL: the rows that our server reads, locks and writes, in as few
 * statements as somebody would write by hand for one endpoint. Each is prepared once a connection, by its name.
 */

const instants = (table, ...names) => names.map((name) => `${table}.${name}`).join(', ');

const appointmentColumns = `
  a.id, a.hospital_id as hospital, a.patient_id as patient, a.doctor_id as doctor, a.slot_id as slot,
  a.appointment_type, a.status, a.reason, a.symptoms, a.notes, ${instants('a', 'start_time', 'end_time')},
  a.cancellation_reason, a.cancelled_by, ${instants('a', 'cancelled_at', 'created_at', 'updated_at')},
  p.full_name as patient_name, d.full_name as doctor_name`;

const named = `
  left join users p on p.id = a.patient_id
  left join users d on d.id = a.doctor_id`;

const summaryColumns = `
  id, email, username, first_name, last_name, full_name, role, hospital_id as hospital, is_superuser, is_active,
  phone_number, date_of_birth, gender, department, license_number, years_of_experience,
  last_login, created_at, updated_at`;

const slotFrom = `
  from availability_slots s
  left join users d on d.id = s.doctor_id
  left join appointments holders on holders.slot_id = s.id
       and holders.status in ('scheduled', 'confirmed', 'completed')`;

const live = `('scheduled', 'confirmed', 'completed')`;

export const statements = {
  signIn: `
    select u.id, u.role, u.hospital_id as hospital, u.is_active and coalesce(h.is_active, true) as is_active,
           s.ended_at is null and s.expires_at > now() as goes_on
      from sessions s join users u on u.id = s.user_id left join hospitals h on h.id = u.hospital_id
     where s.id = $1`,
  profile: `
    select ${summaryColumns}, address, bio, emergency_contact_name, emergency_contact_phone,
           preferred_language, timezone
      from users where id = $1`,
  appointment: `select ${appointmentColumns} from appointments a ${named} where a.hospital_id = $1 and a.id = $2`,
  page: `
    select ${appointmentColumns} from appointments a ${named}
     where a.hospital_id = $1 order by a.start_time desc, a.id desc limit 51 offset $2`,
  count: 'select count(*) as total from appointments a where a.hospital_id = $1',
  pageBehind: `
    select ${appointmentColumns} from appointments a ${named}
     where a.hospital_id = $1 and (a.start_time, a.id) < ($2, $3) order by a.start_time desc, a.id desc limit 51`,
  filtered: `
    select ${appointmentColumns} from appointments a ${named}
     where a.hospital_id = $1 and a.doctor_id = $2 and a.status = $3
     order by a.start_time desc, a.id desc limit 51`,
  countFiltered: `
    select count(*) as total from appointments a where a.hospital_id = $1 and a.doctor_id = $2 and a.status = $3`,
  searched: `
    select ${appointmentColumns} from appointments a ${named}
     where a.hospital_id = $1 and (a.search_text like $2 or p.first_name_sort like $2 or p.last_name_sort like $2
           or d.first_name_sort like $2 or d.last_name_sort like $2)
     order by a.start_time desc, a.id desc limit 51`,
  countSearched: `
    select count(*) as total from appointments a ${named}
     where a.hospital_id = $1 and (a.search_text like $2 or p.first_name_sort like $2 or p.last_name_sort like $2
           or d.first_name_sort like $2 or d.last_name_sort like $2)`,
  patients: `
    select ${summaryColumns} from users
     where hospital_id = $1 and role = 'patient' and is_active and search_text like $2 order by id limit 51`,
  countPatients: `
    select count(*) as total from users
     where hospital_id = $1 and role = 'patient' and is_active and search_text like $2`,
  freeSlots: `
    select s.id, s.hospital_id as hospital, s.doctor_id as doctor, s.start_time, s.end_time, s.notes,
           s.created_at, s.updated_at, d.full_name as doctor_name, true as is_available
      ${slotFrom}
     where s.deleted_at is null and s.hospital_id = $1 and s.doctor_id = $2 and s.is_open and holders.id is null
           and s.start_time >= $3
     order by s.start_time, s.id limit 51`,
  countFreeSlots: `
    select count(*) as total ${slotFrom}
     where s.deleted_at is null and s.hospital_id = $1 and s.doctor_id = $2 and s.is_open and holders.id is null
           and s.start_time >= $3`,
  // One after the other, as the order of the select list is that in which they are worked out.
  lockBooking: 'select pg_advisory_xact_lock(3, $1), pg_advisory_xact_lock(4, $2)',
  bookable: `
    select s.start_time, s.end_time, s.is_open, s.doctor_id as doctor,
           holders.id is not null as is_held,
           exists (select from users where hospital_id = $1 and id = $3 and role = 'patient' and is_active) as patient_is,
           exists (select from users where hospital_id = $1 and id = $4 and role = 'doctor' and is_active) as doctor_is,
           exists (select from appointments b where b.hospital_id = $1 and b.patient_id = $3 and b.status in ${live}
                      and tstzrange(b.start_time, b.end_time) && tstzrange(s.start_time, s.end_time)) as is_busy
      ${slotFrom}
     where s.deleted_at is null and s.hospital_id = $1 and s.id = $2`,
  book: `
    with a as (
      insert into appointments (hospital_id, patient_id, doctor_id, slot_id, appointment_type, status, reason,
        start_time, end_time, search_text, created_at, updated_at)
      values ($1, $2, $3, $4, 'consultation', 'scheduled', $5, $6, $7, $8, $9, $9) returning *)
    select ${appointmentColumns} from a ${named}`,
  lockAppointment: `
    select ${appointmentColumns} from appointments a ${named}
     where a.hospital_id = $1 and a.id = $2 for update of a`,
  update: `
    with a as (
      update appointments set notes = $3, updated_at = $4
       where hospital_id = $1 and id = $2 and status in ${live} returning *)
    select ${appointmentColumns} from a ${named}`,
  event: `
    with event as (
      insert into events (id, hospital_id, type, data, created_at) values ($1, $2, $3, $4, $5))
    insert into webhook_deliveries
      (hospital_id, webhook_id, event_id, event_type, payload, status, attempts, next_attempt_at, created_at)
    select hospital_id, id, $1, $3, $6::jsonb, 'pending', 0, $5, $5
      from webhooks
     where hospital_id = $2 and is_active and events @> any (array['"*"', to_json($3::text)::text]::jsonb[])
       for key share`,
  audit: `
    insert into audit_log
      (at, actor_id, actor_role, action, resource, resource_id, patient_id, hospital_id, outcome, ip, request_id)
    values ($1, $2, $3, $4, $5, $6, $7, $8, 'success', $9, $10)`,
  enter: `select set_config('app.hospital', $1, true)`,
  record: `
    select r.id, r.hospital_id as hospital, r.patient_id as patient, r.record_type, r.title, r.description,
           r.diagnosis, r.symptoms, r.vital_signs, r.lab_results, r.appointment_id as appointment,
           r.is_confidential, r.created_by, r.version, r.created_at, r.updated_at,
           p.full_name as patient_name, c.full_name as created_by_name
      from medical_records r join users p on p.id = r.patient_id join users c on c.id = r.created_by
     where r.hospital_id = $1 and r.deleted_at is null and r.id = $2`,
  attachments: `
    select id, record_id as record, filename, content_type, size, sha256, uploaded_by, created_at
      from attachments where deleted_at is null and hospital_id = $1 and record_id = $2 order by id`,
};
