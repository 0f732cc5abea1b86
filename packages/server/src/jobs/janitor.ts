import type { Logger } from 'pino';

const EVERY_MS = 60 * 60 * 1000;

/** Something that has to be cleared away from time to time. */
export interface JanitorTask {
  /** For the log. */
  readonly name: string;
  /** What takes long looks at the signal in between, and ends early when the server is to stop. */
  run(stopping: AbortSignal): Promise<void>;
}

interface JanitorOptions {
  readonly tasks: readonly JanitorTask[];
  readonly logger: Logger;
}

/**
 * Does its tasks one after the other, now and every hour. One that fails keeps no other from being done, and is tried
 * again with the next round. Answers what stops it, when the task under way has ended.
 */
export function startJanitor({ tasks, logger }: JanitorOptions): () => Promise<void> {
  const stopping = new AbortController();
  const round = async () => {
    for (const { name, run } of tasks) {
      if (stopping.signal.aborted) return;
      try {
        await run(stopping.signal);
      } catch (error) {
        logger.warn({ err: error, task: name }, 'not cleared away');
      }
    }
  };
  let underWay = round();
  const timer = setInterval(() => {
    underWay = underWay.then(round);
  }, EVERY_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    stopping.abort();
    await underWay;
  };
}
