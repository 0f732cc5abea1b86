import { describe, expect, it } from 'vitest';
import { createRandom } from './random.js';

describe('random choices', () => {
  it('are those of mulberry32', () => {
    const random = createRandom(1);
    const known = [2693262067, 11749833, 2265367787];
    expect(known.map(() => random.fraction() * 2 ** 32)).toEqual(known);
  });

  it('reach both ends of a range, and nothing beyond', () => {
    const random = createRandom(7);
    const drawn = new Set(Array.from({ length: 200 }, () => random.whole(3, 6)));
    expect([...drawn].sort()).toEqual([3, 4, 5, 6]);
  });

  it('from a pack come in their proportions, in an order that changes', () => {
    const deal = createRandom(3).pack({ red: 3, black: 1 });
    const rounds = Array.from({ length: 20 }, () => [deal(), deal(), deal(), deal()]);
    for (const round of rounds) expect([...round].sort()).toEqual(['black', 'red', 'red', 'red']);
    expect(new Set(rounds.map((round) => round.join())).size).toBeGreaterThan(1);
  });

  it('draw different items, each of them now and then', () => {
    const random = createRandom(5);
    const items = [1, 2, 3, 4, 5];
    const draws = Array.from({ length: 100 }, () => random.draw(items, 2));
    for (const drawn of draws) expect(new Set(drawn).size).toBe(2);
    expect(new Set(draws.flat()).size).toBe(5);
    expect([...items].sort()).toEqual([1, 2, 3, 4, 5]);
  });

  it('fail where there is nothing to choose from', () => {
    expect(() => createRandom(1).pick([])).toThrow('nothing to choose from');
  });
});
