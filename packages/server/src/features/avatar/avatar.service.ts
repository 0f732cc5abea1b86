import type {
  Avatar,
  AvatarCreate,
  AvatarStart,
  AvatarStop,
  AvatarStopped,
  AvatarTransport,
} from '@medcor/contract';
import type { AvatarProvider } from '../../assistant-ports.js';
import type { Actor } from '../../edge/actor.js';
import { ApiError, found } from '../../edge/api-error.js';
import { permit } from '../../edge/permit.js';
import type { Seal } from '../../lists/pager.js';
import type { ServicePorts } from '../../ports.js';
import type { AvatarSession } from './avatar.repository.js';
import { createAvatarProviders } from './avatar-providers.js';
import { type Converse, createAvatarSpeech } from './avatar-speech.js';
import { activeSeconds, expiryOf, statusAt } from './avatar-standing.js';
import { createLiveSessions, hasEnded, unavailable } from './live-sessions.js';
import { openedTransport, sealedTransport } from './sealed-transport.js';

export interface AvatarPorts extends Pick<ServicePorts, 'database' | 'clock'> {
  readonly seal: Seal;
  /** The provider that is configured. */
  readonly avatars: AvatarProvider;
  /** What hospitals get that let nothing out (`remote_ai_enabled`): it sends nothing anywhere. */
  readonly embedded: AvatarProvider;
  readonly newUuid: () => string;
  readonly converse: Converse;
  /** Whether a conversation is the caller's. */
  readonly ownsConversation: (actor: Actor, id: string) => Promise<boolean>;
}

export type AvatarService = ReturnType<typeof createAvatarService>;

/**
 * Sessions with a speaking avatar. Providers are called outside of transactions, since they take their time: what
 * has become of a session meanwhile is looked at in the transaction that follows.
 */
export function createAvatarService(ports: AvatarPorts) {
  const { database, clock, seal, newUuid, ownsConversation } = ports;
  const providers = createAvatarProviders(ports);
  const sessions = createLiveSessions({ ...ports, providers });

  const shown = (session: AvatarSession): Avatar => {
    const { session_id, provider, session_duration_limit, expires_at } = session;
    const status = statusAt(session, clock());
    return {
      session_id,
      provider,
      status,
      transport: openedTransport(seal, session),
      session_duration_limit,
      expires_at,
    };
  };

  /** Whether a session is to be started yet. Throws `409 AVATAR_NOT_ACTIVE` for one that has ended. */
  const awaitsStart = (session: AvatarSession): boolean => {
    const status = statusAt(session, clock());
    if (status !== 'created' && status !== 'active') throw hasEnded();
    return status === 'created';
  };

  return {
    ...createAvatarSpeech({ ...ports, sessions }),

    /** Throws `404` for a conversation that is not the caller's, `503 AVATAR_UNAVAILABLE`. */
    async create(actor: Actor, body: AvatarCreate): Promise<Avatar> {
      const { tenant } = permit(actor, 'conversation');
      const { chat_session_id = null, ...options } = body;
      if (chat_session_id !== null && !(await ownsConversation(actor, chat_session_id))) {
        throw new ApiError('NOT_FOUND', { message: 'There is no such conversation.' });
      }
      const provider = await providers.forHospital(actor.hospital);
      const provided = await provider.create({ ...options, hospital: actor.hospital }).catch((error) => {
        throw unavailable(error);
      });
      const { handle, transport, session_duration_limit } = provided;
      const { activity_idle_timeout } = options;
      const created_at = clock().toISOString();
      const times = { created_at, started_at: null, last_spoken_at: null, stopped_at: null };
      const limits = { session_duration_limit, activity_idle_timeout };
      const session: Omit<AvatarSession, 'id'> = {
        session_id: newUuid(),
        hospital: actor.hospital,
        user: actor.id,
        provider: provider.name,
        status: 'created',
        handle: seal.seal(handle),
        transport: sealedTransport(seal, transport),
        voice: options.voice ?? null,
        language: options.language ?? null,
        chat_session_id,
        ...limits,
        ...times,
        expires_at: expiryOf({ ...limits, ...times }),
      };
      try {
        return await database.transaction(tenant, async ({ avatarSessions }) =>
          shown(await avatarSessions.insert(session)),
        );
      } catch (error) {
        // Nobody would ever use it, or end it.
        await provider.stop(handle).catch(() => undefined);
        throw error;
      }
    },

    /** Of a session that is active, the same again. Throws `409 AVATAR_NOT_ACTIVE`, `503 AVATAR_UNAVAILABLE`. */
    async start(actor: Actor, { session_id, sdp }: AvatarStart): Promise<Avatar> {
      const session = await sessions.find(actor, session_id);
      if (!awaitsStart(session)) return shown(session);
      let transport: AvatarTransport | undefined;
      try {
        transport = await sessions.ask(actor, session, (provider, handle) =>
          provider.start(handle, sdp?.sdp),
        );
      } catch (error) {
        // Of two starts at once the provider may refuse the second, because of the first.
        const now = await sessions.find(actor, session_id);
        if (statusAt(now, clock()) === 'active') return shown(now);
        throw error;
      }
      try {
        return await database.transaction(
          permit(actor, 'conversation').tenant,
          async ({ avatarSessions }) => {
            const current = found(await avatarSessions.findForUpdate(session_id, actor.id));
            if (!awaitsStart(current)) return shown(current);
            const started_at = clock().toISOString();
            const active = await avatarSessions.update(session_id, actor.id, {
              status: 'active',
              started_at,
              expires_at: expiryOf({ ...current, started_at }),
              ...(transport && { transport: sealedTransport(seal, transport) }),
            });
            return shown(found(active));
          },
        );
      } catch (error) {
        // It was stopped while it was being started, and the provider may have heard of it in that order.
        if (isNotActive(error)) await sessions.stopAtProvider(session);
        throw error;
      }
    },

    /** The session ends whatever its provider says. Throws `404 NOT_FOUND`. */
    async stop(actor: Actor, { session_id }: AvatarStop): Promise<AvatarStopped> {
      const ended: AvatarSession[] = [];
      const answer = await database.transaction(
        permit(actor, 'conversation').tenant,
        async ({ avatarSessions }): Promise<AvatarStopped> => {
          ended.length = 0;
          const session = found(await avatarSessions.findForUpdate(session_id, actor.id));
          if (session.stopped_at !== null) return stopped(session, session.stopped_at);
          const now = clock();
          const hasExpired = statusAt(session, now) === 'expired';
          const stopped_at = hasExpired ? session.expires_at : now.toISOString();
          await avatarSessions.update(session_id, actor.id, { status: 'stopped', stopped_at });
          ended.push(session);
          return stopped(session, stopped_at);
        },
      );
      for (const session of ended) await sessions.stopAtProvider(session);
      return answer;
    },
  };
}

function stopped({ session_id, started_at }: AvatarSession, stopped_at: string): AvatarStopped {
  return { session_id, status: 'stopped', stopped_at, duration_s: activeSeconds(started_at, stopped_at) };
}

function isNotActive(error: unknown): boolean {
  return error instanceof ApiError && error.code === 'AVATAR_NOT_ACTIVE';
}
