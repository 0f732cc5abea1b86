import type { SubscriptionPlan } from '@medcor/contract';

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
  const first = new Date(start);
  const beginningOf = (period: number) => plusMonths(first, period * months);
  const begunByMonth = Math.floor((monthOf(now) - monthOf(first)) / months);
  const begun = beginningOf(begunByMonth) <= now ? begunByMonth : begunByMonth - 1;
  // Another process' clock may be a moment ahead of ours.
  const period = Math.max(0, begun);
  return {
    current_period_start: beginningOf(period).toISOString(),
    current_period_end: beginningOf(period + 1).toISOString(),
  };
}

function monthOf(instant: Date): number {
  return instant.getUTCFullYear() * 12 + instant.getUTCMonth();
}

/** The same day and time of a later month, or the last day of one that is too short. */
function plusMonths(instant: Date, months: number): Date {
  const later = new Date(instant);
  later.setUTCMonth(instant.getUTCMonth() + months, 1);
  const lastDay = new Date(Date.UTC(later.getUTCFullYear(), later.getUTCMonth() + 1, 0)).getUTCDate();
  later.setUTCDate(Math.min(instant.getUTCDate(), lastDay));
  return later;
}
