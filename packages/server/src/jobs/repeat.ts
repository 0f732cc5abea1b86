/**
 * Does some work every so often, never twice at a time, and keeps no process alive by that. Answers what ends it, when
 * the work under way is over.
 */
export function repeat(everyMs: number, work: () => Promise<void>): () => Promise<void> {
  let underWay: Promise<void> | undefined;
  const timer = setInterval(() => {
    underWay ??= work().finally(() => {
      underWay = undefined;
    });
  }, everyMs);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await underWay;
  };
}
