import { bucketOf, type ClassifierModel, featuresOf } from '../src/features/chat/engine/text-classifier.js';

export interface Example {
  readonly text: string;
  readonly label: string;
}

export interface TrainingOptions {
  readonly buckets: number;
  readonly epochs: number;
  /** How much each label's mistakes count; 1 where it is not said. */
  readonly weightOf?: Readonly<Record<string, number>>;
}

/** Logistic regression by stochastic descent, in an order that is always the same. */
export function trainClassifier(
  examples: readonly Example[],
  { buckets, epochs, weightOf = {} }: TrainingOptions,
): ClassifierModel {
  const labels = [...new Set(examples.map(({ label }) => label))].sort();
  const rows = examples.map(({ text, label }) => ({
    features: featuresOf(text).map((feature) => bucketOf(feature, buckets)),
    label: labels.indexOf(label),
    weight: weightOf[label] ?? 1,
  }));
  const weights = new Float64Array(buckets * labels.length);
  const bias = labels.map(() => 0);
  const random = createRandom(20_250_120);
  let rate = 0.5;
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    shuffle(rows, random);
    for (const { features, label, weight } of rows) {
      const share = 1 / Math.sqrt(features.length);
      const scores = [...bias];
      for (const bucket of features) {
        for (let each = 0; each < labels.length; each += 1) {
          scores[each] = (scores[each] ?? 0) + (weights[bucket * labels.length + each] ?? 0) * share;
        }
      }
      const highest = Math.max(...scores);
      const powers = scores.map((score) => Math.exp(score - highest));
      const sum = powers.reduce((total, power) => total + power, 0);
      for (let each = 0; each < labels.length; each += 1) {
        const error = ((each === label ? 1 : 0) - (powers[each] ?? 0) / sum) * rate * weight;
        bias[each] = (bias[each] ?? 0) + error * 0.05;
        for (const bucket of features) {
          const at = bucket * labels.length + each;
          weights[at] = (weights[at] ?? 0) * (1 - DECAY) + error * share;
        }
      }
    }
    rate *= 0.95;
  }
  return quantised(labels, buckets, weights, bias);
}

const DECAY = 1e-5;

/** Weights as signed bytes: what that costs in exactness is far below what the training leaves open. */
function quantised(
  labels: string[],
  buckets: number,
  weights: Float64Array,
  bias: number[],
): ClassifierModel {
  const largest = weights.reduce((max, weight) => Math.max(max, Math.abs(weight)), 0);
  const scale = largest / 127;
  const bytes = Int8Array.from(weights, (weight) => Math.round(weight / scale));
  return {
    labels,
    buckets,
    scale: Number(scale.toPrecision(6)),
    bias: bias.map((value) => Number(value.toFixed(4))),
    weights: Buffer.from(bytes.buffer).toString('base64'),
  };
}

function shuffle<T>(rows: T[], random: () => number): void {
  for (let last = rows.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [rows[last], rows[other]] = [rows[other] as T, rows[last] as T];
  }
}

/** Mulberry32: small, and the same everywhere. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
