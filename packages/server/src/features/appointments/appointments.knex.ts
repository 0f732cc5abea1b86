import type { Knex } from 'knex';
import type { Tenant } from '../../db/database.js';
import { listRows } from '../../db/knex/list.js';
import { selectColumns, toColumns } from '../../db/knex/values.js';
import { ownHospital } from '../../db/own-hospital.js';
import {
  type AppointmentRepository,
  appointmentList,
  appointmentSearchText,
  liveStatuses,
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
  'patients.full_name as patient_name',
  'doctors.full_name as doctor_name',
];

export function knexAppointments(knex: Knex, tenant: Tenant): AppointmentRepository {
  const appointments = () => {
    const query = knex('appointments');
    return tenant === 'platform' ? query : query.where('appointments.hospital_id', tenant);
  };
  /** With names. Both are always there; PostgreSQL leaves joins to the left out where it only counts. */
  const named = () =>
    appointments()
      .leftJoin('users as patients', 'patients.id', 'appointments.patient_id')
      .leftJoin('users as doctors', 'doctors.id', 'appointments.doctor_id');
  /** The named row that a statement wrote: within the query, its answer stands in for the table. */
  const written = (statement: Knex.QueryBuilder): Knex.QueryBuilder =>
    named().with('appointments', statement.returning('*')).first(columns);

  return {
    find: (id) => named().where('appointments.id', id).first(columns),
    list: (request) => listRows(named(), columns, appointmentList, request),
    async isPatientBusy(patient, { start_time, end_time }, without) {
      const query = appointments()
        .where('appointments.patient_id', patient)
        .whereIn('appointments.status', liveStatuses)
        .whereRaw('tstzrange(start_time, end_time) && tstzrange(?, ?)', [start_time, end_time]);
      if (without !== undefined) query.whereNot('appointments.id', without);
      return (await query.first('appointments.id')) !== undefined;
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
