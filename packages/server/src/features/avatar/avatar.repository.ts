import type { AvatarCreate } from '@medcor/contract';

/** A session with an avatar as it is kept. */
export interface AvatarSession {
  readonly id: number;
  readonly session_id: string;
  readonly hospital: number | null;
  readonly user: number;
  /** The name of the provider that it was made with. */
  readonly provider: string;
  /** As it was last written: that it has expired shows from the time alone. */
  readonly status: 'created' | 'active' | 'stopped' | 'failed';
  /** What the provider wants to be told of it; sealed, as is the transport. */
  readonly handle: string;
  readonly transport: string | null;
  readonly voice: NonNullable<AvatarCreate['voice']> | null;
  readonly language: string | null;
  /** The conversation that is gone on with. */
  readonly chat_session_id: string | null;
  /** Seconds, both. */
  readonly session_duration_limit: number;
  readonly activity_idle_timeout: number;
  readonly created_at: string;
  readonly started_at: string | null;
  /** When the last speech is over, as far as its length is known. */
  readonly last_spoken_at: string | null;
  /** When it ended; for what was left to expire, the time at which it did. */
  readonly stopped_at: string | null;
  readonly expires_at: string;
}

export type NewAvatarSession = Omit<AvatarSession, 'id'>;

export type AvatarSessionChange = Partial<
  Pick<
    AvatarSession,
    'status' | 'transport' | 'chat_session_id' | 'started_at' | 'last_spoken_at' | 'stopped_at' | 'expires_at'
  >
>;

/** The sessions of everyone, each of which is its user's alone: none is found without saying whose. */
export interface AvatarSessionRepository {
  find(sessionId: string, user: number): Promise<AvatarSession | undefined>;
  /** As `find`, and holds the session until the transaction ends. */
  findForUpdate(sessionId: string, user: number): Promise<AvatarSession | undefined>;
  insert(session: NewAvatarSession): Promise<AvatarSession>;
  update(sessionId: string, user: number, change: AvatarSessionChange): Promise<AvatarSession | undefined>;
  /** Erases what was created before, of everyone; no more rows than the limit. Answers how many. */
  deleteBefore(at: string, limit: number): Promise<number>;
}
