import type { DoctorSpecialty } from '@medcor/contract';
import type { Tenant } from '../../db/database.js';
import { type Exclusion, sliceOf } from '../../db/memory/memory-table.js';
import { ownHospital } from '../../db/own-hospital.js';
import type { MemoryTables } from '../tables.memory.js';
import {
  type DoctorSpecialtyRepository,
  doctorSpecialtyList,
  type NewDoctorSpecialty,
} from './doctor-specialties.repository.js';

export type DoctorSpecialtyRow = NewDoctorSpecialty & Pick<DoctorSpecialty, 'id' | 'hospital'>;

const isOfSameDoctor = (a: DoctorSpecialtyRow, b: DoctorSpecialtyRow) =>
  a.hospital === b.hospital && a.doctor === b.doctor;

export const doctorSpecialtyExclusions: Exclusion<DoctorSpecialtyRow>[] = [
  {
    constraint: 'doctor_specialties_once_key',
    clash: (a, b) => isOfSameDoctor(a, b) && a.specialty === b.specialty,
  },
  {
    constraint: 'doctor_specialties_primary_key',
    clash: (a, b) => isOfSameDoctor(a, b) && a.is_primary && b.is_primary,
  },
];

type Tables = Pick<MemoryTables, 'doctorSpecialties' | 'users' | 'specialties'>;

export function memoryDoctorSpecialties(
  { doctorSpecialties, users, specialties }: Tables,
  tenant: Tenant,
): DoctorSpecialtyRepository {
  const isVisible = ({ hospital }: DoctorSpecialtyRow) => tenant === 'platform' || hospital === tenant;
  const visible = (id: number) => doctorSpecialties.get(id, isVisible);
  const named = (row: DoctorSpecialtyRow): DoctorSpecialty => ({
    ...row,
    doctor_name: users.get(row.doctor)?.full_name ?? '',
    specialty_name: specialties.get(row.specialty)?.name ?? '',
  });

  return {
    async find(id) {
      const row = visible(id);
      return row && named(row);
    },
    list: async (request) =>
      sliceOf(doctorSpecialties.filter(isVisible).map(named), doctorSpecialtyList, request),
    insert: async (assignment) =>
      named(doctorSpecialties.insert({ ...assignment, hospital: ownHospital(tenant) })),
    async update(id, change) {
      const row = visible(id) && doctorSpecialties.update(id, change);
      return row && named(row);
    },
    async demotePrimary(doctor, at) {
      const primary = doctorSpecialties.filter(
        (row) => row.doctor === doctor && row.is_primary && isVisible(row),
      );
      for (const { id } of primary) doctorSpecialties.update(id, { is_primary: false, updated_at: at });
    },
    async delete(id) {
      if (visible(id)) doctorSpecialties.delete(id);
    },
  };
}
