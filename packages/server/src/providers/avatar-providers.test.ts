import { audioExample } from '@medcor/contract';
import { afterEach, describe, expect, it } from 'vitest';
import {
  type AvatarProvider,
  type NewAvatar,
  ProviderUnavailable,
  type SpeechSynthesiser,
} from '../assistant-ports.js';
import { ApiError } from '../edge/api-error.js';
import { AvatarLost } from '../features/avatar/avatar-lost.js';
import { type AvatarServer, openHeyGen, openLiveAvatar } from './avatar-server.test-support.js';
import { createEmbeddedAvatars } from './embedded-avatars.js';
import { createHeyGenAvatars } from './heygen-avatars.js';
import { createLiveAvatars } from './live-avatars.js';

const key = 'provider-key';
const wanted: NewAvatar = {
  quality: 'medium',
  voice: { voice_id: 'voice-1', rate: 1.2, emotion: 'Friendly' },
  language: 'en',
  activity_idle_timeout: 120,
  hospital: 1,
};
const utterance = { text: 'Good morning.', interrupt: false, sync: false, voice: {} };

let server: AvatarServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

const heyGen = async (apiKey = key, timeoutMs?: number) => {
  server = await openHeyGen(key);
  const settings = { baseUrl: server.url, apiKey, avatarId: 'default-avatar' };
  const options = timeoutMs === undefined ? {} : { timeoutMs, speechTimeoutMs: timeoutMs };
  return { heyGen: server, avatars: createHeyGenAvatars(settings, options) };
};

const liveAvatar = async (avatarId: string | undefined = 'default-avatar') => {
  server = await openLiveAvatar(key);
  return {
    live: server,
    avatars: createLiveAvatars({ baseUrl: server.url, apiKey: key, avatarId }),
  };
};

const started = async (avatars: AvatarProvider): Promise<string> => {
  const { handle } = await avatars.create(wanted);
  await avatars.start(handle, undefined);
  return handle;
};

describe('the avatar that is built in', () => {
  const speaking = (speak: SpeechSynthesiser['speak']) =>
    createEmbeddedAvatars({ name: 'test', isRemote: false, speak });

  it('answers what it speaks, with the sound where there is a voice', async () => {
    const asked: unknown[] = [];
    const avatars = speaking(async (...given) => {
      asked.push(given);
      return { ...audioExample, duration_ms: 900 };
    });
    const { handle, transport, session_duration_limit } = await avatars.create(wanted);
    expect([transport, session_duration_limit]).toEqual([{ type: 'inline', events_url: null }, 600]);
    expect(await avatars.start(handle, undefined)).toBeUndefined();
    const voice = { voice: 'slt', language: 'en', rate: 1.2 };
    expect(await avatars.speak(handle, { ...utterance, voice })).toMatchObject({
      delivery: 'inline',
      duration_ms: 900,
      audio: { duration_ms: 900 },
    });
    expect(asked).toEqual([['Good morning.', voice]]);
    await avatars.stop(handle);
  });

  it('has the words alone without a voice, or while that is not available', async () => {
    const down = speaking(async () => {
      throw new ProviderUnavailable('Down.');
    });
    for (const avatars of [createEmbeddedAvatars(undefined), down]) {
      const spoken = await avatars.speak('{}', utterance);
      expect(spoken).toMatchObject({ delivery: 'inline', audio: null, duration_ms: null });
    }
  });

  it('says so when a voice cannot speak a text', async () => {
    const avatars = speaking(async () => {
      throw new ApiError('UNSUPPORTED_LANGUAGE');
    });
    await expect(avatars.speak('{}', utterance)).rejects.toMatchObject({ code: 'UNSUPPORTED_LANGUAGE' });
  });

  it('is as far away as its voice is', () => {
    expect(createEmbeddedAvatars(undefined).isRemote).toBe(false);
    const remote = { name: 'test', isRemote: true, speak: async () => audioExample };
    expect(createEmbeddedAvatars(remote).isRemote).toBe(true);
  });
});

