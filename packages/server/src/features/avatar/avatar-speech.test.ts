import { audioExample, avatarStreamEvents } from '@medcor/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { stores } from '../../../testing/test-api.js';
import type { AvatarProvider } from '../../assistant-ports.js';
import type { Actor } from '../../edge/actor.js';
import { ApiError } from '../../edge/api-error.js';
import { createEmbeddedAvatars } from '../../providers/embedded-avatars.js';
import {
  type Avatars,
  collected,
  creating,
  down,
  lost,
  openAvatars,
  origin,
  speaking,
  storedSession,
} from './avatar.test-support.js';
import { sentencesOf } from './sentences.js';
import { speechStream } from './speech-stream.js';

const ended = { code: 'AVATAR_NOT_ACTIVE', status: 409 };

describe.each(stores)('what avatars say over %s', (store) => {
  let avatars: Avatars;
  let voiced: AvatarProvider;
  beforeAll(async () => {
    avatars = await openAvatars(store);
    voiced = createEmbeddedAvatars({
      name: 'test',
      isRemote: false,
      async speak(text) {
        if (text.includes('日本')) throw new ApiError('UNSUPPORTED_LANGUAGE');
        return { ...audioExample, duration_ms: text.length * 100 };
      },
    });
  });
  afterAll(() => avatars.close());
  beforeEach(() => {
    avatars.far.spoken.length = 0;
    avatars.heard.length = 0;
  });

  const started = async (actor: Actor, fields: object = {}): Promise<string> => {
    const { session_id } = await avatars.service.create(actor, creating(fields));
    await avatars.service.start(actor, { session_id });
    return session_id;
  };
  const speak = (actor: Actor, id: string, fields: object = {}, service = avatars.service) =>
    service.speak({ actor, origin }, speaking(id, fields));
  const voicedService = () => avatars.serviceWith({ embedded: voiced });
  const stream = (actor: Actor, id: string, fields: object = {}) =>
    voicedService().speakStreamed({ actor, origin }, speaking(id, fields));
  const at = (seconds: number) => new Date(avatars.ports.clock().getTime() + seconds * 1000).toISOString();

  it('is what they are given, from the first word to the last', async () => {
    const id = await started(avatars.patient);
    expect(await speak(avatars.patient, id, {}, voicedService())).toEqual({
      task_id: expect.stringMatching(/^[\da-f-]{36}$/),
      session_id: id,
      text: 'Good morning.',
      duration_ms: 1300,
      delivery: 'inline',
      client_command: null,
      audio: { ...audioExample, duration_ms: 1300 },
      safety: { level: 'none', category: null, emergency_number: null },
    });
    expect(await speak(avatars.patient, id)).toMatchObject({ audio: null, duration_ms: null });
    expect(avatars.heard).toEqual([]);
  });

  it('is spoken by the provider, as the session was set up', async () => {
    const id = await started(avatars.farPatient, {
      language: 'es',
      voice: { voice_id: 'eva', rate: 1.5, emotion: 'calm' },
    });
    const spoken = await speak(avatars.farPatient, id, { task_mode: 'sync', interrupt: true });
    expect(spoken).toMatchObject({ task_id: 'task-1', delivery: 'server', duration_ms: 2000 });
    const voice = { voice: 'eva', language: 'es', rate: 1.5 };
    expect(avatars.far.spoken).toEqual([{ text: 'Good morning.', sync: true, interrupt: true, voice }]);
  });

  it('is what the assistant answers, in one conversation', async () => {
    const id = await started(avatars.farPatient, { language: 'en' });
    const ask = (text: string) => speak(avatars.farPatient, id, { text, task_type: 'chat' });
    expect(await ask('It hurts')).toMatchObject({
      text: 'You said: It hurts',
      safety: { level: 'caution', category: 'pain', emergency_number: '911' },
    });
    await ask('Still');
    const [first, second] = avatars.heard;
    expect(first).toEqual({ message: 'It hurts', session_id: undefined, language: 'en' });
    const { chat_session_id } = (await storedSession(avatars.database, avatars.farPatient, id)) ?? {};
    expect(second?.session_id).toBe(chat_session_id);
    expect(avatars.far.spoken.map(({ text }) => text)).toEqual(['You said: It hurts', 'You said: Still']);
  });

  it('is part of a conversation even when it could not be spoken', async () => {
    const id = await started(avatars.farPatient);
    avatars.far.next = [down];
    await expect(speak(avatars.farPatient, id, { task_type: 'chat' })).rejects.toMatchObject({
      code: 'AVATAR_UNAVAILABLE',
      headers: { 'Retry-After': '5' },
    });
    await speak(avatars.farPatient, id, { task_type: 'chat' });
    const [first, second] = avatars.heard;
    expect([first?.session_id, typeof second?.session_id]).toEqual([undefined, 'string']);
  });

  it('is nothing before they are started and after they have ended', async () => {
    const { session_id } = await avatars.service.create(avatars.patient, creating());
    const say = () => speak(avatars.patient, session_id, { task_type: 'chat' });
    await expect(say()).rejects.toMatchObject({ ...ended, message: 'The avatar session is not started.' });
    await avatars.service.start(avatars.patient, { session_id });
    await say();
    await avatars.service.stop(avatars.patient, { session_id });
    await expect(say()).rejects.toMatchObject({ ...ended, message: 'The avatar session has ended.' });
    await expect(stream(avatars.patient, session_id)).rejects.toMatchObject(ended);
    const idle = await started(avatars.patient, { activity_idle_timeout: 30 });
    avatars.advance(30);
    await expect(speak(avatars.patient, idle)).rejects.toMatchObject(ended);
    expect(avatars.heard).toHaveLength(1);
  });

  it("is nothing in another user's session", async () => {
    const id = await started(avatars.farPatient);
    for (const other of [avatars.patient, avatars.operator]) {
      await expect(speak(other, id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await expect(stream(other, id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
    expect(avatars.far.spoken).toEqual([]);
  });

  it('keeps the session from expiring, from its end on, up to the limit', async () => {
    const id = await started(avatars.farPatient, { activity_idle_timeout: 100 });
    const expiry = async () =>
      (await storedSession(avatars.database, avatars.farPatient, id))?.expires_at ?? 'none';
    avatars.advance(90);
    await speak(avatars.farPatient, id);
    expect(await expiry()).toBe(at(102));
    avatars.advance(101);
    await speak(avatars.farPatient, id);
    avatars.advance(90);
    await speak(avatars.farPatient, id);
    expect(await expiry()).toBe(at(300 - 90 - 101 - 90));
    avatars.advance(19);
    await expect(speak(avatars.farPatient, id)).rejects.toMatchObject(ended);
  });

  it('is refused for a session that was stopped meanwhile, and revives none that has expired', async () => {
    const stopped = await started(avatars.farPatient);
    avatars.far.next = [
      async () => void (await avatars.service.stop(avatars.farPatient, { session_id: stopped })),
    ];
    await expect(speak(avatars.farPatient, stopped)).rejects.toMatchObject(ended);
    const expiring = await started(avatars.farPatient, { activity_idle_timeout: 30 });
    avatars.far.next = [async () => avatars.advance(31)];
    expect(await speak(avatars.farPatient, expiring)).toMatchObject({ delivery: 'server' });
    await expect(speak(avatars.farPatient, expiring)).rejects.toMatchObject(ended);
  });

  it('ends with a session that its provider has lost', async () => {
    const id = await started(avatars.farPatient);
    avatars.far.next = [lost];
    await expect(speak(avatars.farPatient, id)).rejects.toMatchObject(ended);
    const stored = await storedSession(avatars.database, avatars.farPatient, id);
    expect(stored).toMatchObject({ status: 'failed', stopped_at: at(0) });
  });

  it('can be what no voice can speak', async () => {
    const id = await started(avatars.patient);
    const spoken = speak(avatars.patient, id, { text: '日本' }, voicedService());
    await expect(spoken).rejects.toMatchObject({ code: 'UNSUPPORTED_LANGUAGE' });
  });

  it('has the configured voice, unless that is far away in a hospital that lets nothing out', async () => {
    const isHeard = async (actor: Actor, isRemote: boolean) => {
      const service = avatars.serviceWith({ avatars: { ...voiced, isRemote } });
      const { session_id } = await service.create(actor, creating());
      await service.start(actor, { session_id });
      return (await speak(actor, session_id, {}, service)).audio !== null;
    };
    expect(await isHeard(avatars.patient, false)).toBe(true);
    expect(await isHeard(avatars.patient, true)).toBe(false);
    expect(await isHeard(avatars.operator, true)).toBe(false);
    expect(await isHeard(avatars.farPatient, true)).toBe(true);
  });

  describe('in a stream', () => {
    it('comes sentence by sentence, then as a whole', async () => {
      const id = await started(avatars.patient);
      const text = 'Good morning, Dr. Smith is here. Follow me!';
      const events = await collected(await stream(avatars.patient, id, { text }));
      for (const { event, data } of events) expect(avatarStreamEvents[event].parse(data)).toEqual(data);
      const audio = (sentence: string) => ({ ...audioExample, duration_ms: sentence.length * 100 });
      const [first, second] = ['Good morning, Dr. Smith is here.', 'Follow me!'];
      expect(events).toMatchObject([
        { event: 'audio', data: { index: 0, text: first, audio: audio(String(first)) } },
        { event: 'audio', data: { index: 1, text: second, audio: audio(String(second)) } },
        { event: 'message', data: { text, audio: null, duration_ms: 4200, delivery: 'inline' } },
        { event: 'done', data: {} },
      ]);
    });

    it('is the words alone without a voice', async () => {
      const id = await started(avatars.patient);
      const caller = { actor: avatars.patient, origin };
      const events = await collected(await avatars.service.speakStreamed(caller, speaking(id)));
      expect(events[0]).toEqual({ event: 'audio', data: { index: 0, text: 'Good morning.', audio: null } });
      expect(events[1]).toMatchObject({ event: 'message', data: { duration_ms: null } });
    });

    it('is the whole alone where somebody else speaks it', async () => {
      const id = await started(avatars.farPatient);
      const events = await collected(await stream(avatars.farPatient, id, { text: 'One. Two.' }));
      expect(events.map(({ event }) => event)).toEqual(['message', 'done']);
      expect(avatars.far.spoken.map(({ text }) => text)).toEqual(['One. Two.']);
    });

    it('ends with what went wrong on the way', async () => {
      const id = await started(avatars.patient);
      const events = await stream(avatars.patient, id, { text: 'One. 日本.' });
      const chunks: string[] = [];
      for await (const chunk of speechStream(events, 'req-1')) chunks.push(new TextDecoder().decode(chunk));
      const [audio, error, ...rest] = chunks;
      expect(audio).toMatch(/^event: audio\ndata: \{"index":0,"text":"One\.",.*\}\n\n$/);
      expect(error).toMatch(/^event: error\ndata: \{.*\}\n\n$/);
      const told = JSON.parse(error?.split('data: ')[1] ?? '');
      expect(avatarStreamEvents.error.parse(told)).toMatchObject({
        error: { code: 'UNSUPPORTED_LANGUAGE', request_id: 'req-1' },
      });
      expect(rest).toEqual([]);
    });

    it('breaks with what is nobody to be told of', async () => {
      const broken = speechStream(
        {
          [Symbol.asyncIterator]: () => ({
            next: async () => {
              throw new TypeError('A mistake of ours.');
            },
          }),
        },
        'req-1',
      );
      await expect(broken.next()).rejects.toThrow('A mistake of ours.');
    });
  });
});

describe('sentences', () => {
  it.each([
    ['One. Two! Three? Four', ['One.', 'Two!', 'Three?', 'Four']],
    ['Dr. Jane A. Smith is in. Mr. Lee, too.', ['Dr. Jane A. Smith is in.', 'Mr. Lee, too.']],
    ['Take 2.5 ml, e.g. at noon.', ['Take 2.5 ml, e.g. at noon.']],
    ['First line\nSecond line', ['First line', 'Second line']],
    ['Ask for Dr.', ['Ask for Dr.']],
    ['…', ['…']],
  ])('of %j are told apart', (text, sentences) => {
    expect(sentencesOf(text)).toEqual(sentences);
  });

  it('leave no word out', () => {
    const text = 'See Dr. Who.  Then\n\nrest "for a day." (No. 5!) No. And go.';
    expect(sentencesOf(text).join(' ').replace(/\s+/g, ' ')).toBe(text.replace(/\s+/g, ' '));
  });
});
