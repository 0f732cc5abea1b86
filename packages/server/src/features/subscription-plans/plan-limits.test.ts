import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Fixture, type Person, password, populate, unique } from '../../../testing/fixture.js';
import { createOperator } from '../../../testing/operator.js';
import { insertPlan, newHospital, newPlan } from '../../../testing/plans.js';
import { refusal } from '../../../testing/refusal.js';
import { openTestApi, stores, type TestApi, type TestResponse } from '../../../testing/test-api.js';
import type { PlanLimits } from './subscriptions.repository.js';

const users = '/api/auth/users/';
const reached = [403, 'PLAN_LIMIT_REACHED', []];

describe.each(stores)("a plan's limits over %s", (store) => {
  let api: TestApi;
  let fixture: Fixture;
  let token: string;

  beforeAll(async () => {
    api = await openTestApi(store);
    fixture = await populate(api);
    token = fixture.superuser.token;
  });
  afterAll(() => api.close());

  interface Place {
    readonly id: number;
    readonly admin: Person;
    readonly plan: number;
  }

  /** A hospital with an admin of its own, subscribed to a plan of these limits. */
  const limited = async (limits: Partial<PlanLimits>): Promise<Place> => {
    const { id, admin } = await newHospital(api, token);
    const plan = await insertPlan(api, limits);
    await api.post(`/api/subscription-plans/${plan}/subscribe/`, {}, admin.token);
    return { id, admin, plan };
  };
  const newUser = (role: string) => ({
    email: `${unique('limited.')}@example.org`,
    password,
    first_name: 'Lia',
    last_name: 'Limited',
    role,
  });
  const create = ({ admin }: Place, role: string) =>
    api.call('POST', users, { token: admin.token, body: newUser(role) });
  const register = ({ id }: Place) =>
    api.call('POST', '/api/auth/register/', {
      body: { ...newUser('patient'), password_confirm: password, hospital: id },
    });
  const put = (user: number, body: object, as = token) =>
    api.call('PUT', `${users}${user}/`, { token: as, body });
  const act = (user: number, action: 'activate' | 'deactivate') =>
    api.call('POST', `${users}${user}/${action}/`, { token, body: {} });
  const statuses = (responses: TestResponse[]) => responses.map(({ status }) => status);
  const activeIn = async ({ id }: Place, role?: 'doctor' | 'patient') =>
    api.database.read(id, (repositories) => repositories.users.countActive(id, role));

  it('count every active user, patients too', async () => {
    const place = await limited({ max_users: 3 });
    expect(statuses([await create(place, 'nurse'), await register(place)])).toEqual([201, 201]);
    for (const response of [
      await create(place, 'doctor'),
      await create(place, 'patient'),
      await register(place),
    ]) {
      expect(refusal(response)).toEqual(reached);
    }
    expect((await register(place)).body.error.message).toContain('3 active users');
    expect(await activeIn(place)).toBe(3);
  });

  it('count doctors and patients for themselves', async () => {
    const place = await limited({ max_doctors: 1, max_patients: 0 });
    expect((await create(place, 'doctor')).status).toBe(201);
    expect(refusal(await create(place, 'doctor'))).toEqual(reached);
    expect(refusal(await create(place, 'patient'))).toEqual(reached);
    expect(refusal(await register(place))).toEqual(reached);
    expect(statuses([await create(place, 'nurse'), await create(place, 'admin')])).toEqual([201, 201]);
  });

  it('bind no hospital without a subscription, and none but the own', async () => {
    await limited({ max_users: 0 });
    const { admin } = fixture.second;
    const body = newUser('nurse');
    expect((await api.call('POST', users, { token: admin.token, body })).status).toBe(201);
  });

  it('leave those who are there already, and take no more', async () => {
    const place = await limited({ max_users: 0 });
    expect((await api.call('GET', '/api/auth/profile/', { token: place.admin.token })).status).toBe(200);
    expect(refusal(await create(place, 'nurse'))).toEqual(reached);
    expect((await put(place.admin.id, { bio: 'Still here.' }, place.admin.token)).status).toBe(200);
  });

  it('are those of the plan as it is now, offered or not', async () => {
    const place = await limited({ max_users: 1 });
    expect(refusal(await create(place, 'nurse'))).toEqual(reached);
    const change = { max_users: 2, is_active: false };
    await api.call('PUT', `/api/subscription-plans/${place.plan}/`, { token, body: change });
    expect((await create(place, 'nurse')).status).toBe(201);
    await api.call('DELETE', `/api/subscription-plans/${place.plan}/`, { token });
    expect(refusal(await create(place, 'nurse'))).toEqual(reached);
    const larger = await insertPlan(api, { max_users: 3 });
    await api.post(`/api/subscription-plans/${larger}/subscribe/`, {}, place.admin.token);
    expect(statuses([await create(place, 'nurse'), await create(place, 'nurse')])).toEqual([201, 403]);
  });

  it('refuse the rows of a bulk that there is no room for, and no other', async () => {
    const place = await limited({ max_users: 4, max_doctors: 1 });
    const rows = ['doctor', 'doctor', 'nurse', 'patient', 'staff'].map(newUser);
    const { created, failed, results } = await api.post(`${users}bulk/`, { users: rows }, place.admin.token);
    expect([created, failed]).toEqual([3, 2]);
    expect(results.map((row: { error?: { code: string } }) => row.error?.code)).toEqual([
      undefined,
      'PLAN_LIMIT_REACHED',
      undefined,
      undefined,
      'PLAN_LIMIT_REACHED',
    ]);
  });

  it('bind superusers who add users', async () => {
    const place = await limited({ max_users: 1 });
    const operator = await createOperator(api, fixture);
    const body = { ...newUser('nurse'), hospital: place.id };
    expect(refusal(await api.call('POST', users, { token: operator.token, body }))).toEqual(reached);
  });

  describe('when users change', () => {
    it('free the place of who is deactivated, and ask for one of who comes back', async () => {
      const place = await limited({ max_users: 2 });
      const { id: gone } = (await create(place, 'nurse')).body;
      await act(gone, 'deactivate');
      const { id: next } = (await create(place, 'nurse')).body;
      expect(refusal(await act(gone, 'activate'))).toEqual(reached);
      expect(refusal(await put(gone, { is_active: true }))).toEqual(reached);
      expect(statuses([await act(next, 'activate'), await put(next, { is_active: true })])).toEqual([
        200, 200,
      ]);
      await act(next, 'deactivate');
      expect((await act(gone, 'activate')).status).toBe(200);
      expect(await activeIn(place)).toBe(2);
    });

    it('hold for who takes another role', async () => {
      const place = await limited({ max_users: 4, max_doctors: 1, max_patients: 0 });
      const { id: doctor } = (await create(place, 'doctor')).body;
      const { id: nurse } = (await create(place, 'nurse')).body;
      for (const role of ['doctor', 'patient']) expect(refusal(await put(nurse, { role }))).toEqual(reached);
      expect((await put(doctor, { role: 'doctor', bio: 'As before.' })).status).toBe(200);
      expect((await put(doctor, { role: 'staff' })).status).toBe(200);
      expect((await put(nurse, { role: 'doctor' })).status).toBe(200);
      const { id: sleeping } = (await create(place, 'staff')).body;
      await act(sleeping, 'deactivate');
      expect((await put(sleeping, { role: 'doctor' })).status).toBe(200);
      expect(refusal(await act(sleeping, 'activate'))).toEqual(reached);
      expect((await put(sleeping, { role: 'nurse', is_active: true })).status).toBe(200);
    });

    it('hold in the hospital that they move to', async () => {
      const [from, to] = [await limited({ max_users: 2 }), await limited({ max_users: 2, max_doctors: 0 })];
      const { id } = (await create(from, 'nurse')).body;
      expect(refusal(await put(id, { hospital: to.id, role: 'doctor' }))).toEqual(reached);
      const moved = await put(id, { hospital: to.id });
      expect([moved.status, moved.body.hospital]).toEqual([200, to.id]);
      const { id: other } = (await create(from, 'nurse')).body;
      expect(refusal(await put(other, { hospital: to.id }))).toEqual(reached);
      expect([await activeIn(from), await activeIn(to)]).toEqual([2, 2]);
    });
  });

  describe('with many at once', () => {
    const atOnce = (calls: (() => Promise<TestResponse>)[]) => Promise.all(calls.map((call) => call()));
    const expectRoomFor = (responses: TestResponse[], places: number, status = 201) => {
      const done = responses.filter((response) => response.status === status);
      expect(done).toHaveLength(places);
      for (const response of responses.filter((other) => !done.includes(other))) {
        expect(refusal(response)).toEqual(reached);
      }
    };

    it('make three of twenty where there is room for three', async () => {
      const place = await limited({ max_users: 4 });
      const calls = Array.from({ length: 20 }, (_, index) =>
        index % 2 ? () => create(place, 'nurse') : () => register(place),
      );
      expectRoomFor(await atOnce(calls), 3);
      expect(await activeIn(place)).toBe(4);
    });

    it('give one place to one of those who want it, whichever way', async () => {
      const place = await limited({ max_doctors: 1 });
      const nurses: number[] = [];
      for (let count = 0; count < 3; count += 1) nurses.push((await create(place, 'nurse')).body.id);
      const { id: gone } = (await create(place, 'doctor')).body;
      await act(gone, 'deactivate');
      const responses = await atOnce([
        () => create(place, 'doctor'),
        ...nurses.map((id) => () => put(id, { role: 'doctor' })),
        () => act(gone, 'activate'),
        () => put(gone, { is_active: true, role: 'doctor' }),
      ]);
      // The two who call one doctor back want the one place together.
      const done = responses.filter(({ status }) => status < 300).length;
      expect([1, 2]).toContain(done);
      expect(await activeIn(place, 'doctor')).toBe(1);
    });

    it('let all in who call the same user back', async () => {
      const place = await limited({ max_users: 2 });
      const { id } = (await create(place, 'nurse')).body;
      await act(id, 'deactivate');
      const responses = await atOnce(Array.from({ length: 6 }, () => () => act(id, 'activate')));
      expect(statuses(responses)).toEqual(Array(6).fill(200));
      expect(await activeIn(place)).toBe(2);
    });

    it('do not mix up two hospitals whose users change places', async () => {
      const [one, other] = [await limited({ max_users: 5 }), await limited({ max_users: 5 })];
      const movers = await Promise.all(
        [one, one, one, other, other, other].map(async (from) => ({
          id: Number((await create(from, 'nurse')).body.id),
          to: from === one ? other : one,
        })),
      );
      const responses = await atOnce([
        ...movers.map(
          ({ id, to }) =>
            () =>
              put(id, { hospital: to.id }),
        ),
        () => create(one, 'nurse'),
        () => create(other, 'nurse'),
      ]);
      for (const { status } of responses) expect([200, 201, 403]).toContain(status);
      expect(await activeIn(one)).toBeLessThanOrEqual(5);
      expect(await activeIn(other)).toBeLessThanOrEqual(5);
      expect((await activeIn(one)) + (await activeIn(other))).toBeGreaterThanOrEqual(8);
    });
  });
});

describe.each(stores)('the first admin over %s', (store) => {
  it('is never limited', async () => {
    const api = await openTestApi(store);
    try {
      const hospital = {
        name: 'First',
        city: 'Springfield',
        state: 'IL',
        country: 'USA',
        hospital_type: 'clinic',
        contact_email: 'office@example.org',
        contact_phone: '+1-555-0100',
      };
      const { id } = await api.post('/api/hospitals/', hospital);
      await api.database.transaction(id, async ({ subscriptionPlans, subscriptions }) => {
        const plan = await subscriptionPlans.insert(newPlan({ max_users: 0 }));
        const created_at = new Date().toISOString();
        await subscriptions.insert({ hospital: id, plan: plan.id, trial_end: null, created_at });
      });
      const register = (role: string) =>
        api.call('POST', '/api/auth/register/', {
          body: {
            email: `${unique('first.')}@example.org`,
            password,
            password_confirm: password,
            first_name: 'Rosa',
            last_name: 'Root',
            role,
            hospital: id,
          },
        });
      expect(refusal(await register('patient'))).toEqual(reached);
      expect((await register('admin')).status).toBe(201);
    } finally {
      await api.close();
    }
  });
});
