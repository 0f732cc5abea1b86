import type { SubscriptionPlan } from '@medcor/contract';
import { type Exclusion, sliceOf } from '../../db/memory/memory-table.js';
import type { MemoryTables } from '../tables.memory.js';
import { planList, type SubscriptionPlanRepository } from './subscription-plans.repository.js';

export type SubscriptionPlanRow = SubscriptionPlan & { deleted_at: string | null };

const isThere = ({ deleted_at }: SubscriptionPlanRow) => deleted_at === null;

export const subscriptionPlanExclusions: Exclusion<SubscriptionPlanRow>[] = [
  {
    constraint: 'subscription_plans_name_key',
    clash: (a, b) => a.name === b.name && isThere(a) && isThere(b),
  },
  {
    constraint: 'subscription_plans_slug_key',
    clash: (a, b) => a.slug === b.slug && isThere(a) && isThere(b),
  },
];

export function memorySubscriptionPlans({
  subscriptionPlans,
}: Pick<MemoryTables, 'subscriptionPlans'>): SubscriptionPlanRepository {
  const find = (id: number) => subscriptionPlans.get(id, isThere);
  return {
    find: async (id) => planOf(find(id)),
    list: async (request) => sliceOf(subscriptionPlans.filter(isThere).map(shownPlan), planList, request),
    insert: async (plan) => shownPlan(subscriptionPlans.insert({ ...plan, deleted_at: null })),
    update: async (id, change) => planOf(find(id) && subscriptionPlans.update(id, change)),
    async delete(id, at) {
      return find(id) !== undefined && subscriptionPlans.update(id, { deleted_at: at }) !== undefined;
    },
    slugsLike: async (prefix) =>
      subscriptionPlans
        .filter((plan) => isThere(plan) && plan.slug.startsWith(prefix))
        .map(({ slug }) => slug),
  };
}

export function shownPlan({ deleted_at: _deletedAt, ...plan }: SubscriptionPlanRow): SubscriptionPlan {
  return plan;
}

function planOf(row: SubscriptionPlanRow | undefined): SubscriptionPlan | undefined {
  return row && shownPlan(row);
}
