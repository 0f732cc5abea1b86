import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPerson, type Fixture, type Person, populate, signIn } from '../../../testing/fixture.js';
import { refusal } from '../../../testing/refusal.js';
import { openTestApi, stores, type TestApi } from '../../../testing/test-api.js';

const day = 24 * 60 * 60 * 1000;
const path = '/api/auth/sessions/';

describe.each(stores)('sessions over %s', (store) => {
  let api: TestApi;
  let fixture: Fixture;

  beforeAll(async () => {
    api = await openTestApi(store);
    fixture = await populate(api);
  });
  afterAll(() => api.close());

  /** Somebody new, signed in as often as asked: the newest session last. */
  const sessionsOf = async (signIns: number): Promise<Person[]> => {
    const { token } = await signIn(api, fixture.first.admin.email);
    const people = [await createPerson(api, token, { role: 'nurse' })];
    while (people.length < signIns) people.push(await signIn(api, people[0]?.email ?? ''));
    return people;
  };
  const list = async (token: string): Promise<Record<string, unknown>[]> =>
    (await api.get(path, token)).results;
  const currentId = async (token: string) =>
    (await list(token)).find(({ is_current }) => is_current === true)?.id as number;
  const end = (token: string, id: number) => api.call('DELETE', `${path}${id}/`, { token });
  const profile = (token: string) => api.call('GET', '/api/auth/profile/', { token });
  const refreshing = (refresh: string, rotate = false) =>
    api.call('POST', '/api/auth/token/refresh/', { body: { refresh, rotate } });

  describe('the list', () => {
    it("shows the caller's sessions, newest first, and which is theirs", async () => {
      const [first, second, third] = await sessionsOf(3);
      const seen = [];
      for (const person of [first, second, third]) seen.push(await list(person?.token ?? ''));
      expect(seen.map((rows) => rows.map(({ is_current }) => is_current))).toEqual([
        [false, false, true],
        [false, true, false],
        [true, false, false],
      ]);
      const [rows = []] = seen;
      const times = rows.map(({ created_at }) => String(created_at));
      expect(times).toEqual([...times].sort().reverse());
      expect(rows[0]).toEqual({
        id: expect.any(Number),
        created_at: expect.any(String),
        last_used_at: expect.any(String),
        expires_at: expect.any(String),
        ip: '127.0.0.1',
        user_agent: expect.any(String),
        is_current: false,
      });
    });

    it('shows from where somebody signed in', async () => {
      const [person] = await sessionsOf(1);
      const { body } = await api.call('POST', '/api/auth/login/', {
        body: { email: person?.email, password: 'Correct-Horse-7!' },
        headers: { 'User-Agent': 'Ward tablet 4' },
      });
      const current = (await list(body.tokens.access)).find(({ is_current }) => is_current === true);
      expect(current?.user_agent).toBe('Ward tablet 4');
    });

    it('notes when the tokens were refreshed, and lives on when they rotate', async () => {
      const [{ token, refresh } = expect.fail()] = await sessionsOf(1);
      const [before] = await list(token);
      api.advance(5000);
      await refreshing(refresh);
      const [used] = await list(token);
      expect(String(used?.last_used_at) > String(before?.last_used_at)).toBe(true);
      expect(used?.expires_at).toBe(before?.expires_at);
      await refreshing(refresh, true);
      const [rotated] = await list(token);
      expect(String(rotated?.expires_at) > String(before?.expires_at)).toBe(true);
      expect(rotated?.id).toBe(before?.id);
    });

    it('is paged and ordered', async () => {
      const [{ token } = expect.fail()] = await sessionsOf(3);
      const all = await list(token);
      const page = await api.get(`${path}?page_size=2&page=2&ordering=created_at`, token);
      expect(page).toMatchObject({ count: 3, next: null, results: [{ id: all[0]?.id }] });
      const unknown = await api.call('GET', `${path}?user=1`, { token });
      expect(refusal(unknown)).toEqual([400, 'VALIDATION_ERROR', ['user']]);
      const ordering = await api.call('GET', `${path}?ordering=ip`, { token });
      expect(refusal(ordering)).toEqual([400, 'VALIDATION_ERROR', ['ordering']]);
    });

    it('leaves out what has ended or expired', async () => {
      const [first, second] = await sessionsOf(2);
      await api.call('POST', '/api/auth/logout/', { token: second?.token ?? '' });
      expect(await list(first?.token ?? '')).toHaveLength(1);
      api.advance(31 * day);
      const back = await signIn(api, first?.email ?? '');
      expect((await list(back.token)).map(({ is_current }) => is_current)).toEqual([true]);
    });
  });

  describe('ending one', () => {
    it('stops its tokens at once, and no others', async () => {
      const [here = expect.fail(), there = expect.fail()] = await sessionsOf(2);
      const id = await currentId(there.token);
      expect((await end(here.token, id)).status).toBe(204);
      expect(refusal(await profile(there.token))).toEqual([401, 'INVALID_TOKEN', []]);
      expect(refusal(await refreshing(there.refresh))).toEqual([401, 'INVALID_TOKEN', []]);
      expect((await list(here.token)).map((session) => session.id)).not.toContain(id);
      expect((await refreshing(here.refresh)).status).toBe(200);
    });

    it('can be done from within it', async () => {
      const [person = expect.fail()] = await sessionsOf(1);
      expect((await end(person.token, await currentId(person.token))).status).toBe(204);
      expect(refusal(await profile(person.token))).toEqual([401, 'INVALID_TOKEN', []]);
    });

    it('can be done once', async () => {
      const [here = expect.fail(), there = expect.fail()] = await sessionsOf(2);
      const id = await currentId(there.token);
      await end(here.token, id);
      expect(refusal(await end(here.token, id))).toEqual([404, 'NOT_FOUND', []]);
    });

    it("is not for another's, whoever asks", async () => {
      const [victim = expect.fail()] = await sessionsOf(1);
      const [colleague = expect.fail()] = await sessionsOf(1);
      const id = await currentId(victim.token);
      const superuser = await signIn(api, fixture.superuser.email);
      const admin = await signIn(api, fixture.first.admin.email);
      for (const { token } of [colleague, admin, superuser]) {
        expect(refusal(await end(token, id))).toEqual([404, 'NOT_FOUND', []]);
        expect((await list(token)).map((session) => session.id)).not.toContain(id);
      }
      expect(refusal(await end(victim.token, 999_999))).toEqual([404, 'NOT_FOUND', []]);
      expect((await profile(victim.token)).status).toBe(200);
    });
  });
});
