import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Fixture, type HospitalFixture, populate, unique } from '../../../testing/fixture.js';
import { refusal } from '../../../testing/refusal.js';
import { openTestApi, stores, type TestApi } from '../../../testing/test-api.js';

const webhooks = '/api/webhooks/';
const DAY_MS = 24 * 60 * 60 * 1000;

const required = { url: 'https://hooks.example/in', events: ['appointment.created'] };

describe.each(stores)('webhooks over %s', (store) => {
  let api: TestApi;
  let fixture: Fixture;
  let first: HospitalFixture;
  let second: HospitalFixture;
  let token: string;

  beforeAll(async () => {
    api = await openTestApi(store);
    fixture = await populate(api);
    ({ first, second } = fixture);
    token = first.admin.token;
  });
  afterAll(() => api.close());

  const create = (body: object, as = token) => api.call('POST', webhooks, { token: as, body });
  const created = async (fields: object = {}, as = token) =>
    (await api.post(webhooks, { ...required, ...fields }, as)).id;
  const get = (id: number, as = token) => api.call('GET', `${webhooks}${id}/`, { token: as });
  const put = (id: number, body: unknown, as = token) =>
    api.call('PUT', `${webhooks}${id}/`, { token: as, body });
  const rotate = (id: number, body: unknown = {}) =>
    api.call('POST', `${webhooks}${id}/rotate-secret/`, { token, body });

  describe('are created', () => {
    it("with the document's own request, and show their secret this once", async () => {
      const asked = {
        url: 'https://your-server.com/webhook',
        events: ['appointment.created', 'appointment.cancelled'],
        secret: 'your-webhook-secret',
      };
      const { status, body } = await create(asked);
      expect(status).toBe(201);
      const { secret, ...shown } = body;
      expect(body).toEqual({
        id: expect.any(Number),
        hospital: first.id,
        ...asked,
        description: null,
        is_active: true,
        disabled_reason: null,
        secret_hint: 'cret',
        previous_secret_expires_at: null,
        created_at: expect.stringMatching(/Z$/),
        updated_at: body.created_at,
      });
      expect((await get(body.id)).body).toEqual(shown);
      expect(secret).toBe(asked.secret);
    });

    it('with a secret of the server, of the form that the standard gives them', async () => {
      const [one, other] = [(await create(required)).body, (await create(required)).body];
      expect(one.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
      expect(one.secret_hint).toBe(one.secret.slice(-4));
      expect(one.secret).not.toBe(other.secret);
    });

    it('from all fields, with each event once', async () => {
      const fields = { events: ['*', 'user.created', '*'], description: ' Display ', is_active: false };
      const { body } = await create({ ...required, ...fields });
      const { events, description, is_active } = body;
      expect([events, description, is_active]).toEqual([['*', 'user.created'], 'Display', false]);
    });

    it.each([
      ['url', undefined],
      ['events', undefined],
      ['events', []],
      ['events.0', ['appointment.eaten']],
      ['secret', 'short'],
      ['secret', ' spaced secret '],
      ['secret', 'whsec_not base64'],
      ['url', 'hooks.example/in'],
      ['url', 'ftp://hooks.example/in'],
      ['url', 'https://user:password@hooks.example/in'],
      ['url', 'http://hooks.example/in'],
      ['url', 'https://127.0.0.1/'],
      ['url', 'https://2130706433/'],
      ['url', 'https://0x7f.1/'],
      ['url', 'https://10.1.2.3/'],
      ['url', 'https://169.254.169.254/latest/meta-data/'],
      ['url', 'https://[::1]/'],
      ['url', 'https://[::ffff:10.0.0.1]/'],
      ['url', 'https://[fd00::1]/'],
      ['url', 'https://inside.example/'],
      ['url', 'https://both.example/'],
    ])('without a wrong %s: %j', async (field, value) => {
      api.webhooks.name('inside.example', '192.168.0.7');
      api.webhooks.name('both.example', '8.8.8.8', 'fe80::1');
      const [name = ''] = field.split('.');
      expect(refusal(await create({ ...required, [name]: value }))).toEqual([
        400,
        'VALIDATION_ERROR',
        [field],
      ]);
    });

    it('with an address of the internet, and with a name that does not resolve yet', async () => {
      api.webhooks.name('outside.example', '8.8.8.8', '2606:4700::1111');
      for (const url of [
        'https://outside.example:8443/a?b=c',
        'https://8.8.4.4/',
        'https://not.yet.example/',
      ]) {
        expect((await create({ ...required, url })).body.url).toBe(url);
      }
      expect(api.webhooks.sent).toEqual([]);
    });

    it('in their own hospital by admins, in any by superusers, by nobody else', async () => {
      const { superuser } = fixture;
      expect((await create({ ...required, hospital: second.id }, superuser.token)).body.hospital).toBe(
        second.id,
      );
      const elsewhere = await create({ ...required, hospital: second.id });
      expect(refusal(elsewhere)).toEqual([422, 'INVALID_REFERENCE', ['hospital']]);
      const nowhere = await create({ ...required, hospital: 2_147_483_647 }, superuser.token);
      expect(refusal(nowhere)).toEqual([422, 'INVALID_REFERENCE', ['hospital']]);
      expect(refusal(await create(required, first.doctor.token))).toEqual([403, 'PERMISSION_DENIED', []]);
    });
  });

  describe('are changed', () => {
    it('field by field', async () => {
      const id = await created();
      const before = (await get(id)).body;
      const change = { events: ['*'], description: 'Front desk', url: 'https://other.example/' };
      const { status, body } = await put(id, change);
      expect([status, body]).toEqual([200, { ...before, ...change, updated_at: body.updated_at }]);
      expect((await put(id, { description: null })).body.description).toBeNull();
      expect((await put(id, { is_active: false })).body).toMatchObject({ is_active: false, events: ['*'] });
    });

    it('to no address that they could not be created with, and not in their secret', async () => {
      const id = await created();
      for (const url of ['https://10.1.2.3/', 'http://hooks.example/', 'https://[::]/']) {
        expect(refusal(await put(id, { url }))).toEqual([400, 'VALIDATION_ERROR', ['url']]);
      }
      expect(refusal(await put(id, { secret: 'a-new-secret' }))).toEqual([
        400,
        'VALIDATION_ERROR',
        ['secret'],
      ]);
      expect((await get(id)).body.url).toBe(required.url);
    });

    it('by being switched on again, with a clean record', async () => {
      const id = await created();
      const since = '2025-01-01T00:00:00.000Z';
      await api.database.transaction(first.id, ({ webhooks: stored }) =>
        stored.update(id, { is_active: false, disabled_reason: 'failing', failing_since: since }),
      );
      expect((await put(id, { description: 'Still off' })).body.disabled_reason).toBe('failing');
      expect((await put(id, { is_active: true })).body).toMatchObject({
        is_active: true,
        disabled_reason: null,
      });
      const kept = () => api.database.read(first.id, ({ webhooks: stored }) => stored.find(id));
      expect((await kept())?.failing_since).toBeNull();
      await api.database.transaction(first.id, ({ webhooks: stored }) =>
        stored.update(id, { failing_since: since }),
      );
      // On it was already: this is no new beginning.
      await put(id, { is_active: true });
      expect((await kept())?.failing_since).toBe(since);
    });

    it('and deleted, with their deliveries', async () => {
      const id = await created();
      await api.post(`${webhooks}${id}/test/`, {}, token);
      const deleted = await api.call('DELETE', `${webhooks}${id}/`, { token });
      expect([deleted.status, deleted.body]).toEqual([204, {}]);
      for (const path of [`${webhooks}${id}/`, `${webhooks}${id}/deliveries/`]) {
        expect(refusal(await api.call('GET', path, { token }))).toEqual([404, 'NOT_FOUND', []]);
      }
      const left = await api.database.read(first.id, ({ webhookDeliveries }) =>
        webhookDeliveries.list(id, {
          where: [],
          words: [],
          order: [{ field: 'id', descending: false }],
          after: null,
          offset: 0,
          limit: 10,
        }),
      );
      expect(left.rows).toEqual([]);
    });
  });

  describe('are given a new secret', () => {
    it('of their own or of the server, beside the old one for a day', async () => {
      const id = await created({ secret: 'the-first-secret' });
      const { status, body } = await rotate(id);
      expect([status, body.secret]).toEqual([200, expect.stringMatching(/^whsec_/)]);
      expect(body.secret_hint).toBe(body.secret.slice(-4));
      const expiry = Date.parse(body.previous_secret_expires_at);
      expect(expiry - Date.parse(body.updated_at)).toBe(DAY_MS);

      await api.post(`${webhooks}${id}/test/`, {}, token);
      expect(api.webhooks.sent.at(-1)?.secrets).toEqual([body.secret, 'the-first-secret']);
      expect((await rotate(id, { secret: 'the-third-secret' })).body.secret).toBe('the-third-secret');
      await api.post(`${webhooks}${id}/test/`, {}, token);
      expect(api.webhooks.sent.at(-1)?.secrets).toEqual(['the-third-secret', body.secret]);
    });

    it('which no other answer shows, and which is kept sealed', async () => {
      const id = await created({ secret: 'the-hidden-secret' });
      await rotate(id, { secret: 'the-other-secret' });
      const answers = [
        await get(id),
        await put(id, { description: 'x' }),
        await api.call('GET', `${webhooks}?page_size=100`, { token }),
      ];
      const kept = await api.database.read(first.id, ({ webhooks: stored }) => stored.find(id));
      for (const text of [...answers.map(({ body }) => body), kept].map((body) => JSON.stringify(body))) {
        expect(text).not.toMatch(/the-(?:hidden|other)-secret/);
      }
    });

    it('and the old one is out of use when its day is over', async () => {
      const id = await created();
      const { body } = await rotate(id);
      api.advance(DAY_MS + 1000);
      const { tokens } = await api.post('/api/auth/login/', {
        email: first.admin.email,
        password: 'Correct-Horse-7!',
      });
      token = tokens.access;
      expect((await get(id)).body.previous_secret_expires_at).toBeNull();
      await api.post(`${webhooks}${id}/test/`, {}, token);
      expect(api.webhooks.sent.at(-1)?.secrets).toEqual([body.secret]);
    });
  });

  it('are listed, found by their address and by whether they are on', async () => {
    const word = unique('needle');
    const ids = async (query: string) =>
      (await api.get(`${webhooks}?page_size=100&${query}`, token)).results.map(
        (row: { id: number }) => row.id,
      );
    const byUrl = await created({ url: `https://${word}.example/` });
    const byDescription = await created({ description: `The ${word.toUpperCase()}`, is_active: false });
    expect(await ids(`search=${word}`)).toEqual([byUrl, byDescription]);
    expect(await ids(`search=${word}&is_active=true`)).toEqual([byUrl]);
    expect(await ids(`search=${word}&ordering=-created_at&is_active=no`)).toEqual([byDescription]);
    await put(byUrl, { url: 'https://hay.example/' });
    expect(await ids(`search=${word}`)).toEqual([byDescription]);
  });
});
