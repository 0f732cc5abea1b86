import { parse } from 'chrono-node/en';
import { dayOf, instantOf, plusDays, shownAt } from '../../../zoned-time.js';
import type { Wish } from './dialogue-state.js';

const MINUTE = 60_000;

/** How far ahead appointments are looked for when no day is named. */
export const HORIZON_DAYS = 60;

const partsOfDay: Readonly<Record<string, readonly [number, number]>> = {
  morning: [5, 12],
  noon: [11, 13],
  lunchtime: [11, 14],
  afternoon: [12, 17],
  evening: [17, 22],
  tonight: [17, 24],
};

const numbers = 'one two three four five six seven eight nine ten eleven twelve'.split(' ');
const ordinals =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth'.split(
    ' ',
  );
const weekdays = /\b(?:sun|mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?)(?:day)?s?\b/;

interface Reference {
  readonly now: Date;
  readonly timezone: string;
}

/** When somebody asks to come: the days and the hours that a text names, in the hospital's time zone. */
export function wishIn(plain: string, { now, timezone }: Reference): Wish | undefined {
  const today = dayOf(now, timezone);
  const text = withDates(withTimes(plain), today);
  const days = spanOfDays(text, today) ?? dayNamed(text, { now, timezone });
  const hours = hoursNamed(text, { now, timezone });
  if (!days && !hours) return undefined;
  const [first, last] = days ?? [today, plusDays(today, HORIZON_DAYS)];
  const isOneDay = first === last;
  const [from, to] = isOneDay && hours ? hours.minutes : [0, 24 * 60];
  return {
    from: atMinute(first, from, timezone),
    to: atMinute(last, to, timezone),
    minutes: hours ? [...hours.minutes] : null,
    namesDay: days !== undefined,
    namesTime: hours?.isExact ?? false,
  };
}

/** Any time behind an instant, as far ahead as appointments are looked for. */
export function anyTimeAfter(instant: string): Wish {
  const from = new Date(Date.parse(instant) + 1).toISOString();
  const to = `${plusDays(from.slice(0, 10), HORIZON_DAYS)}T00:00:00.000Z`;
  return { from, to, minutes: null, namesDay: false, namesTime: false };
}

/** Whether something begins within the hours of a wish. */
export function isWithinHours(start: string, { minutes }: Wish, timezone: string): boolean {
  if (!minutes) return true;
  const minute = Math.floor(shownAt(Date.parse(start), timezone) / MINUTE) % (24 * 60);
  return minute >= minutes[0] && minute < minutes[1];
}

function atMinute(day: string, minute: number, timezone: string): string {
  return new Date(instantOf(Date.parse(day) + minute * MINUTE, timezone)).toISOString();
}

/** `half past nine`, `nine thirty am`, `at four`: as figures. */
function withTimes(plain: string): string {
  const number = `(${numbers.join('|')})`;
  const figure = (word: string) => numbers.indexOf(word) + 1;
  return plain
    .replace(new RegExp(`\\bhalf past (?:${number}|(\\d{1,2}))\\b`, 'g'), (_, word, digits) =>
      clock(digits ?? figure(word), 30),
    )
    .replace(new RegExp(`\\bhalf (?:${number})\\b`, 'g'), (_, word) => clock(figure(word), 30))
    .replace(
      new RegExp(`\\b(?:a )?quarter (past|to) (?:${number}|(\\d{1,2}))\\b`, 'g'),
      (_, side, word, digits) => {
        const hour = Number(digits ?? figure(word));
        return side === 'past' ? clock(hour, 15) : clock(hour - 1, 45);
      },
    )
    .replace(
      new RegExp(`\\b${number} (thirty|fifteen|forty ?five|o ?clock)\\b`, 'g'),
      (_, word, rest: string) =>
        clock(figure(word), { t: 30, f: rest.startsWith('forty') ? 45 : 15 }[rest[0] ?? ''] ?? 0),
    )
    .replace(new RegExp(`\\b${number} ?([ap]m)\\b`, 'g'), (_, word, half) => `${figure(word)}${half}`)
    .replace(
      new RegExp(`\\b(at|around|about|before|after|by) ${number}\\b`, 'g'),
      (_, at, word) => `${at} ${figure(word)}`,
    )
    .replace(/\bmidday\b/g, 'noon');
}

/** An hour of the day shift where nothing says which half of the day is meant. */
function clock(hour: unknown, minute: number): string {
  return `${Number(hour) < 1 ? 12 : Number(hour)}:${String(minute).padStart(2, '0')}`;
}

