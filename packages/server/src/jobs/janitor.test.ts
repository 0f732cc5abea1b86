import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createLogger } from '../logging.js';
import { type JanitorTask, startJanitor } from './janitor.js';

const HOUR_MS = 60 * 60 * 1000;

let logs: Record<string, unknown>[];
let done: string[];

beforeEach(() => {
  vi.useFakeTimers();
  logs = [];
  done = [];
});
afterEach(() => {
  vi.useRealTimers();
});

const task = (name: string, run: JanitorTask['run'] = async () => undefined): JanitorTask => ({
  name,
  async run(stopping) {
    done.push(name);
    await run(stopping);
  },
});
const start = (...tasks: JanitorTask[]) => {
  const logger = createLogger('info', { write: (line) => void logs.push(JSON.parse(line)) });
  return startJanitor({ tasks, logger });
};

it('does its tasks at once, one after the other, and again every hour', async () => {
  const stop = start(task('first'), task('second'));
  await vi.advanceTimersByTimeAsync(0);
  expect(done).toEqual(['first', 'second']);
  await vi.advanceTimersByTimeAsync(2 * HOUR_MS);
  expect(done).toHaveLength(6);
  await stop();
  expect(vi.getTimerCount()).toBe(0);
});

it('lets one that fails keep no other from being done, and tries it again', async () => {
  const failing = task('failing', () => Promise.reject(new Error('Not now.')));
  const stop = start(failing, task('other'));
  await vi.advanceTimersByTimeAsync(HOUR_MS);
  expect(done).toEqual(['failing', 'other', 'failing', 'other']);
  expect(logs).toMatchObject([
    { task: 'failing', msg: 'not cleared away' },
    { task: 'failing', msg: 'not cleared away' },
  ]);
  await stop();
});

it('begins nothing more when it is stopped, and waits for what is under way', async () => {
  let finish: () => void = () => undefined;
  const slow = task('slow', (stopping) => {
    stopping.addEventListener('abort', () => done.push('told'));
    return new Promise((resolve) => (finish = resolve));
  });
  const stop = start(slow, task('next'));
  let isStopped = false;
  const stopped = stop().then(() => (isStopped = true));
  await vi.advanceTimersByTimeAsync(HOUR_MS);
  expect([done, isStopped]).toEqual([['slow', 'told'], false]);
  finish();
  await stopped;
  expect(done).toEqual(['slow', 'told']);
});
