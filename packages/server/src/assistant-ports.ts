import type { Audio, AvatarCreate, AvatarTransport } from '@medcor/contract';
import type * as z from 'zod/v4';

/** What a language model is shown of a conversation: one of its messages. */
export type ModelMessage =
  | { readonly role: 'system' | 'user'; readonly content: string }
  | { readonly role: 'assistant'; readonly content: string; readonly toolCalls?: readonly ModelToolCall[] }
  | { readonly role: 'tool'; readonly toolCallId: string; readonly content: string };

/** A tool that a language model asks to have used. Its arguments are whatever the model wrote. */
export interface ModelToolCall {
  readonly id: string;
  readonly name: string;
  readonly arguments: string;
}

/** A tool as it is described to a language model. */
export interface ModelTool {
  readonly name: string;
  readonly description: string;
  /** What it takes. */
  readonly input: z.ZodType;
}

export interface ModelRequest {
  readonly messages: readonly ModelMessage[];
  readonly tools: readonly ModelTool[];
}

export type ModelEvent =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'tool-call'; readonly call: ModelToolCall };

/** A language model outside of the server. */
export interface ChatModel {
  /** How answers name it. */
  readonly name: string;
  /**
   * What the model writes, as it comes; ends when it has nothing more to say. Throws {@link ProviderUnavailable} for
   * a model that is down, too slow, or answers what is not understood.
   */
  complete(request: ModelRequest, signal: AbortSignal): AsyncIterable<ModelEvent>;
}

/** A service outside of the server, or a part of it that is not installed, did not do what it is there for. */
export class ProviderUnavailable extends Error {
  override readonly name = 'ProviderUnavailable';
  /** Whether the caller has heard a part of its answer already: nothing else can take its place then. */
  wasHeard = false;
}

/** A recording as it was sent. */
export interface Recording {
  readonly content: Uint8Array;
  /** As the caller named it: `audio/wav`, `wav`, … */
  readonly format: string;
}

export interface RecognitionHints {
  readonly language: string;
  /** What is likely to be said beside ordinary words: names of doctors, specialties. */
  readonly phrases: readonly string[];
}

export interface Recognition {
  readonly text: string;
  /** 0 to 1, where the recogniser tells. */
  readonly confidence: number | null;
  readonly duration_ms: number;
}

/** Turns speech into text. */
export interface SpeechRecogniser {
  readonly name: string;
  /** Whether it sends what is said out of the hospital. */
  readonly isRemote: boolean;
  /**
   * Throws `415 UNSUPPORTED_AUDIO`, `400 VALIDATION_ERROR` for a recording that is longer than a minute,
   * `422 NO_SPEECH`, `422 UNSUPPORTED_LANGUAGE`, `503 STT_UNAVAILABLE`.
   */
  recognise(recording: Recording, hints: RecognitionHints): Promise<Recognition>;
  /** Ends what it runs on. */
  close?(): Promise<void>;
}

export interface SpeechOptions {
  readonly voice?: string | undefined;
  readonly language?: string | undefined;
  /** 0.5 to 1.5; 1 is normal. */
  readonly rate?: number | undefined;
}

/** Turns text into speech. */
export interface SpeechSynthesiser {
  readonly name: string;
  readonly isRemote: boolean;
  /** The voices that there are, where they are known. */
  readonly voices?: readonly string[];
  /** Throws `422 UNSUPPORTED_LANGUAGE` for what the voice cannot speak, {@link ProviderUnavailable} when it is down. */
  speak(text: string, options: SpeechOptions): Promise<Audio>;
  /** Ends what it runs on. */
  close?(): Promise<void>;
}

export interface NewAvatar extends Omit<AvatarCreate, 'chat_session_id'> {
  /** In the provider's words; kept sealed, and given back with every call. */
  readonly hospital: number | null;
}

/** A session at an avatar provider. */
export interface ProvidedAvatar {
  /** All that the provider has to be told to go on with it. Kept sealed: it may hold tokens. */
  readonly handle: string;
  /** `null` where it is known only once the session is started. */
  readonly transport: AvatarTransport | null;
  /** Seconds. */
  readonly session_duration_limit: number;
}

export interface AvatarUtterance {
  readonly text: string;
  readonly interrupt: boolean;
  /** Answer only once it was spoken. */
  readonly sync: boolean;
  readonly voice: SpeechOptions;
}

export interface AvatarDelivery {
  /** Empty where the provider gives none. */
  readonly task_id: string;
  readonly duration_ms: number | null;
  readonly delivery: 'server' | 'client' | 'inline';
  readonly client_command: { readonly channel: string; readonly payload: Record<string, unknown> } | null;
  readonly audio: Audio | null;
}

/** Shows a face that speaks. Every call throws {@link ProviderUnavailable} when the provider is down. */
export interface AvatarProvider {
  readonly name: string;
  readonly isRemote: boolean;
  create(options: NewAvatar): Promise<ProvidedAvatar>;
  /** Answers what has changed of the transport, if anything. */
  start(handle: string, sdp: string | undefined): Promise<AvatarTransport | undefined>;
  /** Throws `422 UNSUPPORTED_LANGUAGE` for what the voice cannot speak. */
  speak(handle: string, utterance: AvatarUtterance): Promise<AvatarDelivery>;
  stop(handle: string): Promise<void>;
}

/** What the assistant runs on. What is not there is answered as unavailable, or done by what is built in. */
export interface AssistantPorts {
  /** Answers in the hospitals that allow it (`remote_ai_enabled`); without one, the embedded engine does. */
  readonly model: ChatModel | undefined;
  /** What answers while the model does not. */
  readonly fallback: 'embedded' | 'none';
  readonly recogniser: SpeechRecogniser | undefined;
  readonly synthesiser: SpeechSynthesiser | undefined;
  readonly avatars: AvatarProvider;
  /** Without a number here, it is that of the hospital's country. */
  readonly emergencyNumber: string | undefined;
}
