import type { ChatMessage, ChatReply, Safety } from '@medcor/contract';
import type { AssistantPorts } from '../../assistant-ports.js';
import type { Database, Tenant, Transaction } from '../../db/database.js';
import { ApiError, found } from '../../edge/api-error.js';
import type { Calling, Operate } from '../../edge/operate.js';
import type { Clock } from '../../ports.js';
import type { RecordToolUse } from '../audit-log/tool-uses.js';
import { type Answered, answerTurn } from './answer-turn.js';
import type { StoredChatMessage, StoredChatSession } from './chat.repository.js';
import type { ChatEvent } from './chat-events.js';
import { tenantOf } from './chat-tenant.js';
import { carryOut } from './confirmed-actions.js';
import { createConversationLog } from './conversation-log.js';
import { numbersOf } from './emergency-numbers.js';
import { isOpen } from './engine/proposals.js';
import { type Judgement, judge } from './engine/safety.js';
import { type Place, placeOf } from './place.js';
import { emergencyAnswer, safetyNotice } from './safety-answers.js';
import { createToolbox } from './toolbox.js';

export interface ConversationPorts {
  readonly database: Database;
  readonly clock: Clock;
  readonly operate: Operate;
  readonly recordToolUse: RecordToolUse;
  readonly assistant: AssistantPorts;
  readonly newUuid: () => string;
  readonly onFault: (error: unknown, requestId: string) => void;
}

/** One message, as it comes in by whatever way. */
export interface Said {
  readonly message: string;
  readonly session_id?: string | undefined;
  readonly language?: string | undefined;
  readonly client_message_id?: string | undefined;
  readonly confirm?: { readonly action_id: string; readonly decision: 'confirm' | 'reject' } | undefined;
  readonly modality: ChatMessage['modality'];
  readonly channel: StoredChatSession['channel'];
}

export type Emit = (event: ChatEvent) => void;

export type Conversations = ReturnType<typeof createConversations>;

/** A message that is kept, on its way to an answer. */
interface Asked {
  readonly calling: Calling;
  readonly said: Said;
  readonly session: StoredChatSession;
  readonly question: number;
  readonly place: Place;
  readonly judgement: Judgement;
  readonly emit: Emit;
  readonly isLive: boolean;
}

/**
 * Conversations with the assistant: what is said is kept first, judged for an emergency before anything else looks at
 * it, then answered; the answer is kept as well. Each user has their own.
 */
export function createConversations(ports: ConversationPorts) {
  const { database, clock, assistant } = ports;
  const log = createConversationLog(ports);

  /**
   * Answers a message, and tells of what happens meanwhile. Throws `404` for a session that is not the caller's, what
   * the operation behind a confirmed action throws, `409 ACTION_EXPIRED`, and `503 PROVIDER_UNAVAILABLE`.
   */
  return async function say(calling: Calling, said: Said, listen?: Emit): Promise<ChatReply> {
    const { actor } = calling;
    const emit = listen ?? (() => undefined);
    const tenant = tenantOf(actor);
    const place = await placeOf(database, actor);
    const judgement = judge(said.message);
    const begun = await database.unrecorded(tenant, (transaction) =>
      log.begin(transaction, actor, said, judgement),
    );
    if ('earlier' in begun) return begun.earlier;
    const { session, question } = begun;
    emit({ event: 'session', data: { session_id: session.id } });
    try {
      return await answer({
        calling,
        said,
        session,
        question,
        place,
        judgement,
        emit,
        isLive: listen !== undefined,
      });
    } catch (error) {
      // Sent again, it is not to be taken for a message that is still being answered.
      await database.unrecorded(tenant, ({ chatMessages }) =>
        chatMessages.update(question, { answering_since: null, intent: null }),
      );
      throw error;
    }
  };

  /** Answers a message that is kept, and keeps the answer. */
  async function answer(asked: Asked): Promise<ChatReply> {
    const { calling, said, session, question, place, judgement, emit, isLive } = asked;
    const tenant = tenantOf(calling.actor);
    const safety = safetyOf(judgement, place);
    const number = safety.emergency_number ?? '';
    const finish = (answered: Answered) => log.conclude(session, question, said, safety, answered);
    const saidAtOnce = async (reply: Promise<ChatReply>) => {
      emit({ event: 'delta', data: { text: (await reply).reply } });
      return reply;
    };
    if (judgement.level === 'emergency') {
      const answered = emergencyAnswer(session.state, judgement, number, numbersOf(place.country));
      return saidAtOnce(database.transaction(tenant, finish(answered)));
    }
    const tools = createToolbox({
      operate: ports.operate,
      calling,
      onUse: (name, status) => emit({ event: 'tool', data: { name, status } }),
      record: (name, refusal) => ports.recordToolUse(calling, name, refusal),
    });
    const turn = {
      ...place,
      message: said.message,
      state: session.state,
      actor: calling.actor,
      now: clock(),
      tools,
      newId: ports.newUuid,
    };
    if (said.confirm) return saidAtOnce(decide(said.confirm, calling, session, finish, turn));
    const answered = await answerTurn(
      {
        assistant,
        emit,
        isLive,
        onFault: (error) => ports.onFault(error, calling.origin.requestId),
        notice: judgement.level === 'caution' ? safetyNotice(number) : '',
        language: session.language,
        history: () => historyOf(tenant, session, question),
      },
      turn,
    );
    return database.transaction(tenant, finish(answered));
  }

  /** Does what was proposed, in one step with writing down that it was; or drops it. */
  async function decide(
    { action_id, decision }: NonNullable<Said['confirm']>,
    calling: Calling,
    { id }: StoredChatSession,
    finish: (answered: Answered) => (transaction: Transaction) => Promise<ChatReply>,
    turn: Parameters<typeof carryOut>[1],
  ): Promise<ChatReply> {
    const { actor } = calling;
    const tenant = tenantOf(actor);
    const openAction = async ({ chatSessions }: Transaction) => {
      const { state } = found(await chatSessions.findForUpdate(actor.id, id));
      if (!isOpen(state.proposal, clock()) || state.proposal.action_id !== action_id) {
        throw new ApiError('ACTION_EXPIRED');
      }
      return state;
    };
    const actions = carryOut(ports.operate, turn, calling);
    try {
      return await database.transaction(tenant, async (transaction) => {
        const state = await openAction(transaction);
        const answered = await actions[decision](state, transaction);
        return finish(answered)(transaction);
      });
    } catch (error) {
      if (!(error instanceof ApiError) || error.status >= 500 || error.code === 'ACTION_EXPIRED') throw error;
      const state = await database.unrecorded(tenant, openAction);
      const { answered, failure } = await actions.fallBack(state, error);
      await database.unrecorded(tenant, finish(answered));
      throw failure;
    }
  }

  async function historyOf(
    tenant: Tenant,
    { id }: StoredChatSession,
    question: number,
  ): Promise<StoredChatMessage[]> {
    const latest = await database.unrecorded(tenant, ({ chatMessages }) => chatMessages.latest(id, 20));
    return latest.filter((message) => message.id !== question);
  }

  function safetyOf({ level, category }: Judgement, { country }: Place): Safety {
    const number = assistant.emergencyNumber ?? numbersOf(country).emergency;
    return { level, category, emergency_number: level === 'none' ? null : number };
  }
}
