import type { ChatReply } from '@medcor/contract';
import {
  type NewChatMessage,
  type StoredChatMessage,
  type StoredChatSession,
  showMessage,
} from './chat.repository.js';

/** What a session is called: how its first message begins. */
export function titleOf(message: string): string {
  const line = message.replace(/\s+/g, ' ').trim();
  return line.length > 80 ? `${line.slice(0, 79).trimEnd()}…` : line;
}

/** A message of a session, before anything is said in it. */
export function blankMessage(
  session: StoredChatSession,
  at: string,
): Omit<NewChatMessage, 'role' | 'content' | 'modality' | 'safety_level'> {
  return {
    session_id: session.id,
    hospital: session.hospital,
    user: session.user,
    intent: null,
    tool_calls: [],
    client_message_id: null,
    answering_since: null,
    answers: null,
    reply: null,
    created_at: at,
  };
}

/** The reply that an answer was kept as. */
export function replyOf(message: StoredChatMessage, session_id: string): ChatReply {
  if (!message.reply) throw new Error('An answer was kept without what was answered.');
  const { confidence, data, suggestions, pending_action, safety, provider, degraded } = message.reply;
  return {
    session_id,
    reply: message.content,
    message: showMessage(message),
    intent: message.intent,
    confidence,
    data,
    suggestions,
    pending_action,
    safety,
    provider,
    degraded,
  };
}
