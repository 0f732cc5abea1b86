import type { Specialty } from '@medcor/contract';
import type { Tenant } from '../../db/database.js';
import { type Exclusion, type MemoryTable, sliceOf } from '../../db/memory/memory-table.js';
import { compareBy } from '../../lists/list-fields.js';
import type { MemoryTables } from '../tables.memory.js';
import { catalogue } from './catalogue.js';
import { type SpecialtyRepository, specialtyList } from './specialties.repository.js';

export type SpecialtyRow = Omit<Specialty, 'doctor_count'>;

export const specialtyExclusions: Exclusion<SpecialtyRow>[] = [
  { constraint: 'specialties_code_key', clash: (a, b) => a.code === b.code },
  { constraint: 'specialties_name_key', clash: (a, b) => a.name === b.name },
];

/** Fills an empty table with the catalogue, as the first migration does: ids follow its order. */
export function seedSpecialties(specialties: MemoryTable<SpecialtyRow>): void {
  for (const specialty of catalogue) specialties.insert({ ...specialty, is_active: true });
}

type Tables = Pick<MemoryTables, 'specialties' | 'doctorSpecialties' | 'users' | 'appointments'>;

export function memorySpecialties(
  { specialties, doctorSpecialties, users, appointments }: Tables,
  tenant: Tenant,
): SpecialtyRepository {
  const isOfTenant = ({ hospital }: { hospital: number }) => tenant === 'platform' || hospital === tenant;

  /** The active doctors of a specialty, with their years of experience in it. */
  const doctorsOf = (specialty: number) =>
    doctorSpecialties
      .filter((assignment) => assignment.specialty === specialty && isOfTenant(assignment))
      .flatMap((assignment) => {
        const user = users.get(assignment.doctor);
        if (user?.role !== 'doctor' || !user.is_active) return [];
        return [{ id: user.id, years: assignment.years_of_experience ?? user.years_of_experience }];
      });
  const shown = (row: SpecialtyRow): Specialty => ({ ...row, doctor_count: doctorsOf(row.id).length });
  const all = () => specialties.filter(() => true).map(shown);

  return {
    async find(id) {
      const row = specialties.get(id);
      return row && shown(row);
    },
    list: async (request) => sliceOf(all(), specialtyList, request),
    async popular(limit) {
      const byName = [
        { field: 'name', descending: false },
        { field: 'id', descending: false },
      ];
      return all()
        .filter(({ doctor_count }) => doctor_count > 0)
        .sort((a, b) => b.doctor_count - a.doctor_count || compareBy(specialtyList, byName, a, b))
        .slice(0, limit);
    },
    statistics: async () =>
      specialties
        .filter(({ is_active }) => is_active)
        .map(({ id, code, name }) => {
          const doctors = doctorsOf(id);
          const booked = appointments.filter(
            (appointment) =>
              isOfTenant(appointment) && doctors.some((doctor) => doctor.id === appointment.doctor),
          );
          return {
            id,
            code,
            name,
            doctors: doctors.length,
            appointments: booked.length,
            average_years_of_experience: average(doctors.map(({ years }) => years)),
          };
        }),
    insert: async (specialty) => ({ ...specialties.insert(specialty), doctor_count: 0 }),
  };
}

/** The mean of those that are known, to one decimal; halves are rounded up, as PostgreSQL rounds them. */
function average(years: (number | null)[]): number | null {
  const known = years.filter((value) => value !== null);
  if (known.length === 0) return null;
  const sum = known.reduce((total, value) => total + value, 0);
  return Math.round((sum * 10) / known.length) / 10;
}
