import { mkdtemp, rm } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Delivery, Event } from '@medcor/contract';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createTestDatabase } from '../testing/database.js';
import { book, type HospitalFixture, populate, unique } from '../testing/fixture.js';
import { freePort, type ServerProcess, startServerProcess } from '../testing/server-process.js';
import { openWebhookReceiver, type WebhookReceiver } from '../testing/webhook-receiver.js';

/** Deliveries as they come in elsewhere: from the built server in a process of its own, to a receiver on this machine. */

const databases = [
  { name: 'the embedded database', create: async () => ({ url: '', drop: async () => undefined }) },
  { name: 'PostgreSQL', create: () => createTestDatabase() },
];

describe.each(databases)('webhooks of a server on $name', ({ create }) => {
  let folder: string;
  let database: { readonly url: string; drop(): Promise<void> };
  let receiver: WebhookReceiver;
  let server: ServerProcess;
  let first: HospitalFixture;
  let token: string;

  const start = async () => {
    server = startServerProcess(await freePort(), {
      DATABASE_URL: database.url,
      MEDCOR_DATA_DIR: folder,
      WEBHOOK_ALLOW_PRIVATE: 'true',
      WEBHOOK_RETRY_SCALE: '0.001',
    });
    await server.ready();
  };

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'medcor-webhooks-'));
    database = await create();
    receiver = await openWebhookReceiver();
    await start();
    ({ first } = await populate(server));
    ({ token } = first.admin);
  });
  afterEach(async () => {
    const { results } = await server.get('/api/webhooks/?page_size=100', token);
    for (const { id } of results) await server.call('DELETE', `/api/webhooks/${id}/`, { token });
    expect(receiver.refused).toEqual([]);
  });
  afterAll(async () => {
    await server?.stop('SIGKILL');
    await receiver?.close();
    await database?.drop();
    await rm(folder, { recursive: true, force: true });
  });

  type Answer = Parameters<WebhookReceiver['path']>[2];

  /** A webhook for every event, that the receiver answers as told; with a secret as the document has them. */
  const webhook = async (answer?: Answer, secret = 'your-webhook-secret') => {
    const name = unique('in-');
    const body = { url: receiver.path(name, [secret], answer), events: ['*'], secret };
    const { id } = await server.post('/api/webhooks/', body, token);
    return { name, path: `/api/webhooks/${id}/` };
  };
  const publish = () => book(server, first);
  const deliveriesOf = async (webhookPath: string): Promise<Delivery[]> =>
    (await server.get(`${webhookPath}deliveries/?page_size=100&ordering=id`, token)).results;
  const eventually = <T>(check: () => Promise<T> | T) => vi.waitFor(check, { timeout: 20_000, interval: 20 });
  const until = (webhookPath: string, ...expected: Partial<Delivery>[]) =>
    eventually(async () => expect(await deliveriesOf(webhookPath)).toMatchObject(expected));

  it('tell of each event once, in the form of the standard, as the list of events does', async () => {
    const { name } = await webhook();
    const standard = await webhook(undefined, 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw');
    const appointment = await book(server, first);
    await server.post(`/api/appointments/${appointment}/confirm/`, {}, token);
    await server.post(`/api/appointments/${appointment}/complete/`, {}, token);
    const record = { patient: first.patient.id, record_type: 'general', title: 'Visit', diagnosis: 'Flu' };
    await server.post('/api/medical-records/', record, first.doctor.token);
    const types = ['appointment.created', 'appointment.confirmed', 'appointment.completed'];
    types.push('medical_record.created');
    await eventually(() => {
      for (const place of [name, standard.name]) expect(receiver.eventsAt(place)).toHaveLength(types.length);
    });
    const events = await eventually(async () => {
      const { results } = await server.get('/api/events/?page_size=4&ordering=-id', token);
      const shown: Event[] = results.toReversed();
      expect(shown.map(({ type }) => type)).toEqual(types);
      return shown;
    });
    const bodies = receiver.received.filter((each) => each.path === `/${name}`).map(({ body }) => body);
    expect(bodies.sort()).toEqual(events.map((event) => JSON.stringify(event)).sort());
    expect(receiver.eventsAt(standard.name).sort()).toEqual(events.map(({ id }) => id).sort());
    expect(bodies.join()).not.toContain('Flu');
  });

  it('are signed with both secrets while one takes over from the other', async () => {
    const { name, path: one } = await webhook();
    const { secret } = await server.post(`${one}rotate-secret/`, {}, token);
    receiver.path(name, ['your-webhook-secret', secret]);
    await publish();
    await until(one, { status: 'delivered' });
  });

  it('are tried again until they are taken, as the same event signed anew', async () => {
    const answers = [500, 302, 200];
    const { name, path: one } = await webhook((response) =>
      response.writeHead(answers.shift() ?? 500, { Location: '/elsewhere' }).end('so'),
    );
    await publish();
    await until(one, { status: 'delivered', attempts: 3, response_status: 200, response_body: 'so' });
    const came = receiver.received.filter((each) => each.path === `/${name}`);
    expect(came).toHaveLength(3);
    expect(new Set(came.map(({ body }) => body)).size).toBe(1);
    expect(new Set(receiver.eventsAt(name)).size).toBe(1);
  });

  it('are switched off by a 410', async () => {
    const { name, path: one } = await webhook((response) => response.writeHead(410).end());
    await publish();
    await until(one, { status: 'dead', response_status: 410 });
    expect(await server.get(one, token)).toMatchObject({ is_active: false, disabled_reason: 'gone' });
    await publish();
    expect(receiver.eventsAt(name)).toHaveLength(1);
  });

  it('reach those who answer, while another one does not', async () => {
    const waiting: ServerResponse[] = [];
    const hanging = await webhook((response) => waiting.push(response));
    const quick = await webhook();
    for (let count = 0; count < 20; count += 1) await publish();
    // Long before the first of the others is given up, after 15 seconds.
    await until(quick.path, ...Array(20).fill({ status: 'delivered', attempts: 1 }));
    expect(await deliveriesOf(hanging.path)).toMatchObject(Array(20).fill({ status: 'pending' }));
    expect(receiver.eventsAt(hanging.name)).toHaveLength(4);
    receiver.path(hanging.name, ['your-webhook-secret']);
    for (const response of waiting) response.end();
  });

  it('are finished before the server stops, and go on when it starts again', async () => {
    let hold: ServerResponse | undefined;
    const { name, path: one } = await webhook((response) => {
      hold = response;
    });
    await publish();
    await eventually(() => expect(hold).toBeDefined());
    const stopped = server.stop('SIGTERM');
    await eventually(async () => expect(await server.get('/api/live/').catch(() => 'gone')).toBe('gone'));
    receiver.path(name, ['your-webhook-secret']);
    hold?.end('at last');
    expect(await stopped).toBe(0);
    await start();
    await until(one, { status: 'delivered', attempts: 1, response_body: 'at last' });
    await publish();
    await until(one, { status: 'delivered' }, { status: 'delivered' });
    expect(receiver.eventsAt(name)).toHaveLength(2);
  });
});
