import { assert, assertEqual, assertMatches } from './assertions.js';
import { checksOf, type Provocations } from './check.js';
import type { ApiRequest } from './client.js';
import { book, openSlot, talk } from './things.js';
import type { SuccessOf } from './typed.js';
import { freeHour } from './unique.js';
import type { World } from './world.js';

const unknown = '5f0c2b8a-9d41-4e7f-8b36-a1b2c3d4e5f6';

type Reply = SuccessOf<'chat.send'>;

/** The request that confirms what a reply proposes. */
function confirming({ session_id, pending_action }: Reply, token: string): ApiRequest {
  const action_id = pending_action?.action_id ?? unknown;
  return { body: { message: 'Yes', session_id, confirm: { action_id, decision: 'confirm' } }, token };
}

/** A conversation in which a free slot is proposed to somebody. */
async function proposal(world: World, message: string, token = world.first.patient.token): Promise<Reply> {
  const reply = await world.client.succeed('chat.send', { body: { message }, token });
  assert(reply.pending_action !== null, `Nothing is proposed to "${message}", but: ${reply.reply}`);
  return reply;
}

/** Opens a slot, and has it proposed. */
async function proposedSlot(world: World, who = world.first.patient, whom = '') {
  const { first, client } = world;
  const times = freeHour();
  const { id: slot } = await openSlot(world, first, times);
  const { last_name } = await client.succeed('users.get', {
    params: { id: first.doctor.id },
    token: first.admin.token,
  });
  const [day, time] = times.start_time.split('T');
  const message = `book an appointment ${whom} with doctor ${last_name} on ${day} at ${time?.slice(0, 5)}`;
  return { slot, times, reply: await proposal(world, message, who.token) };
}

export const chatErrors: Provocations = {
  'chat.send': {
    NOT_FOUND: ({ first }) => ({ body: { message: 'Hello', session_id: unknown }, token: first.admin.token }),
    async ACTION_EXPIRED(world) {
      const { session_id } = await talk(world, world.first);
      const confirm = { action_id: unknown, decision: 'confirm' };
      return { body: { message: 'Yes', session_id, confirm }, token: world.first.admin.token };
    },
    async SLOT_UNAVAILABLE(world) {
      const { slot, reply } = await proposedSlot(world);
      await book(world, world.first, { slot, patient: world.first.otherPatient });
      return confirming(reply, world.first.patient.token);
    },
    async SLOT_OVERLAP(world) {
      const { first } = world;
      const { times, reply } = await proposedSlot(world);
      const { id: slot } = await openSlot(world, first, { ...times, doctor: first.otherDoctor.id });
      await book(world, first, { slot, doctor: first.otherDoctor });
      return confirming(reply, first.patient.token);
    },
    async INVALID_TRANSITION(world) {
      const { client, first } = world;
      const { reply } = await proposedSlot(world);
      const booked = await client.succeed('chat.send', confirming(reply, first.patient.token));
      const id = Number(booked.data[0]?.id);
      const { start_time } = await client.succeed('appointments.get', {
        params: { id },
        token: first.admin.token,
      });
      const cancelling = await proposal(
        world,
        `cancel my appointment on ${start_time.slice(0, 10)} at ${start_time.slice(11, 16)}`,
      );
      await client.succeed('appointments.complete', { params: { id }, body: {}, token: first.admin.token });
      return confirming(cancelling, first.patient.token);
    },
    async INVALID_REFERENCE(world) {
      const { reply } = await proposedSlot(world, world.first.staff, 'for patient 999999999');
      return confirming(reply, world.first.staff.token);
    },
  },
  'chat.voice': {
    NOT_FOUND: ({ first }) => ({
      body: { transcript: 'Hello', session_id: unknown },
      token: first.admin.token,
    }),
  },
  'chat.messages': {
    NOT_FOUND: ({ first }) => ({ params: { session_id: unknown }, token: first.admin.token }),
  },
};

