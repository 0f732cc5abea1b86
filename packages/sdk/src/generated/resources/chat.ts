// Made from the contract by `pnpm generate`. Change the contract, not this.

import type { APIPromise } from '../../api-promise.js';
import type { EventStream } from '../../event-stream.js';
import type { PagePromise } from '../../page.js';
import type { RequestOptions, StreamOptions, UploadOptions } from '../../request-options.js';
import { Resource } from '../../resource.js';
import type {
  ChatIntent,
  ChatMessage,
  ChatModality,
  ChatReply,
  ChatRole,
  ChatSend,
  ChatSession,
  ChatStreamEvent,
  ChatVoice,
  ChatVoiceUpload,
  ListQuery,
  SafetyLevel,
  VoiceReply,
} from '../types.js';

/** What to ask of “List your chat sessions”. */
export interface ChatSessionsQuery extends ListQuery {
  /**
   * Comma-separated fields (created_at, last_message_at, id); "-" before one for descending. Default:
   * -last_message_at.
   */
  ordering?: string | undefined;
  /** All words must occur; order, case and accents do not matter. At most 200 characters. */
  search?: string | undefined;
  /** First day (in the hospital's time zone) or instant, inclusive. */
  date_from?: string | undefined;
  /** Last day (in the hospital's time zone) or instant, inclusive. */
  date_to?: string | undefined;
  /** How it began. */
  channel?: 'chat' | 'voice' | 'avatar' | undefined;
}

/** What to ask of “List the messages of a chat session”. */
export interface ChatMessagesQuery extends ListQuery {
  /** Comma-separated fields (created_at, id); "-" before one for descending. Default: id. */
  ordering?: string | undefined;
  /** First day (in the hospital's time zone) or instant, inclusive. */
  date_from?: string | undefined;
  /** Last day (in the hospital's time zone) or instant, inclusive. */
  date_to?: string | undefined;
  /** Only rows whose `role` is this. */
  role?: ChatRole | undefined;
  /** Only rows whose `modality` is this. */
  modality?: ChatModality | undefined;
  /** Only rows whose `intent` is this. */
  intent?: ChatIntent | undefined;
  /** Only rows whose `safety_level` is this. */
  safety_level?: SafetyLevel | undefined;
}

/** The assistant, in writing and in speech. */
export class ChatResource extends Resource {
  /**
   * Send a chat message.
   *
   * Asks the assistant, which acts with your own rights. It books, cancels and reschedules only what you
   * then decide with `confirm`, within ten minutes; the events of that are those of the appointment. It
   * gives no medical advice, and names the emergency number when one is needed. With `stream` the answer
   * is `text/event-stream`: `session`, `delta` {text}, `tool` {name, status}, `message` (the whole
   * reply), `error`, `done`.
   *
   * `POST /api/chat/`. Allowed: superuser (own), admin (own), doctor (own), nurse (own), staff (own),
   * patient (own).
   *
   * Errors of its own: `NOT_FOUND`, `ACTION_EXPIRED`, `INVALID_TRANSITION`, `SLOT_OVERLAP`,
   * `SLOT_UNAVAILABLE`, `INVALID_REFERENCE`, `SLOT_IN_PAST`, `PROVIDER_UNAVAILABLE`.
   *
   * @example
   * ```ts
   * await medcor.chat.send({
   *   message: 'I would like to see a cardiologist on Monday'
   * });
   * ```
   */
  send(body: ChatSend, options?: RequestOptions): APIPromise<ChatReply> {
    return this.call('POST /api/chat/', [], options, body);
  }

  /**
   * Send a chat message, as a stream.
   *
   * Asks the assistant, which acts with your own rights. It books, cancels and reschedules only what you
   * then decide with `confirm`, within ten minutes; the events of that are those of the appointment. It
   * gives no medical advice, and names the emergency number when one is needed. With `stream` the answer
   * is `text/event-stream`: `session`, `delta` {text}, `tool` {name, status}, `message` (the whole
   * reply), `error`, `done`.
   *
   * `POST /api/chat/`. Allowed: superuser (own), admin (own), doctor (own), nurse (own), staff (own),
   * patient (own).
   *
   * Errors of its own: `NOT_FOUND`, `ACTION_EXPIRED`, `INVALID_TRANSITION`, `SLOT_OVERLAP`,
   * `SLOT_UNAVAILABLE`, `INVALID_REFERENCE`, `SLOT_IN_PAST`, `PROVIDER_UNAVAILABLE`.
   */
  stream(body: Omit<ChatSend, 'stream'>, options?: StreamOptions): EventStream<ChatStreamEvent> {
    return this.converse('POST /api/chat/', [], options, { ...body, stream: true });
  }

  /**
   * Speak to the assistant.
   *
   * Recognises speech, answers it as a chat message and speaks the reply. Takes this JSON body, or
   * `multipart/form-data` with a file field `audio` (at most 10 MB and 60 seconds) beside the same other
   * fields. The built-in recogniser takes WAV (PCM) only. A reply that cannot be spoken has no `audio`,
   * and is `degraded`. An action that the reply proposes is decided at `/api/chat/`. When recognition is
   * not available, send a `transcript`.
   *
   * `POST /api/chat/voice/`. Allowed: superuser (own), admin (own), doctor (own), nurse (own), staff
   * (own), patient (own).
   *
   * Errors of its own: `NOT_FOUND`, `UNSUPPORTED_AUDIO`, `NO_SPEECH`, `PROVIDER_UNAVAILABLE`,
   * `STT_UNAVAILABLE`.
   *
   * @example
   * ```ts
   * await medcor.chat.voice({
   *   transcript: 'I would like to see a cardiologist on Monday'
   * });
   * ```
   */
  voice(body: ChatVoice | ChatVoiceUpload, options?: UploadOptions): APIPromise<VoiceReply> {
    return this.call('POST /api/chat/voice/', [], options, body);
  }

  /**
   * List your chat sessions.
   *
   * Your own conversations, the latest first.
   *
   * `GET /api/chat/sessions/`. Allowed: superuser (own), admin (own), doctor (own), nurse (own), staff
   * (own), patient (own).
   */
  sessions(query: ChatSessionsQuery = {}, options?: RequestOptions): PagePromise<ChatSession> {
    return this.page('GET /api/chat/sessions/', [], options, query);
  }

  /**
   * List the messages of a chat session.
   *
   * The messages of a session of yours, the oldest first.
   *
   * `GET /api/chat/messages/:session_id/`. Allowed: superuser (own), admin (own), doctor (own), nurse
   * (own), staff (own), patient (own).
   *
   * Errors of its own: `NOT_FOUND`.
   */
  messages(
    sessionId: string,
    query: ChatMessagesQuery = {},
    options?: RequestOptions,
  ): PagePromise<ChatMessage> {
    return this.page('GET /api/chat/messages/:session_id/', [sessionId], options, query);
  }
}
