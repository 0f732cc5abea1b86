import type { Audio } from '@medcor/contract';
import { ProviderUnavailable, type SpeechOptions, type SpeechSynthesiser } from '../../assistant-ports.js';
import type { VoiceSettings } from '../../config-assistant.js';
import { type OpenAiOutcome, postToOpenAi } from './openai-request.js';
import { toInt16, toMono } from './pcm.js';
import { readWav, UnreadableWav, type Wav, writeWav } from './wav.js';

/**
 * Speaks by the `/audio/speech` of a service such as OpenAI's. It tells no times of what is said, so that there are no
 * visemes: a face must be moved by the loudness.
 */
export function createOpenAiSynthesiser(settings: VoiceSettings): SpeechSynthesiser {
  return {
    name: 'openai',
    isRemote: true,
    async speak(text, { voice = settings.voice, rate = 1 }: SpeechOptions) {
      const { model } = settings;
      const request = { model, voice, input: text, response_format: 'wav', speed: rate };
      return audioOf(wavIn(await postToOpenAi(settings, '/audio/speech', request)));
    },
  };
}

function wavIn(outcome: OpenAiOutcome): Wav {
  if (outcome.status === undefined) {
    throw new ProviderUnavailable('The speech service does not answer.', { cause: outcome.cause });
  }
  if (outcome.status !== 200) {
    throw new ProviderUnavailable(`The speech service answers with ${outcome.status}.`);
  }
  try {
    const wav = readWav(outcome.body);
    if (wav.samples.length > 0) return wav;
  } catch (cause) {
    if (!(cause instanceof UnreadableWav)) throw cause;
    throw new ProviderUnavailable('The speech service answers with what is no WAV.', { cause });
  }
  throw new ProviderUnavailable('The speech service answers with silence.');
}

/** As a WAV whose header says how long it is, which that of a stream does not. */
function audioOf(wav: Wav): Audio {
  return {
    content_type: 'audio/wav',
    data: Buffer.from(writeWav(toInt16(toMono(wav)), wav.sampleRate)).toString('base64'),
    sample_rate: wav.sampleRate,
    duration_ms: wav.durationMs,
    visemes: [],
  };
}
