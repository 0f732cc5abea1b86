import type { Subscription } from '@medcor/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Fixture, populate, signIn } from '../../../testing/fixture.js';
import { createOperator } from '../../../testing/operator.js';
import { insertPlan, newHospital } from '../../../testing/plans.js';
import { refusal } from '../../../testing/refusal.js';
import { openTestApi, stores, type TestApi } from '../../../testing/test-api.js';

const day = 24 * 60 * 60 * 1000;

describe.each(stores)('subscriptions over %s', (store) => {
  let api: TestApi;
  let fixture: Fixture;

  beforeAll(async () => {
    api = await openTestApi(store);
    fixture = await populate(api);
  });
  afterAll(() => api.close());

  const subscribe = (plan: number, token: string, body: object = {}) =>
    api.call('POST', `/api/subscription-plans/${plan}/subscribe/`, { token, body });
  const subscribed = async (plan: number, token: string): Promise<Subscription> => {
    const { status, body } = await subscribe(plan, token);
    expect(status).toBe(201);
    return body;
  };
  const live = (hospital: number, token: string) =>
    api.call('GET', `/api/hospitals/${hospital}/subscription/`, { token });
  /** The clock moves on in these tests: whoever signed in before may have to again. */
  const freshHospital = async () => newHospital(api, (await signIn(api, fixture.superuser.email)).token);

  describe('are begun', () => {
    it('by an admin for their hospital, and read by its people', async () => {
      const { second } = fixture;
      const plan = await insertPlan(api, { billing_cycle: 'quarterly' });
      expect(refusal(await live(second.id, second.admin.token))).toEqual([404, 'NOT_FOUND', []]);
      const subscription = await subscribed(plan, second.admin.token);
      expect(subscription).toEqual({
        id: expect.any(Number),
        hospital: second.id,
        plan: await api.get(`/api/subscription-plans/${plan}/`, second.admin.token),
        status: 'active',
        current_period_start: subscription.created_at,
        current_period_end: expect.stringMatching(/Z$/),
        trial_end: null,
        created_at: expect.stringMatching(/\.\d{3}Z$/),
      });
      for (const person of [second.admin, second.doctor, second.patient, fixture.superuser]) {
        expect((await live(second.id, person.token)).body).toEqual(subscription);
      }
      expect(refusal(await live(second.id, fixture.first.admin.token))).toEqual([404, 'NOT_FOUND', []]);
      expect(refusal(await live(2_147_483_647, fixture.superuser.token))).toEqual([404, 'NOT_FOUND', []]);
    });

    it('by nobody else of the hospital', async () => {
      const plan = await insertPlan(api);
      const { doctor, nurse, staff, patient } = fixture.second;
      for (const { token } of [doctor, nurse, staff, patient]) {
        expect(refusal(await subscribe(plan, token))).toEqual([403, 'PERMISSION_DENIED', []]);
      }
    });

    it('for the hospital that is named: their own, or a superuser’s choice', async () => {
      const [hospital, plan] = [await freshHospital(), await insertPlan(api)];
      const { admin } = hospital;
      const own = await subscribe(plan, admin.token, { hospital: hospital.id });
      expect([own.status, own.body.hospital]).toEqual([201, hospital.id]);
      const other = await subscribe(plan, admin.token, { hospital: fixture.first.id });
      expect(refusal(other)).toEqual([422, 'INVALID_REFERENCE', ['hospital']]);
      expect(refusal(await live(fixture.first.id, fixture.first.admin.token))).toEqual([
        404,
        'NOT_FOUND',
        [],
      ]);

      const operator = await createOperator(api, fixture);
      const chosen = await subscribe(plan, operator.token, { hospital: hospital.id });
      expect([chosen.status, chosen.body.hospital]).toEqual([201, hospital.id]);
      const none = await subscribe(plan, operator.token);
      expect(refusal(none)).toEqual([400, 'VALIDATION_ERROR', ['hospital']]);
      const missing = await subscribe(plan, operator.token, { hospital: 2_147_483_647 });
      expect(refusal(missing)).toEqual([422, 'INVALID_REFERENCE', ['hospital']]);
    });

    it('to no plan that is not offered, was deleted, or never was', async () => {
      const { admin } = fixture.first;
      const inactive = await insertPlan(api, { is_active: false });
      expect(refusal(await subscribe(inactive, admin.token))).toEqual([422, 'INVALID_REFERENCE', ['id']]);
      const deleted = await insertPlan(api);
      const { token } = fixture.superuser;
      await api.call('DELETE', `/api/subscription-plans/${deleted}/`, { token });
      for (const plan of [deleted, 2_147_483_647]) {
        expect(refusal(await subscribe(plan, admin.token))).toEqual([404, 'NOT_FOUND', []]);
      }
      expect(refusal(await live(fixture.first.id, admin.token))).toEqual([404, 'NOT_FOUND', []]);
    });
  });

  describe('are one a hospital', () => {
    it('a new one ends the old, of the same plan too', async () => {
      const { id, admin } = await freshHospital();
      const [small, large] = [await insertPlan(api), await insertPlan(api)];
      const ids: number[] = [];
      for (const plan of [small, large, large]) {
        const subscription = await subscribed(plan, admin.token);
        expect((await live(id, admin.token)).body).toEqual(subscription);
        ids.push(subscription.id);
      }
      expect(new Set(ids).size).toBe(3);
    });

    it('however many are begun at once', async () => {
      const { id, admin } = await freshHospital();
      const plan = await insertPlan(api);
      const answers = await Promise.all(Array.from({ length: 8 }, () => subscribe(plan, admin.token)));
      expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(201));
      const ids = answers.map(({ body }) => body.id);
      expect(new Set(ids).size).toBe(8);
      expect(Math.max(...ids)).toBe((await live(id, admin.token)).body.id);
    });

    it('and go on when the plan is changed, withdrawn or deleted', async () => {
      const { id, admin } = await freshHospital();
      const plan = await insertPlan(api, { billing_cycle: 'monthly' });
      const begun = await subscribed(plan, admin.token);
      const { token } = await signIn(api, fixture.superuser.email);
      const change = { price: '59.00', is_active: false, billing_cycle: 'one_time' };
      const changed = await api.call('PUT', `/api/subscription-plans/${plan}/`, { token, body: change });
      const { body } = await live(id, admin.token);
      expect(body).toEqual({ ...begun, plan: changed.body, current_period_end: null });
      await api.call('DELETE', `/api/subscription-plans/${plan}/`, { token });
      expect((await live(id, admin.token)).body).toEqual(body);
    });
  });

  describe('in time', () => {
    /** What a hospital has once some time has passed: by then, everyone has to sign in again. */
    const liveAfter = async (milliseconds: number, id: number, email: string): Promise<Subscription> => {
      api.advance(milliseconds);
      return (await live(id, (await signIn(api, email)).token)).body;
    };

    it('are on trial for as long as the plan says, and active from then on', async () => {
      const { id, admin } = await freshHospital();
      const plan = await insertPlan(api, { trial_days: 14, billing_cycle: 'annual' });
      const begun = await subscribed(plan, admin.token);
      expect(begun.status).toBe('trial');
      const trial_end = new Date(Date.parse(begun.created_at) + 14 * day).toISOString();
      expect(begun.trial_end).toBe(trial_end);
      await api.call('PUT', `/api/subscription-plans/${plan}/`, {
        token: (await signIn(api, fixture.superuser.email)).token,
        body: { trial_days: 0 },
      });
      expect(await liveAfter(13 * day, id, admin.email)).toMatchObject({ status: 'trial', trial_end });
      expect(await liveAfter(day, id, admin.email)).toMatchObject({ status: 'active', trial_end });
    });

    it('are renewed, period after period', async () => {
      const { id, admin } = await freshHospital();
      const begun = await subscribed(await insertPlan(api, { billing_cycle: 'monthly' }), admin.token);
      const second = await liveAfter(31 * day, id, admin.email);
      expect(second).toMatchObject({ id: begun.id, status: 'active', created_at: begun.created_at });
      expect(second.current_period_start).toBe(begun.current_period_end);
      const much = await liveAfter(400 * day, id, admin.email);
      expect(Date.parse(much.current_period_start)).toBeGreaterThan(Date.parse(begun.created_at) + 398 * day);
      const length = Date.parse(much.current_period_end ?? '') - Date.parse(much.current_period_start);
      expect(length / day).toBeGreaterThanOrEqual(28);
      expect(length / day).toBeLessThanOrEqual(31);
    });

    it('have no end where the plan is paid once', async () => {
      const { id, admin } = await freshHospital();
      const begun = await subscribed(await insertPlan(api, { billing_cycle: 'one_time' }), admin.token);
      expect(begun.current_period_end).toBeNull();
      expect(await liveAfter(1000 * day, id, admin.email)).toEqual(begun);
    });
  });
});
