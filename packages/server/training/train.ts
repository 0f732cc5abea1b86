import { readFileSync, writeFileSync } from 'node:fs';
import type { ClassifierModel } from '../src/features/chat/engine/text-classifier.js';
import { type Example, trainClassifier } from './classifier-training.js';

/*
 * Makes the two models that the assistant understands messages by, from the utterances in this folder and the
 * regression lists of `testing/chat-corpus`. What is called `unseen` there is never trained on: the tests measure by it.
 */

interface Utterance {
  readonly text: string;
  readonly intent?: string;
  readonly level?: 'emergency' | 'caution';
  readonly category?: string;
}

function read(path: string): Utterance[] {
  return JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
}

const intents = read('intents.json');
const alarming = [...read('emergencies.json'), ...read('../testing/chat-corpus/emergencies.json')];
const everyday = [...read('everyday.json'), ...read('../testing/chat-corpus/emergency-traps.json')];

const asks = intents.flatMap(({ text, intent }): Example[] =>
  intent === undefined || intent === 'emergency' ? [] : [{ text, label: intent }],
);
const signs: Example[] = [
  ...alarming.map(({ text, level = 'emergency', category }) => ({
    text,
    label: level === 'emergency' && category === 'self_harm' ? 'self_harm' : level,
  })),
  ...intents.flatMap(({ text, intent }) => (intent === 'emergency' ? [{ text, label: 'emergency' }] : [])),
  ...everyday.map(({ text }) => ({ text, label: 'none' })),
  ...asks.map(({ text }) => ({ text, label: 'none' })),
];

write('intents', 'intentModel', trainClassifier(asks, { buckets: 8192, epochs: 30 }));
write('signs', 'signModel', trainClassifier(signs, { buckets: 16_384, epochs: 25 }));

function write(file: string, name: string, model: ClassifierModel): void {
  const { weights, ...rest } = model;
  const text = [
    '// Made by `pnpm --filter @medcor/server train`: change the utterances in training/, not this.',
    "import type { ClassifierModel } from '../text-classifier.js';",
    '',
    `export const ${name}: ClassifierModel = {`,
    ...Object.entries(rest).map(([key, value]) => `  ${key}: ${JSON.stringify(value)},`),
    `  weights: '${weights}',`,
    '};',
    '',
  ].join('\n');
  writeFileSync(new URL(`../src/features/chat/engine/models/${file}.ts`, import.meta.url), text);
}
