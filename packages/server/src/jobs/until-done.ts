import { ApiError } from '../edge/api-error.js';

const WAIT_MS = 250;

/** Does something once the database lets it, and tries for as long as it is wanted. */
export async function untilDone<T>(work: () => Promise<T>, isWanted: () => boolean): Promise<T | undefined> {
  while (isWanted()) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ApiError && error.code === 'DATABASE_UNAVAILABLE')) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
  }
  return undefined;
}
