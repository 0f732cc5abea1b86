import * as z from 'zod/v4';
import { Language, Safety, Uuid, UuidOut } from './chat.js';
import { Audio, audioExample } from './shared/audio.js';
import { components } from './shared/components.js';
import { endpoint } from './shared/endpoint.js';
import { ErrorBody } from './shared/errors.js';
import { TimestampOut, text } from './shared/fields.js';

/** How the avatar's picture and sound reach the client. */
export const AvatarTransport = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('livekit'), url: z.string(), access_token: z.string() }),
    z.strictObject({
      type: z.literal('webrtc'),
      sdp: z
        .strictObject({ type: z.literal('offer'), sdp: z.string() })
        .describe('Answer it with the `sdp` of `/api/avatar/start/`.'),
      ice_servers: z.array(
        z.strictObject({
          urls: z.array(z.string()),
          username: z.string().optional(),
          credential: z.string().optional(),
        }),
      ),
    }),
    z.strictObject({ type: z.literal('room'), url: z.string().describe('A page to open.') }),
    z.strictObject({
      type: z.literal('inline'),
      events_url: z
        .string()
        .nullable()
        .describe('Where more is streamed; `null`: all is in the answers themselves.'),
    }),
  ])
  .register(components, { id: 'AvatarTransport' });
export type AvatarTransport = z.output<typeof AvatarTransport>;

/** A session with a speaking avatar. */
export const Avatar = z
  .strictObject({
    session_id: UuidOut,
    provider: z.string(),
    status: z.enum(['created', 'active', 'stopped', 'expired', 'failed']),
    transport: AvatarTransport.nullable().describe(
      '`null` where it is known only once the session is started.',
    ),
    session_duration_limit: z.int().describe('Seconds from its creation that it lasts at most.'),
    expires_at: TimestampOut.describe('When it ends if nothing more is spoken.'),
  })
  .register(components, { id: 'Avatar' });
export type Avatar = z.output<typeof Avatar>;

/** One thing the avatar says. */
export const AvatarSpeech = z
  .strictObject({
    task_id: z.string(),
    session_id: UuidOut,
    text: z.string().describe('What is spoken.'),
    duration_ms: z.int().nullable().describe('How long it takes to say, where that is known.'),
    delivery: z
      .enum(['server', 'client', 'inline'])
      .describe(
        '`server`: the provider speaks it over the transport; `client`: send `client_command` yourself; ' +
          '`inline`: play `audio`.',
      ),
    client_command: z
      .strictObject({ channel: z.string(), payload: z.record(z.string(), z.unknown()) })
      .nullable()
      .describe('What to send over the transport.'),
    audio: Audio.nullable(),
    safety: Safety,
  })
  .register(components, { id: 'AvatarSpeech' });
export type AvatarSpeech = z.output<typeof AvatarSpeech>;

/** An avatar session that has ended. */
export const AvatarStopped = z
  .strictObject({
    session_id: UuidOut,
    status: z.literal('stopped'),
    stopped_at: TimestampOut.describe('When it ended: before it was stopped, if it had expired by then.'),
    duration_s: z.int().describe('Seconds that the session was active; 0 if it was never started.'),
  })
  .register(components, { id: 'AvatarStopped' });
export type AvatarStopped = z.output<typeof AvatarStopped>;

export const AvatarCreate = z
  .strictObject({
    avatar_id: text(100)
      .optional()
      .describe("The provider's id of the avatar; defaults to the configured one."),
    quality: z.enum(['low', 'medium', 'high']).default('medium'),
    voice: z
      .strictObject({
        voice_id: text(100).optional(),
        rate: z.number().min(0.5).max(1.5).optional().describe('1 is normal speed.'),
        emotion: text(50).optional(),
      })
      .optional(),
    language: Language.optional(),
    chat_session_id: Uuid.optional().describe('The conversation that `task_type: "chat"` goes on with.'),
    activity_idle_timeout: z
      .int()
      .min(30)
      .max(3600)
      .default(600)
      .describe('Seconds without speech until it ends.'),
  })
  .register(components, { id: 'AvatarCreate' });
export type AvatarCreate = z.output<typeof AvatarCreate>;

export const AvatarStart = z
  .strictObject({
    session_id: Uuid,
    sdp: z
      .strictObject({ type: z.literal('answer'), sdp: z.string().min(1).max(100_000) })
      .optional()
      .describe('The answer to the offer of a `webrtc` transport.'),
  })
  .register(components, { id: 'AvatarStart' });
export type AvatarStart = z.output<typeof AvatarStart>;

