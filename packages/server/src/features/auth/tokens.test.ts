import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Fixture, password, populate, signIn, unique } from '../../../testing/fixture.js';
import { refusal } from '../../../testing/refusal.js';
import { openTestApi, stores, type TestApi } from '../../../testing/test-api.js';
import { nodeSecrets } from '../../providers/node-secrets.js';

const second = 1000;
const day = 24 * 60 * 60 * second;

interface Tokens {
  readonly access: string;
  readonly refresh: string;
}

describe.each(stores)('tokens over %s', (store) => {
  let api: TestApi;
  let fixture: Fixture;

  beforeAll(async () => {
    api = await openTestApi(store);
    fixture = await populate(api);
  });
  afterAll(() => api.close());

  /** A new patient, with the tokens of their first session. */
  const newPatient = async (): Promise<Tokens & { id: number; email: string }> => {
    const { user, tokens } = await api.post('/api/auth/register/', {
      email: `${unique('token.')}@example.org`,
      password,
      password_confirm: password,
      first_name: 'Tom',
      last_name: 'Token',
      hospital: fixture.first.id,
    });
    return { ...tokens, id: user.id, email: user.email };
  };
  const anotherSession = async (email: string): Promise<Tokens> => {
    const { token: access, refresh } = await signIn(api, email);
    return { access, refresh };
  };
  const refreshing = (refresh: string, rotate?: boolean) =>
    api.call('POST', '/api/auth/token/refresh/', { body: { refresh, rotate } });
  const rotated = async (refresh: string): Promise<Tokens> => {
    const { status, body } = await refreshing(refresh, true);
    expect(status).toBe(200);
    return body;
  };
  const profile = (token: string) => api.call('GET', '/api/auth/profile/', { token });
  const logout = (token: string, body?: object) => api.call('POST', '/api/auth/logout/', { token, body });

  const expectAlive = async ({ access, refresh }: Tokens) => {
    expect((await profile(access)).status).toBe(200);
    expect((await refreshing(refresh)).status).toBe(200);
  };
  const expectEnded = async ({ access, refresh }: Tokens) => {
    expect(refusal(await profile(access))).toEqual([401, 'INVALID_TOKEN', []]);
    expect(refusal(await refreshing(refresh))).toEqual([401, 'INVALID_TOKEN', []]);
    expect(refusal(await refreshing(refresh, true))).toEqual([401, 'INVALID_TOKEN', []]);
  };

  describe('refreshing', () => {
    it('answers an access token, and keeps the refresh token as it is', async () => {
      const { id, refresh } = await newPatient();
      const first = await refreshing(refresh);
      expect(Object.keys(first.body)).toEqual(['access']);
      expect(first.headers.get('cache-control')).toContain('no-store');
      const { body } = await profile(first.body.access);
      expect(body.id).toBe(id);
      expect((await refreshing(refresh, false)).status).toBe(200);
    });

    it('gets on for months while it rotates, and not a month without', async () => {
      const { refresh, email } = await newPatient();
      const { refresh: unused } = await anotherSession(email);
      let current = refresh;
      for (let turn = 0; turn < 3; turn += 1) {
        api.advance(20 * day);
        current = (await rotated(current)).refresh;
      }
      expect(refusal(await refreshing(unused))).toEqual([401, 'TOKEN_EXPIRED', []]);
    });

    it('gives access for an hour at a time', async () => {
      const { access, refresh } = await newPatient();
      api.advance(58 * 60 * second);
      expect((await profile(access)).status).toBe(200);
      api.advance(3 * 60 * second);
      expect(refusal(await profile(access))).toEqual([401, 'TOKEN_EXPIRED', []]);
      expect((await profile((await refreshing(refresh)).body.access)).status).toBe(200);
    });

    it('refuses what is not a refresh token of ours', async () => {
      const { access, refresh } = await newPatient();
      const altered = refresh.slice(0, -2) + (refresh.endsWith('AA') ? 'BB' : 'AA');
      for (const wrong of [access, altered, 'no-token', 'a.b.c']) {
        expect(refusal(await refreshing(wrong))).toEqual([401, 'INVALID_TOKEN', []]);
      }
      const missing = await api.call('POST', '/api/auth/token/refresh/', { body: {} });
      expect(refusal(missing)).toEqual([400, 'VALIDATION_ERROR', ['refresh']]);
      expect(refusal(await profile(refresh))).toEqual([401, 'INVALID_TOKEN', []]);
      await expectAlive({ access, refresh });
    });
  });

  describe('rotation', () => {
    it('replaces the refresh token', async () => {
      const { id, refresh } = await newPatient();
      const next = await rotated(refresh);
      expect(next.refresh).not.toBe(refresh);
      expect((await profile(next.access)).body.id).toBe(id);
      await expectAlive(await rotated(next.refresh));
    });

    it('gives siblings to those who show the spent token within a minute', async () => {
      const { refresh } = await newPatient();
      const next = await rotated(refresh);
      api.advance(50 * second);
      const sibling = await rotated(refresh);
      expect(sibling.refresh).not.toBe(next.refresh);
      await expectAlive(next);
      await expectAlive(sibling);
    });

    it('keeps the digest of a refresh token, and not the token', async () => {
      const { refresh } = await rotated((await newPatient()).refresh);
      const kept = (hash: string) =>
        api.database.read('platform', ({ sessions }) => sessions.findRefreshToken(hash));
      expect(await kept(refresh)).toBeUndefined();
      expect(await kept(nodeSecrets.digest(refresh))).toMatchObject({ spent_at: null });
    });

    it('serves all who rotate one token at once', async () => {
      const { refresh } = await newPatient();
      const all = await Promise.all(Array.from({ length: 6 }, () => rotated(refresh)));
      expect(new Set(all.map((tokens) => tokens.refresh)).size).toBe(6);
      for (const tokens of all) await expectAlive(tokens);
    });

    it('counts the minute from when the token was spent, not from its last sibling', async () => {
      const { refresh } = await newPatient();
      const next = await rotated(refresh);
      api.advance(40 * second);
      const sibling = await rotated(refresh);
      api.advance(21 * second);
      expect(refusal(await refreshing(refresh, true))).toEqual([401, 'INVALID_TOKEN', []]);
      await expectEnded(next);
      await expectEnded(sibling);
    });

    it.each([true, false])(
      'ends the session whose spent token comes back later (rotate: %s)',
      async (rotate) => {
        const { refresh, email } = await newPatient();
        const other = await anotherSession(email);
        const next = await rotated(refresh);
        const afterNext = await rotated(next.refresh);
        api.advance(61 * second);
        expect((await profile(afterNext.access)).status).toBe(200);
        expect(refusal(await refreshing(refresh, rotate))).toEqual([401, 'INVALID_TOKEN', []]);
        await expectEnded(next);
        await expectEnded(afterNext);
        await expectAlive(other);
      },
    );
  });

  describe('signing out', () => {
    it('ends the current session at once, and no other', async () => {
      const { email, ...first } = await newPatient();
      const other = await anotherSession(email);
      expect((await profile(first.access)).status).toBe(200);
      const { access: another } = (await refreshing(first.refresh)).body;
      expect((await logout(first.access)).status).toBe(204);
      await expectEnded(first);
      expect((await profile(another)).status).toBe(401);
      await expectAlive(other);
    });

    it("ends the session of the caller's own refresh token", async () => {
      const { email, ...first } = await newPatient();
      const other = await anotherSession(email);
      expect((await profile(other.access)).status).toBe(200);
      expect((await logout(first.access, { refresh: other.refresh })).status).toBe(204);
      await expectEnded(other);
      await expectAlive(first);
    });

    it("refuses another's refresh token, and what is none", async () => {
      const [caller, victim] = [await newPatient(), await newPatient()];
      for (const refresh of [victim.refresh, victim.access, caller.access, 'no-token']) {
        const response = await logout(caller.access, { refresh });
        expect(refusal(response)).toEqual([400, 'VALIDATION_ERROR', ['refresh']]);
      }
      await expectAlive(victim);
      await expectAlive(caller);
    });

    it('needs a sign-in', async () => {
      const { refresh } = await newPatient();
      const response = await api.call('POST', '/api/auth/logout/', { body: { refresh } });
      expect(refusal(response)).toEqual([401, 'NOT_AUTHENTICATED', []]);
      expect((await refreshing(refresh)).status).toBe(200);
    });
  });
});
