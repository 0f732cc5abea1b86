import type { Delivery } from '@medcor/contract';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Fixture, populate, unique } from '../../testing/fixture.js';
import { openTestApi, stores, type TestApi } from '../../testing/test-api.js';
import type { WebhookOutcome } from '../ports.js';
import {
  broken,
  never,
  ok,
  startTestDispatcher,
  type TestDispatcher,
} from './webhook-dispatcher.test-support.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Only what wakes it has it look. */
const unpolled = { pollMs: DAY, leaseMs: DAY };

describe.each(stores)('the dispatcher over %s', (store) => {
  let api: TestApi;
  let fixture: Fixture;
  let token: string;
  let hospital: number;
  let dispatcher: TestDispatcher;
  let answers: Record<string, () => Promise<WebhookOutcome>>;
  let made: number[];

  beforeAll(async () => {
    api = await openTestApi(store);
    fixture = await populate(api);
    ({ id: hospital } = fixture.first);
    ({ token } = fixture.superuser);
    api.onQueued(() => dispatcher.wake());
  });
  afterAll(() => api.close());
  beforeEach(() => {
    answers = {};
    made = [];
    start();
  });
  afterEach(async () => {
    await dispatcher.stop();
    for (const id of made) await api.call('DELETE', `/api/webhooks/${id}/`, { token });
  });

  const start = () => {
    const answer = ({ url }: { url: string }) => (answers[url] ?? (async () => ok))();
    dispatcher = startTestDispatcher(api, answer, { times: unpolled });
  };
  const webhook = async (fields: object = {}) => {
    const url = `https://${unique('hooks')}.example/`;
    const asked = { url, events: ['hospital.updated'], secret: 'the-secret', hospital, ...fields };
    const { id } = await api.post('/api/webhooks/', asked, token);
    made.push(id);
    return { id, url, path: `/api/webhooks/${id}/` };
  };
  /** Brings an event about. */
  const publish = () => put(`/api/hospitals/${hospital}/`, { description: unique('Changed ') });
  const put = async (path: string, body: object) => {
    const { status, body: answer } = await api.call('PUT', path, { token, body });
    expect([status, answer]).toEqual([200, answer]);
  };
  const deliveries = async (path: string): Promise<Delivery[]> =>
    (await api.get(`${path}deliveries/?page_size=100&ordering=id`, token)).results;
  const eventually = <T>(check: () => Promise<T>) => vi.waitFor(check, { timeout: 10_000, interval: 5 });
  const until = (path: string, ...expected: Partial<Delivery>[]) =>
    eventually(async () => {
      const found = await deliveries(path);
      expect(found).toMatchObject(expected);
      return found;
    });
  const sentTo = (to: string) => dispatcher.sent.filter(({ url }) => url === to);

  it('sends what happens, at once, and keeps how it was answered', async () => {
    const { id, url, path } = await webhook();
    await publish();
    const [delivery] = await until(path, { status: 'delivered' });
    expect(delivery).toMatchObject({
      ...{ attempts: 1, next_attempt_at: null, error: null, duration_ms: 7 },
      ...{ response_status: 200, response_body: 'ok', webhook: id },
      last_attempt_at: expect.stringMatching(/Z$/),
      delivered_at: expect.stringMatching(/Z$/),
    });
    expect(sentTo(url)).toEqual([
      { url, id: delivery?.event, secrets: ['the-secret'], body: expect.any(String) },
    ]);
    const { body } = sentTo(url)[0] ?? {};
    const created_at = expect.stringMatching(/Z$/);
    const data = { id: hospital, hospital };
    const payload = JSON.parse(body ?? '');
    expect(payload).toEqual({ id: delivery?.event, type: 'hospital.updated', created_at, hospital, data });
    expect(Object.keys(payload)).toEqual(['id', 'type', 'created_at', 'hospital', 'data']);
  });

  it('tries again what failed, later and later, for three days, and gives up', async () => {
    const { url, path } = await webhook();
    answers[url] = async () => broken;
    const waits = [5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, ...Array(6).fill(10 * HOUR)];
    await publish();
    for (const [index, wait] of waits.entries()) {
      const [delivery] = await until(path, { status: 'failed', attempts: index + 1, response_status: 500 });
      const waited =
        Date.parse(delivery?.next_attempt_at ?? '') - Date.parse(delivery?.last_attempt_at ?? '');
      // Between them is how long the answer took to be written down.
      expect(waited - wait).toBeGreaterThanOrEqual(0);
      expect(waited - wait).toBeLessThan(MINUTE);
      dispatcher.advance(waited + SECOND);
      dispatcher.wake();
    }
    await until(path, { status: 'dead', attempts: 12, next_attempt_at: null, response_body: 'no' });
    expect(sentTo(url)).toHaveLength(12);
    expect(new Set(sentTo(url).map(({ id }) => id)).size).toBe(1);
    expect(waits.reduce((sum, wait) => sum + wait) / DAY).toBeCloseTo(2.8, 1);
  });

  it.each([
    ['no answer', { status: null, body: null, error: 'No answer in time.', durationMs: 15_000 }],
    ['a redirect', { status: 302, body: '', error: null, durationMs: 7 }],
    ['a refusal', { status: 400, body: 'Bad', error: null, durationMs: 7 }],
  ])('takes %s for a failure', async (_what, outcome) => {
    const { url, path } = await webhook();
    answers[url] = async () => outcome;
    await publish();
    const { status, body, error } = outcome;
    await until(path, { status: 'failed', response_status: status, response_body: body, error });
  });

  it('switches a webhook off that says that it is gone', async () => {
    const { url, path } = await webhook();
    answers[url] = async () => ({ ...broken, status: 410 });
    await publish();
    await until(path, { status: 'dead', attempts: 1, next_attempt_at: null, response_status: 410 });
    expect(await api.get(path, token)).toMatchObject({ is_active: false, disabled_reason: 'gone' });
    expect(dispatcher.logs.at(-1)).toMatchObject({ msg: 'webhook switched off', reason: 'gone' });
    await publish();
    await until(path, { status: 'dead' });
    expect(sentTo(url)).toHaveLength(1);
  });

  it('switches a webhook off that has done nothing but fail for five days', async () => {
    const { id, url, path } = await webhook();
    let outcome = broken;
    answers[url] = async () => outcome;
    const isFailing = () =>
      api.database.read(hospital, async ({ webhooks }) => (await webhooks.find(id))?.failing_since != null);
    await publish();
    await eventually(async () => expect(await isFailing()).toBe(true));
    dispatcher.advance(4.9 * DAY);
    outcome = ok;
    await publish();
    await until(path, { status: 'delivered' }, { status: 'delivered' });
    expect(await isFailing()).toBe(false);
    outcome = broken;
    await publish();
    await eventually(async () => expect(await isFailing()).toBe(true));
    dispatcher.advance(4.9 * DAY);
    await publish();
    await until(
      path,
      { status: 'delivered' },
      { status: 'delivered' },
      { status: 'failed', attempts: 2 },
      {
        status: 'failed',
      },
    );
    expect(await api.get(path, token)).toMatchObject({ is_active: true, disabled_reason: null });
    dispatcher.advance(0.2 * DAY);
    await publish();
    await eventually(async () =>
      expect(await api.get(path, token)).toMatchObject({ is_active: false, disabled_reason: 'failing' }),
    );
    await put(path, { is_active: true });
    expect([await isFailing(), (await api.get(path, token)).disabled_reason]).toEqual([false, null]);
  });

  it('holds against no webhook what came of an address that it has left', async () => {
    const { id, url, path } = await webhook();
    let answer: (outcome: WebhookOutcome) => void = () => undefined;
    answers[url] = () => new Promise((resolve) => (answer = resolve));
    await publish();
    await eventually(async () => expect(sentTo(url)).toHaveLength(1));
    await put(path, { url: 'https://new.example/' });
    answer({ ...broken, status: 410 });
    await until(path, { status: 'failed', attempts: 1, response_status: 410 });
    const { failing_since } = (await api.database.read(hospital, ({ webhooks }) => webhooks.find(id))) ?? {};
    expect([(await api.get(path, token)).is_active, failing_since]).toEqual([true, null]);
  });

  it('lets a webhook that hangs keep nobody else waiting, and sends it a few at a time', async () => {
    const [slow, quick] = [await webhook(), await webhook()];
    answers[slow.url] = never;
    for (let count = 0; count < 10; count += 1) await publish();
    await until(quick.path, ...Array(10).fill({ status: 'delivered' }));
    expect(sentTo(slow.url)).toHaveLength(4);
    expect(await deliveries(slow.path)).toMatchObject(Array(10).fill({ status: 'pending' }));
  });

  it('sends one at a time to a webhook that fails', async () => {
    const { url, path } = await webhook();
    answers[url] = async () => broken;
    await publish();
    await until(path, { status: 'failed' });
    answers[url] = never;
    const other = await webhook();
    for (let count = 0; count < 5; count += 1) await publish();
    await until(other.path, ...Array(5).fill({ status: 'delivered' }));
    expect(sentTo(url)).toHaveLength(2);
  });

  it('signs with the secret before as well, for a day', async () => {
    const { url, path } = await webhook();
    await api.post(`${path}rotate-secret/`, { secret: 'the-next-secret' }, token);
    await publish();
    await until(path, { status: 'delivered' });
    dispatcher.advance(DAY + SECOND);
    await publish();
    await until(path, { status: 'delivered' }, { status: 'delivered' });
    const both = ['the-next-secret', 'the-secret'];
    expect(sentTo(url).map(({ secrets }) => secrets)).toEqual([both, ['the-next-secret']]);
  });

  it('sends again what it is asked to', async () => {
    const { url, path } = await webhook();
    await publish();
    const [delivery] = await until(path, { status: 'delivered' });
    answers[url] = async () => ({ ...ok, status: 202 });
    await api.post(`${path}deliveries/${delivery?.id}/redeliver/`, {}, token);
    await until(path, { status: 'delivered', attempts: 1, response_status: 202 });
    expect(sentTo(url)).toHaveLength(2);
    expect(sentTo(url)[0]).toEqual(sentTo(url)[1]);
  });

  it('sends nothing to what was switched off meanwhile, and gives that up', async () => {
    await dispatcher.stop();
    const { url, path } = await webhook();
    await publish();
    await put(path, { is_active: false });
    dispatcher = startTestDispatcher(api, async () => ok, { times: { pollMs: 5, leaseMs: DAY } });
    await until(path, {
      ...{ status: 'dead', attempts: 0, next_attempt_at: null },
      error: 'The webhook, or its hospital, was switched off.',
    });
    expect(sentTo(url)).toEqual([]);
  });

  it('looks for what other processes wrote', async () => {
    await dispatcher.stop();
    const { path } = await webhook();
    api.onQueued(() => undefined);
    dispatcher = startTestDispatcher(api, async () => ok, { times: { pollMs: 5, leaseMs: DAY } });
    await publish();
    await until(path, { status: 'delivered' });
    api.onQueued(() => dispatcher.wake());
  });

  it('finishes what is under way when it is stopped, and takes nothing more', async () => {
    const { url, path } = await webhook();
    let answer: (outcome: WebhookOutcome) => void = () => undefined;
    answers[url] = () => new Promise((resolve) => (answer = resolve));
    await publish();
    await eventually(async () => expect(sentTo(url)).toHaveLength(1));
    const stopped = dispatcher.stop(MINUTE);
    await publish();
    answer(ok);
    await stopped;
    expect(await deliveries(path)).toMatchObject([{ status: 'delivered' }, { status: 'pending' }]);
    expect(sentTo(url)).toHaveLength(1);
  });

  it('gives back what does not end in time, for others to take at once', async () => {
    const { url, path } = await webhook();
    answers[url] = never;
    await publish();
    await eventually(async () => expect(sentTo(url)).toHaveLength(1));
    await dispatcher.stop(1);
    answers[url] = async () => ok;
    start();
    await until(path, { status: 'delivered', attempts: 1 });
  });
});
