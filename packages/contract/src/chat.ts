import * as z from 'zod/v4';
import { Audio, audioExample } from './shared/audio.js';
import { components } from './shared/components.js';
import { endpoint } from './shared/endpoint.js';
import { ErrorBody } from './shared/errors.js';
import { TimestampOut, text } from './shared/fields.js';
import { dateRangeFilter, pagedList, searchFilter } from './shared/lists.js';

/** The id of a chat or avatar session, or of an action to confirm. */
export const Uuid = z.uuid();

/** The same as it is answered. */
export const UuidOut = z.string().meta({ format: 'uuid', example: '7b1d5a3e-2f64-4c8b-9a10-5e6f7a8b9c0d' });

/** The language of a conversation. */
export const Language = z
  .string()
  .trim()
  .max(35)
  .regex(/^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$/, 'A language tag such as "en" or "es-MX".')
  .describe('Language tag; defaults to your preferred language.')
  .meta({ example: 'en' });

export const SafetyLevel = z
  .enum(['none', 'caution', 'emergency'])
  .register(components, { id: 'SafetyLevel' });

/** Whether a message sounds like an emergency; judged before anything else is done with it. */
export const Safety = z
  .strictObject({
    level: SafetyLevel,
    category: z.string().nullable().describe('What was noticed, such as `chest_pain`.'),
    emergency_number: z.string().nullable().describe('The number to call.'),
  })
  .register(components, { id: 'Safety' });
export type Safety = z.output<typeof Safety>;

/** Something the assistant will do once it is confirmed, and not before. */
export const PendingAction = z
  .strictObject({
    action_id: UuidOut,
    type: z.enum(['book', 'cancel', 'reschedule']),
    summary: z.string().describe('What will be done, in words.'),
    payload: z.record(z.string(), z.unknown()).describe('What will be done, as data.'),
    expires_at: TimestampOut.describe('Ten minutes after it was proposed.'),
  })
  .register(components, { id: 'PendingAction' });
export type PendingAction = z.output<typeof PendingAction>;

export const ChatIntent = z
  .enum([
    'book_appointment',
    'cancel_appointment',
    'reschedule_appointment',
    'list_appointments',
    'find_doctor',
    'find_slots',
    'list_prescriptions',
    'list_followups',
    'list_records',
    'hospital_info',
    'medical_advice',
    'emergency',
    'human',
    'greet',
    'help',
    'thanks_bye',
    'affirm',
    'deny',
    'fallback',
  ])
  .register(components, { id: 'ChatIntent' });

export const ChatRole = z.enum(['user', 'assistant', 'tool']).register(components, { id: 'ChatRole' });
export const ChatModality = z.enum(['text', 'voice']).register(components, { id: 'ChatModality' });

/** One message of a chat session. */
export const ChatMessage = z
  .strictObject({
    id: z.int(),
    session_id: UuidOut,
    role: ChatRole,
    content: z.string(),
    modality: ChatModality,
    intent: ChatIntent.nullable(),
    safety_level: SafetyLevel,
    tool_calls: z
      .array(z.strictObject({ name: z.string(), ok: z.boolean() }))
      .describe('What the assistant looked up or did for this message.'),
    created_at: TimestampOut,
  })
  .register(components, { id: 'ChatMessage' });
export type ChatMessage = z.output<typeof ChatMessage>;

/** What the assistant answers. */
export const ChatReply = z
  .strictObject({
    session_id: UuidOut.describe('Send it with the next message.'),
    reply: z.string(),
    message: ChatMessage,
    intent: ChatIntent.nullable().describe('What the message was understood to ask for.'),
    confidence: z.number().nullable().describe('How sure that is, 0 to 1.'),
    data: z
      .array(z.record(z.string(), z.unknown()))
      .describe('The resources the reply tells of: slots, doctors, appointments…'),
    suggestions: z
      .array(z.string())
      .describe('Messages that can be sent as they stand; the first moves the dialogue on.'),
    pending_action: PendingAction.nullable().describe('Waits for `confirm`.'),
    safety: Safety,
    provider: z.string().describe('What answered.'),
    degraded: z.boolean().describe('Whether something stood in for a provider that was not available.'),
  })
  .register(components, { id: 'ChatReply' });
export type ChatReply = z.output<typeof ChatReply>;

/** What was recognised in a recording. */
export const Transcript = z
  .strictObject({
    text: z.string(),
    confidence: z.number().nullable().describe('0 to 1.'),
    provider: z.string().describe('What recognised it; `client` for a transcript that was sent.'),
    duration_ms: z.int().describe('The length of the recording; 0 for a transcript that was sent.'),
  })
  .register(components, { id: 'Transcript' });
