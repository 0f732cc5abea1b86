import { describe, expect, it } from 'vitest';
import { daysAround } from './hospital-statistics.service.js';

describe('daysAround', () => {
  const days = daysAround(new Date('2025-03-12T03:30:00.000Z'), 'America/New_York');

  it('holds the last 30 days with today, the next 6, and the end of the last', () => {
    expect(days).toHaveLength(37);
    expect(days[0]?.date).toBe('2025-02-10');
    expect(days[29]?.date).toBe('2025-03-11');
    expect(days[36]?.date).toBe('2025-03-18');
  });

  it("begins each day in the hospital's time zone, on either side of a clock change", () => {
    expect(days[0]?.start).toBe('2025-02-10T05:00:00.000Z');
    expect(days[27]).toEqual({ date: '2025-03-09', start: '2025-03-09T05:00:00.000Z' });
    expect(days[28]).toEqual({ date: '2025-03-10', start: '2025-03-10T04:00:00.000Z' });
  });

  it('begins a day that has no midnight when it begins', () => {
    const beirut = daysAround(new Date('2025-03-30T12:00:00.000Z'), 'Asia/Beirut');
    expect(beirut[29]).toEqual({ date: '2025-03-30', start: '2025-03-29T22:00:00.000Z' });
    expect(beirut[30]).toEqual({ date: '2025-03-31', start: '2025-03-30T21:00:00.000Z' });
  });
});
