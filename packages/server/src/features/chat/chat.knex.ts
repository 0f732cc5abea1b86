import type { Tenant } from '../../db/database.js';
import { listRows } from '../../db/knex/list.js';
import { ofTenant } from '../../db/knex/of-tenant.js';
import type { Queryable } from '../../db/knex/queryable.js';
import { selectColumns, toColumns } from '../../db/knex/values.js';
import { searchText } from '../../lists/normalise.js';
import {
  type ChatMessageRepository,
  type ChatSessionRepository,
  chatMessageList,
  chatSessionList,
  type StoredChatMessage,
  type StoredChatSession,
} from './chat.repository.js';

const stored = { hospital: 'hospital_id', user: 'user_id' };
const sessionStored = { ...stored, id: 'session_id' };

const sessionColumns = selectColumns(
  'chat_sessions',
  [
    'id',
    'title',
    'hospital',
    'channel',
    'message_count',
    'last_message_at',
    'created_at',
    'user',
    'language',
    'state',
  ],
  sessionStored,
);

const messageColumns = selectColumns(
  'chat_messages',
  [
    'id',
    'session_id',
    'role',
    'content',
    'modality',
    'intent',
    'safety_level',
    'tool_calls',
    'created_at',
    'hospital',
    'user',
    'client_message_id',
    'answering_since',
    'answers',
    'reply',
  ],
  stored,
);

/** Row-level security keeps the hospitals apart: a tenant's own rows are all that these see. */
export function knexChatSessions(knex: Queryable): ChatSessionRepository {
  const ofUser = (user: number) => knex('chat_sessions').where('chat_sessions.user_id', user);
  const one = (user: number, id: string) => ofUser(user).where('chat_sessions.session_id', id);
  return {
    find: (user, id) => one(user, id).first(sessionColumns),
    findForUpdate: (user, id) => one(user, id).forUpdate().first(sessionColumns),
    list: (user, request) =>
      listRows<StoredChatSession>(knex, ofUser(user), sessionColumns, chatSessionList, request),
    async insert(session) {
      await knex('chat_sessions').insert({
        ...toColumns({ ...session }, sessionStored),
        search_text: searchText(session.title),
      });
    },
    async update(id, change) {
      await knex('chat_sessions')
        .where({ session_id: id })
        .update(toColumns({ ...change }));
    },
    deleteBefore: (at, limit) =>
      knex('chat_sessions')
        .whereIn('id', knex('chat_sessions').select('id').where('last_message_at', '<', at).limit(limit))
        .delete(),
  };
}

export function knexChatMessages(knex: Queryable, tenant: Tenant): ChatMessageRepository {
  const messages = () => ofTenant(knex, 'chat_messages', tenant);
  return {
    list: (session, request) =>
      listRows<StoredChatMessage>(
        knex,
        messages().where('chat_messages.session_id', session),
        messageColumns,
        chatMessageList,
        request,
      ),
    listForUser: (user, request) =>
      listRows<StoredChatMessage>(
        knex,
        messages().where('chat_messages.user_id', user),
        messageColumns,
        chatMessageList,
        request,
      ),
    async latest(session, limit) {
      const rows: StoredChatMessage[] = await messages()
        .where('chat_messages.session_id', session)
        .orderBy('chat_messages.id', 'desc')
        .limit(limit)
        .select(messageColumns);
      return rows.reverse();
    },
    findByClientId: (user, client_message_id) =>
      messages().where({ user_id: user, client_message_id }).first(messageColumns),
    findAnswerTo: (answers) => messages().where({ answers }).first(messageColumns),
    async insert(message) {
      const [row] = await knex('chat_messages')
        .insert(toColumns({ ...message }, stored))
        .returning('id');
      return row.id;
    },
    async update(id, { answering_since, intent }) {
      await messages().where({ id }).update({ answering_since, intent });
    },
  };
}
