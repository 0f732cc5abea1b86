import type { SubscriptionPlan } from '@medcor/contract';

/** A subscription as it is kept; its status and its period follow from these instants and the plan. */
export interface StoredSubscription {
  readonly id: number;
  readonly hospital: number;
  readonly plan: SubscriptionPlan;
  /** `null` for a plan without a trial. */
  readonly trial_end: string | null;
  /** When the first period began. */
  readonly created_at: string;
  /** `null` while it is live. */
  readonly ended_at: string | null;
}

export type NewSubscription = Pick<StoredSubscription, 'hospital' | 'trial_end' | 'created_at'> & {
  readonly plan: number;
};

/** How many of each a plan allows; `null` where it sets no limit. */
export type PlanLimits = Pick<SubscriptionPlan, 'max_users' | 'max_doctors' | 'max_patients'>;

/** The subscriptions of the tenant's hospital, or of every one. Their plans may have been deleted since. */
export interface SubscriptionRepository {
  findLive(hospital: number): Promise<StoredSubscription | undefined>;
  /** Takes a plan that is there. A hospital has one live subscription: end the old one first. */
  insert(subscription: NewSubscription): Promise<StoredSubscription>;
  /** Ends the live subscription, if there is one. */
  endLive(hospital: number, at: string): Promise<void>;
  /** What a hospital's live plan allows, whatever the tenant: users move from one hospital to another. */
  limitsOf(hospital: number): Promise<PlanLimits | undefined>;
}
