import { expect, it } from 'vitest';
import { sameJson } from './same-json.js';

it.each([
  [{ a: 1, b: [null, { c: 'x' }] }, { b: [null, { c: 'x' }], a: 1 }, true],
  [[1, 2], [2, 1], false],
  [{ a: null }, {}, false],
  [{ a: null }, { b: null }, false],
  [[], {}, false],
  [null, {}, false],
  [1, '1', false],
])('compares %j with %j', (a, b, same) => {
  expect(sameJson(a, b)).toBe(same);
  expect(sameJson(b, a)).toBe(same);
});
