import type { BulkHospital } from '../db/bulk-store.js';
import type { NewPlan } from '../features/subscription-plans/subscription-plans.repository.js';

/** Two plans for a platform that has none: a small one that costs nothing, and one without limits. */
const demoPlans: readonly Omit<NewPlan, 'created_at' | 'updated_at'>[] = [
  {
    name: 'Free',
    slug: 'free',
    plan_type: 'free',
    description: 'For a practice that wants to try it out',
    price: '0.00',
    currency: 'USD',
    billing_cycle: 'monthly',
    trial_days: 0,
    max_users: 60,
    max_doctors: 2,
    max_patients: 50,
    features: ['Appointments', 'Medical records'],
    is_active: true,
    display_order: 0,
  },
  {
    name: 'Professional',
    slug: 'professional',
    plan_type: 'professional',
    description: 'For hospitals of any size',
    price: '49.00',
    currency: 'USD',
    billing_cycle: 'monthly',
    trial_days: 14,
    max_users: null,
    max_doctors: null,
    max_patients: null,
    features: ['Appointments', 'Medical records', 'Webhooks', 'Audit log'],
    is_active: true,
    display_order: 1,
  },
];

/** Subscribes a hospital to the platform's professional plan, if it has one; fills a list of plans that is empty. */
export async function subscribe(
  { subscriptionPlans, subscriptions }: BulkHospital,
  hospital: number,
  at: string,
): Promise<void> {
  const slugs = await subscriptionPlans.slugsLike('');
  if (slugs.length === 0) {
    for (const plan of demoPlans) await subscriptionPlans.insert({ ...plan, created_at: at, updated_at: at });
  }
  const { rows } = await subscriptionPlans.list({
    where: [
      { field: 'plan_type', is: '=', value: 'professional' },
      { field: 'is_active', is: '=', value: true },
    ],
    words: [],
    order: [{ field: 'id', descending: false }],
    after: null,
    offset: 0,
    limit: 1,
  });
  for (const plan of rows) {
    await subscriptions.insert({ hospital, plan: plan.id, trial_end: null, created_at: at });
  }
}
