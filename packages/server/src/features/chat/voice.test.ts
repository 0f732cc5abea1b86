import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createHttpClient } from '../../../testing/http-client.js';
import { refusal } from '../../../testing/refusal.js';
import { startTestServer } from '../../../testing/test-server.js';
import { ProviderUnavailable, type RecognitionHints, type Recording } from '../../assistant-ports.js';
import { createMemoryDatabase } from '../../db/memory/memory-database.js';
import { ApiError } from '../../edge/api-error.js';
import { builtInAssistant } from '../../providers/built-in-assistant.js';
import { type ChatFixture, chatFixture } from './chat.test-support.js';

const voicePath = '/api/chat/voice/';
const audio = {
  content_type: 'audio/wav',
  data: 'UklGRg==',
  sample_rate: 16_000,
  duration_ms: 5,
  visemes: [],
} as const;

/** What is between the sounds and the words: a recogniser and a voice that do as they are told. */
describe('speaking to the assistant', () => {
  let server: Awaited<ReturnType<typeof startTestServer>>;
  let deaf: Awaited<ReturnType<typeof startTestServer>>;
  /** Whose recogniser is somebody else's. */
  let abroad: Awaited<ReturnType<typeof startTestServer>>;
  let folder: string;
  let chat: ChatFixture;
  const heard: { recording: Recording; hints: RecognitionHints }[] = [];
  const spoken: string[] = [];
  let words: () => string;
  let voice: () => typeof audio;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'medcor-voice-'));
    const database = createMemoryDatabase();
    const assistant = {
      ...builtInAssistant,
      recogniser: {
        name: 'ear',
        isRemote: false,
        async recognise(recording: Recording, hints: RecognitionHints) {
          heard.push({ recording, hints });
          return { text: words(), confidence: 0.8, duration_ms: 1200 };
        },
      },
      synthesiser: {
        name: 'mouth',
        isRemote: false,
        voices: ['low', 'high'],
        async speak(text: string) {
          spoken.push(text);
          return { ...audio, visemes: [...voice().visemes] };
        },
      },
    };
    server = await startTestServer(database, folder, undefined, { assistant, onFault: () => undefined });
    deaf = await startTestServer(database, folder, undefined, { onFault: () => undefined });
    const remote = { ...assistant, recogniser: { ...assistant.recogniser, isRemote: true } };
    abroad = await startTestServer(database, folder, undefined, {
      assistant: remote,
      onFault: () => undefined,
    });
    chat = await chatFixture({ ...createHttpClient(server.url), clock: server.clock });
  });
  beforeEach(() => {
    heard.length = 0;
    spoken.length = 0;
    words = () => 'I want to see a heart doctor on Monday morning';
    voice = () => audio;
  });
  afterAll(async () => {
    await Promise.all([server.close(), deaf.close(), abroad.close()]);
    await rm(folder, { recursive: true, force: true });
  });

  const upload = (
    content: Uint8Array<ArrayBuffer>,
    fields: Record<string, string> = {},
    name = 'audio',
    headers = {},
  ) => {
    const form = new FormData();
    for (const [field, value] of Object.entries(fields)) form.set(field, value);
    form.set(name, new File([content], 'speech.wav', { type: 'audio/wav' }));
    return chat.api.call('POST', voicePath, { token: chat.patient.token, raw: form, headers });
  };
  const send = (body: object, client = chat.api) =>
    client.call('POST', voicePath, { token: chat.patient.token, body });

  it('hears a recording of a form, answers it, and speaks the answer', async () => {
    const { status, body } = await upload(Uint8Array.of(1, 2, 3), {
      language: 'en',
      respond_with_audio: 'yes',
    });
    expect(status).toBe(200);
    expect(body.transcript).toEqual({ text: words(), confidence: 0.8, provider: 'ear', duration_ms: 1200 });
    expect(body.data.map(({ id }: { id: number }) => id)).toEqual(chat.slots.slice(0, 2));
    expect(body.message).toMatchObject({ modality: 'voice' });
    expect([body.audio, body.degraded]).toEqual([audio, false]);
    expect(heard.map(({ recording: { content, format } }) => [[...content], format])).toEqual([
      [[1, 2, 3], 'audio/wav'],
    ]);
    expect(heard[0]?.hints.phrases).toEqual(expect.arrayContaining(['Jane Smith', 'Cardiology']));
    expect(spoken[0]).toMatch(/1: Doctor Jane Smith, Monday/);
  });

  it('books by voice what is then confirmed in writing, and nothing by voice', async () => {
    const first = await upload(Uint8Array.of(1));
    const { session_id } = first.body;
    words = () => 'the second one';
    const chosen = await upload(Uint8Array.of(2), { session_id });
    words = () => 'yes book it';
    const again = await upload(Uint8Array.of(3), { session_id });
    expect(again.body.pending_action).toEqual(chosen.body.pending_action);
    expect((await chat.api.get('/api/appointments/', chat.patient.token)).count).toBe(0);
    const { action_id } = chosen.body.pending_action;
    const confirm = { action_id, decision: 'confirm' };
    expect((await chat.say(chat.patient, { message: 'Yes, book it', session_id, confirm })).status).toBe(200);
    const { results } = await chat.api.get('/api/appointments/', chat.patient.token);
    expect(results).toMatchObject([{ slot: chat.slots[1] }]);
    const sessions = await chat.api.get('/api/chat/sessions/?channel=voice', chat.patient.token);
    expect(sessions.results.map(({ id }: { id: string }) => id)).toContain(session_id);
  });

  it('takes audio in Base64, or a transcript, and one of them', async () => {
    const coded = await send({ audio: 'AQID', audio_format: 'wav', respond_with_audio: false });
    expect([coded.status, coded.body.audio, coded.body.degraded]).toEqual([200, null, false]);
    expect(heard.map(({ recording: { content, format } }) => [[...content], format])).toEqual([
      [[1, 2, 3], 'wav'],
    ]);
    const written = await send({ transcript: 'hello' });
    expect(written.body.transcript).toMatchObject({ text: 'hello', provider: 'client' });
    expect(refusal(await send({}))).toEqual([400, 'VALIDATION_ERROR', ['audio']]);
    expect(refusal(await send({ audio: 'AQID', audio_format: 'wav', transcript: 'x' }))).toEqual([
      400,
      'VALIDATION_ERROR',
      ['audio'],
    ]);
  });

  it('refuses a voice that there is not, before anything is answered', async () => {
    expect(refusal(await send({ transcript: 'hello', voice: 'shrill' }))).toEqual([
      400,
      'VALIDATION_ERROR',
      ['voice'],
    ]);
    expect((await send({ transcript: 'hello', voice: 'low' })).status).toBe(200);
  });

  it('refuses forms that are not as they should be', async () => {
    expect(refusal(await upload(new Uint8Array(10 * 1024 * 1024 + 1)))).toEqual([
      413,
      'PAYLOAD_TOO_LARGE',
      [],
    ]);
    expect(refusal(await upload(Uint8Array.of(1), { colour: 'red' }))).toEqual([
      400,
      'VALIDATION_ERROR',
      ['colour'],
    ]);
    expect(refusal(await upload(Uint8Array.of(1), {}, 'file'))).toEqual([400, 'VALIDATION_ERROR', ['file']]);
    const empty = new FormData();
    empty.set('language', 'en');
    const answer = await chat.api.call('POST', voicePath, { token: chat.patient.token, raw: empty });
    expect(refusal(answer)).toEqual([400, 'VALIDATION_ERROR', ['audio']]);
    expect(refusal(await upload(Uint8Array.of(1), { transcript: 'hello' }))).toEqual([
      400,
      'VALIDATION_ERROR',
      ['transcript'],
    ]);
    empty.set('transcript', 'hello');
    const written = await chat.api.call('POST', voicePath, { token: chat.patient.token, raw: empty });
    expect(written.body.transcript).toMatchObject({ text: 'hello', provider: 'client' });
  });

  it('keeps an answer for its key, and knows another recording by it', async () => {
    const headers = { 'Idempotency-Key': 'spoken-1' };
    const first = await upload(Uint8Array.of(7), {}, 'audio', headers);
    const again = await upload(Uint8Array.of(7), {}, 'audio', headers);
    expect([again.body, again.headers.get('idempotent-replayed')]).toEqual([first.body, 'true']);
    expect(refusal(await upload(Uint8Array.of(8), {}, 'audio', headers))).toEqual([
      422,
      'IDEMPOTENCY_MISMATCH',
      [],
    ]);
    expect(heard).toHaveLength(1);
  });

  it('answers all the same when it cannot speak', async () => {
    voice = () => {
      throw new ProviderUnavailable('Hoarse.');
    };
    const { status, body } = await send({ transcript: 'hello' });
    expect([status, body.audio, body.degraded, body.intent]).toEqual([200, null, true, 'greet']);
  });

  it('passes on what the recogniser has to say', async () => {
    for (const [code, status] of [
      ['NO_SPEECH', 422],
      ['UNSUPPORTED_AUDIO', 415],
      ['STT_UNAVAILABLE', 503],
    ] as const) {
      words = () => {
        throw new ApiError(code);
      };
      expect(refusal(await upload(Uint8Array.of(1)))).toEqual([status, code, []]);
    }
  });

  it('sends nothing that is said out of a hospital that does not allow it', async () => {
    const client = createHttpClient(abroad.url);
    const body = { audio: 'AQID', audio_format: 'wav', respond_with_audio: false };
    expect(refusal(await send(body, client))).toEqual([503, 'STT_UNAVAILABLE', []]);
    expect(heard).toEqual([]);
    const allow = { remote_ai_enabled: true };
    const { token } = chat.first.admin;
    await client.call('PUT', `/api/hospitals/${chat.first.id}/`, { token, body: allow });
    expect((await send(body, client)).status).toBe(200);
    expect(heard).toHaveLength(1);
  });

  it('says so where there is no recogniser, and takes a transcript', async () => {
    const client = createHttpClient(deaf.url);
    const answer = await send({ audio: 'AQID', audio_format: 'wav' }, client);
    expect(refusal(answer)).toEqual([503, 'STT_UNAVAILABLE', []]);
    expect(answer.headers.get('retry-after')).not.toBeNull();
    const { body } = await send({ transcript: 'hello' }, client);
    expect([body.intent, body.audio, body.degraded]).toEqual(['greet', null, true]);
  });
});
