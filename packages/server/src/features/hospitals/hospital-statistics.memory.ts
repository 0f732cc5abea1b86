import { AppointmentStatus, roles } from '@medcor/contract';
import type { Tenant } from '../../db/database.js';
import { isLive } from '../appointments/appointments.repository.js';
import type { MemoryTables } from '../tables.memory.js';
import {
  activeTreatmentStatuses,
  type HospitalStatisticsRepository,
} from './hospital-statistics.repository.js';

type Tables = Pick<
  MemoryTables,
  'users' | 'appointments' | 'availabilitySlots' | 'medicalRecords' | 'treatments' | 'prescriptions'
>;

export function memoryHospitalStatistics(tables: Tables, tenant: Tenant): HospitalStatisticsRepository {
  const isOfTenant = ({ hospital }: { hospital: number | null }) =>
    tenant === 'platform' || hospital === tenant;
  /** Row-level security: clinical rows are nobody's outside of a hospital. */
  const isClinical = ({ hospital }: { hospital: number }) => hospital === tenant;

  return {
    async usersByRole() {
      const users = tables.users.filter((user) => user.is_active && isOfTenant(user));
      return tally(
        roles,
        users.map(({ role }) => role),
      );
    },
    async appointmentsByStatus() {
      const appointments = tables.appointments.filter(isOfTenant);
      return tally(
        AppointmentStatus.options,
        appointments.map(({ status }) => status),
      );
    },
    appointmentsBetween: async (instants) =>
      instants.slice(1).map((end, index) => {
        const start = instants[index] ?? end;
        const started = tables.appointments.filter(
          (appointment) =>
            isOfTenant(appointment) && appointment.start_time >= start && appointment.start_time < end,
        );
        const live = started.filter(({ status }) => isLive(status));
        return { all: started.length, live: live.length };
      }),
    async openWork(now) {
      const live = tables.appointments.filter(({ status }) => isLive(status));
      const held = new Set(live.map(({ slot }) => slot));
      const slots = tables.availabilitySlots.filter(
        (slot) =>
          isOfTenant(slot) &&
          slot.is_open &&
          slot.deleted_at === null &&
          slot.start_time > now &&
          !held.has(slot.id),
      );
      const records = tables.medicalRecords.filter((row) => isClinical(row) && row.deleted_at === null);
      const treatments = tables.treatments.filter(
        (row) => isClinical(row) && activeTreatmentStatuses.includes(row.status),
      );
      const prescriptions = tables.prescriptions.filter((row) => isClinical(row) && row.status === 'active');
      return {
        available_slots: slots.length,
        medical_records: records.length,
        active_treatments: treatments.length,
        active_prescriptions: prescriptions.length,
      };
    },
  };
}

/** How often each of the values occurs. */
function tally<Value extends string>(values: readonly Value[], occurring: Value[]): Record<Value, number> {
  const counts = values.map((value) => [value, occurring.filter((other) => other === value).length]);
  // `fromEntries` forgets which names it was given: they are the values.
  return Object.fromEntries(counts) as Record<Value, number>;
}