export type Transcript = z.output<typeof Transcript>;

/** What the assistant answers to speech. */
export const VoiceReply = z
  .strictObject({
    ...ChatReply.shape,
    transcript: Transcript,
    audio: Audio.nullable().describe('The reply, spoken; `null` when not asked for, or not available.'),
  })
  .register(components, { id: 'VoiceReply' });
export type VoiceReply = z.output<typeof VoiceReply>;

/** The server-sent events of a streamed reply: the data of each, by its name. */
export const chatStreamEvents = {
  session: z.strictObject({ session_id: UuidOut }),
  delta: z.strictObject({ text: z.string() }),
  tool: z.strictObject({ name: z.string(), status: z.enum(['started', 'done', 'failed']) }),
  message: ChatReply,
  error: ErrorBody,
  done: z.strictObject({}),
};

/** A conversation of the caller's. */
export const ChatSession = z
  .strictObject({
    id: UuidOut,
    title: z.string().describe('Made from the first message.'),
    hospital: z.int().nullable(),
    channel: z.enum(['chat', 'voice', 'avatar']).describe('How it began.'),
    message_count: z.int(),
    last_message_at: TimestampOut.nullable(),
    created_at: TimestampOut,
  })
  .register(components, { id: 'ChatSession' });
export type ChatSession = z.output<typeof ChatSession>;

export const ChatSend = z
  .strictObject({
    message: text(4000),
    session_id: Uuid.optional().describe('Goes on with a session; a new one begins when absent.'),
    stream: z.boolean().default(false).describe('Answer as server-sent events.'),
    language: Language.optional(),
    client_message_id: text(100)
      .optional()
      .describe('Your own id of the message: sent again, it is not answered twice.'),
    confirm: z
      .strictObject({ action_id: Uuid, decision: z.enum(['confirm', 'reject']) })
      .optional()
      .describe('Decides the pending action of this session.'),
  })
  .register(components, { id: 'ChatSend' });
export type ChatSend = z.output<typeof ChatSend>;

/** What goes with speech, however it is sent. */
export const ChatVoiceFields = z.strictObject({
  session_id: Uuid.optional().describe('Goes on with a session; a new one begins when absent.'),
  language: Language.optional(),
  voice: text(100).optional().describe('The voice of the spoken reply.'),
  respond_with_audio: z.boolean().default(true).describe('Also answer the reply as audio.'),
});

export const ChatVoice = z
  .strictObject({
    audio: z
      .base64()
      .min(1)
      .optional()
      .describe(
        'The recording in Base64, at most 60 seconds. A body over 1 MiB has to be sent as multipart.',
      ),
    audio_format: text(100).optional().describe('Goes with `audio`: "wav", "audio/wav", …'),
    transcript: text(4000).optional().describe('In place of `audio`: what you recognised yourself.'),
    ...ChatVoiceFields.shape,
  })
  .refine((body) => (body.audio === undefined) !== (body.transcript === undefined), {
    path: ['audio'],
    message: 'Give `audio` or `transcript`.',
  })
  .refine((body) => (body.audio === undefined) === (body.audio_format === undefined), {
    path: ['audio_format'],
    message: 'Goes with `audio`.',
  })
  .register(components, { id: 'ChatVoice' });
export type ChatVoice = z.output<typeof ChatVoice>;

const sessionId = '7b1d5a3e-2f64-4c8b-9a10-5e6f7a8b9c0d';

const messageExample: ChatMessage = {
  id: 2,
  session_id: sessionId,
  role: 'assistant',
  content: 'Dr. Jane Smith (Cardiology) has an opening on Monday, January 20 at 09:00. Shall I book it?',
  modality: 'text',
  intent: 'book_appointment',
  safety_level: 'none',
  tool_calls: [{ name: 'find_slots', ok: true }],
  created_at: '2025-01-16T09:00:00.000Z',
};

const replyExample: ChatReply = {
  session_id: sessionId,
  reply: messageExample.content,
  message: messageExample,
  intent: 'book_appointment',
  confidence: 0.93,
  data: [{ id: 1, doctor: 2, start_time: '2025-01-20T09:00:00.000Z', end_time: '2025-01-20T17:00:00.000Z' }],
  suggestions: ['Yes, book it', 'Show other times', 'No, thanks'],
  pending_action: {
    action_id: '3c9e4d72-8a15-4f0b-b6c3-1d2e3f4a5b6c',
    type: 'book',
    summary: 'Book a consultation with Dr. Jane Smith on Monday, January 20, 2025 at 09:00.',
    payload: { doctor: 2, slot: 1, appointment_type: 'consultation' },
    expires_at: '2025-01-16T09:10:00.000Z',
  },
  safety: { level: 'none', category: null, emergency_number: null },
  provider: 'embedded',
  degraded: false,
};

