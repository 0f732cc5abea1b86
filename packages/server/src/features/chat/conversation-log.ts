import type { ChatReply, Safety } from '@medcor/contract';
import type { Transaction } from '../../db/database.js';
import type { Actor } from '../../edge/actor.js';
import { ApiError, found } from '../../edge/api-error.js';
import type { Answered } from './answer-turn.js';
import type { NewChatMessage, StoredChatSession } from './chat.repository.js';
import type { ConversationPorts, Said } from './conversations.js';
import { freshState } from './engine/dialogue-state.js';
import { isOpen } from './engine/proposals.js';
import type { Judgement } from './engine/safety.js';
import { blankMessage, replyOf, titleOf } from './kept-messages.js';

/** How long the answer to a message may still be under way, before the message is answered anew. */
const UNDER_WAY_MS = 60_000;

/** Keeps what is said, and what is answered. */
export function createConversationLog({ clock, newUuid }: Pick<ConversationPorts, 'clock' | 'newUuid'>) {
  /**
   * Keeps a message, in its session or in a new one; one that was answered before has that answer. Throws `404` for a session
   * that is not the caller's, `409 IDEMPOTENCY_CONFLICT` for a message that is being answered.
   */
  async function begin(
    transaction: Transaction,
    actor: Actor,
    said: Said,
    judgement: Judgement,
  ): Promise<{ earlier: ChatReply } | { session: StoredChatSession; question: number }> {
    const { chatSessions, chatMessages } = transaction;
    const at = clock().toISOString();
    const sent = said.client_message_id;
    const before = sent === undefined ? undefined : await chatMessages.findByClientId(actor.id, sent);
    if (before) {
      if (before.content !== said.message) throw new ApiError('IDEMPOTENCY_MISMATCH');
      const session = found(await chatSessions.findForUpdate(actor.id, before.session_id));
      const answer = await chatMessages.findAnswerTo(before.id);
      if (answer) return { earlier: replyOf(answer, session.id) };
      const since = before.answering_since;
      if (since !== null && Date.parse(at) - Date.parse(since) < UNDER_WAY_MS) {
        throw new ApiError('IDEMPOTENCY_CONFLICT', { headers: { 'Retry-After': '2' } });
      }
      await chatMessages.update(before.id, { answering_since: at, intent: null });
      return { session, question: before.id };
    }
    const session = said.session_id
      ? found(await chatSessions.findForUpdate(actor.id, said.session_id))
      : await open(transaction, actor, said, at);
    const question = await chatMessages.insert({
      ...blankMessage(session, at),
      role: 'user',
      content: said.message,
      modality: said.modality,
      safety_level: judgement.level,
      client_message_id: sent ?? null,
      answering_since: at,
    });
    await chatSessions.update(session.id, {
      state: session.state,
      language: said.language ?? session.language,
      message_count: session.message_count + 1,
      last_message_at: at,
    });
    return { session: { ...session, message_count: session.message_count + 1 }, question };
  }

  async function open(
    { chatSessions }: Transaction,
    actor: Actor,
    { message, language, channel }: Said,
    at: string,
  ): Promise<StoredChatSession> {
    const session: StoredChatSession = {
      id: newUuid(),
      title: titleOf(message),
      hospital: actor.hospital,
      user: actor.id,
      channel,
      language: language ?? 'en',
      state: freshState,
      message_count: 0,
      last_message_at: at,
      created_at: at,
    };
    await chatSessions.insert(session);
    return session;
  }

  /** Keeps an answer, and answers it. */
  function conclude(
    { id, user }: StoredChatSession,
    question: number,
    { modality }: Said,
    safety: Safety,
    { state, reply, tool_calls, ...answered }: Answered,
  ) {
    return async (transaction: Transaction): Promise<ChatReply> => {
      const { chatSessions, chatMessages } = transaction;
      const session = found(await chatSessions.findForUpdate(user, id));
      const at = clock().toISOString();
      const { provider, degraded, confidence, data, suggestions, intent } = answered;
      const kept = {
        confidence,
        data: [...data],
        suggestions: [...suggestions],
        pending_action: isOpen(state.proposal, new Date(at))
          ? { ...state.proposal, payload: { ...state.proposal.payload } }
          : null,
        safety,
        provider,
        degraded,
      };
      const message: NewChatMessage = {
        ...blankMessage(session, at),
        role: 'assistant',
        content: reply,
        modality,
        intent,
        safety_level: safety.level,
        tool_calls: [...tool_calls],
        answers: question,
        reply: kept,
      };
      await chatMessages.update(question, { answering_since: null, intent });
      const written = await chatMessages.insert(message);
      await chatSessions.update(id, {
        state,
        language: session.language,
        message_count: session.message_count + 1,
        last_message_at: at,
      });
      return replyOf({ ...message, id: written }, id);
    };
  }

  return { begin, conclude };
}
