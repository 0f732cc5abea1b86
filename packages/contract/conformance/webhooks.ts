import { assert, assertEqual, assertMatches } from './assertions.js';
import { checksOf, type Provocations } from './check.js';
import { eventually } from './eventually.js';
import { book, foundHospital, makeWebhook, newWebhook } from './things.js';
import { uniqueName } from './unique.js';

export const webhookErrors: Provocations = {
  'webhooks.create': {
    INVALID_REFERENCE: {
      fields: ['hospital'],
      make: ({ first, second }) => ({
        body: { ...newWebhook(), hospital: second.id },
        token: first.admin.token,
      }),
    },
  },
  'webhooks.redeliver': {
    async INVALID_TRANSITION(world) {
      const { client, first } = world;
      const { id } = await makeWebhook(world, first, { is_active: false });
      const { token } = first.admin;
      const delivery = await client.succeed('webhooks.test', { params: { id }, token });
      return { params: { id, delivery_id: delivery.id }, token };
    },
  },
};

export const webhookChecks = checksOf('webhooks', {
  'shows a secret once: the one given, or a new one': async (world) => {
    const { client, first } = world;
    const secret = uniqueName('secret-');
    const { id, secret: shown, secret_hint } = await makeWebhook(world, first, { secret });
    assertEqual([shown, secret.endsWith(secret_hint)], [secret, true], 'The secret that was given');
    const request = { params: { id }, token: first.admin.token };
    const read = await client.call('webhooks.get', request);
    assert(!JSON.stringify(read.body).includes(secret), 'The secret is shown again');
    const rotated = await client.succeed('webhooks.rotateSecret', request);
    assert(rotated.secret.startsWith('whsec_'), 'The new secret is none of ours');
    assert(rotated.previous_secret_expires_at !== null, 'The old secret does not sign for a while yet');
  },

  'refuses addresses that are not https, or lead to no public place': async ({ client, first }) => {
    for (const url of [
      'http://hooks.example.org/',
      'https://user:secret@hooks.example.org/',
      'https://127.0.0.1/hook',
      'https://10.0.0.1/hook',
      'https://169.254.169.254/',
      'https://[::1]/',
      'ftp://hooks.example.org/',
    ]) {
      const request = { body: { ...newWebhook(), url }, token: first.admin.token };
      const { fields } = await client.refuse('webhooks.create', 'VALIDATION_ERROR', request);
      assertEqual(fields, ['url'], `The fields for ${url}`);
    }
  },

  'tells how a test went, and lists it among the deliveries': async (world) => {
    const { client, first } = world;
    const { id } = await makeWebhook(world, first);
    const request = { params: { id }, token: first.admin.token };
    const delivery = await client.succeed('webhooks.test', request);
    assertMatches(delivery, { webhook: id, event_type: 'webhook.test', attempts: 1 }, 'The delivery');
    const { results } = await client.succeed('webhooks.deliveries', request);
    assertEqual(results, [delivery], 'The deliveries');
  },

  'queues a delivery for each webhook that asked for an event': async (world) => {
    const { client } = world;
    const hospital = await foundHospital(world);
    const { token } = hospital.admin;
    const deliveriesOf = async (events: string[], is_active = true) => {
      const { id } = await makeWebhook(world, { ...world.first, ...hospital }, { events, is_active });
      return () => client.succeed('webhooks.deliveries', { params: { id }, token });
    };
    const asking = [await deliveriesOf(['hospital.updated']), await deliveriesOf(['*'])];
    const others = [await deliveriesOf(['user.created']), await deliveriesOf(['*'], false)];
    const request = { params: { id: hospital.id }, body: { bed_count: 5 }, token };
    await client.succeed('hospitals.update', request);
    for (const deliveries of asking) {
      const { count, results } = await deliveries();
      assertEqual([count, results[0]?.event_type], [1, 'hospital.updated'], 'The deliveries of who asked');
    }
    for (const deliveries of others) assertEqual((await deliveries()).count, 0, 'Those of who did not');
  },
});

export const eventChecks = checksOf('events', {
  'tells what happened, in order, and nothing clinical': async (world) => {
    const { client, first, second } = world;
    const booked = await book(world, first);
    const { id } = booked;
    const request = { params: { id }, token: first.admin.token };
    await client.succeed('appointments.confirm', request);
    await client.succeed('appointments.cancel', { ...request, body: { reason: 'Feeling better' } });
    const query = { ordering: '-id', page_size: 3 };
    const { results } = await eventually(
      () => client.succeed('events.list', { query, token: first.admin.token }),
      ({ results: [newest] }) => newest?.type === 'appointment.cancelled' && newest.data.id === id,
    );
    const steps = ['cancelled', 'confirmed', 'created'];
    assertEqual(
      results.map(({ type }) => type),
      steps.map((step) => `appointment.${step}`),
      'The types',
    );
    const { start_time, end_time, patient, doctor, hospital } = booked;
    const data = { id, hospital, patient, doctor, status: 'cancelled', start_time, end_time };
    assertEqual(results[0]?.data, data, 'What is told of a cancellation');
    const foreign = await client.succeed('events.list', { query, token: second.admin.token });
    assert(
      foreign.results.every((event) => event.hospital === second.id),
      "Another hospital's are listed",
    );
  },

  'streams events as they happen': async (world) => {
    const { client, first } = world;
    const leaving = new AbortController();
    const response = await client.fetch('/api/events/?type=appointment.created', {
      headers: { Authorization: `Bearer ${first.admin.token}`, Accept: 'text/event-stream' },
      // Else a server that sends nothing would be waited for forever.
      signal: AbortSignal.any([leaving.signal, AbortSignal.timeout(20_000)]),
    });
    assertEqual(
      [response.status, response.headers.get('content-type')],
      [200, 'text/event-stream'],
      'The stream',
    );
    const { id } = await book(world, first);
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    // A booking of just before may show only now.
    let event: StreamedEvent | undefined;
    while (!event) {
      text += (await reader?.read())?.value ?? '';
      event = eventsIn(text).find(({ data }) => data.id === id);
    }
    leaving.abort();
    assertEqual(event.type, 'appointment.created', 'The event');
    assertMatches(event.data, { id, patient: first.patient.id }, 'What it tells');
  },
});

interface StreamedEvent {
  readonly type: string;
  readonly data: { readonly id: number };
}

/** The events that have come whole in a stream's text so far. */
function eventsIn(text: string): StreamedEvent[] {
  return [...text.matchAll(/^data: (.*)\n\n/gm)].map(([, data = '']) => JSON.parse(data));
}
