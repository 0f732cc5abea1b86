import type { Hospital } from '@medcor/contract';
import { type ListFields, type ListRequest, type ListSlice, plainFields } from '../../lists/list-fields.js';
import { normalise, searchText } from '../../lists/normalise.js';

export type NewHospital = Omit<Hospital, 'id'>;

/** The hospitals that the tenant may see: its own, or every one. */
export interface HospitalRepository {
  find(id: number): Promise<Hospital | undefined>;
  list(request: ListRequest): Promise<ListSlice<Hospital>>;
  /** Throws `409 ALREADY_EXISTS` for a taken name or slug. */
  insert(hospital: NewHospital): Promise<Hospital>;
  /** Throws `409 ALREADY_EXISTS` for a taken name or slug. */
  update(id: number, change: Partial<NewHospital>): Promise<Hospital | undefined>;
  /** Which of the slugs that start so are taken. */
  slugsLike(prefix: string): Promise<string[]>;
}

/** The text under which a hospital is found. */
export function hospitalSearchText(hospital: Pick<Hospital, 'name' | 'city' | 'state' | 'country'>): string {
  return searchText(hospital.name, hospital.city, hospital.state, hospital.country);
}

export const hospitalList: ListFields<Hospital> = {
  fields: {
    ...plainFields<Hospital>('hospitals', ['id', 'created_at', 'hospital_type', 'is_active']),
    name: { column: 'hospitals.name_sort', value: (hospital) => normalise(hospital.name) },
    city: { column: 'hospitals.city_sort', value: (hospital) => normalise(hospital.city) },
  },
  search: { columns: ['hospitals.search_text'], text: hospitalSearchText },
};
