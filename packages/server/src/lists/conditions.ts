import { beginningOf, plusDays } from '../zoned-time.js';
import type { Condition, FieldValue } from './list-fields.js';

/** `field = value`, or nothing when the filter was not given. */
export function equals(field: string, value: FieldValue | undefined): Condition | undefined {
  return value === undefined ? undefined : { field, is: '=', value };
}

/**
 * A range over an instant: days are whole days in the given time zone, both ends included; instants are taken as
 * they are.
 */
export function between(
  field: string,
  range: { date_from?: string | undefined; date_to?: string | undefined },
  timezone: string,
): (Condition | undefined)[] {
  const { date_from: from, date_to: to } = range;
  return [
    from === undefined ? undefined : { field, is: '>=', value: startOf(from, timezone) },
    to === undefined
      ? undefined
      : isDay(to)
        ? { field, is: '<', value: startOf(plusDays(to, 1), timezone) }
        : { field, is: '<=', value: toInstant(to) },
  ];
}

/** A timestamp as the API writes it: UTC, with milliseconds. */
export function toInstant(timestamp: string): string {
  return new Date(timestamp).toISOString();
}

function isDay(value: string): boolean {
  return value.length === 'YYYY-MM-DD'.length;
}

function startOf(value: string, timezone: string): string {
  return isDay(value) ? beginningOf(value, timezone) : toInstant(value);
}
