import type { ApiKey } from '@medcor/contract';
import { sliceOf } from '../../db/memory/memory-table.js';
import type { MemoryTables } from '../tables.memory.js';
import { type ApiKeyRepository, apiKeyList } from './api-keys.repository.js';

export type ApiKeyRow = ApiKey & { user: number; key_hash: string };

export function memoryApiKeys({ apiKeys }: MemoryTables): ApiKeyRepository {
  return {
    list: async (user, request) =>
      sliceOf(apiKeys.filter((key) => key.user === user).map(shown), apiKeyList, request),
    async findByHash(hash) {
      const row = apiKeys.find((key) => key.key_hash === hash);
      return row && { ...shown(row), user: row.user };
    },
    insert: async (key) => shown(apiKeys.insert({ ...key, last_used_at: null })),
    async touch(id, at) {
      apiKeys.update(id, { last_used_at: at });
    },
    async delete(user, id) {
      const own = apiKeys.get(id)?.user === user;
      if (own) apiKeys.delete(id);
      return own;
    },
  };
}

function shown({ user: _user, key_hash: _hash, ...key }: ApiKeyRow): ApiKey {
  return key;
}
