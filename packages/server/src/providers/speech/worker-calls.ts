import { Worker } from 'node:worker_threads';

/** A worker thread has ended, did not answer in time, or has too much to do. */
export class WorkerFailed extends Error {
  override readonly name = 'WorkerFailed';
}

export interface WorkerCalls<Request, Reply> {
  /** Rejects with {@link WorkerFailed}; the next call then finds a new worker. */
  call(request: Request): Promise<Reply>;
  close(): Promise<void>;
}

export interface WorkerCallsOptions {
  /** What the worker runs; see {@link answerCalls}. */
  readonly script: URL;
  /** How long a call may take, from when it is its turn. What it needs to get ready counts as well. */
  readonly timeLimitMs: number;
  /** How many calls may wait for their turn. */
  readonly maxWaiting: number;
}

/**
 * Asks a worker thread, one call at a time, and starts it for the first. It does not keep the process alive, but a call
 * that is under way does.
 */
export function createWorkerCalls<Request, Reply>(options: WorkerCallsOptions): WorkerCalls<Request, Reply> {
  const { script, timeLimitMs, maxWaiting } = options;
  let running: Worker | undefined;
  let isClosed = false;
  let underWay = 0;
  let lastTurn: Promise<unknown> = Promise.resolve();

  function start(): Worker {
    // It has no use for what the server was told in its environment, nor for flags that this process was started with.
    const worker = new Worker(script, { env: {}, execArgv: [] });
    worker.unref();
    const forget = () => {
      if (running === worker) running = undefined;
    };
    // Listened to for as long as it lives: it can end between calls, and an error nobody hears ends the process.
    worker.on('error', forget);
    worker.on('exit', forget);
    return worker;
  }

  function ask(request: Request): Promise<Reply> {
    if (isClosed) return Promise.reject(new WorkerFailed('It was closed.'));
    running ??= start();
    const worker = running;
    return new Promise<Reply>((resolve, reject) => {
      const timer = setTimeout(() => fail(`No answer within ${timeLimitMs} ms.`), timeLimitMs);
      const stopListening = () => {
        clearTimeout(timer);
        worker.off('message', answered).off('error', failed).off('exit', ended);
      };
      // What the worker answers is said by its own file, with the same types.
      const answered = (reply: Reply) => {
        stopListening();
        resolve(reply);
      };
      const fail = (message: string, cause?: unknown) => {
        stopListening();
        if (running === worker) running = undefined;
        void worker.terminate();
        reject(new WorkerFailed(message, { cause }));
      };
      const failed = (error: Error) => fail('It has crashed.', error);
      const ended = () => fail('It has ended.');
      worker.on('message', answered).on('error', failed).on('exit', ended);
      worker.postMessage(request);
    });
  }

  return {
    async call(request) {
      if (underWay > maxWaiting) throw new WorkerFailed('Too many are waiting.');
      underWay += 1;
      const turn = lastTurn.then(() => ask(request));
      lastTurn = turn.catch(() => undefined);
      try {
        return await turn;
      } finally {
        underWay -= 1;
      }
    },
    async close() {
      isClosed = true;
      await running?.terminate();
    },
  };
}
