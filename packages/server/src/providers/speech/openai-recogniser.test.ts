import { afterEach, describe, expect, it } from 'vitest';
import { createOpenAiRecogniser } from './openai-recogniser.js';
import { openService, type Respond, respond, type Service } from './openai-service.test-support.js';
import { writeWav } from './wav.js';

const recording = { content: writeWav(new Int16Array(8000), 16_000), format: 'audio/x-wav' };
const hints = { language: 'en-GB', phrases: ['Dr. Jane Smith', 'Cardiology'] };
const settings = { apiKey: 'secret-key', model: 'whisper-1', timeoutMs: 5000 };
const text = (heard: string) => respond.json({ text: heard });

let service: Service | undefined;
afterEach(async () => {
  await service?.close();
  service = undefined;
});

/** What a service makes of it that answers like this, and the service. */
async function askedOf(answers: readonly Respond[], options: Partial<typeof settings> = {}) {
  service = await openService(...answers);
  const recogniser = createOpenAiRecogniser({ ...settings, ...options, baseUrl: service.baseUrl });
  return { service, outcome: recogniser.recognise(recording, hints) };
}

describe('a recogniser that speaks as OpenAI does', () => {
  it('is sent the recording, and what is likely to be said', async () => {
    const { service, outcome } = await askedOf([text(' Is Dr. Smith in? ')]);
    expect(await outcome).toEqual({ text: 'Is Dr. Smith in?', confidence: null, duration_ms: 500 });
    const [request] = service.received;
    expect(request?.path).toBe('/v1/audio/transcriptions');
    expect(request?.headers.authorization).toBe('Bearer secret-key');
    const form = await new Response(request?.body, {
      headers: { 'Content-Type': request?.headers['content-type'] ?? '' },
    }).formData();
    const file = form.get('file');
    form.delete('file');
    expect(Object.fromEntries(form)).toEqual({
      model: 'whisper-1',
      language: 'en',
      prompt: 'Dr. Jane Smith, Cardiology',
      response_format: 'json',
    });
    if (!(file instanceof File)) throw new Error('There is no file.');
    expect([file.name, file.type]).toEqual(['recording.wav', 'audio/wav']);
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(recording.content);
  });

  it.each([
    ['audio/webm;codecs=opus', 'recording.webm', 'audio/webm'],
    ['mp3', 'recording.mp3', 'audio/mpeg'],
    ['audio/mpeg', 'recording.mp3', 'audio/mpeg'],
    ['audio/x-m4a', 'recording.m4a', 'audio/m4a'],
    ['audio/ogg', 'recording.ogg', 'audio/ogg'],
    ['"\r\nX: y', 'recording.bin', 'application/octet-stream'],
  ])('is told of "%s" in its own words', async (format, name, type) => {
    service = await openService(text('Yes.'));
    const recogniser = createOpenAiRecogniser({ ...settings, baseUrl: service.baseUrl });
    await recogniser.recognise({ content: Buffer.from('anything'), format }, hints);
    const body = service.received[0]?.body.toString() ?? '';
    expect(body).toContain(`filename="${name}"`);
    expect(body).toContain(`Content-Type: ${type}\r\n`);
  });

  it('is told as many phrases as it looks at, and no key where there is none', async () => {
    service = await openService(text('Yes.'));
    const { apiKey: _, ...open } = settings;
    const recogniser = createOpenAiRecogniser({ ...open, apiKey: undefined, baseUrl: service.baseUrl });
    const phrases = Array.from({ length: 500 }, (__, index) => `Doctor Number ${index}`);
    await recogniser.recognise(recording, { language: 'en', phrases });
    expect(service.received[0]?.headers.authorization).toBeUndefined();
    expect(service.received[0]?.body.toString()).toContain('Doctor Number 30');
    expect(service.received[0]?.body.toString()).not.toContain('Doctor Number 100');
  });

  it('may tell how long it listened', async () => {
    const { outcome } = await askedOf([respond.json({ text: 'Yes.', duration: 1.234 })]);
    expect((await outcome).duration_ms).toBe(1234);
  });

  it.each([
    ['has failed', respond.json({ error: 'overloaded' }, 503)],
    ['has hung up', respond.cutOff()],
  ])('is asked once more when it %s', async (_, failure) => {
    const { outcome, service } = await askedOf([failure, text('Yes.')]);
    expect((await outcome).text).toBe('Yes.');
    expect(service.received).toHaveLength(2);
  });

  it.each([
    ['fails twice', respond.json({}, 500), 2],
    ['hangs up twice', respond.cutOff(), 2],
    ['wants another key', respond.json({}, 401), 1],
    ['has had enough', respond.json({}, 429), 1],
    ['has no such model', respond.json({}, 404), 1],
    ['sends us elsewhere', respond.elsewhere(), 2],
    ['answers with garbage', respond.bytes('<html>'), 1],
    ['answers with something else', respond.json({ transcript: 'Yes.' }), 1],
    ['answers with nothing', respond.bytes(''), 1],
  ])('is unavailable when it %s', async (_, answer, requests) => {
    const { outcome, service } = await askedOf([answer]);
    await expect(outcome).rejects.toMatchObject({ code: 'STT_UNAVAILABLE', headers: { 'Retry-After': '5' } });
    expect(service.received).toHaveLength(requests);
  });

  it.each([
    ['never answers', respond.nothing()],
    ['never ends its answer', respond.beginning()],
  ])('is unavailable when it %s', async (_, answer) => {
    const { outcome } = await askedOf([answer], { timeoutMs: 100 });
    await expect(outcome).rejects.toMatchObject({ code: 'STT_UNAVAILABLE' });
  });

  it('is unavailable when it is down', async () => {
    const { close, baseUrl } = await openService(text('Yes.'));
    await close();
    const recogniser = createOpenAiRecogniser({ ...settings, baseUrl });
    await expect(recogniser.recognise(recording, hints)).rejects.toMatchObject({ code: 'STT_UNAVAILABLE' });
  });

  it.each([400, 415])('does not know the format when it answers with %i', async (status) => {
    const { outcome } = await askedOf([respond.json({}, status)]);
    await expect(outcome).rejects.toMatchObject({ code: 'UNSUPPORTED_AUDIO' });
  });

  it.each(['', ' \n'])('has heard no speech when it answers with "%s"', async (heard) => {
    const { outcome } = await askedOf([text(heard)]);
    await expect(outcome).rejects.toMatchObject({ code: 'NO_SPEECH' });
  });
});