describe('HeyGen', () => {
  it('makes, starts and stops sessions, and has them say what they are given word for word', async () => {
    const { heyGen: remote, avatars } = await heyGen();
    const { handle, ...made } = await avatars.create(wanted);
    expect(made).toEqual({
      transport: { type: 'livekit', url: 'wss://heygen.example', access_token: 'token-1' },
      session_duration_limit: 300,
    });
    expect(await avatars.start(handle, undefined)).toBeUndefined();
    expect(await avatars.speak(handle, utterance)).toEqual({
      task_id: 'task-1',
      duration_ms: 1235,
      delivery: 'server',
      client_command: null,
      audio: null,
    });
    await avatars.speak(handle, { ...utterance, interrupt: true, sync: true });
    await avatars.stop(handle);
    const session_id = 'session-1';
    const task = { session_id, text: 'Good morning.', task_type: 'repeat' };
    expect(remote.requests.map(({ path, body }) => [path, body])).toEqual([
      [
        '/v1/streaming.new',
        {
          avatar_name: 'default-avatar',
          quality: 'medium',
          voice: wanted.voice,
          language: 'en',
          version: 'v2',
          activity_idle_timeout: 120,
        },
      ],
      ['/v1/streaming.start', { session_id }],
      ['/v1/streaming.task', { ...task, task_mode: 'async' }],
      ['/v1/streaming.interrupt', { session_id }],
      ['/v1/streaming.task', { ...task, task_mode: 'sync' }],
      ['/v1/streaming.stop', { session_id }],
    ]);
    expect(new Set(remote.requests.map(({ headers }) => headers['x-api-key']))).toEqual(new Set([key]));
  });

  it('shows the avatar that is asked for, and idles for as long as it may', async () => {
    const { heyGen: remote, avatars } = await heyGen();
    await avatars.create({ ...wanted, avatar_id: 'another', activity_idle_timeout: 3600 });
    expect(remote.requests[0]?.body).toMatchObject({ avatar_name: 'another', activity_idle_timeout: 3599 });
  });

  it('is unavailable with a key that it does not take, and is asked once', async () => {
    const { heyGen: remote, avatars } = await heyGen('another-key');
    const refused = avatars.create(wanted);
    await expect(refused).rejects.toThrow(ProviderUnavailable);
    await expect(refused).rejects.toThrow('HeyGen answered 401 (400112).');
    expect(remote.requests).toHaveLength(1);
  });

  it.each([
    ['answers 500', { status: 500, body: 'Oops' }],
    ['breaks the connection', 'break'],
  ] as const)('is asked once more when it %s, for what does no harm twice', async (_what, mishap) => {
    const { heyGen: remote, avatars } = await heyGen();
    remote.next(mishap);
    const { handle } = await avatars.create(wanted);
    remote.next(mishap);
    await avatars.start(handle, undefined);
    remote.next(mishap);
    await avatars.stop(handle);
    expect(remote.paths()).toEqual(
      ['new', 'start', 'stop'].flatMap((name) => [`/v1/streaming.${name}`, `/v1/streaming.${name}`]),
    );
  });

  it('is unavailable when it fails twice', async () => {
    const { heyGen: remote, avatars } = await heyGen();
    remote.next({ status: 502, body: '' }, { status: 503, body: '' });
    await expect(avatars.create(wanted)).rejects.toThrow(new ProviderUnavailable('HeyGen answered 503.'));
    expect(remote.requests).toHaveLength(2);
  });

  it('is never given the same words twice', async () => {
    const { heyGen: remote, avatars } = await heyGen();
    const handle = await started(avatars);
    for (const mishap of [{ status: 500, body: '' }, 'break'] as const) {
      remote.next(mishap);
      await expect(avatars.speak(handle, utterance)).rejects.toThrow(ProviderUnavailable);
    }
    expect(remote.paths().filter((path) => path === '/v1/streaming.task')).toHaveLength(2);
  });

  it('is spoken with when there was nothing to break off', async () => {
    const { heyGen: remote, avatars } = await heyGen();
    const handle = await started(avatars);
    remote.next({ status: 400, body: { code: 400_006, message: 'Nothing to interrupt' } });
    expect(await avatars.speak(handle, { ...utterance, interrupt: true })).toMatchObject({
      task_id: 'task-1',
    });
  });

  it('is unavailable when it takes too long, and is not waited for again', async () => {
    const { heyGen: remote, avatars } = await heyGen(key, 50);
    remote.next('hang');
    await expect(avatars.create(wanted)).rejects.toThrow(new ProviderUnavailable('HeyGen took too long.'));
    expect(remote.requests).toHaveLength(1);
  });

  it('is unavailable when nobody is there', async () => {
    const { heyGen: remote, avatars } = await heyGen();
    await remote.close();
    server = undefined;
    await expect(avatars.create(wanted)).rejects.toThrow(
      new ProviderUnavailable('HeyGen cannot be reached.'),
    );
  });

  it.each([
    ['something else than JSON', '<html>'],
    ['nothing', ''],
    ['JSON of another kind', '[1]'],
    ['no data', { code: 100, data: null }],
    ['a session without a name', { code: 100, data: { url: 'wss://a', access_token: 'b' } }],
    ['a limit that no session has', { code: 100, data: { session_id: 'a', session_duration_limit: 1e300 } }],
    ['a refusal that is none by its status', { code: 10_013, message: 'Not allowed' }],
  ])('is unavailable when it answers %s', async (_what, body) => {
    const { heyGen: remote, avatars } = await heyGen();
    remote.next({ body });
    await expect(avatars.create(wanted)).rejects.toThrow(ProviderUnavailable);
    expect(remote.requests).toHaveLength(1);
  });

  it('loses sessions, which is told apart from being down', async () => {
    const { avatars } = await heyGen();
    const handle = await started(avatars);
    await expect(avatars.start(handle, undefined)).rejects.not.toThrow(AvatarLost);
    await avatars.stop(handle);
    await expect(avatars.speak(handle, utterance)).rejects.toThrow(AvatarLost);
    await expect(avatars.stop(handle)).rejects.toThrow(AvatarLost);
  });
});

