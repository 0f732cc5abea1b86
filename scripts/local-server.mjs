import { createServer } from 'node:net';

/** A port that was free a moment ago. */
export async function freePort() {
  const probe = createServer();
  await new Promise((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/**
 * Asks a process, of which is known whether it `hasEnded` and what it `said()`, until it answers. Rejects with what it said
 * when it ends instead, or takes too long.
 */
export async function untilAnswered(one, url, timeoutMs = 60_000) {
  const deadline = Date.now() + timeoutMs;
  while (!one.hasEnded && Date.now() < deadline) {
    const response = await fetch(url, { signal: AbortSignal.timeout(2000) }).catch(() => undefined);
    await response?.body?.cancel();
    if (response) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`Nothing answers at ${url}:\n${one.said()}`);
}
