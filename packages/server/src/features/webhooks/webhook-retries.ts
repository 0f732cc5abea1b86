const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/**
 * How long to wait after the first attempt, the second, and so on: Svix's schedule, whose last step is repeated until
 * about three days are over.
 */
const waits = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  10 * HOUR,
  10 * HOUR,
  10 * HOUR,
  10 * HOUR,
  10 * HOUR,
];

/** How much longer a wait may be, by chance: what failed together is not tried again together. */
const JITTER = 0.2;

export interface RetryOptions {
  /** What waits are multiplied with. */
  readonly scale: number;
  /** A number from 0 up to 1. */
  readonly random: () => number;
}

/** How long to wait after that many attempts; nothing when it is time to give up. */
export function waitAfter(attempts: number, { scale, random }: RetryOptions): number | undefined {
  const wait = waits[attempts - 1];
  return wait === undefined ? undefined : Math.round(wait * (1 + JITTER * random()) * scale);
}
