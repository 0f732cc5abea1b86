import * as z from 'zod/v4';
import { components } from './components.js';

/** The largest id: ids are 32-bit integers in the database. */
export const MAX_ID = 2_147_483_647;

/** An integer id, from 1. */
export const Id = z.int().min(1).max(MAX_ID);

/** The tenant of what is created; a superuser may name any, and must name one if they have none. */
export const hospitalInBody = {
  hospital: Id.optional().describe('Defaults to your own hospital; a superuser may name another.'),
};

/** Free text: trimmed, not empty, at most `max` characters. */
export const text = (max: number) => z.string().trim().min(1).max(max);

/** Free text that may be cleared with `null` or left empty. */
export const optionalText = (max: number) => z.string().trim().max(max).nullable();

/** The years that days and instants may lie in: wide enough for any patient, narrow enough for any database. */
const years = { first: 1800, last: 2999 } as const;

function isInYears(value: string): boolean {
  const year = new Date(value).getUTCFullYear();
  return year >= years.first && year <= years.last;
}

/** What lies outside is not compared with anything either. */
const outOfYears = { error: `Must lie between the years ${years.first} and ${years.last}.`, abort: true };

/** An instant: `2025-01-20T09:00:00.000Z`. Any offset is accepted on input, `Z` with milliseconds is answered. */
export const Timestamp = z.iso
  .datetime({ offset: true, abort: true })
  .max(40)
  .refine(isInYears, outOfYears)
  .meta({ example: '2025-01-20T09:00:00.000Z' });

/** An instant as it is answered. Formats are checked on input only: checking them on the way out costs 3 ×. */
export const TimestampOut = z.string().meta({ format: 'date-time', example: '2025-01-20T09:00:00.000Z' });

/** A calendar day: `2025-01-20`. */
export const Day = z.iso.date({ abort: true }).refine(isInYears, outOfYears).meta({ example: '2025-01-20' });

/** A calendar day as it is answered. */
export const DayOut = z.string().meta({ format: 'date', example: '2025-01-20' });

/** An e-mail address; compared without case, kept in lower case. */
export const Email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .pipe(z.email())
  .meta({ format: 'email', example: 'admin@hospital.com' });

/** A telephone number, loosely checked: digits with the usual separators. */
export const Phone = z
  .string()
  .trim()
  .min(3)
  .max(32)
  .regex(
    /^\+?[0-9 ()./-]*[0-9][0-9 ()./-]*(?:(?:[xX]|[eE][xX][tT]\.?) ?[0-9]{1,6})?$/,
    'Not a telephone number.',
  )
  .meta({ example: '+1-212-555-0100' });

/** An IANA time zone name. Whether the zone exists is checked where the zone is used. */
export const TimeZone = z
  .string()
  .trim()
  .max(64)
  .refine(isTimeZone, 'Not an IANA time zone.')
  .meta({ example: 'America/New_York' });

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
}

/** An amount of money: a decimal string with two places; a number is accepted on input. */
export const Money = z
  .union([
    z.string().regex(/^\d{1,8}(\.\d{1,2})?$/, 'Not an amount such as "49.00".'),
    z
      .number()
      .min(0)
      .max(99_999_999)
      .refine((amount) => /^\d+(\.\d{1,2})?$/.test(String(amount)), 'Has no more than two decimal places.'),
  ])
  .meta({ example: '49.00' });

/** An amount of money as it is answered. */
export const MoneyOut = z.string().meta({ example: '49.00' });

/** The body of a call that takes none: `{}` or nothing at all. */
export const EmptyBody = z.strictObject({}).register(components, { id: 'EmptyBody' });

/** Nothing is answered (204). */
export const NoContent = z.void();

/** A JSON value as a client may store it; depth and size are bounded by the server for every body. */
export const Json = z.json().register(components, { id: 'Json', description: 'Any JSON value.' });
