import { listRows } from '../../db/knex/list.js';
import type { Queryable } from '../../db/knex/queryable.js';
import { selectColumns, toColumns } from '../../db/knex/values.js';
import { type SessionRepository, sessionList } from './sessions.repository.js';

const stored = { user: 'user_id' };

const columns = selectColumns(
  'sessions',
  ['id', 'user', 'ip', 'user_agent', 'created_at', 'last_used_at', 'expires_at', 'ended_at'],
  stored,
);

export function knexSessions(knex: Queryable): SessionRepository {
  return {
    find: (id) => knex('sessions').where({ id }).first(columns),
    list: (user, now, request) =>
      listRows(
        knex,
        knex('sessions').where({ user_id: user, ended_at: null }).where('expires_at', '>', now),
        columns,
        sessionList,
        request,
      ),
    async insert(session) {
      const [row] = await knex('sessions').insert(toColumns(session, stored)).returning(columns);
      return row;
    },
    async touch(id, use) {
      await knex('sessions').where({ id }).update(use);
    },
    async end(id, at) {
      await knex('sessions').where({ id, ended_at: null }).update({ ended_at: at });
    },
    async endAll(user, except, at) {
      const sessions = knex('sessions').where({ user_id: user, ended_at: null });
      if (except !== null) sessions.whereNot({ id: except });
      await sessions.update({ ended_at: at });
    },
    async addRefreshToken(hash, session, at) {
      await knex('refresh_tokens').insert({ token_hash: hash, session_id: session, created_at: at });
    },
    findRefreshToken: (hash) =>
      knex('refresh_tokens').where({ token_hash: hash }).first('session_id as session', 'spent_at'),
    async spendRefreshToken(hash, at) {
      await knex('refresh_tokens').where({ token_hash: hash, spent_at: null }).update({ spent_at: at });
    },
  };
}
