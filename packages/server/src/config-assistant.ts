import type * as z from 'zod/v4';
import { ConfigError, oneOf, parseUrl, secret, text, variable, wholeNumber } from './config-variables.js';

/** A service that speaks as OpenAI's does: OpenAI itself, Ollama, vLLM, llama.cpp. */
export interface OpenAiSettings {
  /** Up to and with its `/v1`, without a slash at its end. */
  readonly baseUrl: string;
  /** Services on one's own machine often want none. */
  readonly apiKey: string | undefined;
  readonly model: string;
  readonly timeoutMs: number;
}

export interface VoiceSettings extends OpenAiSettings {
  readonly voice: string;
}

export interface AvatarSettings {
  readonly baseUrl: string;
  readonly apiKey: string;
  /** Which of the provider's avatars speaks, where the caller names none. */
  readonly avatarId: string | undefined;
}

/** What chat, voice and avatar run on. Without a setting, on what is built in. */
export interface AssistantConfig {
  readonly chat: OpenAiSettings | undefined;
  /** What answers while the provider does not. */
  readonly chatFallback: 'embedded' | 'none';
  readonly chatRetentionDays: number;
  readonly recogniser: OpenAiSettings | 'embedded' | 'none';
  readonly synthesiser: VoiceSettings | 'embedded' | 'none';
  readonly avatar: (AvatarSettings & { readonly provider: 'heygen' | 'liveavatar' }) | undefined;
  /** What to call in an emergency; without a setting, what is called in the hospital's country. */
  readonly emergencyNumber: string | undefined;
}

const address = variable('an address such as https://api.openai.com/v1', (url) =>
  parseUrl(url, 'http:', 'https:')?.replace(/\/+$/, ''),
);
const key = secret('a key without spaces', (value) => (/^\S{1,500}$/.test(value) ? value : undefined));
const OPENAI = 'https://api.openai.com/v1';

/** The variables that chat, voice and avatar are set up by; docs/deployment.md tells of each. */
export const assistantVariables = {
  MEDCOR_CHAT_PROVIDER: oneOf('embedded', 'openai').default('embedded'),
  MEDCOR_CHAT_BASE_URL: address.default(OPENAI),
  MEDCOR_CHAT_API_KEY: key.optional(),
  MEDCOR_CHAT_MODEL: text.default('gpt-4o-mini'),
  MEDCOR_CHAT_TIMEOUT_MS: wholeNumber(100, 120_000).default(20_000),
  MEDCOR_CHAT_FALLBACK: oneOf('embedded', 'none').default('embedded'),
  MEDCOR_CHAT_RETENTION_DAYS: wholeNumber(1, 36_500).default(365),
  MEDCOR_STT_PROVIDER: oneOf('embedded', 'openai', 'none').default('embedded'),
  MEDCOR_STT_BASE_URL: address.default(OPENAI),
  MEDCOR_STT_API_KEY: key.optional(),
  MEDCOR_STT_MODEL: text.default('whisper-1'),
  MEDCOR_TTS_PROVIDER: oneOf('embedded', 'openai', 'none').default('embedded'),
  MEDCOR_TTS_BASE_URL: address.default(OPENAI),
  MEDCOR_TTS_API_KEY: key.optional(),
  MEDCOR_TTS_MODEL: text.default('gpt-4o-mini-tts'),
  MEDCOR_TTS_VOICE: text.default('alloy'),
  MEDCOR_AVATAR_PROVIDER: oneOf('embedded', 'heygen', 'liveavatar').default('embedded'),
  MEDCOR_AVATAR_BASE_URL: address.optional(),
  MEDCOR_AVATAR_API_KEY: key.optional(),
  MEDCOR_AVATAR_ID: text.optional(),
  MEDCOR_EMERGENCY_NUMBER: variable('a telephone number', (number) =>
    /^\+?[\d ()-]{2,20}$/.test(number) ? number : undefined,
  ).optional(),
};

type AssistantSettings = z.output<z.ZodObject<typeof assistantVariables>>;

const avatarAddresses = {
  heygen: 'https://api.heygen.com',
  liveavatar: 'https://api.liveavatar.com',
};

/** Throws {@link ConfigError} for a provider whose key is missing. */
export function assistantConfigOf(settings: AssistantSettings): AssistantConfig {
  const timeoutMs = settings.MEDCOR_CHAT_TIMEOUT_MS;
  const speaking = (part: 'CHAT' | 'STT' | 'TTS'): OpenAiSettings => {
    const baseUrl = settings[`MEDCOR_${part}_BASE_URL`];
    const apiKey = settings[`MEDCOR_${part}_API_KEY`];
    if (baseUrl === OPENAI && apiKey === undefined) throw missing(`MEDCOR_${part}_API_KEY`, 'openai');
    return { baseUrl, apiKey, model: settings[`MEDCOR_${part}_MODEL`], timeoutMs };
  };
  const { MEDCOR_STT_PROVIDER: stt, MEDCOR_TTS_PROVIDER: tts } = settings;
  return {
    chat: settings.MEDCOR_CHAT_PROVIDER === 'openai' ? speaking('CHAT') : undefined,
    chatFallback: settings.MEDCOR_CHAT_FALLBACK,
    chatRetentionDays: settings.MEDCOR_CHAT_RETENTION_DAYS,
    recogniser: stt === 'openai' ? speaking('STT') : stt,
    synthesiser: tts === 'openai' ? { ...speaking('TTS'), voice: settings.MEDCOR_TTS_VOICE } : tts,
    avatar: avatarOf(settings),
    emergencyNumber: settings.MEDCOR_EMERGENCY_NUMBER,
  };
}

function avatarOf(settings: AssistantSettings): AssistantConfig['avatar'] {
  const provider = settings.MEDCOR_AVATAR_PROVIDER;
  if (provider === 'embedded') return undefined;
  const apiKey = settings.MEDCOR_AVATAR_API_KEY;
  if (apiKey === undefined) throw missing('MEDCOR_AVATAR_API_KEY', provider);
  const avatarId = settings.MEDCOR_AVATAR_ID;
  return {
    provider,
    baseUrl: settings.MEDCOR_AVATAR_BASE_URL ?? avatarAddresses[provider],
    apiKey,
    avatarId,
  };
}

function missing(name: string, provider: string): ConfigError {
  return new ConfigError(`${name} is missing: the provider "${provider}" needs a key.`);
}
