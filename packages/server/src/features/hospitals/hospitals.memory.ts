import type { Hospital } from '@medcor/contract';
import type { Tenant } from '../../db/database.js';
import { type Exclusion, sliceOf } from '../../db/memory/memory-table.js';
import type { MemoryTables } from '../tables.memory.js';
import { type HospitalRepository, hospitalList } from './hospitals.repository.js';

export const hospitalExclusions: Exclusion<Hospital>[] = [
  { constraint: 'hospitals_name_key', clash: (a, b) => a.name === b.name },
  { constraint: 'hospitals_slug_key', clash: (a, b) => a.slug === b.slug },
];

export function memoryHospitals({ hospitals }: MemoryTables, tenant: Tenant): HospitalRepository {
  const isVisible = (hospital: Hospital) => tenant === 'platform' || hospital.id === tenant;
  const find = (id: number) => hospitals.get(id, isVisible);
  return {
    find: async (id) => find(id),
    list: async (request) => sliceOf(hospitals.filter(isVisible), hospitalList, request),
    insert: async (hospital) => hospitals.insert(hospital),
    update: async (id, change) => (find(id) ? hospitals.update(id, change) : undefined),
    slugsLike: async (prefix) =>
      hospitals.filter(({ slug }) => slug.startsWith(prefix)).map(({ slug }) => slug),
  };
}
