import { sliceOf } from '../../db/memory/memory-table.js';
import type { MemoryTables } from '../tables.memory.js';
import {
  type RefreshToken,
  type SessionRepository,
  type StoredSession,
  sessionList,
} from './sessions.repository.js';

export type SessionRow = StoredSession;
export type RefreshTokenRow = RefreshToken & { id: number; hash: string };

export function memorySessions({ sessions, refreshTokens }: MemoryTables): SessionRepository {
  const tokenOf = (hash: string) => refreshTokens.find((token) => token.hash === hash);
  return {
    find: async (id) => sessions.get(id),
    list: async (user, now, request) =>
      sliceOf(
        sessions.filter((session) => session.user === user && !session.ended_at && session.expires_at > now),
        sessionList,
        request,
      ),
    insert: async (session) => sessions.insert({ ...session, ended_at: null }),
    async touch(id, use) {
      sessions.update(id, use);
    },
    async end(id, at) {
      if (sessions.get(id)?.ended_at === null) sessions.update(id, { ended_at: at });
    },
    async endAll(user, except, at) {
      const ending = sessions.filter(
        (session) => session.user === user && !session.ended_at && session.id !== except,
      );
      for (const { id } of ending) sessions.update(id, { ended_at: at });
    },
    async addRefreshToken(hash, session) {
      refreshTokens.insert({ hash, session, spent_at: null });
    },
    findRefreshToken: async (hash) => tokenOf(hash),
    async spendRefreshToken(hash, at) {
      const token = tokenOf(hash);
      if (token?.spent_at === null) refreshTokens.update(token.id, { spent_at: at });
    },
  };
}
