import { type AvatarProvider, ProviderUnavailable } from '../../assistant-ports.js';
import type { Actor } from '../../edge/actor.js';
import { ApiError, found } from '../../edge/api-error.js';
import { permit } from '../../edge/permit.js';
import type { Seal } from '../../lists/pager.js';
import type { ServicePorts } from '../../ports.js';
import type { AvatarSession } from './avatar.repository.js';
import { AvatarLost } from './avatar-lost.js';
import type { AvatarProviders } from './avatar-providers.js';

interface LiveSessionPorts extends Pick<ServicePorts, 'database' | 'clock'> {
  readonly seal: Seal;
  readonly providers: AvatarProviders;
}

/** What a provider is asked, of one session. */
type Request<T> = (provider: AvatarProvider, handle: string) => Promise<T>;

export type LiveSessions = ReturnType<typeof createLiveSessions>;

/** The way to the providers of sessions: who may ask for which, and what comes of what providers fail with. */
export function createLiveSessions({ database, clock, seal, providers }: LiveSessionPorts) {
  const find = async (actor: Actor, sessionId: string): Promise<AvatarSession> => {
    const { tenant } = permit(actor, 'conversation');
    return found(await database.read(tenant, (all) => all.avatarSessions.find(sessionId, actor.id)));
  };

  /** What its provider has lost is over; unless it has ended already. */
  const endLost = (actor: Actor, { session_id }: AvatarSession): Promise<void> =>
    // The answer tells of this by its refusal, and nothing of it is kept for an idempotency key.
    database.unrecorded(permit(actor, 'conversation').tenant, async ({ avatarSessions }) => {
      const session = await avatarSessions.findForUpdate(session_id, actor.id);
      if (!session || session.stopped_at !== null) return;
      const stopped_at = clock().toISOString();
      await avatarSessions.update(session_id, actor.id, { status: 'failed', stopped_at });
    });

  return {
    /** Throws `404 NOT_FOUND` for a session that is not the caller's. */
    find,

    /**
     * Asks the provider of a session. Throws `503 AVATAR_UNAVAILABLE` while it is down, and `409 AVATAR_NOT_ACTIVE`
     * where it has lost the session, or may not be used any more: another one is configured, or the hospital has
     * decided otherwise.
     */
    async ask<T>(actor: Actor, session: AvatarSession, request: Request<T>): Promise<T> {
      const provider = await providers.named(session.provider, actor.hospital);
      const handle = seal.open(session.handle);
      if (!provider || handle === undefined) throw hasEnded();
      try {
        return await request(provider, handle);
      } catch (error) {
        if (!(error instanceof AvatarLost)) throw unavailable(error);
        await endLost(actor, session);
        throw hasEnded(error);
      }
    },

    /** Ends a session where it was made. That this fails changes nothing: by itself it ends there as well. */
    async stopAtProvider({ provider, handle: sealed }: AvatarSession): Promise<void> {
      const handle = seal.open(sealed);
      if (handle === undefined) return;
      await providers
        .toStopAt(provider)
        ?.stop(handle)
        .catch(() => undefined);
    },
  };
}

/** How a caller is told of what a provider failed with; anything else is left as it is. */
export function unavailable(error: unknown): unknown {
  if (!(error instanceof ProviderUnavailable)) return error;
  return new ApiError('AVATAR_UNAVAILABLE', { headers: { 'Retry-After': '5' }, cause: error });
}

export function hasEnded(cause?: unknown): ApiError {
  return new ApiError('AVATAR_NOT_ACTIVE', { message: 'The avatar session has ended.', cause });
}

export function isNotStarted(): ApiError {
  return new ApiError('AVATAR_NOT_ACTIVE', { message: 'The avatar session is not started.' });
}