export const AvatarSpeak = z
  .strictObject({
    session_id: Uuid,
    text: text(2000),
    task_type: z
      .enum(['repeat', 'chat'])
      .default('repeat')
      .describe('`repeat`: speak the text; `chat`: speak what the assistant answers to it.'),
    task_mode: z.enum(['async', 'sync']).default('async').describe('`sync`: answer once it was spoken.'),
    interrupt: z
      .boolean()
      .default(false)
      .describe(
        'Break off what is being spoken. Where you send `client_command` or play `audio` yourself, that is yours to do.',
      ),
  })
  .register(components, { id: 'AvatarSpeak' });
export type AvatarSpeak = z.output<typeof AvatarSpeak>;

/** The server-sent events of a streamed speech: the data of each, by its name. */
export const avatarStreamEvents = {
  audio: z.strictObject({ index: z.int(), text: z.string(), audio: Audio.nullable() }),
  message: AvatarSpeech,
  error: ErrorBody,
  done: z.strictObject({}),
};

export const AvatarStop = z.strictObject({ session_id: Uuid }).register(components, { id: 'AvatarStop' });
export type AvatarStop = z.output<typeof AvatarStop>;

const sessionId = '5f0c2b8a-9d41-4e7f-8b36-a1b2c3d4e5f6';

const avatarExample: Avatar = {
  session_id: sessionId,
  provider: 'embedded',
  status: 'created',
  transport: { type: 'inline', events_url: null },
  session_duration_limit: 600,
  expires_at: '2025-01-20T09:10:00.000Z',
};

const speechExample: AvatarSpeech = {
  task_id: 'b4a9d2c6-7e18-4035-9c5a-0f1e2d3c4b5a',
  session_id: sessionId,
  text: 'Welcome to City General Hospital.',
  duration_ms: audioExample.duration_ms,
  delivery: 'inline',
  client_command: null,
  audio: audioExample,
  safety: { level: 'none', category: null, emergency_number: null },
};

export const avatar = {
  create: endpoint({
    method: 'POST',
    path: '/api/avatar/create/',
    summary: 'Create an avatar session',
    description: 'Prepares an avatar and answers how to reach it. It speaks once it was started.',
    permission: 'conversation',
    cache: 'no-store',
    body: AvatarCreate,
    success: { 201: Avatar },
    errors: ['NOT_FOUND', 'AVATAR_UNAVAILABLE'],
    examples: { request: { quality: 'medium', language: 'en' }, response: avatarExample },
  }),
  start: endpoint({
    method: 'POST',
    path: '/api/avatar/start/',
    summary: 'Start an avatar',
    description:
      'Makes the session active; started again, it answers the same. `409 AVATAR_NOT_ACTIVE` for a session that has ' +
      'ended: stopped, expired, or lost by its provider.',
    permission: 'conversation',
    cache: 'no-store',
    body: AvatarStart,
    success: { 200: Avatar },
    errors: ['NOT_FOUND', 'AVATAR_NOT_ACTIVE', 'AVATAR_UNAVAILABLE'],
    examples: { request: { session_id: sessionId }, response: { ...avatarExample, status: 'active' } },
  }),
  speak: endpoint({
    method: 'POST',
    path: '/api/avatar/speak/',
    summary: 'Make an avatar speak',
    description:
      'Speaks a text, or what the assistant answers to it. `409 AVATAR_NOT_ACTIVE` before the session is started ' +
      'and after it has ended; `422 UNSUPPORTED_LANGUAGE` for a text that the voice cannot speak. With `Accept: ' +
      'text/event-stream` the sound comes sentence by sentence: `audio` {index, text, audio} for each one of an ' +
      '`inline` delivery, `message` (the whole answer, its `audio` left out), `error`, `done`.',
    permission: 'conversation',
    body: AvatarSpeak,
    success: { 200: AvatarSpeech },
    errors: [
      'NOT_FOUND',
      'AVATAR_NOT_ACTIVE',
      'UNSUPPORTED_LANGUAGE',
      'PROVIDER_UNAVAILABLE',
      'AVATAR_UNAVAILABLE',
    ],
    examples: {
      request: { session_id: sessionId, text: 'Welcome to City General Hospital.' },
      response: speechExample,
    },
  }),
  stop: endpoint({
    method: 'POST',
    path: '/api/avatar/stop/',
    summary: 'Stop an avatar',
    description: 'Ends the session, whatever its provider says. Stopped again, it answers the same.',
    permission: 'conversation',
    body: AvatarStop,
    success: { 200: AvatarStopped },
    errors: ['NOT_FOUND'],
    examples: {
      request: { session_id: sessionId },
      response: {
        session_id: sessionId,
        status: 'stopped',
        stopped_at: '2025-01-20T09:05:00.000Z',
        duration_s: 300,
      },
    },
  }),
};
