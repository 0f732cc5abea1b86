import * as z from 'zod/v4';
import type { AvatarProvider } from '../assistant-ports.js';
import type { AvatarSettings } from '../config-assistant.js';
import { createAvatarRequests } from './avatar-requests.js';

const SUCCESS = 100;
/** "Session does not exist." */
const UNKNOWN_SESSION = 400_004;

/** How long a speech that is waited for may take: longer than it takes to say 2000 characters, most of the time. */
const SPEECH_TIMEOUT_MS = 110_000;

/** Idle sessions end before this many seconds, says HeyGen. */
const MAX_IDLE_S = 3599;

interface HeyGenOptions {
  readonly timeoutMs?: number;
  readonly speechTimeoutMs?: number;
}

const NewSession = z.object({
  session_id: z.string().min(1),
  url: z.string().min(1),
  access_token: z.string().min(1),
  session_duration_limit: z.int().positive().max(86_400).default(600),
});

const Task = z.object({ task_id: z.string(), duration_ms: z.number().min(0).max(86_400_000).nullish() });

interface Handle {
  readonly session_id: string;
}

/**
 * Avatars of HeyGen's streaming API, whose picture and sound reach the client over LiveKit. The avatar says word for
 * word what it is given (`task_type: "repeat"`): what people are told is decided here, not there.
 *
 * Tested against a local server that speaks the protocol as HeyGen documents it, not against HeyGen.
 */
export function createHeyGenAvatars(
  { baseUrl, apiKey, avatarId }: AvatarSettings,
  { timeoutMs, speechTimeoutMs = SPEECH_TIMEOUT_MS }: HeyGenOptions = {},
): AvatarProvider {
  const call = createAvatarRequests({
    name: 'HeyGen',
    baseUrl,
    apiKey,
    successCode: SUCCESS,
    lostCodes: [UNKNOWN_SESSION],
    timeoutMs,
  });
  const ofSession = { data: z.unknown(), isRepeatable: true, isOfSession: true };

  return {
    name: 'heygen',
    isRemote: true,

    async create({ avatar_id = avatarId, quality, voice, language, activity_idle_timeout }) {
      const session = await call({
        path: '/v1/streaming.new',
        body: {
          avatar_name: avatar_id,
          quality,
          voice,
          language,
          version: 'v2',
          activity_idle_timeout: Math.min(activity_idle_timeout, MAX_IDLE_S),
        },
        data: NewSession,
        // One that was made twice without anyone knowing ends by itself, when it has been idle.
        isRepeatable: true,
      });
      const { session_id, url, access_token, session_duration_limit } = session;
      const handle: Handle = { session_id };
      return {
        handle: JSON.stringify(handle),
        transport: { type: 'livekit', url, access_token },
        session_duration_limit,
      };
    },

    async start(handle) {
      const { session_id } = opened(handle);
      await call({ ...ofSession, path: '/v1/streaming.start', body: { session_id } });
      return undefined;
    },

    async speak(handle, { text, interrupt, sync }) {
      const { session_id } = opened(handle);
      if (interrupt) {
        // Where there is nothing to break off it may refuse; whatever else is wrong, the next call meets as well.
        await call({ ...ofSession, path: '/v1/streaming.interrupt', body: { session_id } }).catch(
          () => undefined,
        );
      }
      const { task_id, duration_ms } = await call({
        path: '/v1/streaming.task',
        body: { session_id, text, task_type: 'repeat', task_mode: sync ? 'sync' : 'async' },
        data: Task,
        // Said twice would be heard twice.
        isRepeatable: false,
        isOfSession: true,
        timeoutMs: sync ? speechTimeoutMs : undefined,
      });
      return {
        task_id,
        duration_ms: typeof duration_ms === 'number' ? Math.round(duration_ms) : null,
        delivery: 'server',
        client_command: null,
        audio: null,
      };
    },

    async stop(handle) {
      const { session_id } = opened(handle);
      await call({ ...ofSession, path: '/v1/streaming.stop', body: { session_id } });
    },
  };
}

function opened(handle: string): Handle {
  // Only `create` wrote it, and it was sealed since.
  return JSON.parse(handle) as Handle;
}
