import { tzOffset } from '@date-fns/tz/tzOffset';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** What a clock in a time zone shows, as if it hung in UTC. */
export function shownAt(instant: number, timezone: string): number {
  return instant + offsetAt(instant, timezone);
}

/** The day that it is in a time zone: `2025-01-20`. */
export function dayOf(now: Date, timezone: string): string {
  return new Date(shownAt(now.getTime(), timezone)).toISOString().slice(0, 10);
}

/** When a day begins in a time zone. */
export function beginningOf(day: string, timezone: string): string {
  return new Date(instantOf(Date.parse(day), timezone)).toISOString();
}

/** A day so many days later, or earlier. */
export function plusDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);
}

/**
 * When a clock in the zone shows a time that is given as if the clock hung in UTC. Of a time that it shows twice
 * (autumn) it is the first; a time that it jumps over (spring) is the instant of the jump.
 */
export function instantOf(shown: number, timezone: string): number {
  const before = offsetAt(shown - DAY, timezone);
  const after = offsetAt(shown + DAY, timezone);
  const asBefore = shown - before;
  if (before === after || offsetAt(asBefore, timezone) === before) return asBefore;
  const asAfter = shown - after;
  if (offsetAt(asAfter, timezone) === after) return asAfter;
  let jump = asBefore;
  while (offsetAt(jump - MINUTE, timezone) === after) jump -= MINUTE;
  return jump;
}

/** How far ahead of UTC clocks in the zone are, in milliseconds. */
function offsetAt(instant: number, timezone: string): number {
  return tzOffset(timezone, new Date(instant)) * MINUTE;
}
