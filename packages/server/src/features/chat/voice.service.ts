import type { ChatReply, ChatVoice, Transcript, VoiceReply } from '@medcor/contract';
import type { AssistantPorts, Recording } from '../../assistant-ports.js';
import type { Database } from '../../db/database.js';
import { ApiError, invalidField } from '../../edge/api-error.js';
import type { UploadedContent } from '../../edge/exchange.js';
import type { Calling, Operate } from '../../edge/operate.js';
import { allowsRemoteAi } from '../hospitals/remote-ai.js';
import type { Conversations } from './conversations.js';

interface VoicePorts {
  readonly database: Database;
  readonly assistant: AssistantPorts;
  readonly operate: Operate;
  readonly say: Conversations;
}

type Fields = Pick<ChatVoice, 'session_id' | 'language' | 'voice' | 'respond_with_audio'>;

export type VoiceService = ReturnType<typeof createVoiceService>;

/** Speech in, an answer, speech out. */
export function createVoiceService({ database, assistant, operate, say }: VoicePorts) {
  /** Names that are likely to be spoken: of the hospital's doctors, and of what they do. */
  const phrases = async (calling: Calling): Promise<string[]> => {
    if (calling.actor.hospital === null) return [];
    const doctors = await operate(calling, 'users.doctors', { query: { page_size: 100 } });
    const rows = Array.isArray(doctors) ? doctors : doctors.rows;
    return [
      ...new Set(
        rows.flatMap(({ full_name, specialties }) => [full_name, ...specialties.map(({ name }) => name)]),
      ),
    ];
  };

  async function recognise(calling: Calling, recording: Recording, language: string): Promise<Transcript> {
    const { recogniser } = assistant;
    if (!recogniser || (recogniser.isRemote && !(await allowsRemoteAi(database, calling.actor.hospital)))) {
      throw new ApiError('STT_UNAVAILABLE', {
        message: 'Speech recognition is not available here: send a `transcript`.',
        headers: { 'Retry-After': '60' },
      });
    }
    const found = await recogniser.recognise(recording, { language, phrases: await phrases(calling) });
    return { ...found, provider: recogniser.name };
  }

  /** The reply, spoken; `null` where it cannot be. */
  async function spoken(calling: Calling, { reply }: ChatReply, { voice, language }: Fields) {
    const { synthesiser } = assistant;
    if (!synthesiser || (synthesiser.isRemote && !(await allowsRemoteAi(database, calling.actor.hospital))))
      return null;
    // The answer has been given and kept: that it cannot be spoken takes nothing of it away.
    return synthesiser.speak(speakable(reply), { voice, language }).catch(() => null);
  }

  /** Said at once: of an answer that has been given it would be too late. */
  function assertVoice({ voice, respond_with_audio }: Fields): void {
    const voices = assistant.synthesiser?.voices;
    if (voice === undefined || !respond_with_audio || !voices || voices.includes(voice)) return;
    throw invalidField('voice', `Must be one of ${voices.join(', ')}.`);
  }

  return {
    /** Throws `503 STT_UNAVAILABLE`, `415 UNSUPPORTED_AUDIO`, `422 NO_SPEECH`, and what a message would be answered. */
    async hear(calling: Calling, body: ChatVoice, upload: UploadedContent | undefined): Promise<VoiceReply> {
      assertVoice(body);
      const transcript =
        body.transcript === undefined
          ? await recognise(calling, recordingOf(body, upload), body.language ?? 'en')
          : { text: body.transcript, confidence: null, provider: 'client', duration_ms: 0 };
      const { session_id, language } = body;
      const said = {
        message: transcript.text.slice(0, 4000),
        session_id,
        language,
        modality: 'voice',
        channel: 'voice',
      } as const;
      const reply = await say(calling, said);
      const audio = body.respond_with_audio ? await spoken(calling, reply, body) : null;
      const isSilent = body.respond_with_audio && audio === null;
      return { ...reply, degraded: reply.degraded || isSilent, transcript, audio };
    },
  };
}

function recordingOf(
  { audio = '', audio_format = '' }: ChatVoice,
  upload: UploadedContent | undefined,
): Recording {
  if (upload) return { content: upload.content, format: upload.contentType };
  return {
    content: Uint8Array.from(atob(audio), (character) => character.charCodeAt(0)),
    format: audio_format,
  };
}

/** Lists are read out without their numbers' full stops, which would end a sentence each. */
function speakable(reply: string): string {
  return reply
    .replace(/^(\d)\. /gm, '$1: ')
    .replaceAll('\n', '. ')
    .replaceAll('Dr. ', 'Doctor ');
}
