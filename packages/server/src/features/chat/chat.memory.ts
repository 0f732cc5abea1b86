import type { TransactionTenant } from '../../db/database.js';
import type { Exclusion } from '../../db/memory/memory-table.js';
import { sliceOf } from '../../db/memory/memory-table.js';
import type { MemoryTables } from '../tables.memory.js';
import {
  type ChatMessageRepository,
  type ChatSessionRepository,
  chatMessageList,
  chatSessionList,
  type NewChatMessage,
  type StoredChatSession,
} from './chat.repository.js';

export type ChatSessionRow = Omit<StoredChatSession, 'id'> & { id: number; session_id: string };
export type ChatMessageRow = NewChatMessage & { id: number };

export const chatMessageExclusions: readonly Exclusion<ChatMessageRow>[] = [
  {
    constraint: 'chat_messages_client_key',
    clash: (a, b) =>
      a.client_message_id !== null && a.user === b.user && a.client_message_id === b.client_message_id,
  },
];

/** As the policies of PostgreSQL say: of somebody without a hospital, to those who reach none. */
function letsIn(tenant: TransactionTenant, hospital: number | null): boolean {
  return tenant === 'everyone' || hospital === (tenant === 'platform' ? null : tenant);
}

export function memoryChatSessions(tables: MemoryTables, tenant: TransactionTenant): ChatSessionRepository {
  const { chatSessions, chatMessages } = tables;
  const rows = (test: (row: ChatSessionRow) => boolean) =>
    chatSessions.filter((row) => letsIn(tenant, row.hospital) && test(row));
  const find = async (user: number, id: string) =>
    rows((row) => row.user === user && row.session_id === id).map(toSession)[0];
  return {
    find,
    findForUpdate: find,
    list: async (user, request) =>
      sliceOf(rows((row) => row.user === user).map(toSession), chatSessionList, request),
    async insert({ id: session_id, ...session }) {
      chatSessions.insert({ ...session, session_id });
    },
    async update(id, change) {
      for (const row of rows((each) => each.session_id === id)) chatSessions.update(row.id, change);
    },
    async deleteBefore(at, limit) {
      const old = rows(({ last_message_at }) => last_message_at !== null && last_message_at < at);
      for (const { id, session_id } of old.slice(0, limit)) {
        for (const message of chatMessages.filter((each) => each.session_id === session_id)) {
          chatMessages.delete(message.id);
        }
        chatSessions.delete(id);
      }
      return Math.min(old.length, limit);
    },
  };
}

function toSession({ id: _id, session_id, ...session }: ChatSessionRow): StoredChatSession {
  return { ...session, id: session_id };
}

export function memoryChatMessages(tables: MemoryTables, tenant: TransactionTenant): ChatMessageRepository {
  const { chatMessages } = tables;
  const rows = (test: (row: ChatMessageRow) => boolean) =>
    chatMessages.filter((row) => letsIn(tenant, row.hospital) && test(row));
  return {
    list: async (session, request) =>
      sliceOf(
        rows((row) => row.session_id === session),
        chatMessageList,
        request,
      ),
    listForUser: async (user, request) =>
      sliceOf(
        rows((row) => row.user === user),
        chatMessageList,
        request,
      ),
    latest: async (session, limit) => rows((row) => row.session_id === session).slice(-limit),
    findByClientId: async (user, clientMessageId) =>
      rows((row) => row.user === user && row.client_message_id === clientMessageId)[0],
    findAnswerTo: async (message) => rows((row) => row.answers === message)[0],
    insert: async (message) => chatMessages.insert(message).id,
    async update(id, change) {
      chatMessages.update(id, change);
    },
  };
}
