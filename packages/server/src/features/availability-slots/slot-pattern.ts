import { type AvailabilitySlotBulkCreate, MAX_BULK_SLOTS } from '@medcor/contract';
import { invalidField } from '../../edge/api-error.js';
import { instantOf } from '../../zoned-time.js';
import type { Span } from './spans.js';

/** Which days to fill, between which hours, with slots of which length. */
export type SlotPattern = Pick<
  AvailabilitySlotBulkCreate,
  'date_from' | 'date_to' | 'weekdays' | 'from' | 'to' | 'slot_minutes'
>;

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/**
 * The spans that a pattern makes in a time zone, in the order of time. Each lasts its full length of real time,
 * whatever the clocks do that day, and ends within the hours.
 * Throws `400` on `date_to` when there are too many.
 */
export function spansOf(pattern: SlotPattern, timezone: string): Span[] {
  const [from, to] = [sinceMidnight(pattern.from), sinceMidnight(pattern.to)];
  const spans: Span[] = [];
  for (const day of daysOf(pattern)) {
    const [opens, closes] = [instantOf(day + from, timezone), instantOf(day + to, timezone)];
    spans.push(...consecutive(opens, closes, pattern.slot_minutes * MINUTE));
    if (spans.length > MAX_BULK_SLOTS) throw tooMany();
  }
  return spans;
}

function tooMany(): Error {
  return invalidField('date_to', `This makes more than ${MAX_BULK_SLOTS} slots: end earlier.`);
}

/**
 * The days of the pattern, as their midnights in UTC. More days than slots are allowed are too many: that bounds
 * how far a range of centuries is walked, even when no slot fits into the hours.
 */
function daysOf({ date_from, date_to, weekdays }: SlotPattern): number[] {
  const days: number[] = [];
  for (let day = Date.parse(date_from); day <= Date.parse(date_to); day += DAY) {
    const weekday = new Date(day).getUTCDay() || 7;
    if (weekdays.includes(weekday)) days.push(day);
    if (days.length > MAX_BULK_SLOTS) throw tooMany();
  }
  return days;
}

/** `09:00` as milliseconds; `24:00` is the next day's midnight. */
function sinceMidnight(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return (hours * 60 + minutes) * MINUTE;
}

function* consecutive(opens: number, closes: number, length: number): Generator<Span> {
  for (let start = opens; start + length <= closes; start += length) {
    yield { start_time: new Date(start).toISOString(), end_time: new Date(start + length).toISOString() };
  }
}
