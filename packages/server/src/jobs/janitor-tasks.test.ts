import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { populate } from '../../testing/fixture.js';
import { everyStore, openTestApi, type TestApi } from '../../testing/test-api.js';
import type { Database } from '../db/database.js';
import { freshState } from '../features/chat/engine/dialogue-state.js';
import { janitorTasks } from './janitor-tasks.js';

const DAY_MS = 24 * 60 * 60 * 1000;
const now = new Date('2045-06-01T12:00:00.000Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * DAY_MS).toISOString();

describe.each(everyStore)('the janitor over %s', (store) => {
  let api: TestApi;
  let hospital: number;
  let patient: number;
  let webhook: number;

  beforeAll(async () => {
    api = await openTestApi(store);
    const { first } = await populate(api);
    hospital = first.id;
    patient = first.patient.id;
    const asked = { url: 'https://hooks.example/', events: ['*'] };
    webhook = (await api.post('/api/webhooks/', asked, first.admin.token)).id;
  });
  afterAll(() => api.close());

  const publish = (id: string, created_at: string) =>
    api.database.transaction(hospital, async ({ events }) => {
      const event = { id, type: 'user.created', created_at, hospital, data: { id: 7, hospital } } as const;
      await events.insert(event);
    });
  const left = async (ids: string[]) => {
    const known: string[] = [];
    for (const id of ids) {
      if ((await api.database.read(hospital, ({ events }) => events.positionOf(id))) !== undefined)
        known.push(id);
    }
    return known;
  };
  const deliveriesOf = async (ids: string[]) => {
    const { rows } = await api.database.read(hospital, ({ webhookDeliveries }) =>
      webhookDeliveries.list(webhook, {
        where: [],
        words: [],
        order: [{ field: 'id', descending: false }],
        after: null,
        offset: 0,
        limit: 5000,
      }),
    );
    return rows.map(({ event }) => event).filter((event) => ids.includes(event));
  };
  const clean = async (database: Database = api.database, stopping = new AbortController().signal) => {
    for (const task of janitorTasks({ database, clock: () => now, chatRetentionDays: 30 }))
      await task.run(stopping);
  };

  it('erases events and deliveries that are older than 90 days, and no others', async () => {
    const ids = ['evt_old', 'evt_border', 'evt_young'];
    await publish('evt_old', daysAgo(90.01));
    await publish('evt_border', daysAgo(90));
    await publish('evt_young', daysAgo(1));
    expect([await left(ids), await deliveriesOf(ids)]).toEqual([ids, ids]);
    await clean();
    expect([await left(ids), await deliveriesOf(ids)]).toEqual([ids.slice(1), ids.slice(1)]);
  });

  it('goes on until all are erased, a thousand at a time', async () => {
    await api.database.transaction(hospital, async ({ events }) => {
      for (let count = 0; count < 2001; count += 1) {
        const [id, created_at] = [`evt_many_${count}`, daysAgo(100)];
        await events.insert({ id, type: 'user.created', created_at, hospital, data: { id: 7, hospital } });
      }
    });
    const sizes: unknown[] = [];
    const counting: Database = {
      ...api.database,
      async transaction(tenant, work) {
        const result = await api.database.transaction(tenant, work);
        sizes.push(result);
        return result;
      },
    };
    await clean(counting);
    // Of the events, then of the deliveries, then of the idempotency keys.
    expect(sizes).toEqual([1000, 1000, 1, 1000, 1000, 1, 0, 0, 0]);
    expect(await left(['evt_many_0', 'evt_many_2000'])).toEqual([]);
  });

  it('erases idempotency keys of everyone that are older than a day, and no others', async () => {
    const claim = (user: number, key: string, at: string) =>
      api.database.transaction('platform', ({ idempotencyKeys }) =>
        idempotencyKeys.claim({
          user,
          key,
          fingerprint: '',
          claim: 'c',
          at,
          lapsed: daysAgo(999),
          expired: daysAgo(999),
        }),
      );
    for (const user of [1, 2]) {
      await claim(user, 'old', daysAgo(1.01));
      await claim(user, 'young', daysAgo(0.9));
    }
    await clean();
    for (const user of [1, 2]) {
      expect(await claim(user, 'old', daysAgo(0))).toBeUndefined();
      expect(await claim(user, 'young', daysAgo(0))).toMatchObject({ claim: 'c' });
    }
  });

  it('erases conversations of every hospital, and of nobody’s, that are kept no longer, with what was said', async () => {
    const said = async (place: number | null, last_message_at: string) => {
      const id = randomUUID();
      const about = { hospital: place, user: patient, created_at: last_message_at };
      await api.database.transaction(place ?? 'platform', async ({ chatSessions, chatMessages }) => {
        const shown = { id, title: 'Hello', channel: 'chat', message_count: 1, last_message_at } as const;
        await chatSessions.insert({ ...shown, ...about, language: 'en', state: freshState });
        await chatMessages.insert({
          ...about,
          ...{ session_id: id, role: 'user', content: 'Hello', modality: 'text', intent: null },
          ...{
            safety_level: 'none',
            tool_calls: [],
            client_message_id: null,
            answering_since: null,
            answers: null,
            reply: null,
          },
        });
      });
      return id;
    };
    const kept = (place: number | null, id: string) =>
      api.database.transaction(place ?? 'platform', async ({ chatSessions, chatMessages }) => [
        (await chatSessions.find(patient, id))?.id,
        (await chatMessages.latest(id, 5)).length,
      ]);
    for (const place of [hospital, null]) {
      const [old, young] = [await said(place, daysAgo(30.01)), await said(place, daysAgo(29.9))];
      await clean();
      expect([await kept(place, old), await kept(place, young)]).toEqual([
        [undefined, 0],
        [young, 1],
      ]);
    }
  });

  it('erases nothing more when the server is to stop', async () => {
    await publish('evt_kept', daysAgo(91));
    await clean(api.database, AbortSignal.abort());
    expect(await left(['evt_kept'])).toEqual(['evt_kept']);
  });
});
