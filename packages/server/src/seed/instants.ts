import { DateTime } from 'luxon';
import type { Random } from './random.js';

const MINUTE = 60_000;

/** The day that it is in a time zone. */
export function dayOf(now: Date, timezone: string): string {
  return DateTime.fromJSDate(now, { zone: timezone }).toFormat('yyyy-MM-dd');
}

/** When a day begins in a time zone. */
export function beginningOf(day: string, timezone: string): string {
  return DateTime.fromISO(day, { zone: timezone }).startOf('day').toJSDate().toISOString();
}

export function plusMinutes(instant: string, minutes: number): string {
  return new Date(Date.parse(instant) + minutes * MINUTE).toISOString();
}

/** Some full minute from the first instant on, and before the second. */
export function instantBetween(from: string, to: string, random: Random): string {
  const minutes = Math.floor((Date.parse(to) - Date.parse(from)) / MINUTE);
  return plusMinutes(from, random.whole(0, Math.max(0, minutes - 1)));
}

/** A day so many days later, or earlier. */
export function plusDays(day: string, days: number): string {
  return DateTime.fromISO(day, { zone: 'utc' }).plus({ days }).toFormat('yyyy-MM-dd');
}
