/** Days and times as the clock of this browser shows them. A day is written `2040-11-04`. */

const DAY_MS = 24 * 60 * 60 * 1000;

export const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The day that it is here at an instant. */
export function dayOf(instant: Date): string {
  return new Date(instant.getTime() - instant.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

export const today = () => dayOf(new Date());

/** Days have no zone, and so none of 23 or 25 hours is in the way. */
export function plusDays(day: string, count: number): string {
  return new Date(Date.parse(day) + count * DAY_MS).toISOString().slice(0, 10);
}

/** A time without a zone is read as one of this browser's. */
function beginningOf(day: string): Date {
  return new Date(`${day}T00:00`);
}

/** So many days from one on, as the API's lists take a range: in instants, the last one included. */
export function rangeOf(day: string, days: number): { date_from: string; date_to: string } {
  const end = beginningOf(plusDays(day, days)).getTime();
  return { date_from: beginningOf(day).toISOString(), date_to: new Date(end - 1).toISOString() };
}

/** Whether the clock is changed on the day of this instant: an hour may come twice then. */
function isClockChanged(instant: Date): boolean {
  const day = dayOf(instant);
  return beginningOf(day).getTimezoneOffset() !== beginningOf(plusDays(day, 1)).getTimezoneOffset();
}

const dayFormat = new Intl.DateTimeFormat(undefined, { dateStyle: 'full' });
const timeFormat = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });
const zonedTimeFormat = new Intl.DateTimeFormat(undefined, {
  hour: 'numeric',
  minute: '2-digit',
  timeZoneName: 'short',
});

/** `Sunday, November 4, 2040`. */
export function dayText(day: string): string {
  return dayFormat.format(beginningOf(day));
}

/** `9:00 AM`; with the zone, where it would not be clear else. */
export function timeText(time: string): string {
  const instant = new Date(time);
  return (isClockChanged(instant) ? zonedTimeFormat : timeFormat).format(instant);
}

/** `Sunday, November 4, 2040 at 9:00 AM`. */
export function momentText(time: string): string {
  return `${dayText(dayOf(new Date(time)))} at ${timeText(time)}`;
}
