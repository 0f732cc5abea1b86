// Made from the contract by `pnpm generate`. Change the contract, not this.

import type { APIPromise } from '../../api-promise.js';
import type { EventStream } from '../../event-stream.js';
import type { RequestOptions, StreamOptions } from '../../request-options.js';
import { Resource } from '../../resource.js';
import type {
  Avatar,
  AvatarCreate,
  AvatarSpeak,
  AvatarSpeech,
  AvatarStart,
  AvatarStop,
  AvatarStopped,
  AvatarStreamEvent,
} from '../types.js';

/** The assistant as a speaking avatar. */
export class AvatarResource extends Resource {
  /**
   * Create an avatar session.
   *
   * Prepares an avatar and answers how to reach it. It speaks once it was started.
   *
   * `POST /api/avatar/create/`. Allowed: superuser (own), admin (own), doctor (own), nurse (own), staff
   * (own), patient (own).
   *
   * Errors of its own: `NOT_FOUND`, `AVATAR_UNAVAILABLE`.
   *
   * @example
   * ```ts
   * await medcor.avatar.create({
   *   quality: 'medium',
   *   language: 'en'
   * });
   * ```
   */
  create(body: AvatarCreate = {}, options?: RequestOptions): APIPromise<Avatar> {
    return this.call('POST /api/avatar/create/', [], options, body);
  }

  /**
   * Start an avatar.
   *
   * Makes the session active; started again, it answers the same. `409 AVATAR_NOT_ACTIVE` for a session
   * that has ended: stopped, expired, or lost by its provider.
   *
   * `POST /api/avatar/start/`. Allowed: superuser (own), admin (own), doctor (own), nurse (own), staff
   * (own), patient (own).
   *
   * Errors of its own: `NOT_FOUND`, `AVATAR_NOT_ACTIVE`, `AVATAR_UNAVAILABLE`.
   *
   * @example
   * ```ts
   * await medcor.avatar.start({
   *   session_id: '5f0c2b8a-9d41-4e7f-8b36-a1b2c3d4e5f6'
   * });
   * ```
   */
  start(body: AvatarStart, options?: RequestOptions): APIPromise<Avatar> {
    return this.call('POST /api/avatar/start/', [], options, body);
  }

  /**
   * Make an avatar speak.
   *
   * Speaks a text, or what the assistant answers to it. `409 AVATAR_NOT_ACTIVE` before the session is
   * started and after it has ended; `422 UNSUPPORTED_LANGUAGE` for a text that the voice cannot speak.
   * With `Accept: text/event-stream` the sound comes sentence by sentence: `audio` {index, text, audio}
   * for each one of an `inline` delivery, `message` (the whole answer, its `audio` left out), `error`,
   * `done`.
   *
   * `POST /api/avatar/speak/`. Allowed: superuser (own), admin (own), doctor (own), nurse (own), staff
   * (own), patient (own).
   *
   * Errors of its own: `NOT_FOUND`, `AVATAR_NOT_ACTIVE`, `UNSUPPORTED_LANGUAGE`, `AVATAR_UNAVAILABLE`,
   * `PROVIDER_UNAVAILABLE`.
   *
   * @example
   * ```ts
   * await medcor.avatar.speak({
   *   session_id: '5f0c2b8a-9d41-4e7f-8b36-a1b2c3d4e5f6',
   *   text: 'Welcome to City General Hospital.'
   * });
   * ```
   */
  speak(body: AvatarSpeak, options?: RequestOptions): APIPromise<AvatarSpeech> {
    return this.call('POST /api/avatar/speak/', [], options, body);
  }

  /**
   * Make an avatar speak, as a stream.
   *
   * Speaks a text, or what the assistant answers to it. `409 AVATAR_NOT_ACTIVE` before the session is
   * started and after it has ended; `422 UNSUPPORTED_LANGUAGE` for a text that the voice cannot speak.
   * With `Accept: text/event-stream` the sound comes sentence by sentence: `audio` {index, text, audio}
   * for each one of an `inline` delivery, `message` (the whole answer, its `audio` left out), `error`,
   * `done`.
   *
   * `POST /api/avatar/speak/`. Allowed: superuser (own), admin (own), doctor (own), nurse (own), staff
   * (own), patient (own).
   *
   * Errors of its own: `NOT_FOUND`, `AVATAR_NOT_ACTIVE`, `UNSUPPORTED_LANGUAGE`, `AVATAR_UNAVAILABLE`,
   * `PROVIDER_UNAVAILABLE`.
   */
  stream(body: AvatarSpeak, options?: StreamOptions): EventStream<AvatarStreamEvent> {
    return this.converse('POST /api/avatar/speak/', [], options, body);
  }

  /**
   * Stop an avatar.
   *
   * Ends the session, whatever its provider says. Stopped again, it answers the same.
   *
   * `POST /api/avatar/stop/`. Allowed: superuser (own), admin (own), doctor (own), nurse (own), staff
   * (own), patient (own).
   *
   * Errors of its own: `NOT_FOUND`.
   *
   * @example
   * ```ts
   * await medcor.avatar.stop({
   *   session_id: '5f0c2b8a-9d41-4e7f-8b36-a1b2c3d4e5f6'
   * });
   * ```
   */
  stop(body: AvatarStop, options?: RequestOptions): APIPromise<AvatarStopped> {
    return this.call('POST /api/avatar/stop/', [], options, body);
  }
}
