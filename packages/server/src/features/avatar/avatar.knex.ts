import type { Queryable } from '../../db/knex/queryable.js';
import { selectColumns, toColumns } from '../../db/knex/values.js';
import type { AvatarSession, AvatarSessionRepository } from './avatar.repository.js';

const stored = { hospital: 'hospital_id', user: 'user_id' };

const fields: readonly (keyof AvatarSession)[] = [
  'id',
  'session_id',
  'hospital',
  'user',
  'provider',
  'status',
  'handle',
  'transport',
  'voice',
  'language',
  'chat_session_id',
  'session_duration_limit',
  'activity_idle_timeout',
  'created_at',
  'started_at',
  'last_spoken_at',
  'stopped_at',
  'expires_at',
];

const columns = selectColumns('avatar_sessions', fields, stored);

export function knexAvatarSessions(knex: Queryable): AvatarSessionRepository {
  const session = (sessionId: string, user: number) =>
    knex('avatar_sessions').where({ session_id: sessionId, user_id: user });
  return {
    find: (sessionId, user) => session(sessionId, user).first(columns),
    findForUpdate: (sessionId, user) => session(sessionId, user).forUpdate().first(columns),
    async insert(values) {
      const [row] = await knex('avatar_sessions').insert(toColumns(values, stored)).returning(columns);
      return row;
    },
    async update(sessionId, user, change) {
      const [row] = await session(sessionId, user).update(toColumns(change, stored)).returning(columns);
      return row;
    },
    deleteBefore: (at, limit) =>
      knex('avatar_sessions')
        .whereIn('id', knex('avatar_sessions').where('created_at', '<', at).limit(limit).select('id'))
        .delete(),
  };
}
