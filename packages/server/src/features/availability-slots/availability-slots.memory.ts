import type { Tenant } from '../../db/database.js';
import { type Exclusion, sliceOf } from '../../db/memory/memory-table.js';
import { ownHospital } from '../../db/own-hospital.js';
import { isLive } from '../appointments/appointments.repository.js';
import type { MemoryTables } from '../tables.memory.js';
import {
  type AvailabilitySlotRepository,
  type NewSlot,
  type Slot,
  slotList,
} from './availability-slots.repository.js';
import { overlap } from './spans.js';

export type AvailabilitySlotRow = NewSlot &
  Pick<Slot, 'id' | 'hospital'> & { readonly deleted_at: string | null };

export const availabilitySlotExclusions: Exclusion<AvailabilitySlotRow>[] = [
  {
    constraint: 'availability_slots_no_overlap',
    clash: (a, b) => a.doctor === b.doctor && a.deleted_at === null && b.deleted_at === null && overlap(a, b),
  },
];

type Tables = Pick<MemoryTables, 'availabilitySlots' | 'appointments' | 'users' | 'doctorSpecialties'>;

export function memoryAvailabilitySlots(tables: Tables, tenant: Tenant): AvailabilitySlotRepository {
  const { availabilitySlots, appointments, users, doctorSpecialties } = tables;
  const isVisible = ({ hospital, deleted_at }: AvailabilitySlotRow) =>
    deleted_at === null && (tenant === 'platform' || hospital === tenant);
  const visible = (id: number) => availabilitySlots.get(id, isVisible);
  const whole = ({ deleted_at: _deletedAt, ...row }: AvailabilitySlotRow): Slot => ({
    ...row,
    doctor_name: users.get(row.doctor)?.full_name ?? '',
    is_held: appointments.find(({ slot, status }) => slot === row.id && isLive(status)) !== undefined,
  });
  const hasSpecialty = (row: AvailabilitySlotRow, specialty: number) =>
    doctorSpecialties.find((held) => held.doctor === row.doctor && held.specialty === specialty) !==
    undefined;
  const insert = (slot: NewSlot) =>
    whole(availabilitySlots.insert({ ...slot, hospital: ownHospital(tenant), deleted_at: null }));

  return {
    async find(id) {
      const row = visible(id);
      return row && whole(row);
    },
    async list(request, offeredFrom, specialty) {
      const rows = availabilitySlots
        .filter(isVisible)
        .filter((row) => specialty === undefined || hasSpecialty(row, specialty));
      return sliceOf(rows.map(whole), slotList(offeredFrom), request);
    },
    spansWithin: async (doctor, span) =>
      availabilitySlots
        .filter((row) => row.doctor === doctor && isVisible(row) && overlap(row, span))
        .map(({ start_time, end_time }) => ({ start_time, end_time }))
        .sort(byStart),
    insert: async (slot) => insert(slot),
    insertAll: async (slots) => slots.map(insert).sort(byStart),
    async update(id, change) {
      const row = visible(id) && availabilitySlots.update(id, change);
      return row && whole(row);
    },
    async delete(id, at) {
      if (visible(id)) availabilitySlots.update(id, { deleted_at: at });
    },
  };
}

function byStart(a: { start_time: string }, b: { start_time: string }): number {
  return a.start_time < b.start_time ? -1 : 1;
}
