import type { Specialty } from '@medcor/contract';
import { type ListFields, type ListRequest, type ListSlice, plainFields } from '../../lists/list-fields.js';
import { normalise, searchText } from '../../lists/normalise.js';

/** A specialty as it is written; its doctors are counted, not kept. */
export type NewSpecialty = Omit<Specialty, 'id' | 'doctor_count'>;

/** What there is to tell of a specialty's active doctors. */
export interface SpecialtyFigures extends Pick<Specialty, 'id' | 'code' | 'name'> {
  readonly doctors: number;
  /** Of those doctors, whatever their status. */
  readonly appointments: number;
  /** Rounded to one decimal; `null` where nobody's is known. */
  readonly average_years_of_experience: number | null;
}

/** The platform's catalogue: the same for every tenant, but for the doctors, who are those of the tenant. */
export interface SpecialtyRepository {
  find(id: number): Promise<Specialty | undefined>;
  list(request: ListRequest): Promise<ListSlice<Specialty>>;
  /** Those that have doctors: the most doctors first, then by name. */
  popular(limit: number): Promise<Specialty[]>;
  /** Of every active specialty, in the order of their ids. */
  statistics(): Promise<SpecialtyFigures[]>;
  /** Throws `409 ALREADY_EXISTS` for a taken name or code. */
  insert(specialty: NewSpecialty): Promise<Specialty>;
}

/** The text under which a specialty is found. */
export function specialtySearchText(specialty: Pick<Specialty, 'name' | 'code' | 'description'>): string {
  return searchText(specialty.name, specialty.code, specialty.description);
}

export const specialtyList: ListFields<Specialty> = {
  fields: {
    ...plainFields<Specialty>('specialties', ['id', 'code', 'is_active']),
    name: { column: 'specialties.name_sort', value: (specialty) => normalise(specialty.name) },
  },
  search: { columns: ['specialties.search_text'], text: specialtySearchText },
};
