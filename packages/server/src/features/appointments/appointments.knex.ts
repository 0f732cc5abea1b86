import type { Appointment, Role } from '@medcor/contract';
import type { Knex } from 'knex';
import type { Tenant } from '../../db/database.js';
import { findById } from '../../db/knex/find-by-id.js';
import { listRows, patternOf } from '../../db/knex/list.js';
import { isOfTenant, ofTenant } from '../../db/knex/of-tenant.js';
import { peopleNamed } from '../../db/knex/people-named.js';
import type { Queryable } from '../../db/knex/queryable.js';
import { asWritten, nameOf, selectColumns, toColumns } from '../../db/knex/values.js';
import { ownHospital } from '../../db/own-hospital.js';
import {
  type AppointmentRepository,
  appointmentList,
  appointmentSearchText,
  inLiveStatuses,
  type NewAppointment,
} from './appointments.repository.js';

const stored = { hospital: 'hospital_id', patient: 'patient_id', doctor: 'doctor_id', slot: 'slot_id' };

const columns = [
  ...selectColumns(
    'appointments',
    [
      'id',
      'hospital',
      'patient',
      'doctor',
      'slot',
      'appointment_type',
      'status',
      'reason',
      'symptoms',
      'notes',
      'start_time',
      'end_time',
      'cancellation_reason',
      'cancelled_by',
      'cancelled_at',
      'created_at',
      'updated_at',
    ],
    stored,
  ),
  nameOf('appointments.patient_id', 'patient_name'),
  nameOf('appointments.doctor_id', 'doctor_name'),
];

const find = findById<Appointment>((knex, tenant, id) =>
  ofTenant(knex, 'appointments', tenant).where('appointments.id', id).first(asWritten(knex, columns)),
);

/** The patient or the doctor has the word in a name. By those who have it, not by each appointment's two. */
function orNamed(any: Knex.QueryBuilder, tenant: Tenant, word: string): void {
  const people = `select id from users where ${isOfTenant('users', tenant)} and (first_name_sort like :word or last_name_sort like :word)`;
  for (const who of ['patient_id', 'doctor_id']) {
    any.orWhereRaw(`appointments.${who} in (${people})`, { tenant, word: patternOf(word) });
  }
}

function prospectSql(tenant: Tenant): string {
  const own = (table: string) => isOfTenant(table, tenant);
  const hasUser = (id: string, role: Role) => `
    exists (select from users where ${own('users')} and users.id = ${id} and role = '${role}' and is_active)`;
  return `
    select slots.id, slots.doctor_id as doctor, slots.is_open, slots.start_time, slots.end_time,
           exists (select from appointments a where a.slot_id = slots.id and a.status ${inLiveStatuses}) as is_held,
           ${hasUser(':doctor', 'doctor')} as has_doctor, ${hasUser(':patient', 'patient')} as has_patient,
           exists (
             select from appointments a
              where slots.id is not null and ${own('a')} and a.patient_id = :patient and a.status ${inLiveStatuses} and a.id <> :moving
                and tstzrange(a.start_time, a.end_time) && tstzrange(slots.start_time, slots.end_time)
           ) as is_patient_busy
      from (values (:slot::integer)) as wish (slot)
      left join availability_slots slots
        on slots.id = wish.slot and slots.deleted_at is null and ${own('slots')}`;
}

export function knexAppointments(knex: Queryable, tenant: Tenant): AppointmentRepository {
  const appointments = () => ofTenant(knex, 'appointments', tenant);
  /** The whole row that a statement wrote: within the query, its answer stands in for the table. */
  const written = (statement: Knex.QueryBuilder): Knex.QueryBuilder =>
    appointments().with('appointments', statement.returning('*')).first(asWritten(knex, columns));

  return {
    find: (id) => find(knex, tenant, id),
    async list(request) {
      const people = await peopleNamed(knex, tenant, request.words);
      return listRows(knex, appointments(), columns, appointmentList, request, (any, word) => {
        const named = people.get(word);
        if (!named) return orNamed(any, tenant, word);
        // A list that nobody is in would make PostgreSQL expect what it knows of nobody.
        const { doctors, others } = named;
        if (others.length > 0) any.orWhereRaw('appointments.patient_id = any (?)', [[...others]]);
        if (doctors.length > 0) any.orWhereRaw('appointments.doctor_id = any (?)', [[...doctors]]);
      });
    },
    async prospect(wish, moving = 0) {
      const { rows } = await knex.raw(prospectSql(tenant), { ...wish, tenant, moving });
      const { has_doctor, has_patient, is_patient_busy, ...slot } = rows[0];
      return { slot: slot.id === null ? undefined : slot, has_doctor, has_patient, is_patient_busy };
    },
    insert: (appointment) =>
      written(
        knex('appointments').insert({
          ...toColumns(appointment, stored),
          ...derived(appointment),
          hospital_id: ownHospital(tenant),
        }),
      ),
    update: (id, whileIn, change) =>
      written(
        appointments()
          .where('appointments.id', id)
          .whereIn('appointments.status', whileIn)
          .update({ ...toColumns(change, stored), ...derived(change) }),
      ),
  };
}

/** The columns that are made from others, when those are written. */
function derived({ reason }: Partial<Pick<NewAppointment, 'reason'>>) {
  return reason === undefined ? {} : { search_text: appointmentSearchText({ reason }) };
}
