import { avatarStreamEvents } from '../src/index.js';
import { assert, assertEqual, assertMatches } from './assertions.js';
import { checksOf, type Provocations } from './check.js';
import { makeAvatar, startAvatar } from './things.js';
import type { World } from './world.js';

const unknown = '5f0c2b8a-9d41-4e7f-8b36-a1b2c3d4e5f6';
const text = 'Good morning. Please follow me.';

/** A session that has been stopped. */
async function stopAvatar(world: World): Promise<string> {
  const { session_id } = await startAvatar(world, world.first);
  await world.client.succeed('avatar.stop', { body: { session_id }, token: world.first.admin.token });
  return session_id;
}

export const avatarErrors: Provocations = {
  'avatar.create': {
    NOT_FOUND: ({ first }) => ({ body: { chat_session_id: unknown }, token: first.admin.token }),
  },
  'avatar.start': {
    NOT_FOUND: ({ first }) => ({ body: { session_id: unknown }, token: first.admin.token }),
    AVATAR_NOT_ACTIVE: async (world) => ({
      body: { session_id: await stopAvatar(world) },
      token: world.first.admin.token,
    }),
  },
  'avatar.speak': {
    NOT_FOUND: ({ first }) => ({ body: { session_id: unknown, text }, token: first.admin.token }),
    AVATAR_NOT_ACTIVE: async (world) => ({
      body: { session_id: (await makeAvatar(world, world.first)).session_id, text },
      token: world.first.admin.token,
    }),
  },
  'avatar.stop': {
    NOT_FOUND: ({ first }) => ({ body: { session_id: unknown }, token: first.admin.token }),
  },
};

export const avatarChecks = checksOf('avatar', {
  'has an avatar that is made, started, spoken through and stopped': async (world) => {
    const { client, first } = world;
    const { token } = first.patient;
    const made = await makeAvatar(world, first, first.patient);
    assertMatches(made, { status: 'created' }, 'A new one');
    assert(Date.parse(made.expires_at) > Date.now(), 'It has expired before it was started');
    const body = { session_id: made.session_id };
    const started = await client.succeed('avatar.start', { body, token });
    assertMatches(started, { ...body, status: 'active', provider: made.provider }, 'A started one');
    assert(started.transport !== null, 'There is no way to reach a started one');
    const spoken = await client.succeed('avatar.speak', { body: { ...body, text }, token });
    assertMatches(spoken, { ...body, text }, 'What it says');
    assertEqual(spoken.safety.level, 'none', 'How safe it is to repeat a text');
    assert(spoken.task_id !== '', 'What it says has no id');
    const stopped = await client.succeed('avatar.stop', { body, token });
    assertMatches(stopped, { ...body, status: 'stopped' }, 'A stopped one');
    assert(stopped.duration_s >= 0, 'It was active for less than no time');
  },

  'answers the same to what was done to an avatar already': async (world) => {
    const { client, first } = world;
    const started = await startAvatar(world, first);
    const request = { body: { session_id: started.session_id }, token: first.admin.token };
    assertEqual(await client.succeed('avatar.start', request), started, 'Started again');
    const stopped = await client.succeed('avatar.stop', request);
    assertEqual(await client.succeed('avatar.stop', request), stopped, 'Stopped again');
  },

  'was active for no time if it was never started': async (world) => {
    const { client, first } = world;
    const { session_id } = await makeAvatar(world, first);
    const stopped = await client.succeed('avatar.stop', { body: { session_id }, token: first.admin.token });
    assertEqual(stopped.duration_s, 0, 'How long it was active');
  },

  'has an avatar speak for as long as it is active, and no longer': async (world) => {
    const { client, first } = world;
    const { token } = first.admin;
    const { session_id } = await makeAvatar(world, first);
    const speech = { body: { session_id, text }, token };
    await client.refuse('avatar.speak', 'AVATAR_NOT_ACTIVE', speech);
    await client.succeed('avatar.start', { body: { session_id }, token });
    await client.succeed('avatar.speak', speech);
    await client.succeed('avatar.stop', { body: { session_id }, token });
    await client.refuse('avatar.speak', 'AVATAR_NOT_ACTIVE', speech);
    await client.refuse('avatar.start', 'AVATAR_NOT_ACTIVE', { body: { session_id }, token });
  },

  "keeps an avatar to whom it was made for, the hospital's admin included": async (world) => {
    const { client, first, second, superuser } = world;
    const { session_id } = await startAvatar(world, first, first.patient);
    for (const { token } of [first.otherPatient, first.admin, second.patient, superuser]) {
      const request = { body: { session_id }, token };
      await client.refuse('avatar.start', 'NOT_FOUND', request);
      await client.refuse('avatar.stop', 'NOT_FOUND', request);
      await client.refuse('avatar.speak', 'NOT_FOUND', { body: { session_id, text }, token });
    }
    const speech = { body: { session_id, text }, token: first.patient.token };
    assertMatches(await client.succeed('avatar.speak', speech), { text }, 'What it says to its own');
  },

  'has an avatar speak sentence by sentence to those who ask for a stream': async (world) => {
    const { first } = world;
    const { session_id, transport } = await startAvatar(world, first);
    const response = await stream(world, { session_id, text });
    assertEqual(response.status, 200, 'The status of a stream');
    const type = response.headers.get('content-type') ?? '';
    assert(type.startsWith('text/event-stream'), `A stream comes as ${type}`);
    const events = eventsOf(await response.text());
    const expected =
      transport?.type === 'inline' ? ['audio', 'audio', 'message', 'done'] : ['message', 'done'];
    assertEqual(
      events.map(({ event }) => event),
      expected,
      'The events',
    );
    for (const { event, data } of events) {
      const schema = Object.entries(avatarStreamEvents).find(([name]) => name === event)?.[1];
      assert(schema?.safeParse(data).success ?? false, `The event ${event} is ${JSON.stringify(data)}`);
    }
    assertMatches(Object(events.at(-2)?.data), { session_id, text, audio: null }, 'The whole');
  },

  'refuses what cannot be spoken before a stream begins': async (world) => {
    const { session_id } = await makeAvatar(world, world.first);
    const response = await stream(world, { session_id, text });
    const { error }: { error?: { code?: unknown } } = JSON.parse(await response.text());
    assertEqual([response.status, error?.code], [409, 'AVATAR_NOT_ACTIVE'], 'The refusal');
  },
});

function stream({ client, first }: World, body: object): Promise<Response> {
  return client.fetch('/api/avatar/speak/', {
    method: 'POST',
    headers: {
      Accept: 'text/event-stream',
      Authorization: `Bearer ${first.admin.token}`,
      'Content-Type': 'application/json',
    },
    body: JSON.stringify(body),
  });
}

function eventsOf(streamed: string): { event: string; data: unknown }[] {
  return streamed
    .split('\n\n')
    .filter((block) => block.startsWith('event: '))
    .map((block) => {
      const [event = '', data = ''] = block.split('\n');
      return { event: event.slice('event: '.length), data: JSON.parse(data.slice('data: '.length)) };
    });
}
