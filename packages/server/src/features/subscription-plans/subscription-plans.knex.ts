import { SubscriptionPlan } from '@medcor/contract';
import { listRows } from '../../db/knex/list.js';
import type { Queryable } from '../../db/knex/queryable.js';
import { selectColumns, toColumns } from '../../db/knex/values.js';
import { normalise } from '../../lists/normalise.js';
import {
  planList,
  planSearchText,
  type SubscriptionPlanRepository,
} from './subscription-plans.repository.js';

export const planColumns = selectColumns('subscription_plans', Object.keys(SubscriptionPlan.shape));

export function knexSubscriptionPlans(knex: Queryable): SubscriptionPlanRepository {
  const plans = () => knex('subscription_plans').whereNull('subscription_plans.deleted_at');

  return {
    find: (id) => plans().where('subscription_plans.id', id).first(planColumns),
    list: (request) => listRows(knex, plans(), planColumns, planList, request),
    async insert(plan) {
      const [row] = await knex('subscription_plans')
        .insert({ ...toColumns(plan), ...derived(plan) })
        .returning(planColumns);
      return row;
    },
    async update(id, change) {
      // Held until the change is written: what is derived from the row would else come from an older one.
      const before = await plans().where({ id }).forNoKeyUpdate().first(planColumns);
      if (!before) return undefined;
      const [row] = await plans()
        .where({ id })
        .update({ ...toColumns(change), ...derived({ ...before, ...change }) })
        .returning(planColumns);
      return row;
    },
    delete: async (id, at) => (await plans().where({ id }).update({ deleted_at: at })) > 0,
    slugsLike: (prefix) => plans().whereLike('slug', `${prefix}%`).pluck('slug'),
  };
}

/** The columns that are made from others. */
function derived(plan: Pick<SubscriptionPlan, 'name' | 'slug' | 'description'>) {
  return { name_sort: normalise(plan.name), search_text: planSearchText(plan) };
}
