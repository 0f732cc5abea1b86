import type { Answered } from './answer-turn.js';
import type { DialogueState } from './engine/dialogue-state.js';
import type { Judgement } from './engine/safety.js';

/** Replaces the answer to a message that tells of an emergency. What is being arranged stays as it is. */
export function emergencyAnswer(
  state: DialogueState,
  { category }: Judgement,
  number: string,
  { crisis }: { readonly crisis: string | null },
): Answered {
  const reply =
    category === 'self_harm'
      ? `I am very glad that you told me. You do not have to go through this alone: please talk to someone now${
          crisis ? ` (${crisis}, at any time)` : ''
        }. If you, or whoever this is about, are in danger, call ${number} now, and stay with somebody. I am a program and cannot help with this, but people can.`
      : `This may be an emergency. Call ${number} now, or have somebody near you call. Do not wait for an answer here. Stay with the person, and do what the dispatcher tells you.`;
  return {
    intent: 'emergency',
    confidence: 1,
    reply,
    data: [],
    suggestions: [],
    state,
    tool_calls: [],
    provider: 'embedded',
    degraded: false,
  };
}

/** Stands before the answer to a message that may be about something serious. */
export function safetyNotice(number: string): string {
  return `If this gets worse, or you feel that it is an emergency, call ${number} at once.\n\n`;
}
