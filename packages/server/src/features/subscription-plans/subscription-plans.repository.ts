import type { SubscriptionPlan } from '@medcor/contract';
import type { ListFields, ListRequest, ListSlice } from '../../lists/list-fields.js';
import { normalise, searchText } from '../../lists/normalise.js';

export type NewPlan = Omit<SubscriptionPlan, 'id'>;

/** The platform's plans that were not deleted: the same for every tenant. */
export interface SubscriptionPlanRepository {
  find(id: number): Promise<SubscriptionPlan | undefined>;
  list(request: ListRequest): Promise<ListSlice<SubscriptionPlan>>;
  /** Throws `409 ALREADY_EXISTS` for a taken name or slug. */
  insert(plan: NewPlan): Promise<SubscriptionPlan>;
  /** Throws `409 ALREADY_EXISTS` for a taken name or slug. */
  update(id: number, change: Partial<NewPlan>): Promise<SubscriptionPlan | undefined>;
  /** Takes it off the list; subscriptions to it keep it. Whether there was such a plan. */
  delete(id: number, at: string): Promise<boolean>;
  /** Which of the slugs that start so are taken. */
  slugsLike(prefix: string): Promise<string[]>;
}

/** The text under which a plan is found. */
export function planSearchText(plan: Pick<SubscriptionPlan, 'name' | 'slug' | 'description'>): string {
  return searchText(plan.name, plan.slug, plan.description);
}

export const planList: ListFields<SubscriptionPlan> = {
  fields: {
    id: { column: 'subscription_plans.id', value: (plan) => plan.id },
    display_order: { column: 'subscription_plans.display_order', value: (plan) => plan.display_order },
    name: { column: 'subscription_plans.name_sort', value: (plan) => normalise(plan.name) },
    created_at: { column: 'subscription_plans.created_at', value: (plan) => plan.created_at },
    plan_type: { column: 'subscription_plans.plan_type', value: (plan) => plan.plan_type },
    billing_cycle: { column: 'subscription_plans.billing_cycle', value: (plan) => plan.billing_cycle },
    is_active: { column: 'subscription_plans.is_active', value: (plan) => plan.is_active },
  },
  search: { columns: ['subscription_plans.search_text'], text: planSearchText },
};
