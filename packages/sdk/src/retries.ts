import { APIError, ConnectionError, type MedCorError } from './errors.js';

/** Nobody is made to wait longer than this; an answer that asks for more is thrown. */
const LONGEST_WAIT_MS = 60_000;

/**
 * How long to wait before the same request is sent again, or `undefined` when it is not to be: what may have happened
 * already is repeated only where that does no harm.
 */
export function delayBefore(error: MedCorError, attempt: number, isRepeatable: boolean): number | undefined {
  let delay = backoff(attempt);
  if (error instanceof APIError) {
    const { status, code } = error;
    // A request that was turned away, or whose twin is still under way, has not happened.
    const hasNotHappened = status === 429 || code === 'IDEMPOTENCY_CONFLICT';
    if (!hasNotHappened && !(isRepeatable && (status === 408 || status > 499))) return undefined;
    delay = error.retryAfterMs ?? delay;
  } else if (!isRepeatable || !(error instanceof ConnectionError)) return undefined;
  return delay > LONGEST_WAIT_MS ? undefined : delay;
}

/** Half a second, then twice that, up to eight; less up to a quarter by chance, so that clients spread. */
function backoff(attempt: number): number {
  return Math.min(500 * 2 ** attempt, 8000) * (1 - Math.random() / 4);
}
