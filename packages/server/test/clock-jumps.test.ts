import { setImmediate as turn } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { broken, ok, startTestDispatcher } from '../src/jobs/webhook-dispatcher.test-support.js';
import type { WebhookOutcome } from '../src/ports.js';
import { publish } from '../testing/figures.js';
import { type HospitalFixture, openSlot, type Person, populate, signIn, unique } from '../testing/fixture.js';
import { openTestApi, stores, type TestApi } from '../testing/test-api.js';

const HOUR = 60 * 60 * 1000;

/** A server whose clock is put an hour forward and back, again and again, in the midst of what it does. */
describe.each(stores)('a clock that jumps, over %s', (store) => {
  let api: TestApi;
  let first: HospitalFixture;
  let staff: Person;
  let doctor: Person;
  let admin: Person;

  beforeAll(async () => {
    api = await openTestApi(store);
    ({ first } = await populate(api));
    // Tokens that are good an hour from now, too.
    api.advance(HOUR);
    [staff, doctor, admin] = await Promise.all(
      [first.staff, first.doctor, first.admin].map(({ email }) => signIn(api, email)),
    ).then(([one, other, third]) => {
      if (!one || !other || !third) throw new Error('Somebody could not sign in.');
      return [one, other, third];
    });
    api.advance(-HOUR);
  });
  afterAll(() => api.close());

  /** Does something while the clock jumps; it is right again in the end. */
  const whileJumping = async <T>(work: Promise<T>): Promise<T> => {
    let isOver = false;
    const over = () => {
      isOver = true;
    };
    work.then(over, over);
    while (!isOver) {
      for (const jump of [HOUR, -HOUR, -HOUR, HOUR]) {
        api.advance(jump);
        await turn();
      }
    }
    return work;
  };
  /** One after the other so closely that they overlap, and that no two of them see the same time. */
  const atOnce = <T>(count: number, call: () => Promise<T>) =>
    whileJumping(
      Promise.all(
        Array.from({ length: count }, async (_, index) => {
          for (let wait = 0; wait < index; wait += 1) await turn();
          return call();
        }),
      ),
    );

  it('gives a slot to one of forty', async () => {
    const slot = await openSlot(api, first);
    const body = { patient: first.patient.id, doctor: first.doctor.id, slot };
    const answers = await atOnce(40, () =>
      api.call('POST', '/api/appointments/', { token: staff.token, body }),
    );
    const statuses = answers.map(({ status }) => status).sort((one, other) => one - other);
    expect(statuses).toEqual([201, ...Array(39).fill(409)]);
    publish({
      part: 'harms',
      over: `${store}: clock jumps`,
      attempts: '40 bookings at once',
      result: '0 double bookings',
    });
  });

  const openWebhook = async () => {
    const url = `https://${unique('hooks')}.example/`;
    const asked = { url, events: ['medical_record.created'], secret: 'the-secret' };
    const { id } = await api.post('/api/webhooks/', asked, admin.token);
    return `/api/webhooks/${id}/`;
  };
  const write = () => {
    const body = { patient: first.patient.id, record_type: 'general', title: unique('Told of ') };
    return api.post('/api/medical-records/', body, doctor.token);
  };
  const deliveries = async (path: string, query: string) =>
    (await api.get(`${path}deliveries/?page_size=1${query}`, admin.token)).count;

  it('loses no delivery, and sends none again that arrived', async () => {
    const path = await openWebhook();
    const tried = new Set<string>();
    // Each event arrives at the second attempt: what is written down between them goes by the clock.
    const dispatcher = startTestDispatcher(api, async ({ id }) => {
      if (tried.has(id)) return ok;
      tried.add(id);
      return broken;
    });
    await atOnce(30, write);
    await vi.waitFor(
      async () => {
        // Whatever was to be done by a wrong clock is due by then.
        dispatcher.advance(HOUR);
        dispatcher.wake();
        expect(await deliveries(path, '&status=delivered')).toBe(30);
      },
      { timeout: 20_000, interval: 50 },
    );
    expect(await deliveries(path, '')).toBe(30);
    expect([tried.size, dispatcher.sent.length]).toEqual([30, 60]);
    publish({ part: 'harms', over: `${store}: clock jumps`, attempts: '30 events', result: '0 lost' });
    await dispatcher.stop();
    await api.call('DELETE', path, { token: admin.token });
  });

  it('gives nobody what another one is sending', async () => {
    const path = await openWebhook();
    let answer: (outcome: WebhookOutcome) => void = () => undefined;
    // It looks when it is told to, and renews its leases as ever.
    const times = { pollMs: 24 * HOUR, leaseMs: 15_000 };
    const one = startTestDispatcher(api, () => new Promise((resolve) => (answer = resolve)), { times });
    await write();
    one.wake();
    await vi.waitFor(() => expect(one.sent).toHaveLength(1), { timeout: 10_000, interval: 10 });
    api.advance(HOUR);
    await write();
    const other = startTestDispatcher(api, async () => ok);
    await vi.waitFor(() => expect(other.sent).not.toEqual([]), { timeout: 10_000, interval: 10 });
    const sent = [...one.sent, ...other.sent].map(({ id }) => id);
    expect([sent.length, new Set(sent).size]).toEqual([2, 2]);
    api.advance(-HOUR);
    answer(ok);
    await one.stop();
    await other.stop();
    await api.call('DELETE', path, { token: admin.token });
  });
});
