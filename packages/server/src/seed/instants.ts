import type { Random } from './random.js';

const MINUTE = 60_000;

export function plusMinutes(instant: string, minutes: number): string {
  return new Date(Date.parse(instant) + minutes * MINUTE).toISOString();
}

/** Some full minute from the first instant on, and before the second. */
export function instantBetween(from: string, to: string, random: Random): string {
  const minutes = Math.floor((Date.parse(to) - Date.parse(from)) / MINUTE);
  return plusMinutes(from, random.whole(0, Math.max(0, minutes - 1)));
}
