import { describe, expect, it } from 'vitest';
import { periodAt } from './billing-periods.js';

/** The days on which the period of a moment begins and ends. */
const daysAt = (now: string, start: string, cycle: Parameters<typeof periodAt>[2]) => {
  const { current_period_start, current_period_end } = periodAt(new Date(now), start, cycle);
  return [current_period_start, current_period_end].map((instant) => instant?.slice(0, 10));
};

describe('billing periods', () => {
  it.each([
    ['monthly', '2025-02-20'],
    ['quarterly', '2025-04-20'],
    ['semi_annual', '2025-07-20'],
    ['annual', '2026-01-20'],
  ] as const)('that are %s last until %s', (cycle, end) => {
    expect(daysAt('2025-01-20T09:00:00.000Z', '2025-01-20T09:00:00.000Z', cycle)).toEqual([
      '2025-01-20',
      end,
    ]);
  });

  it('follow one another without a gap, to the millisecond', () => {
    const start = '2025-01-20T09:00:00.123Z';
    const before = periodAt(new Date('2025-04-20T09:00:00.122Z'), start, 'quarterly');
    const after = periodAt(new Date('2025-04-20T09:00:00.123Z'), start, 'quarterly');
    expect(before).toEqual({
      current_period_start: start,
      current_period_end: '2025-04-20T09:00:00.123Z',
    });
    expect(after).toEqual({
      current_period_start: '2025-04-20T09:00:00.123Z',
      current_period_end: '2025-07-20T09:00:00.123Z',
    });
  });

  it('end with the month where it is too short, and come back to their day', () => {
    const start = '2024-01-31T12:00:00.000Z';
    expect(daysAt('2024-02-15T00:00:00.000Z', start, 'monthly')).toEqual(['2024-01-31', '2024-02-29']);
    expect(daysAt('2024-02-29T12:00:00.000Z', start, 'monthly')).toEqual(['2024-02-29', '2024-03-31']);
    expect(daysAt('2024-03-31T11:00:00.000Z', start, 'monthly')).toEqual(['2024-02-29', '2024-03-31']);
    expect(daysAt('2025-03-01T00:00:00.000Z', start, 'monthly')).toEqual(['2025-02-28', '2025-03-31']);
    expect(daysAt('2028-06-01T00:00:00.000Z', '2024-02-29T12:00:00.000Z', 'annual')).toEqual([
      '2028-02-29',
      '2029-02-28',
    ]);
  });

  it('go on for years', () => {
    const start = '2025-11-20T09:00:00.000Z';
    expect(daysAt('2031-04-01T00:00:00.000Z', start, 'semi_annual')).toEqual(['2030-11-20', '2031-05-20']);
    expect(daysAt('2031-11-20T08:59:59.000Z', start, 'annual')).toEqual(['2030-11-20', '2031-11-20']);
  });

  it('have no end where a plan is paid once', () => {
    const start = '2025-01-20T09:00:00.000Z';
    expect(periodAt(new Date('2035-01-20T09:00:00.000Z'), start, 'one_time')).toEqual({
      current_period_start: start,
      current_period_end: null,
    });
  });

  it('do not begin before the subscription, whatever the clock of this process says', () => {
    const start = '2025-01-20T09:00:00.000Z';
    expect(daysAt('2025-01-20T08:59:59.990Z', start, 'monthly')).toEqual(['2025-01-20', '2025-02-20']);
    expect(daysAt('2024-12-31T23:59:59.990Z', start, 'annual')).toEqual(['2025-01-20', '2026-01-20']);
  });
});
