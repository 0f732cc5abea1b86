import type { MemoryTables } from '../tables.memory.js';
import type {
  PasswordReset,
  PasswordResetRepository,
  SignInFailureRepository,
  SignInSource,
} from './auth.repository.js';

export type PasswordResetRow = PasswordReset & { id: number; hash: string };
export type SignInFailureRow = SignInSource & { id: number; failures: number; lapses_at: string };

export function memoryPasswordResets({ passwordResets }: MemoryTables): PasswordResetRepository {
  const find = (hash: string) => passwordResets.find((reset) => reset.hash === hash);
  return {
    async insert(hash, reset) {
      passwordResets.insert({ ...reset, hash, used_at: null });
    },
    find: async (hash) => find(hash),
    async use(hash, at) {
      const reset = find(hash);
      if (!reset || reset.used_at !== null) return false;
      passwordResets.update(reset.id, { used_at: at });
      return true;
    },
    async useAll(user, at) {
      const unused = passwordResets.filter((reset) => reset.user === user && reset.used_at === null);
      for (const { id } of unused) passwordResets.update(id, { used_at: at });
    },
  };
}

export function memorySignInFailures({ signInFailures }: MemoryTables): SignInFailureRepository {
  const find = ({ account, address }: SignInSource) =>
    signInFailures.find((row) => row.account === account && row.address === address);
  return {
    async add(source, now, lapsesAt) {
      const row = find(source);
      if (!row) return signInFailures.insert({ ...source, failures: 1, lapses_at: lapsesAt });
      const counted =
        row.lapses_at > now
          ? { failures: row.failures + 1, lapses_at: row.lapses_at }
          : { failures: 1, lapses_at: lapsesAt };
      signInFailures.update(row.id, counted);
      return counted;
    },
    async clear(source) {
      const row = find(source);
      if (row) signInFailures.delete(row.id);
    },
  };
}
