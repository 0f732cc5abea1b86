import { AppointmentStatus, roles } from '@medcor/contract';
import type { Tenant } from '../../db/database.js';
import { ofTenant } from '../../db/knex/of-tenant.js';
import type { Queryable } from '../../db/knex/queryable.js';
import { liveStatuses } from '../appointments/appointments.repository.js';
import {
  activeTreatmentStatuses,
  type HospitalStatisticsRepository,
} from './hospital-statistics.repository.js';

export function knexHospitalStatistics(knex: Queryable, tenant: Tenant): HospitalStatisticsRepository {
  const rowsOf = (table: string) => ofTenant(knex, table, tenant);
  /** How many rows there are of each value, under the values' names. */
  const tally = (column: string, values: readonly string[]) =>
    values.map((value) => knex.raw('count(*) filter (where ?? = ?) as ??', [column, value, value]));

  return {
    usersByRole: () => rowsOf('users').where('users.is_active', true).first(tally('users.role', roles)),
    appointmentsByStatus: () =>
      rowsOf('appointments').first(tally('appointments.status', AppointmentStatus.options)),
    appointmentsBetween: (instants) =>
      knex
        .queryBuilder()
        .from(
          knex.raw(
            'unnest(?::timestamptz[], ?::timestamptz[]) with ordinality as stretch (starts, ends, place)',
            [instants.slice(0, -1), instants.slice(1)],
          ),
        )
        .leftJoin(rowsOf('appointments').as('appointments'), (join) =>
          join
            .on('appointments.start_time', '>=', 'stretch.starts')
            .andOn('appointments.start_time', '<', 'stretch.ends'),
        )
        .groupBy('stretch.place')
        .orderBy('stretch.place')
        .select(
          knex.raw('count(appointments.id) as "all"'),
          knex.raw('count(appointments.id) filter (where appointments.status = any(?)) as live', [
            [...liveStatuses],
          ]),
        ),
    openWork: (now) =>
      knex.queryBuilder().first(
        rowsOf('availability_slots')
          .where('availability_slots.is_open', true)
          .whereNull('availability_slots.deleted_at')
          .where('availability_slots.start_time', '>', now)
          .whereNotExists(
            knex('appointments')
              .whereRaw('appointments.slot_id = availability_slots.id')
              .whereIn('appointments.status', liveStatuses)
              .select(knex.raw('1')),
          )
          .count('*')
          .as('available_slots'),
        rowsOf('medical_records').whereNull('medical_records.deleted_at').count('*').as('medical_records'),
        rowsOf('treatments')
          .whereIn('treatments.status', activeTreatmentStatuses)
          .count('*')
          .as('active_treatments'),
        rowsOf('prescriptions').where('prescriptions.status', 'active').count('*').as('active_prescriptions'),
      ),
  };
}
