import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { buildModule } from '../../built-module.test-support.js';
import { createWorkerCalls, type WorkerCalls, WorkerFailed } from './worker-calls.js';

/** Does as it is told, and says how often it was asked. */
const obedient = `
  import { parentPort } from 'node:worker_threads';
  let asked = 0;
  parentPort.on('message', (order) => {
    asked += 1;
    if (order === 'hang') for (;;);
    if (order === 'crash') throw new Error('as told');
    if (order === 'exit') process.exit(0);
    parentPort.postMessage({ asked, environment: Object.keys(process.env).length });
  });`;
const script = new URL(`data:text/javascript,${encodeURIComponent(obedient)}`);

interface Answer {
  readonly asked: number;
  readonly environment: number;
}

const opened: WorkerCalls<string, Answer>[] = [];

function open(timeLimitMs = 20_000, maxWaiting = 10): WorkerCalls<string, Answer> {
  const calls = createWorkerCalls<string, Answer>({ script, timeLimitMs, maxWaiting });
  opened.push(calls);
  return calls;
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map((calls) => calls.close()));
});

describe('calls to a worker', () => {
  it('are answered by one worker, which is told nothing of the environment', async () => {
    const calls = open();
    const answers = await Promise.all(['a', 'b', 'c'].map((order) => calls.call(order)));
    expect(answers.map(({ asked }) => asked)).toEqual([1, 2, 3]);
    expect(answers[0]?.environment).toBe(0);
  });

  it.each(['crash', 'exit'])('fail when it must %s, and the next finds a new one', async (order) => {
    const calls = open();
    await calls.call('a');
    const failing = calls.call(order);
    const next = calls.call('b');
    await expect(failing).rejects.toThrow(WorkerFailed);
    expect((await next).asked).toBe(1);
  });

  it('fail when it does not answer in time, and the next finds a new one', async () => {
    const calls = open(2000);
    await expect(calls.call('hang')).rejects.toThrow('No answer within 2000 ms.');
    expect((await calls.call('a')).asked).toBe(1);
  });

  it('fail at once when too many wait', async () => {
    const calls = open(20_000, 1);
    const [first, second, third] = ['a', 'b', 'c'].map((order) => calls.call(order));
    await expect(third).rejects.toThrow('Too many are waiting.');
    expect([(await first)?.asked, (await second)?.asked]).toEqual([1, 2]);
    expect((await calls.call('d')).asked).toBe(3);
  });

  it('fail once it was closed, those under way too', async () => {
    const calls = open();
    await calls.call('a');
    const underWay = calls.call('hang');
    const waiting = calls.call('b');
    const outcomes = Promise.allSettled([underWay, waiting]);
    // The first is under way when it was handed over.
    await Promise.resolve();
    await calls.close();
    expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(calls.call('c')).rejects.toThrow('It was closed.');
  });

  it('fail when there is nothing to run', async () => {
    const missing = new URL('./is-not-there.js', import.meta.url);
    const calls = createWorkerCalls<string, Answer>({ script: missing, timeLimitMs: 20_000, maxWaiting: 1 });
    await expect(calls.call('a')).rejects.toThrow(WorkerFailed);
  });

  it('keep the process alive only while they are under way', async () => {
    const built = await buildModule(new URL('./worker-calls.ts', import.meta.url));
    try {
      const child = built.run(`
        const script = new URL(${JSON.stringify(script.href)});
        const calls = built.createWorkerCalls({ script, timeLimitMs: 20_000, maxWaiting: 1 });
        console.log((await calls.call('a')).asked);`);
      const ended = once(child.child, 'close');
      expect(await child.line()).toBe('1');
      expect(await ended).toEqual([0, null]);
    } finally {
      await built.remove();
    }
  });
});