export const chatChecks = checksOf('chat', {
  'books by conversation what is confirmed, and nothing else': async (world) => {
    const { client, first } = world;
    const { token } = first.patient;
    const { slot, reply } = await proposedSlot(world);
    assertMatches(reply.pending_action, { type: 'book' }, 'What is proposed');
    const params = { id: slot };
    assert(
      (await client.succeed('availabilitySlots.get', { params, token })).is_available,
      'The slot is taken already',
    );
    const words = await client.succeed('chat.send', {
      body: { message: 'Yes, book it', session_id: reply.session_id },
      token,
    });
    assertEqual(words.pending_action, reply.pending_action, 'What waits after a yes in words');
    const done = await client.succeed('chat.send', confirming(reply, token));
    assertMatches(done.data[0], { slot, patient: first.patient.id, status: 'scheduled' }, 'What was booked');
    await client.refuse('chat.send', 'ACTION_EXPIRED', confirming(reply, token));
  },

  'drops what is rejected': async (world) => {
    const { client, first } = world;
    const { token } = first.patient;
    const { reply } = await proposedSlot(world);
    const action_id = reply.pending_action?.action_id ?? unknown;
    const confirm = { action_id, decision: 'reject' };
    const body = { message: 'No, thanks', session_id: reply.session_id, confirm };
    const rejected = await client.succeed('chat.send', { body, token });
    assertEqual(rejected.pending_action, null, 'What waits');
    await client.refuse('chat.send', 'ACTION_EXPIRED', confirming(reply, token));
  },

  'names the emergency number before anything else': async ({ client, first }) => {
    const { token } = first.patient;
    const message = 'help, my wife collapsed and is not breathing';
    const reply = await client.succeed('chat.send', { body: { message }, token });
    assertEqual([reply.intent, reply.safety.level], ['emergency', 'emergency'], 'The reply');
    assert(
      reply.reply.includes(reply.safety.emergency_number ?? '?'),
      `The reply names no number: ${reply.reply}`,
    );
    assertEqual(reply.message.tool_calls, [], 'What was looked up');
  },

  'answers a message that is sent again as it did the first time': async ({ client, first }) => {
    const { token } = first.staff;
    const body = { message: 'which doctors do you have?', client_message_id: `once ${first.id}` };
    const reply = await client.succeed('chat.send', { body, token });
    assertEqual(await client.succeed('chat.send', { body, token }), reply, 'The second answer');
  },

  'keeps what was said, to whom it was said': async (world) => {
    const { client, first, second, superuser } = world;
    const { session_id } = await talk(world, first, first.patient, 'Good morning');
    const request = { params: { session_id }, token: first.patient.token };
    const { results } = await client.succeed('chat.messages', request);
    assertEqual(
      results.map(({ role }) => role),
      ['user', 'assistant'],
      'Who spoke',
    );
    assertMatches(
      results[0],
      { content: 'Good morning', modality: 'text', intent: 'greet' },
      'What was said',
    );
    for (const { token } of [first.otherPatient, first.admin, second.patient, superuser]) {
      await client.refuse('chat.messages', 'NOT_FOUND', { ...request, token });
      await client.refuse('chat.send', 'NOT_FOUND', { body: { message: 'Hello', session_id }, token });
    }
  },

  'hears a transcript, and answers it as a message': async ({ client, first }) => {
    const { token } = first.patient;
    const body = { transcript: 'hello there', respond_with_audio: false };
    const reply = await client.succeed('chat.voice', { body, token });
    assertMatches(
      reply.transcript,
      { text: 'hello there', provider: 'client', duration_ms: 0 },
      'The transcript',
    );
    assertMatches(reply.message, { modality: 'voice' }, 'The message');
    assertEqual([reply.intent, reply.audio, reply.degraded], ['greet', null, false], 'The reply');
  },

  'tells of a reply while it is made to those who ask for it': async ({ client, first }) => {
    const response = await client.fetch('/api/chat/', {
      method: 'POST',
      headers: { Authorization: `Bearer ${first.patient.token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ message: 'hello', stream: true }),
    });
    assertEqual(response.status, 200, 'The status of a stream');
    const names = [...(await response.text()).matchAll(/^event: (\w+)$/gm)].map(([, name]) => name);
    assertEqual([names[0], names.at(-2), names.at(-1)], ['session', 'message', 'done'], 'The events');
    assert(names.includes('delta'), 'Nothing is told while the reply is made');
  },
});
