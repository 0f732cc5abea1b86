import type { AvatarSpeak, AvatarSpeech, avatarStreamEvents, Safety } from '@medcor/contract';
import type * as z from 'zod/v4';
import type { AvatarDelivery, AvatarUtterance } from '../../assistant-ports.js';
import type { Actor, Origin } from '../../edge/actor.js';
import { found } from '../../edge/api-error.js';
import { permit } from '../../edge/permit.js';
import type { Seal } from '../../lists/pager.js';
import type { ServicePorts } from '../../ports.js';
import type { AvatarSession } from './avatar.repository.js';
import { expiryOf, statusAt } from './avatar-standing.js';
import { hasEnded, isNotStarted, type LiveSessions } from './live-sessions.js';
import { openedTransport } from './sealed-transport.js';
import { sentencesOf } from './sentences.js';

/** What somebody says to the assistant by way of an avatar. */
export interface AvatarMessage {
  readonly message: string;
  /** The conversation to go on with; without one, a new one is begun. */
  readonly session_id: string | undefined;
  readonly language: string | undefined;
}

/** Has the assistant answer. Throws what a chat message would be answered. */
export type Converse = (
  actor: Actor,
  message: AvatarMessage,
  origin: Origin,
) => Promise<{ readonly reply: string; readonly safety: Safety; readonly session_id: string }>;

interface SpeechPorts extends Pick<ServicePorts, 'database' | 'clock'> {
  readonly seal: Seal;
  readonly sessions: LiveSessions;
  readonly newUuid: () => string;
  readonly converse: Converse;
}

export interface SpeechCaller {
  readonly actor: Actor;
  readonly origin: Origin;
}

type StreamEvents = typeof avatarStreamEvents;

/** What a streamed speech tells, in this order; what goes wrong is thrown. */
export type SpeechEvent = {
  [Name in Exclude<keyof StreamEvents, 'error'>]: {
    readonly event: Name;
    readonly data: z.output<StreamEvents[Name]>;
  };
}[Exclude<keyof StreamEvents, 'error'>];

/** What is about to be spoken, in a session that is active. */
interface Speaking {
  readonly actor: Actor;
  readonly session: AvatarSession;
  readonly text: string;
  readonly safety: Safety;
  readonly utterance: Omit<AvatarUtterance, 'text'>;
}

const safe: Safety = { level: 'none', category: null, emergency_number: null };

/** What avatars say. */
export function createAvatarSpeech({ database, clock, seal, sessions, newUuid, converse }: SpeechPorts) {
  const begin = async ({ actor, origin }: SpeechCaller, body: AvatarSpeak): Promise<Speaking> => {
    const session = await sessions.find(actor, body.session_id);
    const status = statusAt(session, clock());
    if (status === 'created') throw isNotStarted();
    if (status !== 'active') throw hasEnded();
    const { voice, language } = session;
    return {
      actor,
      session,
      ...(await wordsOf(actor, origin, session, body)),
      utterance: {
        interrupt: body.interrupt,
        sync: body.task_mode === 'sync',
        voice: { voice: voice?.voice_id, language: language ?? undefined, rate: voice?.rate },
      },
    };
  };

  const wordsOf = async (
    actor: Actor,
    origin: Origin,
    { session_id, chat_session_id, language }: AvatarSession,
    { text, task_type }: AvatarSpeak,
  ): Promise<Pick<Speaking, 'text' | 'safety'>> => {
    if (task_type === 'repeat') return { text, safety: safe };
    const message = {
      message: text,
      session_id: chat_session_id ?? undefined,
      language: language ?? undefined,
    };
    const answer = await converse(actor, message, origin);
    if (chat_session_id === null) {
      // At once: whether it can be spoken or not, the conversation has begun.
      await database.unrecorded(permit(actor, 'conversation').tenant, ({ avatarSessions }) =>
        avatarSessions.update(session_id, actor.id, { chat_session_id: answer.session_id }),
      );
    }
    return { text: answer.reply, safety: answer.safety };
  };

  const deliver = ({ actor, session, utterance }: Speaking, text: string): Promise<AvatarDelivery> =>
    sessions.ask(actor, session, (provider, handle) => provider.speak(handle, { ...utterance, text }));

  /** The session lasts for longer, now that something was spoken. Throws `409` for one that was stopped meanwhile. */
  const finish = (speaking: Speaking, delivery: AvatarDelivery): Promise<AvatarSpeech> => {
    const { actor, text, safety } = speaking;
    const { session_id } = speaking.session;
    const task_id = delivery.task_id === '' ? newUuid() : delivery.task_id;
    return database.transaction(permit(actor, 'conversation').tenant, async ({ avatarSessions }) => {
      const session = found(await avatarSessions.findForUpdate(session_id, actor.id));
      if (session.stopped_at !== null) throw hasEnded();
      const now = clock();
      if (statusAt(session, now) === 'active') {
        const last_spoken_at = endOfSpeech(session, now, delivery.duration_ms ?? 0);
        const expires_at = expiryOf({ ...session, last_spoken_at });
        await avatarSessions.update(session_id, actor.id, { last_spoken_at, expires_at });
      }
      return { ...delivery, task_id, session_id, text, safety };
    });
  };

  return {
    /**
     * Throws `404`, `409 AVATAR_NOT_ACTIVE`, `422 UNSUPPORTED_LANGUAGE`, `503 AVATAR_UNAVAILABLE`, and what the
     * assistant throws.
     */
    async speak(caller: SpeechCaller, body: AvatarSpeak): Promise<AvatarSpeech> {
      const speaking = await begin(caller, body);
      return finish(speaking, await deliver(speaking, speaking.text));
    },

    /** As `speak`, a sentence at a time. What is wrong before anything can be spoken is thrown at once. */
    async speakStreamed(caller: SpeechCaller, body: AvatarSpeak): Promise<AsyncIterable<SpeechEvent>> {
      return streamed(await begin(caller, body));
    },
  };

  async function* streamed(speaking: Speaking): AsyncGenerator<SpeechEvent, undefined> {
    // What is spoken elsewhere is spoken there as a whole.
    const isInline = openedTransport(seal, speaking.session)?.type === 'inline';
    const parts = isInline ? sentencesOf(speaking.text) : [speaking.text];
    let whole: AvatarDelivery | undefined;
    for (const [index, text] of parts.entries()) {
      const delivery = await deliver(speaking, text);
      if (isInline) yield { event: 'audio', data: { index, text, audio: delivery.audio } };
      whole = whole ? { ...whole, duration_ms: sum(whole.duration_ms, delivery.duration_ms) } : delivery;
    }
    if (!whole) throw new Error('A text without a sentence cannot be spoken.');
    const speech = await finish(speaking, whole);
    yield { event: 'message', data: { ...speech, audio: null } };
    yield { event: 'done', data: {} };
  }
}

function sum(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a + b;
}

/** When all is said, as far as it is known; no later than at the session's own end. */
function endOfSpeech(session: AvatarSession, now: Date, durationMs: number): string {
  const end = now.getTime() + Math.min(durationMs, session.session_duration_limit * 1000);
  const before = session.last_spoken_at === null ? 0 : Date.parse(session.last_spoken_at);
  return new Date(Math.max(end, before)).toISOString();
}
