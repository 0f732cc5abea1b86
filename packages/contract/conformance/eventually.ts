/** How long what is on its way may take to show. */
const PATIENCE_MS = 15_000;
const PAUSE_MS = 20;

/**
 * Asks until the answer is the one that is waited for, and answers the last one in any case. An event shows once every
 * transaction is over that began before its own, whoever else's that is.
 */
export async function eventually<T>(ask: () => Promise<T>, isIt: (found: T) => boolean): Promise<T> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const found = await ask();
    if (isIt(found) || Date.now() > deadline) return found;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}
