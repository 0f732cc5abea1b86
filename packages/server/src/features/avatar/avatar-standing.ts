import type { Avatar } from '@medcor/contract';
import type { AvatarSession } from './avatar.repository.js';

type Times = Pick<
  AvatarSession,
  'created_at' | 'started_at' | 'last_spoken_at' | 'session_duration_limit' | 'activity_idle_timeout'
>;

/** When a session ends if nothing more happens: at its limit, or when it has been idle for too long. */
export function expiryOf(times: Times): string {
  const { created_at, started_at, last_spoken_at, session_duration_limit, activity_idle_timeout } = times;
  const created = Date.parse(created_at);
  const active = Math.max(...[created_at, started_at ?? '', last_spoken_at ?? ''].map(timeOf));
  const end = Math.min(created + session_duration_limit * 1000, active + activity_idle_timeout * 1000);
  return new Date(end).toISOString();
}

function timeOf(at: string): number {
  return at === '' ? 0 : Date.parse(at);
}

/** What a session is at a time. */
export function statusAt(session: Pick<AvatarSession, 'status' | 'expires_at'>, now: Date): Avatar['status'] {
  const isOpen = session.status === 'created' || session.status === 'active';
  return isOpen && Date.parse(session.expires_at) <= now.getTime() ? 'expired' : session.status;
}

/** Whole seconds for which a session was active. */
export function activeSeconds(startedAt: string | null, stoppedAt: string): number {
  if (startedAt === null) return 0;
  return Math.max(0, Math.floor((Date.parse(stoppedAt) - Date.parse(startedAt)) / 1000));
}
