import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { eventStream } from './event-stream.js';
import type { StoredEvent } from './events.repository.js';

const event = (position: string): StoredEvent => ({
  id: `evt_${position}`,
  type: 'user.created',
  created_at: '2025-01-20T09:00:00.000Z',
  hospital: 1,
  data: { id: 7, hospital: 1 },
  position,
});

let events: StoredEvent[];
let wakes: Set<() => void>;
let mayGoOn: boolean;

beforeEach(() => {
  vi.useFakeTimers();
  events = [];
  wakes = new Set();
  mayGoOn = true;
});
afterEach(() => {
  vi.useRealTimers();
});

function open() {
  const stream = eventStream({
    position: '1',
    read: async (position) => events.filter((one) => one.position > position),
    listen(wake) {
      wakes.add(wake);
      return () => wakes.delete(wake);
    },
    mayGoOn: async () => mayGoOn,
  });
  const iterator = stream[Symbol.asyncIterator]();
  return {
    async next(): Promise<string | undefined> {
      const { value, done } = await iterator.next();
      return done ? undefined : new TextDecoder().decode(value);
    },
    leave: () => iterator.return?.(),
  };
}
const wakeAll = () => {
  for (const wake of wakes) wake();
};

it('begins with a comment, then sends each event under its id and its type', async () => {
  const stream = open();
  expect(await stream.next()).toBe(': following\n\n');
  events = [event('1'), event('2')];
  const { position: _position, ...shown } = event('2');
  expect(await stream.next()).toBe(`id: evt_2\nevent: user.created\ndata: ${JSON.stringify(shown)}\n\n`);
});

it('sends what came while it was busy, and what came while it waited, as soon as it is woken', async () => {
  const stream = open();
  await stream.next();
  wakeAll();
  events = [event('2')];
  expect(await stream.next()).toContain('evt_2');
  const next = stream.next();
  await vi.advanceTimersByTimeAsync(1);
  events.push(event('3'));
  wakeAll();
  expect(await next).toContain('evt_3');
});

it('sends a comment every now and then when nothing happens', async () => {
  const stream = open();
  await stream.next();
  const next = stream.next();
  await vi.advanceTimersByTimeAsync(15_000);
  expect(await next).toBe(':\n\n');
});

it('ends when its caller may not go on, at most moments after that is so', async () => {
  const stream = open();
  await stream.next();
  const next = stream.next();
  await vi.advanceTimersByTimeAsync(10);
  mayGoOn = false;
  events = [event('2')];
  await vi.advanceTimersByTimeAsync(2000);
  expect(await next).toBeUndefined();
  expect(wakes.size).toBe(0);
});

it('ends at once when it is told to, while it waits, and leaves nothing behind', async () => {
  const stream = open();
  await stream.next();
  const next = stream.next();
  await vi.advanceTimersByTimeAsync(10);
  expect([wakes.size, vi.getTimerCount()]).toEqual([1, 1]);
  await stream.leave();
  expect(await next).toBeUndefined();
  expect([wakes.size, vi.getTimerCount()]).toEqual([0, 0]);
});

it('leaves nothing behind either when nobody ever read from it', async () => {
  const stream = open();
  await stream.leave();
  expect([await stream.next(), wakes.size, vi.getTimerCount()]).toEqual([undefined, 0, 0]);
});

it('fails with what it reads from, and listens no more', async () => {
  const failing = eventStream({
    position: '1',
    read: () => Promise.reject(new Error('The database is away.')),
    listen(wake) {
      wakes.add(wake);
      return () => wakes.delete(wake);
    },
    mayGoOn: async () => true,
  })[Symbol.asyncIterator]();
  await failing.next();
  await expect(failing.next()).rejects.toThrow('The database is away.');
  expect(wakes.size).toBe(0);
});
