import { type AssistantPorts, ProviderUnavailable } from '../../assistant-ports.js';
import { ApiError } from '../../edge/api-error.js';
import type { StoredChatMessage } from './chat.repository.js';
import type { Emit } from './conversations.js';
import { converse } from './engine/dialogue.js';
import { mendedText, understand } from './engine/intents.js';
import type { Answer, Turn } from './engine/turn.js';
import { plainText } from './engine/utterance.js';
import type { ToolUse } from './toolbox.js';

/** An answer, with who gave it. */
export interface Answered extends Answer {
  readonly tool_calls: readonly ToolUse[];
  readonly provider: string;
  readonly degraded: boolean;
}

export interface AnswerPorts {
  readonly assistant: AssistantPorts;
  readonly emit: Emit;
  /** Whether the caller hears the answer while it is made. */
  readonly isLive: boolean;
  /** Stands before the answer. */
  readonly notice: string;
  readonly language: string;
  readonly history: () => Promise<readonly StoredChatMessage[]>;
  /** Told when something stands in for the model. */
  readonly onFault: (error: unknown) => void;
}

type Asked = Omit<Turn, 'plain' | 'understanding'> & {
  readonly allowsRemote: boolean;
  readonly name: string | undefined;
};

/**
 * Answers a message: by the language model, where there is one and the hospital allows it, else by the built-in
 * engine, which also stands in for a model that is not available. Questions for medical advice never reach a model.
 */
export async function answerTurn(ports: AnswerPorts, asked: Asked): Promise<Answered> {
  const { assistant, emit, notice } = ports;
  const plain = mendedText(plainText(asked.message));
  const turn: Turn = { ...asked, plain, understanding: understand(asked.message) };
  const { model } = assistant;
  let degraded = false;
  if (model && asked.allowsRemote && turn.understanding.intent !== 'medical_advice') {
    const { answerByModel } = await import('./model/answer-by-model.js');
    try {
      return await answerByModel({ ...ports, model, hospital: asked.name }, turn);
    } catch (error) {
      if (!(error instanceof ProviderUnavailable)) throw error;
      if (assistant.fallback === 'none' || error.wasHeard) throw unavailable(error);
      ports.onFault(error);
      degraded = true;
    }
  }
  const answer = await converse(turn);
  const reply = notice + answer.reply;
  for (const text of piecesOf(reply)) emit({ event: 'delta', data: { text } });
  return { ...answer, reply, tool_calls: asked.tools.uses, provider: 'embedded', degraded };
}

function unavailable(cause: unknown): ApiError {
  return new ApiError('PROVIDER_UNAVAILABLE', { cause, headers: { 'Retry-After': '5' } });
}

/** A line or a sentence at a time. */
function piecesOf(reply: string): string[] {
  return reply.match(/[^\n.?!]+(?:[.?!]+(?=\s|$)|\n+|$)\s*|\n+/g) ?? [reply];
}
