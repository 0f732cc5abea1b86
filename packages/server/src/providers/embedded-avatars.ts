import type { Audio } from '@medcor/contract';
import {
  type AvatarProvider,
  type AvatarUtterance,
  ProviderUnavailable,
  type SpeechSynthesiser,
} from '../assistant-ports.js';

/** How long a session lasts at most, in seconds: as long as those of the providers that show a face. */
const DURATION_LIMIT_S = 600;

/**
 * The avatar that is built in: it has no picture, but says what there is to draw one with. What it speaks is in the
 * answers themselves, as sound with the mouth shapes that go with it; without a synthesiser, or while that is not
 * available, there are the words alone. It keeps nothing of a session, so that none is ever lost.
 */
export function createEmbeddedAvatars(synthesiser: SpeechSynthesiser | undefined): AvatarProvider {
  return {
    name: 'embedded',
    isRemote: synthesiser?.isRemote ?? false,
    create: async () => ({
      handle: '{}',
      transport: { type: 'inline', events_url: null },
      session_duration_limit: DURATION_LIMIT_S,
    }),
    start: async () => undefined,
    async speak(_handle, utterance) {
      const audio = await audioOf(synthesiser, utterance);
      return {
        task_id: '',
        duration_ms: audio?.duration_ms ?? null,
        delivery: 'inline',
        client_command: null,
        audio,
      };
    },
    stop: async () => undefined,
  };
}

/** Throws `422 UNSUPPORTED_LANGUAGE` for what the voice cannot speak. */
async function audioOf(
  synthesiser: SpeechSynthesiser | undefined,
  { text, voice }: AvatarUtterance,
): Promise<Audio | null> {
  if (!synthesiser) return null;
  try {
    return await synthesiser.speak(text, voice);
  } catch (error) {
    if (error instanceof ProviderUnavailable) return null;
    throw error;
  }
}
