import {
  contract,
  type SubscriptionPlan,
  type SubscriptionPlanCreate,
  type SubscriptionPlanUpdate,
} from '@medcor/contract';
import type { Actor } from '../../edge/actor.js';
import { ApiError, found } from '../../edge/api-error.js';
import { given } from '../../edge/given.js';
import { permit } from '../../edge/permit.js';
import { equals } from '../../lists/conditions.js';
import type { Page } from '../../lists/page.js';
import type { ListQuery } from '../../lists/pager.js';
import type { ServicePorts } from '../../ports.js';
import { freeSlug } from '../free-slug.js';
import { toPrice } from './plan-price.js';
import { planList } from './subscription-plans.repository.js';

interface PlanFilters extends ListQuery {
  readonly plan_type?: SubscriptionPlan['plan_type'] | undefined;
  readonly billing_cycle?: SubscriptionPlan['billing_cycle'] | undefined;
  readonly is_active?: boolean | undefined;
}

export type SubscriptionPlanService = ReturnType<typeof createSubscriptionPlanService>;

export function createSubscriptionPlanService({ database, pager, clock }: ServicePorts) {
  return {
    list(actor: Actor, query: PlanFilters): Promise<Page<SubscriptionPlan>> {
      const { tenant } = permit(actor, 'plans.read');
      const where = [
        equals('plan_type', query.plan_type),
        equals('billing_cycle', query.billing_cycle),
        equals('is_active', query.is_active),
      ];
      return database.read(tenant, ({ subscriptionPlans }) =>
        pager(contract.subscriptionPlans.list, query, planList, where, subscriptionPlans.list),
      );
    },

    async get(actor: Actor, id: number): Promise<SubscriptionPlan> {
      const { tenant } = permit(actor, 'plans.read');
      return found(await database.read(tenant, ({ subscriptionPlans }) => subscriptionPlans.find(id)));
    },

    async create(actor: Actor, body: SubscriptionPlanCreate): Promise<SubscriptionPlan> {
      const { tenant } = permit(actor, 'plans.write');
      return database.transaction(tenant, async (transaction) => {
        // One after the other: two that are called alike would be given the same slug.
        await transaction.lock(['installation', 1]);
        const { subscriptionPlans } = transaction;
        const at = clock().toISOString();
        return subscriptionPlans.insert({
          description: null,
          currency: 'USD',
          trial_days: 0,
          max_users: null,
          max_doctors: null,
          max_patients: null,
          features: [],
          is_active: true,
          display_order: 0,
          ...given(body),
          price: toPrice(body.price),
          slug: body.slug ?? (await freeSlug(body.name, 'plan', subscriptionPlans.slugsLike)),
          created_at: at,
          updated_at: at,
        });
      });
    },

    async update(actor: Actor, id: number, change: SubscriptionPlanUpdate): Promise<SubscriptionPlan> {
      const { tenant } = permit(actor, 'plans.write');
      const { price, ...fields } = given(change);
      return database.transaction(tenant, async ({ subscriptionPlans }) =>
        found(
          await subscriptionPlans.update(id, {
            ...fields,
            ...(price !== undefined && { price: toPrice(price) }),
            updated_at: clock().toISOString(),
          }),
        ),
      );
    },

    async delete(actor: Actor, id: number): Promise<void> {
      const { tenant } = permit(actor, 'plans.write');
      await database.transaction(tenant, async ({ subscriptionPlans }) => {
        const isDeleted = await subscriptionPlans.delete(id, clock().toISOString());
        if (!isDeleted) throw new ApiError('NOT_FOUND');
      });
    },
  };
}
