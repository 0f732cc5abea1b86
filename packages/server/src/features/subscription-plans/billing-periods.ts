import type { SubscriptionPlan } from '@medcor/contract';
import { DateTime } from 'luxon';

type BillingCycle = SubscriptionPlan['billing_cycle'];

/** How many months each period lasts; one that is paid once lasts for ever. */
const monthsOf: Readonly<Record<BillingCycle, number | null>> = {
  monthly: 1,
  quarterly: 3,
  semi_annual: 6,
  annual: 12,
  one_time: null,
};

export interface BillingPeriod {
  readonly current_period_start: string;
  readonly current_period_end: string | null;
}

/**
 * The period that now lies in. Periods follow one another from the start on, and end with the month where it is too
 * short: each is counted from the start, so that the 31st comes back after February.
 */
export function periodAt(now: Date, start: string, cycle: BillingCycle): BillingPeriod {
  const months = monthsOf[cycle];
  if (months === null) return { current_period_start: start, current_period_end: null };
  const first = DateTime.fromISO(start, { zone: 'utc' });
  const at = DateTime.fromJSDate(now, { zone: 'utc' });
  const beginningOf = (period: number) => first.plus({ months: period * months }).toJSDate();
  const begunByMonth = Math.floor(((at.year - first.year) * 12 + at.month - first.month) / months);
  const begun = beginningOf(begunByMonth) <= now ? begunByMonth : begunByMonth - 1;
  // Another process' clock may be a moment ahead of ours.
  const period = Math.max(0, begun);
  return {
    current_period_start: beginningOf(period).toISOString(),
    current_period_end: beginningOf(period + 1).toISOString(),
  };
}
