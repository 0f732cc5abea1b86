import { expect, it } from 'vitest';
import { waitAfter } from './webhook-retries.js';

const minute = 60_000;
const times = { scale: 1, random: () => 0 };

it("keeps to Svix's schedule, and goes on with its last step", () => {
  const waits = Array.from({ length: 12 }, (_, index) => waitAfter(index + 1, times));
  const hours = [2, 5, 10, 10, 10, 10, 10, 10].map((count) => count * 60 * minute);
  expect(waits).toEqual([5000, 5 * minute, 30 * minute, ...hours, undefined]);
});

it('waits up to a fifth longer, by chance', () => {
  expect(waitAfter(1, { ...times, random: () => 0.5 })).toBe(5500);
  expect(waitAfter(1, { ...times, random: () => 0.999 })).toBe(5999);
});

it('is shortened in tests', () => {
  expect(waitAfter(2, { ...times, scale: 0.001 })).toBe(300);
});
