import { Hospital } from '@medcor/contract';
import type { Tenant } from '../../db/database.js';
import { listRows } from '../../db/knex/list.js';
import type { Queryable } from '../../db/knex/queryable.js';
import { selectColumns, toColumns } from '../../db/knex/values.js';
import { normalise } from '../../lists/normalise.js';
import { type HospitalRepository, hospitalList, hospitalSearchText } from './hospitals.repository.js';

const columns = selectColumns('hospitals', Object.keys(Hospital.shape));

export function knexHospitals(knex: Queryable, tenant: Tenant): HospitalRepository {
  const hospitals = () => {
    const query = knex('hospitals');
    return tenant === 'platform' ? query : query.where('hospitals.id', tenant);
  };
  const find = (id: number): Promise<Hospital | undefined> =>
    hospitals().where('hospitals.id', id).first(columns);

  return {
    find,
    list: (request) => listRows(knex, hospitals(), columns, hospitalList, request),
    async insert(hospital) {
      const [row] = await knex('hospitals')
        .insert({ ...toColumns(hospital), ...derived(hospital) })
        .returning(columns);
      return row;
    },
    async update(id, change) {
      const before = await find(id);
      if (!before) return undefined;
      const [row] = await hospitals()
        .where('hospitals.id', id)
        .update({ ...toColumns(change), ...derived({ ...before, ...change }) })
        .returning(columns);
      return row;
    },
    slugsLike: (prefix) => knex('hospitals').whereLike('slug', `${prefix}%`).pluck('slug'),
  };
}

/** The columns that are made from others. */
function derived(hospital: Pick<Hospital, 'name' | 'city' | 'state' | 'country'>) {
  return {
    name_sort: normalise(hospital.name),
    city_sort: normalise(hospital.city),
    search_text: hospitalSearchText(hospital),
  };
}
