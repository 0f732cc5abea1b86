import * as z from 'zod/v4';
import { type AvatarProvider, ProviderUnavailable } from '../assistant-ports.js';
import type { AvatarSettings } from '../config-assistant.js';
import { createAvatarRequests } from './avatar-requests.js';

/** How long a session lasts at most, in seconds. LiveAvatar may end one earlier, as the customer's plan says. */
const DURATION_LIMIT_S = 600;

interface LiveAvatarOptions {
  readonly timeoutMs?: number;
}

const Token = z.object({ session_id: z.string().min(1), session_token: z.string().min(1) });
const Started = z.object({ livekit_url: z.string().min(1), livekit_client_token: z.string().min(1) });

type Handle = z.output<typeof Token>;

/**
 * Avatars of LiveAvatar, HeyGen's successor. The room they are met in is made when a session is started, so that
 * there is no transport before; what they say is sent by the client, into that room, and so is `avatar.interrupt`.
 * Without a context of LiveAvatar's, as here, an avatar answers nothing by itself. It takes no rate and no emotion.
 *
 * Tested against a local server that speaks the protocol as LiveAvatar documents it, not against LiveAvatar.
 */
export function createLiveAvatars(
  { baseUrl, apiKey, avatarId }: AvatarSettings,
  { timeoutMs }: LiveAvatarOptions = {},
): AvatarProvider {
  const call = createAvatarRequests({ name: 'LiveAvatar', baseUrl, apiKey, timeoutMs });

  return {
    name: 'liveavatar',
    isRemote: true,

    async create({ avatar_id = avatarId, quality, voice, language }) {
      if (avatar_id === undefined) throw new ProviderUnavailable('LiveAvatar has no avatar configured.');
      const handle = await call({
        path: '/v1/sessions/token',
        body: {
          mode: 'FULL',
          avatar_id,
          avatar_persona: { voice_id: voice?.voice_id, language },
          video_settings: { quality },
        },
        data: Token,
        // A token that is not used does nothing.
        isRepeatable: true,
      });
      return { handle: JSON.stringify(handle), transport: null, session_duration_limit: DURATION_LIMIT_S };
    },

    async start(handle) {
      const { livekit_url, livekit_client_token } = await call({
        path: '/v1/sessions/start',
        body: {},
        bearer: opened(handle).session_token,
        data: Started,
        isRepeatable: true,
        isOfSession: true,
      });
      return { type: 'livekit', url: livekit_url, access_token: livekit_client_token };
    },

    async speak(handle, { text }) {
      const { session_id } = opened(handle);
      return {
        task_id: '',
        duration_ms: null,
        delivery: 'client',
        client_command: {
          channel: 'agent-control',
          payload: { event_type: 'avatar.speak_text', session_id, text },
        },
        audio: null,
      };
    },

    async stop(handle) {
      const { session_id } = opened(handle);
      await call({
        path: '/v1/sessions/stop',
        body: { session_id, reason: 'USER_CLOSED' },
        data: z.unknown(),
        isRepeatable: true,
        isOfSession: true,
      });
    },
  };
}

function opened(handle: string): Handle {
  // Only `create` wrote it, and it was sealed since.
  return JSON.parse(handle) as Handle;
}
