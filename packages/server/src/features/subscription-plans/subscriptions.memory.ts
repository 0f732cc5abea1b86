import type { Tenant } from '../../db/database.js';
import type { Exclusion } from '../../db/memory/memory-table.js';
import type { MemoryTables } from '../tables.memory.js';
import { shownPlan } from './subscription-plans.memory.js';
import type {
  NewSubscription,
  StoredSubscription,
  SubscriptionRepository,
} from './subscriptions.repository.js';

export type SubscriptionRow = NewSubscription & Pick<StoredSubscription, 'id' | 'ended_at'>;

export const subscriptionExclusions: Exclusion<SubscriptionRow>[] = [
  {
    constraint: 'subscriptions_live_key',
    clash: (a, b) => a.hospital === b.hospital && a.ended_at === null && b.ended_at === null,
  },
];

type Tables = Pick<MemoryTables, 'subscriptions' | 'subscriptionPlans'>;

export function memorySubscriptions(
  { subscriptions, subscriptionPlans }: Tables,
  tenant: Tenant,
): SubscriptionRepository {
  const isVisible = ({ hospital }: SubscriptionRow) => tenant === 'platform' || hospital === tenant;
  const liveOf = (hospital: number) =>
    subscriptions.find((row) => row.hospital === hospital && row.ended_at === null);
  const visibleLive = (hospital: number) => {
    const row = liveOf(hospital);
    return row && isVisible(row) ? row : undefined;
  };
  const planOf = (row: SubscriptionRow) => {
    const plan = subscriptionPlans.get(row.plan);
    if (!plan) throw new Error(`Subscription ${row.id} is to no plan.`);
    return shownPlan(plan);
  };
  const withPlan = (row: SubscriptionRow): StoredSubscription => ({ ...row, plan: planOf(row) });

  return {
    async findLive(hospital) {
      const row = visibleLive(hospital);
      return row && withPlan(row);
    },
    insert: async (subscription) => withPlan(subscriptions.insert({ ...subscription, ended_at: null })),
    async endLive(hospital, at) {
      const row = visibleLive(hospital);
      if (row) subscriptions.update(row.id, { ended_at: at });
    },
    async limitsOf(hospital) {
      const row = liveOf(hospital);
      if (!row) return undefined;
      const { max_users, max_doctors, max_patients } = planOf(row);
      return { max_users, max_doctors, max_patients };
    },
  };
}
