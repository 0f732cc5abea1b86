import { parentPort } from 'node:worker_threads';

/**
 * The worker's side of `createWorkerCalls`. What `answer` throws ends the worker, and so fails the call: an engine that
 * has once broken down is not asked again.
 */
export function answerCalls<Request, Reply>(answer: (request: Request) => Promise<Reply>): void {
  const port = parentPort;
  if (!port) throw new Error('This file is for a worker thread.');
  port.on('message', async (request: Request) => port.postMessage(await answer(request)));
}
