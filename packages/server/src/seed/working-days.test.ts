import { describe, expect, it } from 'vitest';
import { createRandom } from './random.js';
import { planDays, roomFor } from './working-days.js';

const plan = (appointments: number, seats: number, timezone = 'America/Chicago') =>
  planDays({ appointments, seats }, '2026-03-11', timezone, createRandom(1));

const total = (days: ReturnType<typeof plan>) =>
  days.flatMap(({ hours }) => hours.map(({ appointments }) => appointments)).reduce((sum, n) => sum + n, 0);

describe('the working days of a seed', () => {
  it('are from Monday to Friday, four weeks of them over and two to come, today among those', () => {
    const days = plan(60, 8);
    const dates = days.map(({ date }) => date);
    expect([dates[0], dates.at(-1)]).toEqual(['2026-02-11', '2026-03-24']);
    expect(dates).toEqual([...new Set(dates)].sort());
    for (const date of dates) expect([1, 2, 3, 4, 5]).toContain(new Date(date).getUTCDay());
    const ahead = days.filter(({ isOver }) => !isOver).map(({ date }) => date);
    expect([ahead[0], ahead.length, days.length]).toEqual(['2026-03-11', 10, 30]);
  });

  it('begin at nine by the clocks of the hospital, whatever the clocks do', () => {
    const beginnings = plan(60, 8).map(({ hours }) => hours[0]?.span.start_time.slice(11, 16));
    expect([beginnings[0], beginnings.at(-1)]).toEqual(['15:00', '14:00']);
    expect(plan(1, 1, 'Asia/Kolkata')[0]?.hours[0]?.span.start_time.slice(11, 16)).toBe('03:30');
  });

  it.each([
    [60, 8],
    [1, 1],
    [5000, 7],
    [roomFor(1) / 10, 1],
  ])(
    'hold exactly %i appointments, with %i at most at once, a quarter of them to come if there is room',
    (appointments, seats) => {
      const days = plan(appointments, seats);
      expect(total(days)).toBe(appointments);
      for (const { hours } of days) {
        for (const hour of hours) expect(hour.appointments).toBeLessThanOrEqual(seats);
      }
      const ahead = total(days.filter(({ isOver }) => !isOver));
      expect(ahead).toBe(Math.floor(Math.min(appointments / 4, 10 * 14 * seats * 0.6)));
    },
  );

  it('are there without anybody, with nothing in them', () => {
    expect(total(plan(0, 0))).toBe(0);
  });
});
