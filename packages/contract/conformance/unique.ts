/** A word that stands in the name of everything this run makes: other runs may have been here before. */
export const run = `r${Math.random().toString(36).slice(2, 10)}`;

let serial = 0;

/** A text that no other call gives, in this run or another. */
export function unique(prefix: string): string {
  serial += 1;
  return `${prefix} ${run} ${serial}`;
}

/** As {@link unique}, fit for e-mail addresses, slugs and codes. */
export function uniqueName(prefix: string): string {
  serial += 1;
  return `${prefix}${run}${serial}`;
}

let hours = 0;

/** An hour of the far future that no other call gives. */
export function freeHour(): { start_time: string; end_time: string } {
  hours += 1;
  return hourFrom(Date.UTC(2045, 0, 1) + hours * HOUR_MS);
}

const HOUR_MS = 60 * 60 * 1000;

function hourFrom(start: number): { start_time: string; end_time: string } {
  return { start_time: new Date(start).toISOString(), end_time: new Date(start + HOUR_MS).toISOString() };
}

let pastHours = 0;

/** An hour of the past that no other call gives. */
export function pastHour(): { start_time: string; end_time: string } {
  pastHours += 1;
  return hourFrom(Date.UTC(2020, 0, 1) + pastHours * HOUR_MS);
}
