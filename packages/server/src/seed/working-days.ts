import { spansOf } from '../features/availability-slots/slot-pattern.js';
import type { Span } from '../features/availability-slots/spans.js';
import { plusDays } from '../zoned-time.js';
import type { Random } from './random.js';

/** When every doctor sees patients, Monday to Friday. */
const sessions = [
  { from: '09:00', to: '12:00' },
  { from: '13:00', to: '17:00' },
] as const;
const SLOT_MINUTES = 30;
const SLOTS_A_DAY = 14;

/** Two weeks of days to come, today among them; behind them four weeks, or as many days as are needed. */
const DAYS_AHEAD = 10;
const MIN_DAYS_BACK = 20;
const MAX_DAYS_BACK = 2600;

/** How many of the seats there are taken at most: some slots are always left. */
const occupancy = { back: 0.75, ahead: 0.6 } as const;

/** Which share of the appointments is still to come, if there is room. */
const SHARE_AHEAD = 0.25;

export interface WorkingDay {
  /** `2025-01-20`, in the hospital's time zone. */
  readonly date: string;
  /** Whether it is over. All of today is still to come: what is invented does not depend on the hour. */
  readonly isOver: boolean;
  /** Its slots, each with how many appointments begin then. */
  readonly hours: readonly { readonly span: Span; readonly appointments: number }[];
}

/**
 * How many appointments there can be. A doctor and a patient have one at a time, so that the fewer of them are the
 * seats of each hour.
 */
export function roomFor(seats: number): number {
  return Math.floor(MAX_DAYS_BACK * SLOTS_A_DAY * seats * occupancy.back);
}

/** Spreads appointments over working days around today, earliest first; no hour has more of them than seats. */
export function planDays(
  { appointments, seats }: { appointments: number; seats: number },
  today: string,
  timezone: string,
  random: Random,
): WorkingDay[] {
  const seatsAhead = DAYS_AHEAD * SLOTS_A_DAY * seats;
  const ahead = Math.floor(Math.min(appointments * SHARE_AHEAD, seatsAhead * occupancy.ahead));
  const back = appointments - ahead;
  const daysNeeded = seats === 0 ? 0 : Math.ceil(back / (SLOTS_A_DAY * seats * occupancy.back));
  const daysBack = Math.max(MIN_DAYS_BACK, daysNeeded);
  const spread = (dates: readonly string[], isOver: boolean, total: number): WorkingDay[] => {
    const counts = takeSeats(dates.length * SLOTS_A_DAY, seats, total, random);
    return dates.map((date, day) => ({
      date,
      isOver,
      hours: spansOn(date, timezone).map((span, hour) => ({
        span,
        appointments: counts[day * SLOTS_A_DAY + hour] ?? 0,
      })),
    }));
  };
  return [
    ...spread(workingDates(plusDays(today, -1), -1, daysBack).reverse(), true, back),
    ...spread(workingDates(today, 1, DAYS_AHEAD), false, ahead),
  ];
}

function workingDates(from: string, step: 1 | -1, count: number): string[] {
  const dates: string[] = [];
  for (let date = from; dates.length < count; date = plusDays(date, step)) {
    if (![0, 6].includes(new Date(date).getUTCDay())) dates.push(date);
  }
  return dates;
}

function spansOn(date: string, timezone: string): Span[] {
  const day = { date_from: date, date_to: date, weekdays: [1, 2, 3, 4, 5], slot_minutes: SLOT_MINUTES };
  return sessions.flatMap((session) => spansOf({ ...day, ...session }, timezone));
}

/** Takes so many of all the seats of all hours at random, and answers how many of each hour's. */
function takeSeats(hours: number, seats: number, total: number, random: Random): number[] {
  // Each seat is taken as likely as it is needed: in the end exactly the total is.
  let [left, needed] = [hours * seats, total];
  return Array.from({ length: hours }, () => {
    let taken = 0;
    for (let seat = 0; seat < seats; seat += 1) {
      if (random.fraction() * left < needed) {
        taken += 1;
        needed -= 1;
      }
      left -= 1;
    }
    return taken;
  });
}
