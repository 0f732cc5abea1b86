import * as z from 'zod/v4';
import type { Recognition, RecognitionHints, Recording, SpeechRecogniser } from '../../assistant-ports.js';
import type { OpenAiSettings } from '../../config-assistant.js';
import { ApiError } from '../../edge/api-error.js';
import { audioTypeOf } from './audio-type.js';
import { postToOpenAi } from './openai-request.js';
import { readWav, UnreadableWav } from './wav.js';

/** As much of a prompt as the models look at, about. */
const MAX_PROMPT = 800;

const Answer = z.object({ text: z.string(), duration: z.number().nonnegative().optional() });

/** Understands speech by the `/audio/transcriptions` of a service such as OpenAI's. It tells not how sure it is. */
export function createOpenAiRecogniser(settings: OpenAiSettings): SpeechRecogniser {
  return {
    name: 'openai',
    isRemote: true,
    async recognise(recording: Recording, hints: RecognitionHints): Promise<Recognition> {
      const outcome = await postToOpenAi(
        settings,
        '/audio/transcriptions',
        formOf(settings, recording, hints),
      );
      if (outcome.status === undefined) throw unavailable(outcome.cause);
      if (outcome.status === 400 || outcome.status === 415) throw new ApiError('UNSUPPORTED_AUDIO');
      if (outcome.status !== 200) throw unavailable(new Error(`Status ${outcome.status}`));
      const { text, duration } = answerIn(outcome.body);
      if (text.trim() === '') throw new ApiError('NO_SPEECH');
      const duration_ms = duration === undefined ? durationOf(recording) : Math.round(duration * 1000);
      return { text: text.trim(), confidence: null, duration_ms };
    },
  };
}

function formOf(
  { model }: OpenAiSettings,
  { content, format }: Recording,
  { language, phrases }: RecognitionHints,
) {
  const form = new FormData();
  const { type, extension } = audioTypeOf(format);
  form.set('model', model);
  form.set('file', new Blob([new Uint8Array(content)], { type }), `recording.${extension}`);
  // The services know languages, not what they are like in a country.
  form.set('language', language.split('-')[0]?.toLowerCase() ?? language);
  form.set('response_format', 'json');
  const prompt = promptOf(phrases);
  if (prompt !== '') form.set('prompt', prompt);
  return form;
}

/** As many of the phrases as there is room for. */
function promptOf(phrases: readonly string[]): string {
  let prompt = '';
  for (const phrase of phrases) {
    const longer = prompt === '' ? phrase : `${prompt}, ${phrase}`;
    if (longer.length > MAX_PROMPT) break;
    prompt = longer;
  }
  return prompt;
}

function answerIn(body: Uint8Array): z.output<typeof Answer> {
  try {
    return Answer.parse(JSON.parse(new TextDecoder().decode(body)));
  } catch (cause) {
    throw unavailable(cause);
  }
}

/** Of a WAV; anything else does not tell without being decoded. */
function durationOf({ content }: Recording): number {
  try {
    return readWav(content).durationMs;
  } catch (error) {
    if (error instanceof UnreadableWav) return 0;
    throw error;
  }
}

function unavailable(cause: unknown): ApiError {
  return new ApiError('STT_UNAVAILABLE', { headers: { 'Retry-After': '5' }, cause });
}