const voiceReplyExample: VoiceReply = {
  ...replyExample,
  message: { ...messageExample, modality: 'voice' },
  transcript: {
    text: 'I would like to see a cardiologist on Monday',
    confidence: null,
    provider: 'client',
    duration_ms: 0,
  },
  audio: audioExample,
};

const sessionExample: ChatSession = {
  id: sessionId,
  title: 'I would like to see a cardiologist on Monday',
  hospital: 1,
  channel: 'chat',
  message_count: 2,
  last_message_at: '2025-01-16T09:00:00.000Z',
  created_at: '2025-01-16T09:00:00.000Z',
};

export const chat = {
  send: endpoint({
    method: 'POST',
    path: '/api/chat/',
    summary: 'Send a chat message',
    description:
      'Asks the assistant, which acts with your own rights. It books, cancels and reschedules only what you then ' +
      'decide with `confirm`, within ten minutes; the events of that are those of the appointment. It gives no medical advice, and names the emergency number when ' +
      'one is needed. With `stream` the answer is `text/event-stream`: `session`, `delta` {text}, `tool` {name, ' +
      'status}, `message` (the whole reply), `error`, `done`.',
    permission: 'conversation',
    body: ChatSend,
    success: { 200: ChatReply },
    errors: [
      'NOT_FOUND',
      'ACTION_EXPIRED',
      'SLOT_UNAVAILABLE',
      'SLOT_OVERLAP',
      'SLOT_IN_PAST',
      'INVALID_TRANSITION',
      'INVALID_REFERENCE',
      'PROVIDER_UNAVAILABLE',
    ],
    examples: {
      request: { message: 'I would like to see a cardiologist on Monday' },
      response: replyExample,
    },
  }),
  voice: endpoint({
    method: 'POST',
    path: '/api/chat/voice/',
    summary: 'Speak to the assistant',
    description:
      'Recognises speech, answers it as a chat message and speaks the reply. Takes this JSON body, or ' +
      '`multipart/form-data` with a file field `audio` (at most 10 MB and 60 seconds) beside the same other fields. ' +
      'The built-in recogniser takes WAV (PCM) only. A reply that cannot be spoken has no `audio`, and is `degraded`. An action that the reply proposes is decided at `/api/chat/`. ' +
      'When recognition is not available, send a `transcript`.',
    permission: 'conversation',
    body: ChatVoice,
    upload: { field: 'audio', fields: ChatVoiceFields, maxBytes: 10 * 1024 * 1024 },
    success: { 200: VoiceReply },
    errors: ['NOT_FOUND', 'UNSUPPORTED_AUDIO', 'NO_SPEECH', 'PROVIDER_UNAVAILABLE', 'STT_UNAVAILABLE'],
    examples: {
      request: { transcript: 'I would like to see a cardiologist on Monday' },
      response: voiceReplyExample,
    },
  }),
  sessions: endpoint({
    ...pagedList({
      item: ChatSession,
      name: 'ChatSession',
      filters: {
        ...searchFilter,
        ...dateRangeFilter,
        channel: ChatSession.shape.channel.optional(),
      },
      ordering: ['created_at', 'last_message_at'],
      defaultOrdering: '-last_message_at',
    }),
    path: '/api/chat/sessions/',
    summary: 'List your chat sessions',
    description: 'Your own conversations, the latest first.',
    permission: 'conversation',
    examples: { response: { count: 1, next: null, previous: null, results: [sessionExample] } },
  }),
  messages: endpoint({
    ...pagedList({
      item: ChatMessage,
      name: 'ChatMessage',
      filters: {
        ...dateRangeFilter,
        role: ChatRole.optional(),
        modality: ChatModality.optional(),
        intent: ChatIntent.optional(),
        safety_level: SafetyLevel.optional(),
      },
      ordering: ['created_at'],
      defaultOrdering: 'id',
    }),
    path: '/api/chat/messages/:session_id/',
    pathParams: z.strictObject({ session_id: Uuid }),
    summary: 'List the messages of a chat session',
    description: 'The messages of a session of yours, the oldest first.',
    permission: 'conversation',
    examples: {
      response: {
        count: 2,
        next: null,
        previous: null,
        results: [
          {
            ...messageExample,
            id: 1,
            role: 'user',
            content: 'I would like to see a cardiologist on Monday',
            tool_calls: [],
          },
          messageExample,
        ],
      },
    },
  }),
};
