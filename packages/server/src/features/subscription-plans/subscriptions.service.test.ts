import { describe, expect, it } from 'vitest';
import { newPlan } from '../../../testing/plans.js';
import { toSubscription } from './subscriptions.service.js';

const kept = {
  id: 1,
  hospital: 1,
  plan: { id: 1, ...newPlan({ billing_cycle: 'monthly', trial_days: 14 }) },
  trial_end: '2025-02-03T09:00:00.000Z',
  created_at: '2025-01-20T09:00:00.000Z',
  ended_at: null,
};
const statusAt = (now: string, ended_at: string | null = null) =>
  toSubscription({ ...kept, ended_at }, new Date(now)).status;

describe('a subscription', () => {
  it('is on trial until the very moment in which the trial ends', () => {
    expect(statusAt('2025-01-20T09:00:00.000Z')).toBe('trial');
    expect(statusAt('2025-02-03T08:59:59.999Z')).toBe('trial');
    expect(statusAt('2025-02-03T09:00:00.000Z')).toBe('active');
  });

  it('that was ended stays in the period in which it was', () => {
    const ended_at = '2025-02-25T12:00:00.000Z';
    expect(toSubscription({ ...kept, ended_at }, new Date('2026-01-01T00:00:00.000Z'))).toEqual({
      id: 1,
      hospital: 1,
      plan: kept.plan,
      status: 'ended',
      current_period_start: '2025-02-20T09:00:00.000Z',
      current_period_end: '2025-03-20T09:00:00.000Z',
      trial_end: kept.trial_end,
      created_at: kept.created_at,
    });
    expect(statusAt('2025-01-22T00:00:00.000Z', '2025-01-21T00:00:00.000Z')).toBe('ended');
  });
});
