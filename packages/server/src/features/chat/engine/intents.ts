import type { ChatReply } from '@medcor/contract';
import { intentModel } from './models/intents.js';
import { namesSpecialty, specialtyWords } from './specialties.js';
import { createSpelling } from './spelling.js';
import { createClassifier } from './text-classifier.js';
import { plainText } from './utterance.js';

export type ChatIntent = NonNullable<ChatReply['intent']>;

export interface Understanding {
  readonly intent: ChatIntent;
  /** 0 to 1. */
  readonly confidence: number;
}

/** What is less likely than this is not guessed: the caller is asked. What is a word or two long says less. */
const THRESHOLD = 0.2;
const SHORT_THRESHOLD = 0.35;
const UNSURE = 0.4;
const shortAnswers = ['affirm', 'deny', 'greet', 'thanks_bye'];

const classify = createClassifier(intentModel);

/** What a message asks for. Whoever says nothing that is likely enough is not understood: `fallback`. */
export function understand(message: string): Understanding {
  const [best] = /[a-z0-9]/i.test(message) ? classify(message) : [];
  // A kind of doctor, and little else.
  if ((best?.probability ?? 0) < UNSURE && namesSpecialty(plainText(message))) {
    return { intent: 'find_doctor', confidence: UNSURE };
  }
  const threshold = shortAnswers.includes(best?.label ?? '') ? SHORT_THRESHOLD : THRESHOLD;
  if (!best || best.probability < threshold) return { intent: 'fallback', confidence: 0 };
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
