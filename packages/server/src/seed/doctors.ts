import type { Specialty } from '@medcor/contract';
import type { BulkHospital } from '../db/bulk-store.js';
import { type ClinicalCase, clinicalCases } from './clinical-cases.js';
import type { Member } from './members.js';
import { type Household, inventEmployee } from './people.js';
import type { Random } from './random.js';
import { addAll, type SeedAssignment } from './seed-rows.js';

export interface DoctorMember extends Member {
  /** What the doctor is seen for. */
  readonly cases: readonly ClinicalCase[];
}

/** What doctors practise, by the codes of the specialties; one doctor after the other takes the next. */
const practised = [...new Set(clinicalCases.map(({ specialty }) => specialty))];

/** Adds doctors, each with a primary specialty and every third with a second one, as far as the catalogue has them. */
export async function addDoctors(
  hospital: BulkHospital,
  household: Household,
  random: Random,
  count: number,
): Promise<DoctorMember[]> {
  const catalogue = await activeSpecialties(hospital);
  const accounts = Array.from({ length: count }, (_, index) =>
    inventEmployee('doctor', catalogue.get(practiceOf(index))?.name ?? null, household, random),
  );
  const doctors = await addAll(hospital, 'users', accounts);
  const assignments = doctors.flatMap((doctor, index): SeedAssignment[] => {
    const codes = index % 3 === 2 ? [practiceOf(index), practiceOf(index + 1)] : [practiceOf(index)];
    return codes.flatMap((code, place) => {
      const specialty = catalogue.get(code)?.id;
      if (specialty === undefined) return [];
      return {
        doctor: doctor.id,
        specialty,
        is_primary: place === 0,
        years_of_experience: place === 0 ? doctor.years_of_experience : null,
        certification_date: null,
        created_at: doctor.created_at,
        updated_at: doctor.created_at,
      };
    });
  });
  await addAll(hospital, 'doctor_specialties', assignments);
  return doctors.map(({ id, email }, index) => ({
    id,
    email,
    cases: clinicalCases.filter(({ specialty }) => specialty === practiceOf(index)),
  }));
}

function practiceOf(index: number): string {
  return practised[index % practised.length] ?? '';
}

/** The catalogue's specialties by their codes. */
async function activeSpecialties({ specialties }: BulkHospital): Promise<Map<string, Specialty>> {
  const { rows } = await specialties.list({
    where: [{ field: 'is_active', is: '=', value: true }],
    words: [],
    order: [{ field: 'id', descending: false }],
    after: null,
    offset: 0,
    limit: 1000,
  });
  return new Map(rows.map((specialty) => [specialty.code, specialty]));
}
