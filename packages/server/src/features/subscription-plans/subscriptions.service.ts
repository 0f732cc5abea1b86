import type { Subscription } from '@medcor/contract';
import type { Actor } from '../../edge/actor.js';
import { found, invalidReference } from '../../edge/api-error.js';
import { chosenHospital, permit } from '../../edge/permit.js';
import type { ServicePorts } from '../../ports.js';
import { assertNamedHospital } from '../hospitals/references.js';
import { periodAt } from './billing-periods.js';
import type { StoredSubscription } from './subscriptions.repository.js';

const DAY_MS = 24 * 60 * 60 * 1000;

export type SubscriptionService = ReturnType<typeof createSubscriptionService>;

export function createSubscriptionService({ database, clock, events }: Omit<ServicePorts, 'pager'>) {
  return {
    /** The live subscription of a hospital. */
    async ofHospital(actor: Actor, hospital: number): Promise<Subscription> {
      const { tenant } = permit(actor, 'hospitals.subscription');
      const live = await database.read(tenant, ({ subscriptions }) => subscriptions.findLive(hospital));
      return toSubscription(found(live), clock());
    },

    /** Begins a subscription, in place of the one that the hospital has. */
    async subscribe(actor: Actor, id: number, named: number | undefined): Promise<Subscription> {
      const hospital = chosenHospital(permit(actor, 'plans.subscribe'), named);
      return database.transaction(hospital, async (transaction) => {
        const plan = found(await transaction.subscriptionPlans.find(id));
        if (!plan.is_active) throw invalidReference('id', 'This plan is not offered.');
        await assertNamedHospital(transaction, named);
        // Of two at once, the later one ends what the earlier one began.
        await transaction.lock(['subscription', hospital]);
        const now = clock();
        const at = now.toISOString();
        await transaction.subscriptions.endLive(hospital, at);
        const subscription = await transaction.subscriptions.insert({
          hospital,
          plan: id,
          trial_end: trialEnd(now, plan.trial_days),
          created_at: at,
        });
        const begun = toSubscription(subscription, now);
        await events.publish(transaction, 'subscription.created', begun);
        return begun;
      });
    },
  };
}

function trialEnd(now: Date, days: number): string | null {
  return days === 0 ? null : new Date(now.getTime() + days * DAY_MS).toISOString();
}

/** A subscription as it stands now: it is renewed until another one takes its place. */
export function toSubscription(subscription: StoredSubscription, now: Date): Subscription {
  const { ended_at, ...kept } = subscription;
  const asOf = ended_at === null ? now : new Date(ended_at);
  return {
    ...kept,
    status: statusAt(now, subscription),
    ...periodAt(asOf, kept.created_at, kept.plan.billing_cycle),
  };
}

function statusAt(now: Date, { ended_at, trial_end }: StoredSubscription): Subscription['status'] {
  if (ended_at !== null) return 'ended';
  return trial_end !== null && now.toISOString() < trial_end ? 'trial' : 'active';
}
