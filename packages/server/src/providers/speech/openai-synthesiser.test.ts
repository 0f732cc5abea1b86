import { afterEach, describe, expect, it } from 'vitest';
import { ProviderUnavailable } from '../../assistant-ports.js';
import { openService, type Respond, respond, type Service } from './openai-service.test-support.js';
import { createOpenAiSynthesiser } from './openai-synthesiser.js';
import { toInt16, toMono } from './pcm.js';
import { readWav, writeWav } from './wav.js';

const settings = {
  apiKey: 'secret-key',
  model: 'gpt-4o-mini-tts',
  voice: 'alloy',
  timeoutMs: 5000,
};
const samples = Int16Array.from({ length: 12_000 }, (_, index) => index);
const wav = writeWav(samples, 24_000);

let service: Service | undefined;
afterEach(async () => {
  await service?.close();
  service = undefined;
});

async function openVoice(answers: readonly Respond[], options: Partial<typeof settings> = {}) {
  service = await openService(...answers);
  return {
    service,
    voice: createOpenAiSynthesiser({ ...settings, ...options, baseUrl: service.baseUrl }),
  };
}

describe('a voice that speaks as OpenAI does', () => {
  it('is asked for a WAV', async () => {
    const { service, voice } = await openVoice([respond.bytes(wav)]);
    expect(await voice.speak('Hello', {})).toEqual({
      content_type: 'audio/wav',
      data: Buffer.from(wav).toString('base64'),
      sample_rate: 24_000,
      duration_ms: 500,
      visemes: [],
    });
    await voice.speak('Hola', { voice: 'nova', language: 'es', rate: 1.25 });
    const [first, second] = service.received;
    expect([first?.path, first?.headers.authorization, first?.headers['content-type']]).toEqual([
      '/v1/audio/speech',
      'Bearer secret-key',
      'application/json',
    ]);
    expect(JSON.parse(String(first?.body))).toEqual({
      model: 'gpt-4o-mini-tts',
      voice: 'alloy',
      input: 'Hello',
      response_format: 'wav',
      speed: 1,
    });
    expect(JSON.parse(String(second?.body))).toMatchObject({ voice: 'nova', input: 'Hola', speed: 1.25 });
  });

  it('may not know how long its WAV will be', async () => {
    const streamed = Buffer.from(wav);
    streamed.writeUInt32LE(0xffff_ffff, 4);
    streamed.writeUInt32LE(0xffff_ffff, 40);
    const { voice } = await openVoice([respond.bytes(streamed)]);
    const audio = await voice.speak('Hello', {});
    const made = Buffer.from(audio.data, 'base64');
    expect([audio.duration_ms, made.readUInt32LE(40)]).toEqual([500, 24_000]);
    expect(toInt16(toMono(readWav(made)))).toEqual(samples);
  });

  it.each([
    ['has failed', respond.json({}, 502)],
    ['has hung up', respond.cutOff()],
  ])('is asked once more when it %s', async (_, failure) => {
    const { voice, service } = await openVoice([failure, respond.bytes(wav)]);
    expect((await voice.speak('Hello', {})).duration_ms).toBe(500);
    expect(service.received).toHaveLength(2);
  });

  it.each([
    ['fails twice', respond.json({}, 500), 2],
    ['wants another key', respond.json({}, 401), 1],
    ['does not know the voice', respond.json({}, 400), 1],
    ['sends us elsewhere', respond.elsewhere(), 2],
    ['answers with an MP3', respond.bytes(Buffer.from('ID3'.padEnd(200, '\0'))), 1],
    ['answers with nothing', respond.bytes(''), 1],
    ['answers with half a header', respond.bytes(wav.subarray(0, 30)), 1],
    ['answers with no samples', respond.bytes(wav.subarray(0, 44)), 1],
  ])('is unavailable when it %s', async (_, answer, requests) => {
    const { voice, service } = await openVoice([answer]);
    await expect(voice.speak('Hello', {})).rejects.toThrow(ProviderUnavailable);
    expect(service.received).toHaveLength(requests);
  });

  it.each([
    ['never answers', respond.nothing()],
    ['never ends its answer', respond.beginning()],
  ])('is unavailable when it %s', async (_, answer) => {
    const { voice } = await openVoice([answer], { timeoutMs: 100 });
    await expect(voice.speak('Hello', {})).rejects.toThrow(ProviderUnavailable);
  });

  it('is unavailable when it is down', async () => {
    const { close, baseUrl } = await openService(respond.bytes(wav));
    await close();
    const voice = createOpenAiSynthesiser({ ...settings, baseUrl });
    await expect(voice.speak('Hello', {})).rejects.toThrow(ProviderUnavailable);
  });
});
