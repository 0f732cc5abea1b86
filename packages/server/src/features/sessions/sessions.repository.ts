import type { Session } from '@medcor/contract';
import { type ListFields, type ListRequest, type ListSlice, plainFields } from '../../lists/list-fields.js';

/** A session as it is stored; which one is current depends on who looks. */
export type StoredSession = Omit<Session, 'is_current'> & { user: number; ended_at: string | null };

export type NewSession = Omit<StoredSession, 'id' | 'ended_at'>;

export interface RefreshToken {
  readonly session: number;
  readonly spent_at: string | null;
}

export interface SessionRepository {
  find(id: number): Promise<StoredSession | undefined>;
  /** The sessions of a user that have neither ended nor expired. */
  list(user: number, now: string, request: ListRequest): Promise<ListSlice<StoredSession>>;
  insert(session: NewSession): Promise<StoredSession>;
  /** Notes that the session's tokens were refreshed. */
  touch(id: number, use: { last_used_at: string; expires_at?: string }): Promise<void>;
  end(id: number, at: string): Promise<void>;
  /** Ends all sessions of a user, less one. */
  endAll(user: number, except: number | null, at: string): Promise<void>;
  addRefreshToken(hash: string, session: number, at: string): Promise<void>;
  findRefreshToken(hash: string): Promise<RefreshToken | undefined>;
  spendRefreshToken(hash: string, at: string): Promise<void>;
}

export const sessionList: ListFields<StoredSession> = {
  fields: plainFields<StoredSession>('sessions', ['id', 'created_at', 'last_used_at']),
};
