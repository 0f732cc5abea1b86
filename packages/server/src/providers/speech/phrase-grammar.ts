/**
 * How often words are expected in what a grammar describes: each alternative as likely as the next. What a bigram
 * model is made of, worked out instead of counted in a corpus of drawn sentences, so that a thousand names cost no
 * more than their number.
 */
export interface PhraseStatistics {
  /** How likely each word is the first one, or the last one; what is missing from 1 is {@link empty}. */
  readonly first: ReadonlyMap<string, number>;
  readonly last: ReadonlyMap<string, number>;
  /** How likely there is no word at all. */
  readonly empty: number;
  readonly words: ReadonlyMap<string, number>;
  /** By the first of two words that follow one another. */
  readonly pairs: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

export type Slots = ReadonlyMap<string, PhraseStatistics>;

const nothing: PhraseStatistics = {
  first: new Map(),
  last: new Map(),
  empty: 1,
  words: new Map(),
  pairs: new Map(),
};

/**
 * Reads a phrase: words, `{slot}` for what is filled in later, `(this|that one)` for alternatives, `[perhaps]` for what
 * is said every other time.
 */
export function phraseStatistics(phrase: string): PhraseStatistics {
  const tokens = phrase.match(/[()[\]|]|\{\w+\}|[^\s()[\]|{}]+/g) ?? [];
  let position = 0;

  function alternatives(): PhraseStatistics {
    const found = [sequence()];
    while (tokens[position] === '|') {
      position += 1;
      found.push(sequence());
    }
    return oneOf(found);
  }

  function sequence(): PhraseStatistics {
    let result = nothing;
    for (let token = tokens[position]; token !== undefined; token = tokens[position]) {
      if (token === '|' || token === ')' || token === ']') break;
      position += 1;
      result = joined(result, item(token));
    }
    return result;
  }

  function item(token: string): PhraseStatistics {
    if (token === '(' || token === '[') {
      const inner = alternatives();
      if (tokens[position] !== (token === '(' ? ')' : ']'))
        throw new Error(`Unclosed ${token} in: ${phrase}`);
      position += 1;
      return token === '(' ? inner : oneOf([inner, nothing]);
    }
    return ofWord(token);
  }

  const result = alternatives();
  if (position < tokens.length) throw new Error(`Unopened ${tokens[position]} in: ${phrase}`);
  return result;
}

/** One of these, each as likely as the next. */
export function oneOf(alternatives: readonly PhraseStatistics[]): PhraseStatistics {
  const [only, ...others] = alternatives;
  if (only && others.length === 0) return only;
  return mixed(alternatives.map((alternative) => [alternative, 1 / alternatives.length]));
}

/** One of these, each as likely as its share has it. */
export function mixed(
  alternatives: readonly (readonly [PhraseStatistics, share: number])[],
): PhraseStatistics {
  const first = new Map<string, number>();
  const last = new Map<string, number>();
  const words = new Map<string, number>();
  const pairs = new Map<string, Map<string, number>>();
  let empty = 0;
  for (const [alternative, share] of alternatives) {
    addAll(first, alternative.first, share);
    addAll(last, alternative.last, share);
    addAll(words, alternative.words, share);
    addPairs(pairs, alternative.pairs, share);
    empty += alternative.empty * share;
  }
  return { first, last, empty, words, pairs };
}

/** The same with every `{slot}` filled in. What fills one is never empty. */
export function filled(
  { first, last, empty, words, pairs }: PhraseStatistics,
  slots: Slots,
): PhraseStatistics {
  const slotOf = (word: string) => {
    if (!word.startsWith('{')) return undefined;
    const slot = slots.get(word.slice(1, -1));
    if (!slot) throw new Error(`Nothing fills ${word}.`);
    return slot;
  };
  const firstOf = (word: string) => slotOf(word)?.first ?? new Map([[word, 1]]);
  const lastOf = (word: string) => slotOf(word)?.last ?? new Map([[word, 1]]);

  const allWords = new Map<string, number>();
  const allPairs = new Map<string, Map<string, number>>();
  for (const [word, count] of words) {
    const slot = slotOf(word);
    addAll(allWords, slot?.words ?? new Map([[word, 1]]), count);
    if (slot) addPairs(allPairs, slot.pairs, count);
  }
  for (const [word, followers] of pairs) {
    const next = new Map<string, number>();
    for (const [followed, count] of followers) addAll(next, firstOf(followed), count);
    for (const [ending, likelihood] of lastOf(word)) addAll(follower(allPairs, ending), next, likelihood);
  }
  const spread = (
    ends: ReadonlyMap<string, number>,
    endsOf: (word: string) => ReadonlyMap<string, number>,
  ) => {
    const all = new Map<string, number>();
    for (const [word, likelihood] of ends) addAll(all, endsOf(word), likelihood);
    return all;
  };
  return {
    first: spread(first, firstOf),
    last: spread(last, lastOf),
    empty,
    words: allWords,
    pairs: allPairs,
  };
}

function ofWord(word: string): PhraseStatistics {
  const once = new Map([[word, 1]]);
  return { first: once, last: once, empty: 0, words: once, pairs: new Map() };
}

function joined(left: PhraseStatistics, right: PhraseStatistics): PhraseStatistics {
  if (left === nothing) return right;
  const first = new Map(left.first);
  addAll(first, right.first, left.empty);
  const last = new Map(right.last);
  addAll(last, left.last, right.empty);
  const words = new Map(left.words);
  addAll(words, right.words, 1);
  const pairs = new Map<string, Map<string, number>>();
  addPairs(pairs, left.pairs, 1);
  addPairs(pairs, right.pairs, 1);
  for (const [word, likelihood] of left.last) addAll(follower(pairs, word), right.first, likelihood);
  return { first, last, empty: left.empty * right.empty, words, pairs };
}

function addAll(target: Map<string, number>, source: ReadonlyMap<string, number>, factor: number): void {
  if (factor === 0) return;
  for (const [word, count] of source) target.set(word, (target.get(word) ?? 0) + count * factor);
}

function addPairs(
  target: Map<string, Map<string, number>>,
  source: ReadonlyMap<string, ReadonlyMap<string, number>>,
  factor: number,
): void {
  for (const [word, followers] of source) addAll(follower(target, word), followers, factor);
}

function follower(pairs: Map<string, Map<string, number>>, word: string): Map<string, number> {
  const known = pairs.get(word);
  if (known) return known;
  const created = new Map<string, number>();
  pairs.set(word, created);
  return created;
}
