import type { MemoryTables } from '../tables.memory.js';
import type { IdempotencyKeyRepository, KeptCall } from './idempotency.repository.js';

export type IdempotencyKeyRow = KeptCall & { id: number; user: number; key: string };

export function memoryIdempotencyKeys({ idempotencyKeys }: MemoryTables): IdempotencyKeyRepository {
  const find = (user: number, key: string) =>
    idempotencyKeys.find((row) => row.user === user && row.key === key);
  const held = (user: number, key: string, claim: string) => {
    const row = find(user, key);
    return row?.claim === claim ? row : undefined;
  };
  return {
    async claim({ user, key, fingerprint, claim, at, lapsed, expired }) {
      const row = find(user, key);
      const isFree = !row || row.claimed_at < expired || (row.answer === null && row.claimed_at < lapsed);
      if (!isFree) return row;
      if (row) idempotencyKeys.delete(row.id);
      idempotencyKeys.insert({ user, key, fingerprint, claim, claimed_at: at, answer: null });
      return undefined;
    },
    async answer(user, key, claim, { fingerprint, answer }) {
      const row = held(user, key, claim);
      return row !== undefined && idempotencyKeys.update(row.id, { fingerprint, answer }) !== undefined;
    },
    async release(user, key, claim) {
      const row = held(user, key, claim);
      if (row) idempotencyKeys.delete(row.id);
    },
    async deleteBefore(at, limit) {
      const old = idempotencyKeys.filter(({ claimed_at }) => claimed_at < at).slice(0, limit);
      for (const { id } of old) idempotencyKeys.delete(id);
      return old.length;
    },
  };
}
