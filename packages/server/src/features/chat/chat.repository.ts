import type { ChatMessage, ChatReply, ChatSession } from '@medcor/contract';
import { type ListFields, type ListRequest, type ListSlice, plainFields } from '../../lists/list-fields.js';
import { searchText } from '../../lists/normalise.js';
import type { DialogueState } from './engine/dialogue-state.js';

/** A conversation as it is kept. */
export interface StoredChatSession extends ChatSession {
  readonly user: number;
  readonly language: string;
  readonly state: DialogueState;
}

export type ChatSessionChange = Pick<
  StoredChatSession,
  'state' | 'message_count' | 'last_message_at' | 'language'
>;

/** All of a reply but what its message says already. */
export type KeptReply = Omit<ChatReply, 'message' | 'reply' | 'session_id' | 'intent'>;

/** A message as it is kept. */
export interface StoredChatMessage extends ChatMessage {
  readonly hospital: number | null;
  readonly user: number;
  /** The caller's own id of it. */
  readonly client_message_id: string | null;
  /** Since when it is being answered; `null` once it was, or could not be. */
  readonly answering_since: string | null;
  /** The message that it answers. */
  readonly answers: number | null;
  readonly reply: KeptReply | null;
}

export type NewChatMessage = Omit<StoredChatMessage, 'id'>;

/** Conversations of the tenant, each its user's alone; in a transaction. */
export interface ChatSessionRepository {
  find(user: number, id: string): Promise<StoredChatSession | undefined>;
  /** As `find`, and holds the session until the transaction ends. */
  findForUpdate(user: number, id: string): Promise<StoredChatSession | undefined>;
  list(user: number, request: ListRequest): Promise<ListSlice<StoredChatSession>>;
  insert(session: StoredChatSession): Promise<void>;
  update(id: string, change: ChatSessionChange): Promise<void>;
  /** Erases, with their messages, some of those whose last message is older; answers how many. */
  deleteBefore(at: string, limit: number): Promise<number>;
}

/** Their messages; in a transaction. */
export interface ChatMessageRepository {
  list(session: string, request: ListRequest): Promise<ListSlice<StoredChatMessage>>;
  listForUser(user: number, request: ListRequest): Promise<ListSlice<StoredChatMessage>>;
  /** The last messages of a session, the oldest first. */
  latest(session: string, limit: number): Promise<StoredChatMessage[]>;
  findByClientId(user: number, clientMessageId: string): Promise<StoredChatMessage | undefined>;
  findAnswerTo(message: number): Promise<StoredChatMessage | undefined>;
  /** Answers the new message's id. */
  insert(message: NewChatMessage): Promise<number>;
  /** Begins to answer a message, or ends that; with what it was understood as. */
  update(id: number, change: Pick<StoredChatMessage, 'answering_since' | 'intent'>): Promise<void>;
}

export const chatSessionList: ListFields<StoredChatSession> = {
  fields: {
    ...plainFields<StoredChatSession>('chat_sessions', ['created_at', 'channel']),
    id: { column: 'chat_sessions.session_id', value: ({ id }) => id },
    last_message_at: {
      column: 'chat_sessions.last_message_at',
      value: ({ last_message_at }) => last_message_at,
      nullable: true,
    },
  },
  search: { columns: ['chat_sessions.search_text'], text: ({ title }) => searchText(title) },
};

export const chatMessageList: ListFields<StoredChatMessage> = {
  fields: plainFields<StoredChatMessage>('chat_messages', [
    'id',
    'created_at',
    'role',
    'modality',
    'intent',
    'safety_level',
  ]),
};

/** A message as the API shows it. */
export function showMessage(message: StoredChatMessage): ChatMessage {
  const {
    hospital: _hospital,
    user: _user,
    client_message_id: _client,
    answering_since: _since,
    answers: _answers,
    reply: _reply,
    ...shown
  } = message;
  return shown;
}

/** A session as the API shows it. */
export function showSession(session: StoredChatSession): ChatSession {
  const { user: _user, language: _language, state: _state, ...shown } = session;
  return shown;
}
