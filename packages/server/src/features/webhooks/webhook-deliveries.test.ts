import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { book, type Fixture, type HospitalFixture, populate } from '../../../testing/fixture.js';
import { refusal } from '../../../testing/refusal.js';
import { openTestApi, stores, type TestApi } from '../../../testing/test-api.js';

const webhooks = '/api/webhooks/';

describe.each(stores)('deliveries over %s', (store) => {
  let api: TestApi;
  let fixture: Fixture;
  let first: HospitalFixture;
  let token: string;

  beforeAll(async () => {
    api = await openTestApi(store);
    fixture = await populate(api);
    ({ first } = fixture);
    token = first.admin.token;
  });
  afterAll(() => api.close());

  const created = async (events: string[], as = token, fields: object = {}): Promise<number> => {
    const body = { url: 'https://hooks.example/in', events, secret: 'the-secret', ...fields };
    return (await api.post(webhooks, body, as)).id;
  };
  const list = async (id: number, query = '', as = token) =>
    (await api.get(`${webhooks}${id}/deliveries/?page_size=100&ordering=id${query}`, as)).results;
  const typesOf = async (id: number, as = token) =>
    (await list(id, '', as)).map(({ event_type }: { event_type: string }) => event_type);
  const test = async (id: number) => api.post(`${webhooks}${id}/test/`, {}, token);
  const redeliver = (id: number, delivery: number, as = token) =>
    api.call('POST', `${webhooks}${id}/deliveries/${delivery}/redeliver/`, { token: as, body: {} });
  const switchOff = (id: number) =>
    api.call('PUT', `${webhooks}${id}/`, { token, body: { is_active: false } });

  describe('are queued', () => {
    it('with the event, for those webhooks of its hospital that asked for it and are on', async () => {
      const ids = {
        named: await created(['user.created', 'appointment.created']),
        all: await created(['*']),
        other: await created(['appointment.cancelled']),
        off: await created(['*'], token, { is_active: false }),
      };
      const elsewhere = await created(['*'], fixture.second.admin.token);
      await book(api, first);
      expect(await typesOf(ids.named)).toEqual(['appointment.created']);
      expect(await typesOf(ids.all)).toEqual(['appointment.created']);
      for (const id of [ids.other, ids.off]) expect(await typesOf(id)).toEqual([]);
      expect(await typesOf(elsewhere, fixture.second.admin.token)).toEqual([]);
      const [delivery] = await list(ids.named);
      expect(delivery).toEqual({
        id: expect.any(Number),
        webhook: ids.named,
        event: expect.stringMatching(/^evt_/),
        event_type: 'appointment.created',
        status: 'pending',
        attempts: 0,
        next_attempt_at: delivery.created_at,
        last_attempt_at: null,
        response_status: null,
        response_body: null,
        duration_ms: null,
        error: null,
        created_at: expect.stringMatching(/Z$/),
        delivered_at: null,
      });
      expect((await list(ids.all))[0].event).toBe(delivery.event);
      expect(api.webhooks.sent).toEqual([]);
    });

    it('not while the webhook is off, and not for what did not come about', async () => {
      const id = await created(['*']);
      const appointment = await book(api, first);
      await api.post(`/api/appointments/${appointment}/cancel/`, {}, token);
      const refused = await api.call('POST', `/api/appointments/${appointment}/confirm/`, {
        token,
        body: {},
      });
      expect(refused.status).toBe(409);
      await switchOff(id);
      await book(api, first);
      await api.call('PUT', `${webhooks}${id}/`, { token, body: { is_active: true } });
      expect(await typesOf(id)).toEqual(['appointment.created', 'appointment.cancelled']);
    });

    it('and found by their event, their status, their type and their time', async () => {
      const id = await created(['*']);
      await book(api, first);
      await test(id);
      const [booked, tested] = await list(id);
      const found = async (query: string) =>
        (await list(id, query)).map((delivery: { id: number }) => delivery.id);
      expect(await found(`&event=${booked.event}`)).toEqual([booked.id]);
      expect(await found('&status=pending')).toEqual([booked.id]);
      expect(await found('&event_type=webhook.test')).toEqual([tested.id]);
      expect(await found(`&date_from=${booked.created_at}`)).toEqual([booked.id, tested.id]);
      expect(await found('&date_to=2000-01-01')).toEqual([]);
    });
  });

  describe('are tested', () => {
    it('by sending at once, signed, an event that shows nowhere else', async () => {
      const id = await created(['user.created']);
      api.webhooks.answerWith({ status: 202, body: 'taken', error: null, durationMs: 12 });
      const delivery = await test(id);
      expect(delivery).toEqual({
        id: expect.any(Number),
        webhook: id,
        event: expect.stringMatching(/^evt_/),
        event_type: 'webhook.test',
        status: 'delivered',
        attempts: 1,
        next_attempt_at: null,
        last_attempt_at: expect.stringMatching(/Z$/),
        response_status: 202,
        response_body: 'taken',
        duration_ms: 12,
        error: null,
        created_at: expect.stringMatching(/Z$/),
        delivered_at: expect.stringMatching(/Z$/),
      });
      expect(await list(id)).toEqual([delivery]);
      const sent = api.webhooks.sent.at(-1);
      expect(sent).toMatchObject({
        url: 'https://hooks.example/in',
        id: delivery.event,
        secrets: ['the-secret'],
      });
      expect(sent?.body).toBe(
        JSON.stringify({
          id: delivery.event,
          type: 'webhook.test',
          created_at: delivery.created_at,
          hospital: first.id,
          data: { id, hospital: first.id },
        }),
      );
      const { results } = await api.get('/api/events/?page_size=100&ordering=-id', token);
      expect(results.map(({ id: event }: { id: string }) => event)).not.toContain(delivery.event);
    });

    it('once only, also when they are off', async () => {
      const id = await created(['*'], token, { is_active: false });
      for (const outcome of [
        { status: 503, body: 'later', error: null },
        { status: 302, body: '', error: null },
        { status: null, body: null, error: 'No answer in time.' },
      ]) {
        api.webhooks.answerWith(outcome);
        const before = api.webhooks.sent.length;
        expect(await test(id)).toMatchObject({
          status: 'dead',
          attempts: 1,
          next_attempt_at: null,
          response_status: outcome.status,
          response_body: outcome.body,
          error: outcome.error,
          delivered_at: null,
        });
        expect(api.webhooks.sent.length).toBe(before + 1);
      }
      api.webhooks.answerWith({ status: 200, body: 'ok', error: null });
    });

    it('without sending anything, when their secret cannot be opened any more', async () => {
      const id = await created(['*']);
      await api.database.transaction(first.id, ({ webhooks: stored }) =>
        stored.update(id, { secret: 'sealed-with-another-key' }),
      );
      const before = api.webhooks.sent.length;
      expect(await test(id)).toMatchObject({ status: 'dead', error: expect.stringContaining('rotate') });
      expect(api.webhooks.sent.length).toBe(before);
    });
  });

  describe('are sent again', () => {
    it('from the beginning, whatever became of them', async () => {
      const id = await created(['*']);
      await book(api, first);
      const [{ id: delivery, event }] = await list(id);
      const over = { status: 'dead', attempts: 9, next_attempt_at: null, response_status: 500 } as const;
      await api.database.transaction(first.id, ({ webhookDeliveries }) =>
        webhookDeliveries.update(id, delivery, { ...over, error: 'No answer: ECONNRESET.' }),
      );
      const { status, body } = await redeliver(id, delivery);
      expect([status, body.id, body.event]).toEqual([200, delivery, event]);
      expect(body).toMatchObject({
        status: 'pending',
        attempts: 0,
        delivered_at: null,
        response_status: 500,
      });
      expect(Date.parse(body.next_attempt_at)).toBeGreaterThanOrEqual(Date.parse(body.created_at));
      expect(await list(id)).toEqual([body]);
    });

    it('not by a webhook that is off', async () => {
      const id = await created(['*']);
      const { id: delivery } = await test(id);
      await switchOff(id);
      expect(refusal(await redeliver(id, delivery))).toEqual([409, 'INVALID_TRANSITION', []]);
      expect((await list(id))[0].status).toBe('delivered');
    });

    it('only where they belong', async () => {
      const [id, other] = [await created(['*']), await created(['*'])];
      const { id: delivery } = await test(id);
      for (const response of [
        await redeliver(other, delivery),
        await redeliver(id, 2_147_483_647),
        await redeliver(id, delivery, fixture.second.admin.token),
        await api.call('GET', `${webhooks}${id}/deliveries/`, { token: fixture.second.admin.token }),
        await api.call('POST', `${webhooks}${id}/test/`, { token: fixture.second.admin.token, body: {} }),
      ]) {
        expect(refusal(response)).toEqual([404, 'NOT_FOUND', []]);
      }
      expect((await redeliver(id, delivery, fixture.superuser.token)).status).toBe(200);
    });
  });
});
