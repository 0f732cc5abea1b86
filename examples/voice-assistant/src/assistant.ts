import {
  APIError,
  type Audio,
  type ChatReply,
  type ChatSend,
  MedCor,
  type User,
  type VoiceReply,
} from '@medcor/sdk';
import { Refusal } from './refusal.js';

/** A message, as it is sent, and as it is sent again: its id makes sure that it is answered once. */
export interface Message extends Pick<ChatSend, 'message' | 'confirm'> {
  readonly client_message_id: string;
}

/** A recording, as it is sent, and as it is sent again. */
export interface SpokenMessage {
  readonly recording: Blob;
  readonly key: string;
}

/** What is told of a reply while it is made. */
export interface Progress {
  onText(text: string): void;
  onTool(name: string): void;
}

/** `crypto.randomUUID` is not there on pages without https. */
export function newId(): string {
  return crypto.getRandomValues(new Uint32Array(4)).join('-');
}

export interface Assistant {
  readonly user: User;
  /** Sends a message. Throws {@link Refusal} for what the server refuses on the way, and the SDK's errors. */
  send(message: Message, progress: Progress): Promise<ChatReply>;
  /** Sends what was said. */
  hear(message: SpokenMessage): Promise<VoiceReply>;
  /** Has a text spoken, a sentence at a time; nothing comes where the server has no voice. */
  speak(text: string, signal: AbortSignal): AsyncGenerator<Audio>;
  /** Ends everything that the server keeps open for us. */
  signOut(): Promise<void>;
}

/** Signs in. The tokens are in the client's memory, and gone with the page. */
export async function signIn(baseUrl: string, email: string, password: string): Promise<Assistant> {
  const medcor = new MedCor({ baseUrl });
  const { user } = await medcor.auth.login({ email, password });
  let conversation: string | undefined;
  let avatar: string | undefined;
  /** Whoever comes next to this page is told nothing of what is still on its way. */
  const leaving = new AbortController();

  /** The avatar that lends its voice: made for the first text, and anew when it has ended. */
  async function* speakBy(session: string, text: string, signal: AbortSignal): AsyncGenerator<Audio> {
    const speech = { session_id: session, text, task_type: 'repeat', interrupt: true } as const;
    for await (const { event, data } of medcor.avatar.stream(speech, { signal })) {
      if (event === 'error') throw Refusal.of(data);
      if (event === 'audio' && data.audio) yield data.audio;
    }
  }

  async function startAvatar(): Promise<string> {
    const { session_id } = await medcor.avatar.create();
    await medcor.avatar.start({ session_id });
    return session_id;
  }

  return {
    user,
    async send(message, { onText, onTool }) {
      const sent = { ...message, session_id: conversation };
      for await (const { event, data } of medcor.chat.stream(sent, { signal: leaving.signal })) {
        if (event === 'session') conversation = data.session_id;
        if (event === 'delta') onText(data.text);
        if (event === 'tool' && data.status === 'started') onTool(data.name);
        if (event === 'error') throw Refusal.of(data);
        if (event === 'message') {
          conversation = data.session_id;
          return data;
        }
      }
      throw new Refusal('PROVIDER_UNAVAILABLE', 'The reply has broken off.');
    },
    async hear({ recording, key }) {
      const reply = await medcor.chat.voice(
        { audio: recording, session_id: conversation },
        // Whoever has just spoken is told at once, rather than after a minute of trying.
        { idempotencyKey: key, maxRetries: 0, signal: leaving.signal },
      );
      conversation = reply.session_id;
      return reply;
    },
    async *speak(text, signal) {
      const isNew = avatar === undefined;
      avatar ??= await startAvatar();
      try {
        yield* speakBy(avatar, text, signal);
      } catch (error) {
        if (isNew || !(error instanceof APIError) || error.code !== 'AVATAR_NOT_ACTIVE') throw error;
        avatar = await startAvatar();
        yield* speakBy(avatar, text, signal);
      }
    },
    async signOut() {
      leaving.abort();
      // One that cannot be stopped ends by itself.
      if (avatar !== undefined) await medcor.avatar.stop({ session_id: avatar }).catch(() => undefined);
      await medcor.auth.logout();
    },
  };
}
