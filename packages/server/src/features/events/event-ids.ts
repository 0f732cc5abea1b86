import type { Secrets } from '../../ports.js';

/**
 * Makes ids for events: `evt_`, and 26 letters and digits. They begin with the time, then number those of the same
 * millisecond, so that ids of one process sort as they were made; the rest is random.
 */
export function createEventIds(secrets: Secrets): (now: Date) => string {
  let last = 0;
  let serial = 0;
  return (now) => {
    const time = Math.max(last, now.getTime());
    serial = time === last ? serial + 1 : 0;
    last = time;
    const random = secrets.digest(secrets.random()).slice(0, 13).toUpperCase();
    return `evt_${inBase32(time, 10)}${inBase32(serial, 3)}${random}`;
  };
}

function inBase32(number: number, length: number): string {
  return number.toString(32).toUpperCase().padStart(length, '0');
}
