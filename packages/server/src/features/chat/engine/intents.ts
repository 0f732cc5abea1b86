import type { ChatReply } from '@medcor/contract';
import { intentModel } from './models/intents.js';
import { specialtyWords } from './specialties.js';
import { createSpelling } from './spelling.js';
import { createClassifier } from './text-classifier.js';

export type ChatIntent = NonNullable<ChatReply['intent']>;

export interface Understanding {
  readonly intent: ChatIntent;
  /** 0 to 1. */
  readonly confidence: number;
}

/** What is less likely than this is not guessed: the caller is asked. */
const THRESHOLD = 0.3;

const classify = createClassifier(intentModel);

/** What a message asks for. Whoever says nothing that is likely enough is not understood: `fallback`. */
export function understand(message: string): Understanding {
  const [best] = /[a-z0-9]/i.test(message) ? classify(message) : [];
  if (!best || best.probability < THRESHOLD) return { intent: 'fallback', confidence: 0 };
  // The labels are those of the utterances, which are the contract's intents.
  return { intent: best.label as ChatIntent, confidence: Math.round(best.probability * 100) / 100 };
}

const mend = createSpelling([
  ...specialtyWords,
  ...`monday tuesday wednesday thursday friday saturday sunday today tomorrow tonight morning afternoon evening weekend
  january february march april august september october november december doctor doctors patient earliest first second
  third fourth`.split(/\s+/),
]);

/** A plain text in which days, months and specialties are spelt right. */
export function mendedText(plain: string): string {
  return plain.replace(/\p{L}+/gu, mend);
}
