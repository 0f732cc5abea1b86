import type { SubscriptionPlan } from '@medcor/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Fixture, type HospitalFixture, populate, unique } from '../../../testing/fixture.js';
import { refusal } from '../../../testing/refusal.js';
import { openTestApi, stores, type TestApi } from '../../../testing/test-api.js';

const plans = '/api/subscription-plans/';
const required = { name: 'Starter Plan', plan_type: 'basic', price: '49.00', billing_cycle: 'monthly' };

describe.each(stores)('subscription plans over %s', (store) => {
  let api: TestApi;
  let fixture: Fixture;
  let first: HospitalFixture;
  let token: string;

  beforeAll(async () => {
    api = await openTestApi(store);
    fixture = await populate(api);
    ({ first } = fixture);
    token = fixture.superuser.token;
  });
  afterAll(() => api.close());

  const named = (fields: object = {}) => ({ ...required, name: unique('Plan '), ...fields });
  const create = (body: unknown, as = token) => api.call('POST', plans, { token: as, body });
  const created = async (fields: object = {}): Promise<SubscriptionPlan> =>
    api.post(plans, named(fields), token);
  const get = (id: number, as = token) => api.call('GET', `${plans}${id}/`, { token: as });
  const put = (id: number, body: unknown, as = token) =>
    api.call('PUT', `${plans}${id}/`, { token: as, body });
  const remove = (id: number, as = token) => api.call('DELETE', `${plans}${id}/`, { token: as });

  describe('are created', () => {
    it('from four fields, without limits or a trial', async () => {
      const { status, body } = await create(required);
      expect(status).toBe(201);
      expect(body).toEqual({
        id: expect.any(Number),
        ...required,
        slug: 'starter-plan',
        description: null,
        currency: 'USD',
        trial_days: 0,
        max_users: null,
        max_doctors: null,
        max_patients: null,
        features: [],
        is_active: true,
        display_order: 0,
        created_at: expect.stringMatching(/\.\d{3}Z$/),
        updated_at: body.created_at,
      });
      expect((await get(body.id)).body).toEqual(body);
    });

    it('from all fields, tidied', async () => {
      const fields = {
        plan_type: 'enterprise',
        slug: unique('Whole-'),
        description: 'Everything',
        price: 1299.5,
        currency: 'eur',
        billing_cycle: 'annual',
        trial_days: 30,
        max_users: 0,
        max_doctors: 20,
        max_patients: 10_000_000,
        features: ['Video visits', 'Ärztliche "Notizen"'],
        is_active: false,
        display_order: 7,
      };
      const { status, body } = await create(named(fields));
      expect(status).toBe(201);
      const tidied = { slug: fields.slug.toLowerCase(), price: '1299.50', currency: 'EUR' };
      expect(body).toMatchObject({ ...fields, ...tidied });
      expect((await get(body.id)).body).toEqual(body);
    });

    it.each([
      [0, '0.00'],
      [49, '49.00'],
      [49.5, '49.50'],
      [0.07, '0.07'],
      ['0', '0.00'],
      ['007.5', '7.50'],
      ['99999999.99', '99999999.99'],
    ])('for an amount with two decimal places: %j', async (price, shown) => {
      const { id } = await created({ price });
      expect((await get(id)).body.price).toBe(shown);
    });

    it('from no less', async () => {
      const [status, code, fields] = refusal(await create({}));
      expect([status, code, fields.sort()]).toEqual([400, 'VALIDATION_ERROR', Object.keys(required).sort()]);
    });

    it.each([
      ['plan_type', 'gold'],
      ['price', -1],
      ['price', '49,00'],
      ['price', 49.001],
      ['price', 100_000_000],
      ['currency', 'Euro'],
      ['billing_cycle', 'weekly'],
      ['trial_days', 366],
      ['max_users', -1],
      ['max_doctors', 1.5],
      ['features', 'Video visits'],
      ['slug', 'no spaces'],
      ['slug', null],
      ['id', 5],
    ])('without a wrong %s: %j', async (field, value) => {
      expect(refusal(await create(named({ [field]: value })))).toEqual([400, 'VALIDATION_ERROR', [field]]);
    });

    it('under a name and a slug of their own', async () => {
      const taken = await created();
      expect(refusal(await create(named({ name: taken.name })))).toEqual([409, 'ALREADY_EXISTS', ['name']]);
      expect(refusal(await create(named({ slug: taken.slug })))).toEqual([409, 'ALREADY_EXISTS', ['slug']]);
    });

    it('with slugs of their own from their names, also when many are made at once', async () => {
      const names = ['At Once', 'at once', 'At-Once', 'Àt  Ónce!', 'at_once', '計画'];
      const answers = await Promise.all(names.map((name) => create(named({ name }))));
      expect(answers.map(({ status }) => status)).toEqual(names.map(() => 201));
      const slugs = answers.map(({ body }) => body.slug);
      expect(slugs.sort()).toEqual(['at-once', 'at-once-2', 'at-once-3', 'at-once-4', 'at-once-5', 'plan']);
    });

    it('once when many ask for the same name at once', async () => {
      const body = named();
      const answers = await Promise.all(Array.from({ length: 5 }, () => create(body)));
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
    });
  });

  describe('are changed', () => {
    it('in the fields that are sent', async () => {
      const plan = await created({ max_users: 5, description: 'Small', features: ['Chat'] });
      const change = { price: 59, max_users: null, max_doctors: 3, description: null, features: [] };
      const { status, body } = await put(plan.id, change);
      expect(status).toBe(200);
      expect(body).toEqual({ ...plan, ...change, price: '59.00', updated_at: body.updated_at });
      expect(body.updated_at >= plan.updated_at).toBe(true);
      expect((await get(plan.id)).body).toEqual(body);
    });

    it('to no name or slug of another, and keep their slug under a new name', async () => {
      const [one, other] = [await created(), await created()];
      expect(refusal(await put(one.id, { name: other.name }))).toEqual([409, 'ALREADY_EXISTS', ['name']]);
      expect(refusal(await put(one.id, { slug: other.slug }))).toEqual([409, 'ALREADY_EXISTS', ['slug']]);
      const name = unique('Renamed ');
      expect((await put(one.id, { name })).body).toMatchObject({ name, slug: one.slug });
      expect(refusal(await put(one.id, { price: null }))).toEqual([400, 'VALIDATION_ERROR', ['price']]);
    });
  });

  it('are found under what they are called now', async () => {
    const { id } = await created({ name: 'Formerly Known', description: 'As such' });
    await put(id, { name: 'Presently Known', slug: 'presently' });
    const count = async (words: string) => (await api.get(`${plans}?search=${words}`, token)).count;
    expect(await count('presently+such')).toBe(1);
    expect(await count('formerly')).toBe(0);
  });

  describe('are deleted', () => {
    it('and are there no more', async () => {
      const { id } = await created();
      const deleted = await remove(id);
      expect([deleted.status, deleted.body]).toEqual([204, {}]);
      const { results } = await api.get(`${plans}?page_size=100`, token);
      expect(results.map((plan: SubscriptionPlan) => plan.id)).not.toContain(id);
      for (const response of [await get(id), await put(id, { price: '1' }), await remove(id)]) {
        expect(refusal(response)).toEqual([404, 'NOT_FOUND', []]);
      }
    });

    it('and leave their name and slug to others', async () => {
      const { id, name, slug } = await created();
      await remove(id);
      const again = await create({ ...required, name });
      expect([again.status, again.body.slug]).toEqual([201, slug]);
      await remove(again.body.id);
      expect((await create({ ...required, name, slug })).status).toBe(201);
    });

    it('never when there are none', async () => {
      const none = 2_147_483_647;
      for (const response of [await get(none), await put(none, {}), await remove(none)]) {
        expect(refusal(response)).toEqual([404, 'NOT_FOUND', []]);
      }
    });
  });

  it('are read by everyone, and written by superusers', async () => {
    const { id } = await created();
    for (const role of ['admin', 'doctor', 'nurse', 'staff', 'patient'] as const) {
      const as = first[role].token;
      expect((await get(id, as)).body.id).toBe(id);
      expect((await api.get(`${plans}?page_size=100`, as)).count).toBeGreaterThan(0);
      for (const response of [
        await create(named(), as),
        await put(id, { price: 1 }, as),
        await remove(id, as),
      ]) {
        expect(refusal(response)).toEqual([403, 'PERMISSION_DENIED', []]);
      }
    }
    expect((await get(id)).body.price).toBe('49.00');
  });

  describe('are listed', () => {
    const names = async (query: string) =>
      (await api.get(`${plans}?search=shelf&${query}`, first.nurse.token)).results.map(
        (plan: SubscriptionPlan) => plan.name,
      );

    beforeAll(async () => {
      await created({ name: 'Shelf B', display_order: 2, plan_type: 'free', price: 0 });
      await created({ name: 'shelf á', display_order: 2, billing_cycle: 'one_time', is_active: false });
      await created({ name: 'Top Shelf', display_order: 1, description: 'Für Große Kliniken' });
      await created({ name: 'Shelf Z', display_order: 0, plan_type: 'free', slug: 'zed' });
    });

    it('in the order in which they are to be shown', async () => {
      expect(await names('')).toEqual(['Shelf Z', 'Top Shelf', 'Shelf B', 'shelf á']);
      expect(await names('ordering=-display_order')).toEqual(['shelf á', 'Shelf B', 'Top Shelf', 'Shelf Z']);
      expect(await names('ordering=name')).toEqual(['shelf á', 'Shelf B', 'Shelf Z', 'Top Shelf']);
      expect(await names('ordering=-created_at')).toEqual(['Shelf Z', 'Top Shelf', 'shelf á', 'Shelf B']);
    });

    it('by what they are called and what is said of them', async () => {
      expect(await names('')).toHaveLength(4);
      const found = async (words: string) =>
        (await api.get(`${plans}?search=${encodeURIComponent(words)}`, token)).results.map(
          (plan: SubscriptionPlan) => plan.name,
        );
      expect(await found('kliniken FUR')).toEqual(['Top Shelf']);
      expect(await found('zed')).toEqual(['Shelf Z']);
      expect(await found('shelf a')).toEqual(['shelf á']);
      expect(await found('shelf kliniken zed')).toEqual([]);
    });

    it('by their type, their cycle, and whether they are offered', async () => {
      expect(await names('plan_type=free')).toEqual(['Shelf Z', 'Shelf B']);
      expect(await names('billing_cycle=one_time')).toEqual(['shelf á']);
      expect(await names('is_active=no')).toEqual(['shelf á']);
      expect(await names('is_active=yes&plan_type=basic')).toEqual(['Top Shelf']);
      const wrong = await api.call('GET', `${plans}?plan_type=gold`, { token });
      expect(refusal(wrong)).toEqual([400, 'VALIDATION_ERROR', ['plan_type']]);
    });
  });
});
