import type { MemoryTables } from '../tables.memory.js';
import type { AvatarSessionRepository } from './avatar.repository.js';

type Tables = Pick<MemoryTables, 'avatarSessions'>;

export function memoryAvatarSessions({ avatarSessions }: Tables): AvatarSessionRepository {
  const find = async (sessionId: string, user: number) =>
    avatarSessions.find((row) => row.session_id === sessionId && row.user === user);
  return {
    find,
    findForUpdate: find,
    insert: async (session) => avatarSessions.insert(session),
    async update(sessionId, user, change) {
      const row = await find(sessionId, user);
      return row && avatarSessions.update(row.id, change);
    },
    async deleteBefore(at, limit) {
      const old = avatarSessions.filter(({ created_at }) => created_at < at).slice(0, limit);
      for (const { id } of old) avatarSessions.delete(id);
      return old.length;
    },
  };
}
