import type { PhraseStatistics } from './phrase-grammar.js';

/** How much of what follows a word is as the sentences have it; the rest is any word, as often as it is said at all. */
const AS_IN_SENTENCES = 0.9;

/** How much of all that is said is spread evenly over the vocabulary, so that no word is out of reach. */
const EVENLY = 0.1;

const BEGIN = '<s>';
const END = '</s>';

/** A bigram model of what the statistics are of, in the ARPA format. Words for which `isSpoken` is false are left out. */
export function arpaModel(
  { first, last, words, pairs }: PhraseStatistics,
  isSpoken: (word: string) => boolean,
) {
  const kept = [...words].filter(([word]) => isSpoken(word));
  const counts = new Map([...kept, [END, 1] as const]);
  const total = sum(counts.values());
  const likelihood = (count: number) => (1 - EVENLY) * (count / total) + EVENLY / counts.size;
  const unigrams = new Map([...counts].map(([word, count]) => [word, likelihood(count)]));

  const followers = new Map<string, Map<string, number>>([[BEGIN, new Map(first)]]);
  for (const [word] of kept) followers.set(word, new Map(pairs.get(word)));
  for (const [word, count] of last) followers.get(word)?.set(END, count);

  const singles: string[] = [];
  const doubles: string[] = [];
  for (const [word, after] of followers) {
    const known = [...after].filter(([next]) => unigrams.has(next));
    const all = sum(known.map(([, count]) => count));
    const here = unigrams.get(word);
    // What was never followed by anything has nothing but the single words to go on.
    const rest = all === 0 ? 1 : 1 - AS_IN_SENTENCES;
    // A sentence's beginning is never itself a next word.
    singles.push(`${here === undefined ? '-99' : log(here)} ${word} ${log(rest)}`);
    for (const [next, count] of known) {
      const probability = AS_IN_SENTENCES * (count / all) + rest * (unigrams.get(next) ?? 0);
      doubles.push(`${log(probability)} ${word} ${next}`);
    }
  }
  singles.push(`${log(unigrams.get(END) ?? 0)} ${END} 0`);
  const head = `\\data\\\nngram 1=${singles.length}\nngram 2=${doubles.length}\n`;
  return `${head}\n\\1-grams:\n${singles.join('\n')}\n\n\\2-grams:\n${doubles.join('\n')}\n\n\\end\\\n`;
}

function log(probability: number): string {
  return Math.log10(probability).toFixed(4);
}

function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}
