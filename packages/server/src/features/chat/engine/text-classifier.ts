import { plainText } from './utterance.js';

/** A linear model over hashed features of a text: small, quick, the same everywhere. Made by `training/train.ts`. */
export interface ClassifierModel {
  readonly labels: readonly string[];
  /** A power of two. */
  readonly buckets: number;
  readonly scale: number;
  readonly bias: readonly number[];
  /** One signed byte a bucket and label, bucket by bucket, in Base64. */
  readonly weights: string;
}

export interface Classified {
  readonly label: string;
  readonly probability: number;
}

export type Classifier = (text: string) => Classified[];

/** The features of a text: its words, neighbouring words, and pieces of words, which bear misspelling. */
export function featuresOf(text: string): string[] {
  const words = plainText(text)
    .replace(/[^\p{L}\p{N}\s]/gu, ' ')
    .replace(/\d+/g, '0')
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, 200)
    .map(stemOf);
  const features = new Set<string>([`n:${Math.min(8, words.length)}`]);
  for (const [index, word] of words.entries()) {
    features.add(`w:${word}`);
    features.add(`b:${words[index - 1] ?? '^'} ${word}`);
    if (index > 1) features.add(`s:${words[index - 2]} ${word}`);
    const marked = `#${word}#`;
    for (let start = 0; start + 4 <= marked.length; start += 1)
      features.add(`c:${marked.slice(start, start + 4)}`);
  }
  features.add(`b:${words.at(-1) ?? '^'} $`);
  return [...features];
}

function stemOf(word: string): string {
  return word.length > 4 ? word.replace(/(?:ing|ed|ly|es|s)$/, '') : word;
}

/** FNV-1a, in 32 bits. */
export function bucketOf(feature: string, buckets: number): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < feature.length; index += 1) {
    hash = Math.imul(hash ^ feature.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0) & (buckets - 1);
}

/** The labels of a text with how likely each is, the likeliest first. */
export function createClassifier({ labels, buckets, scale, bias, weights }: ClassifierModel): Classifier {
  const bytes = Int8Array.from(atob(weights), (character) => (character.charCodeAt(0) << 24) >> 24);
  return (text) => {
    const features = featuresOf(text);
    const share = scale / Math.sqrt(features.length);
    const scores = [...bias];
    for (const feature of features) {
      const start = bucketOf(feature, buckets) * labels.length;
      for (let label = 0; label < labels.length; label += 1) {
        scores[label] = (scores[label] ?? 0) + (bytes[start + label] ?? 0) * share;
      }
    }
    const highest = Math.max(...scores);
    const powers = scores.map((score) => Math.exp(score - highest));
    const sum = powers.reduce((total, power) => total + power, 0);
    return labels
      .map((label, index) => ({ label, probability: (powers[index] ?? 0) / sum }))
      .sort((a, b) => b.probability - a.probability);
  };
}
