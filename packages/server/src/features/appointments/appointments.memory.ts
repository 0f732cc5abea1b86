import type { Appointment, Role } from '@medcor/contract';
import type { Tenant } from '../../db/database.js';
import { type Exclusion, sliceOf } from '../../db/memory/memory-table.js';
import { ownHospital } from '../../db/own-hospital.js';
import { overlap } from '../availability-slots/spans.js';
import type { MemoryTables } from '../tables.memory.js';
import {
  type AppointmentRepository,
  appointmentList,
  isLive,
  type NewAppointment,
} from './appointments.repository.js';

export type AppointmentRow = NewAppointment & Pick<Appointment, 'id' | 'hospital'>;

const bothLive = (a: AppointmentRow, b: AppointmentRow) => isLive(a.status) && isLive(b.status);

export const appointmentExclusions: Exclusion<AppointmentRow>[] = [
  { constraint: 'appointments_slot_live_key', clash: (a, b) => a.slot === b.slot && bothLive(a, b) },
  {
    constraint: 'appointments_patient_no_overlap',
    clash: (a, b) => a.patient === b.patient && bothLive(a, b) && overlap(a, b),
  },
];

type Tables = Pick<MemoryTables, 'appointments' | 'availabilitySlots' | 'users'>;

export function memoryAppointments(tables: Tables, tenant: Tenant): AppointmentRepository {
  const { appointments, availabilitySlots, users } = tables;
  const isOwn = ({ hospital }: { hospital: number | null }) => tenant === 'platform' || hospital === tenant;
  const visible = (id: number) => appointments.get(id, isOwn);
  const named = (row: AppointmentRow): Appointment => ({
    ...row,
    patient_name: users.get(row.patient)?.full_name ?? '',
    doctor_name: users.get(row.doctor)?.full_name ?? '',
  });

  return {
    async find(id) {
      const row = visible(id);
      return row && named(row);
    },
    list: async (request) => sliceOf(appointments.filter(isOwn).map(named), appointmentList, request),
    async prospect(wish, moving) {
      const found = availabilitySlots.get(wish.slot);
      const slot = found?.deleted_at === null && isOwn(found) ? found : undefined;
      const live = appointments.filter((row) => isOwn(row) && isLive(row.status));
      const has = (id: number, role: Role) => {
        const user = users.get(id);
        return user?.role === role && user.is_active && isOwn(user);
      };
      return {
        slot: slot && { ...slot, is_held: live.some((row) => row.slot === slot.id) },
        has_doctor: has(wish.doctor, 'doctor'),
        has_patient: has(wish.patient, 'patient'),
        is_patient_busy: live.some(
          (row) => slot && row.patient === wish.patient && row.id !== moving && overlap(row, slot),
        ),
      };
    },
    insert: async (appointment) =>
      named(appointments.insert({ ...appointment, hospital: ownHospital(tenant) })),
    async update(id, whileIn, change) {
      const before = visible(id);
      if (!before || !whileIn.includes(before.status)) return undefined;
      const row = appointments.update(id, change);
      return row && named(row);
    },
  };
}
