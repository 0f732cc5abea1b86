import type { Event } from '@medcor/contract';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { book, type Fixture, populate } from '../../../testing/fixture.js';
import { everyStore, openTestApi, type TestApi } from '../../../testing/test-api.js';
import { type EventReader, follow } from './event-reader.test-support.js';

/** A promise, and what fulfils it. */
function promised<T = void>() {
  let fulfil: (value: T) => void = () => undefined;
  const promise = new Promise<T>((resolve) => {
    fulfil = resolve;
  });
  return { promise, fulfil };
}

describe('the order of events over PostgreSQL', () => {
  let api: TestApi;
  let fixture: Fixture;
  let reader: EventReader;
  let late: { commit(): Promise<void>; id: string };

  beforeAll(async () => {
    api = await openTestApi('PostgreSQL');
    fixture = await populate(api);
  });
  afterAll(() => api.close());

  const list = async (query = ''): Promise<{ rows: Event[]; cursor: string | null }> => {
    const path = `/api/events/?type=appointment.created${query}`;
    const response = await api.call('GET', path, { token: fixture.first.admin.token });
    return { rows: response.body.results, cursor: response.headers.get('x-next-cursor') };
  };
  const idsOf = (rows: readonly Event[]) => rows.map(({ id }) => id);

  /** A transaction that has published, and is not over before it is let. */
  async function publishLate(id: string): Promise<typeof late> {
    const [published, permitted] = [promised(), promised()];
    const hospital = fixture.first.id;
    const over = api.database.transaction(hospital, async ({ events, users }) => {
      // Only what has written something has its place in the order.
      await users.update(fixture.first.nurse.id, { bio: id });
      await events.insert({
        id,
        type: 'appointment.created',
        created_at: new Date().toISOString(),
        hospital,
        data: { id: 1, hospital },
      });
      published.fulfil();
      await permitted.promise;
    });
    await published.promise;
    return {
      id,
      async commit() {
        permitted.fulfil();
        await over;
      },
    };
  }

  it('puts what was published first and committed last before what overtook it, and skips nothing', async () => {
    const before = await book(api, fixture.first);
    await vi.waitFor(async () => expect((await list()).rows).toHaveLength(1), {
      timeout: 10_000,
      interval: 20,
    });
    reader = await follow(api, fixture.first.admin.token);
    late = await publishLate('evt_late');
    const overtaking = await book(api, fixture.first);

    // A reader who was shown the second one now would go on behind it, and never see the first.
    const early = await list('&page_size=1');
    expect([early.rows.map(({ data }) => data.id), early.cursor]).toEqual([[before], null]);
    await late.commit();

    await vi.waitFor(async () => expect((await list()).rows).toHaveLength(3), {
      timeout: 10_000,
      interval: 20,
    });
    const first = await list('&page_size=1');
    const second = await list(`&page_size=1&cursor=${first.cursor}`);
    const third = await list(`&page_size=1&cursor=${second.cursor}`);
    expect(first.rows.map(({ data }) => data.id)).toEqual([before]);
    expect(idsOf(second.rows)).toEqual([late.id]);
    expect(third.rows.map(({ data }) => data.id)).toEqual([overtaking]);
  });

  it('is that of a stream as well', async () => {
    expect((await reader.next()).id).toBe(late.id);
    expect((await reader.next()).type).toBe('appointment.created');
    reader.leave();
  });

  it('does not let an event go on to one that is not over', async () => {
    const other = await publishLate('evt_later');
    const { rows } = await list('&ordering=-id&page_size=1');
    reader = await follow(api, fixture.first.admin.token, { lastEventId: rows[0]?.id ?? '' });
    await other.commit();
    expect((await reader.next()).id).toBe(other.id);
    reader.leave();
  });
});

describe.each(everyStore)('a transaction over %s', (store) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await openTestApi(store);
  });
  afterAll(() => api.close());

  it('does what is to be done afterwards when it is over, and never when it fails', async () => {
    const done: string[] = [];
    const succeed = api.database.transaction('platform', async ({ afterCommit }) => {
      afterCommit(() => done.push('afterwards'));
      done.push('work');
    });
    await succeed;
    const fail = api.database.transaction('platform', async ({ afterCommit }) => {
      afterCommit(() => done.push('never'));
      throw new Error('Undo.');
    });
    await expect(fail).rejects.toThrow('Undo.');
    expect(done).toEqual(['work', 'afterwards']);
  });
});
