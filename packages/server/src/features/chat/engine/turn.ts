import type { Role } from '@medcor/contract';
import type { Toolbox } from '../toolbox.js';
import type { DialogueState } from './dialogue-state.js';
import type { ChatIntent, Understanding } from './intents.js';

/** One message, with all that it is answered by. */
export interface Turn {
  /** As it was written. */
  readonly message: string;
  /** In one spelling, with misspelt words mended. */
  readonly plain: string;
  readonly understanding: Understanding;
  readonly state: DialogueState;
  readonly actor: { readonly id: number; readonly role: Role; readonly hospital: number | null };
  readonly now: Date;
  /** The hospital's. */
  readonly timezone: string;
  readonly tools: Toolbox;
  readonly newId: () => string;
}

/** What is answered to it, and where the conversation stands then. */
export interface Answer {
  readonly intent: ChatIntent;
  readonly confidence: number;
  readonly reply: string;
  readonly data: readonly Readonly<Record<string, unknown>>[];
  readonly suggestions: readonly string[];
  readonly state: DialogueState;
}

/** What can be said at any time. */
export const openers = ['Book an appointment', 'Show my appointments', 'Which doctors do you have?'];

/** An answer after which nothing is being arranged. */
export function plainAnswer(
  { understanding }: Turn,
  reply: string,
  more: Partial<Pick<Answer, 'data' | 'suggestions' | 'intent' | 'state'>> = {},
): Answer {
  return {
    intent: understanding.intent,
    confidence: understanding.confidence,
    reply,
    data: [],
    suggestions: openers,
    state: { task: null, details: {}, choices: [], proposal: null },
    ...more,
  };
}
