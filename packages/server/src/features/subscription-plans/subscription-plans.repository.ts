import type { SubscriptionPlan } from '@medcor/contract';
import { type ListFields, type ListRequest, type ListSlice, plainFields } from '../../lists/list-fields.js';
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
    ...plainFields<SubscriptionPlan>('subscription_plans', [
      'id',
      'display_order',
      'created_at',
      'plan_type',
      'billing_cycle',
      'is_active',
    ]),
    name: { column: 'subscription_plans.name_sort', value: (plan) => normalise(plan.name) },
  },
  search: { columns: ['subscription_plans.search_text'], text: planSearchText },
};