/** `the 20th`, which is the next one, and `the day after tomorrow`: as dates. */
function withDates(text: string, today: string): string {
  const next = (day: number) => {
    for (let offset = 0; offset < 62; offset += 1) {
      const candidate = plusDays(today, offset);
      if (Number(candidate.slice(8)) === day) return candidate;
    }
    return String(day);
  };
  return text
    .replace(/\b(?:the )?day after tomorrow\b/g, plusDays(today, 2))
    .replace(new RegExp(`\\bthe (${ordinals.slice(2).join('|')})\\b(?! (?:one|of))`, 'g'), (_, word) =>
      next(ordinals.indexOf(word) + 1),
    )
    .replace(
      /\b(?:on )?(?:the )(\d{1,2})(?:st|nd|rd|th)?\b(?! (?:of\b|one\b|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|slot|o ?clock|[ap]m))(?![:.]\d)/g,
      (whole, day) => (Number(day) >= 1 && Number(day) <= 31 ? next(Number(day)) : whole),
    )
    .replace(
      /(?<!\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w* )\b(\d{1,2})(?:st|nd|rd|th)\b(?! (?:of\b|one\b|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))/g,
      (_, day) => next(Number(day)),
    );
}

/** Weeks and months: their first day that is still to come, and their last. */
function spanOfDays(text: string, today: string): [string, string] | undefined {
  const weekday = (new Date(today).getUTCDay() + 6) % 7;
  const sunday = plusDays(today, 6 - weekday);
  if (/\bnext week ?end\b|\bweekend after\b/.test(text)) return [plusDays(sunday, 6), plusDays(sunday, 7)];
  if (/\b(?:this |the |on |at )?week ?end\b/.test(text))
    return [weekday === 6 ? today : plusDays(sunday, -1), sunday];
  if (weekdays.test(text) || /\d{4}-\d{2}-\d{2}/.test(text)) return undefined;
  if (/\bnext week\b|\bweek after\b/.test(text)) return [plusDays(sunday, 1), plusDays(sunday, 7)];
  if (/\bthis week\b|\bany ?time this week\b/.test(text)) return [today, sunday];
  const month = Number(today.slice(5, 7));
  const firstOf = (ahead: number) =>
    new Date(Date.UTC(Number(today.slice(0, 4)), month - 1 + ahead, 1)).toISOString().slice(0, 10);
  if (/\bnext month\b/.test(text)) return [firstOf(1), plusDays(firstOf(2), -1)];
  if (/\bthis month\b/.test(text)) return [today, plusDays(firstOf(1), -1)];
  if (
    /\b(?:as soon as possible|asap|soonest|earliest|first available|any ?time|next available|anything)\b/.test(
      text,
    )
  ) {
    return [today, plusDays(today, HORIZON_DAYS)];
  }
  return undefined;
}

function dayNamed(text: string, { now, timezone }: Reference): [string, string] | undefined {
  for (const { start } of readDates(text, { now, timezone })) {
    if (!start.isCertain('day') && !start.isCertain('weekday')) continue;
    const [year, month, day] = [start.get('year'), start.get('month'), start.get('day')];
    const found = new Date(Date.UTC(year ?? 0, (month ?? 1) - 1, day ?? 1)).toISOString().slice(0, 10);
    return [found, found];
  }
  return undefined;
}

interface Hours {
  /** Minutes of the day: from, and before. */
  readonly minutes: readonly [number, number];
  readonly isExact: boolean;
}

function hoursNamed(text: string, reference: Reference): Hours | undefined {
  if (/\bbefore (?:noon|lunch)\b/.test(text)) return { minutes: [0, 12 * 60], isExact: false };
  if (/\bafter (?:lunch|noon)\b/.test(text)) return { minutes: [12 * 60, 24 * 60], isExact: false };
  const part = Object.keys(partsOfDay).find((name) => new RegExp(`\\b${name}\\b`).test(text));
  const [partFrom, partTo] = (part ? partsOfDay[part] : undefined) ?? [0, 24];
  for (const { start, text: words, index } of readDates(text, reference)) {
    if (!start.isCertain('hour')) continue;
    let hour = start.get('hour') ?? 0;
    // Nobody comes at three at night: without a word for the half of the day, it is the one in which people come.
    const isPlain = !/[ap]m/.test(words) && !/\b0\d:/.test(words);
    if (isPlain && hour >= 1 && (hour < 7 || (part !== undefined && partFrom >= 12 && hour < 12))) hour += 12;
    const minute = hour * 60 + (start.get('minute') ?? 0);
    const before = text.slice(0, index + words.length);
    if (/\b(?:after|from|past|later than)(?: \w+)? [\w:]*$/.test(before))
      return { minutes: [minute, partTo * 60], isExact: false };
    if (/\b(?:before|by|until|earlier than)(?: \w+)? [\w:]*$/.test(before))
      return { minutes: [partFrom * 60, minute], isExact: false };
    if (/\b(?:around|about)\b/.test(before)) return { minutes: [minute - 60, minute + 61], isExact: false };
    return { minutes: [minute, minute + 1], isExact: true };
  }
  return part ? { minutes: [partFrom * 60, partTo * 60], isExact: false } : undefined;
}

function readDates(text: string, { now, timezone }: Reference) {
  const timezoneMinutes = Math.round((shownAt(now.getTime(), timezone) - now.getTime()) / MINUTE);
  return parse(text, { instant: now, timezone: timezoneMinutes }, { forwardDate: true });
}
