/** Choices that look random, and are the same ones for the same seed. */
export interface Random {
  /** From 0 to 1, which it never reaches. */
  fraction(): number;
  /** A whole number from one to another, both included. */
  whole(from: number, to: number): number;
  pick<T>(choices: readonly T[]): T;
  /**
   * Deals from a pack with so many cards of each kind, shuffled anew when all are dealt: even a few deals see kinds in
   * their proportions.
   */
  pack<Kind extends string>(cards: Readonly<Record<Kind, number>>): () => Kind;
  /** Moves so many of the items, each as likely as any other, to the front, and answers those. */
  draw<T>(items: T[], count: number): T[];
}

export function createRandom(seed: number): Random {
  const fraction = mulberry32(seed);
  const whole = (from: number, to: number) => from + Math.floor(fraction() * (to - from + 1));
  const pick = <T>(choices: readonly T[]): T => {
    const choice = choices[whole(0, choices.length - 1)];
    if (choice === undefined) throw new Error('There is nothing to choose from.');
    return choice;
  };
  const draw = <T>(items: T[], count: number): T[] => {
    for (let place = 0; place < count; place += 1) {
      const other = whole(place, items.length - 1);
      // Both places are within the items.
      [items[place], items[other]] = [items[other] as T, items[place] as T];
    }
    return items.slice(0, count);
  };

  return {
    fraction,
    whole,
    pick,
    draw,
    pack(cards) {
      // The keys of the record are its kinds.
      const kinds = Object.keys(cards) as (keyof typeof cards)[];
      const all = kinds.flatMap((kind) => Array.from({ length: cards[kind] }, () => kind));
      let rest: typeof all = [];
      return () => {
        if (rest.length === 0) rest = draw([...all], all.length);
        const card = rest.pop();
        if (card === undefined) throw new Error('The pack has no cards.');
        return card;
      };
    },
  };
}

/** By Tommy Ettinger, in the public domain: https://github.com/bryc/code/blob/master/jshash/PRNGs.md#mulberry32 */
function mulberry32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