describe('LiveAvatar', () => {
  it('has a room once it is started, and is spoken through there', async () => {
    const { live, avatars } = await liveAvatar();
    const { handle, ...made } = await avatars.create(wanted);
    expect(made).toEqual({ transport: null, session_duration_limit: 600 });
    expect(await avatars.start(handle, undefined)).toEqual({
      type: 'livekit',
      url: 'wss://live.example',
      access_token: 'client-token',
    });
    expect(await avatars.speak(handle, utterance)).toEqual({
      task_id: '',
      duration_ms: null,
      delivery: 'client',
      client_command: {
        channel: 'agent-control',
        payload: { event_type: 'avatar.speak_text', session_id: 'session-1', text: 'Good morning.' },
      },
      audio: null,
    });
    await avatars.stop(handle);
    const [token, start, stop] = live.requests;
    expect(live.paths()).toEqual(['/v1/sessions/token', '/v1/sessions/start', '/v1/sessions/stop']);
    expect(token?.headers['x-api-key']).toBe(key);
    expect(token?.body).toEqual({
      mode: 'FULL',
      avatar_id: 'default-avatar',
      avatar_persona: { voice_id: 'voice-1', language: 'en' },
      video_settings: { quality: 'medium' },
    });
    expect([start?.headers.authorization, start?.headers['x-api-key']]).toEqual([
      'Bearer session-token',
      undefined,
    ]);
    expect([stop?.headers['x-api-key'], stop?.body]).toEqual([
      key,
      { session_id: 'session-1', reason: 'USER_CLOSED' },
    ]);
  });

  it('is unavailable without an avatar to show', async () => {
    const { live } = await liveAvatar();
    const avatars = createLiveAvatars({ baseUrl: live.url, apiKey: key, avatarId: undefined });
    await expect(avatars.create(wanted)).rejects.toThrow(ProviderUnavailable);
    expect(live.requests).toHaveLength(0);
    expect(await avatars.create({ ...wanted, avatar_id: 'another' })).toMatchObject({ transport: null });
  });

  it('is unavailable when it refuses, fails, or answers what is not understood', async () => {
    const { live, avatars } = await liveAvatar();
    for (const mishap of [
      { status: 422, body: { detail: [] } },
      { status: 201, body: { code: 100, data: { session_id: 'session-1' } } },
    ]) {
      live.next(mishap);
      await expect(avatars.create(wanted)).rejects.toThrow(ProviderUnavailable);
    }
    live.next({ status: 500, body: '' });
    const { handle } = await avatars.create(wanted);
    live.next('break', { status: 500, body: '' });
    await expect(avatars.start(handle, undefined)).rejects.toThrow(ProviderUnavailable);
    await avatars.stop(handle);
    await expect(avatars.stop(handle)).rejects.toThrow(AvatarLost);
  });
});
