import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPerson, type Fixture, password, populate, signIn } from '../../server/testing/fixture.js';
import { openTestApi, type TestApi } from '../../server/testing/test-api.js';
import { AuthenticationError, MedCor, type TokenPair, type TokenStore } from '../src/index.js';

const HOUR_MS = 60 * 60 * 1000;

let api: TestApi;
let fixture: Fixture;

beforeAll(async () => {
  api = await openTestApi('memory');
  fixture = await populate(api);
});
afterAll(() => api.close());

/** A store that anyone may look into. */
function openStore(tokens?: TokenPair): TokenStore & { kept: TokenPair | undefined } {
  return {
    kept: tokens,
    get() {
      return this.kept;
    },
    set(next) {
      this.kept = next;
    },
  };
}

/** A client that counts its requests by route. */
function counting(tokens: TokenPair | TokenStore | undefined) {
  const routes: string[] = [];
  const client = new MedCor({
    baseUrl: api.url,
    tokens,
    hooks: { onRequest: ({ route }) => void routes.push(route) },
  });
  const count = (route: string) => routes.filter((sent) => sent === route).length;
  return { client, count };
}

const refreshRoute = 'POST /api/auth/token/refresh/';

async function member(): Promise<{ email: string; tokens: TokenPair }> {
  // The admin's own token may have expired by now.
  const admin = await signIn(api, fixture.first.admin.email);
  const { email, token, refresh } = await createPerson(api, admin.token, { role: 'nurse' });
  return { email, tokens: { access: token, refresh } };
}

describe('a session', () => {
  it('begins with signing in, and ends with signing out', async () => {
    const { email } = await member();
    const store = openStore();
    const { client } = counting(store);
    await expect(client.auth.profile()).rejects.toMatchObject({ code: 'NOT_AUTHENTICATED' });
    const { tokens } = await client.auth.login({ email, password });
    expect(store.kept).toEqual(tokens);
    expect((await client.auth.profile()).email).toBe(email);
    await client.auth.logout();
    expect(store.kept).toBeUndefined();
    const spent = new MedCor({ baseUrl: api.url, token: tokens.access }).auth.profile();
    await expect(spent).rejects.toBeInstanceOf(AuthenticationError);
  });

  it('begins with registering, too', async () => {
    const { client } = counting(undefined);
    const names = { first_name: 'Nia', last_name: 'Newcomer' };
    const account = { email: 'nia@example.org', password, password_confirm: password, ...names };
    const { user } = await client.auth.register({ ...account, hospital: fixture.first.id });
    expect(await client.auth.profile()).toMatchObject({ id: user.id, role: 'patient' });
  });

  it('is renewed once for 20 calls at a time on an expired token', async () => {
    const { tokens } = await member();
    const store = openStore(tokens);
    const { client, count } = counting(store);
    api.advance(HOUR_MS + 1000);
    const profiles = await Promise.all(Array.from({ length: 20 }, () => client.auth.profile()));
    expect(new Set(profiles.map(({ id }) => id)).size).toBe(1);
    expect([count(refreshRoute), count('GET /api/auth/profile/')]).toEqual([1, 40]);
    expect(store.kept?.refresh).not.toBe(tokens.refresh);
    await client.auth.profile();
    expect(count(refreshRoute)).toBe(1);
  });

  it('is renewed before the token expires', async () => {
    const { tokens } = await member();
    const payload = { exp: Math.floor(Date.now() / 1000) + 20 };
    const access = `e30.${btoa(JSON.stringify(payload))}.sig`;
    const { client, count } = counting({ access, refresh: tokens.refresh });
    await client.auth.profile();
    expect([count(refreshRoute), count('GET /api/auth/profile/')]).toEqual([1, 1]);
  });

  it('is shared: what another client has renewed is taken from the store', async () => {
    const { tokens } = await member();
    const store = openStore(tokens);
    const [one, other] = [counting(store), counting(store)];
    api.advance(HOUR_MS + 1000);
    await one.client.auth.profile();
    await other.client.auth.profile();
    expect([one.count(refreshRoute), other.count(refreshRoute)]).toEqual([1, 0]);
  });

  it('is over, and forgotten, when it cannot be renewed', async () => {
    const store = openStore({ access: 'nonsense', refresh: 'nonsense' });
    const { client, count } = counting(store);
    await expect(client.auth.profile()).rejects.toBeInstanceOf(AuthenticationError);
    expect([count(refreshRoute), store.kept]).toEqual([1, undefined]);
  });

  it('has nothing to do with a token that was given', async () => {
    const seen: string[] = [];
    const client = new MedCor({
      baseUrl: api.url,
      token: 'mk_nonsense',
      hooks: { onRequest: ({ route }) => void seen.push(route) },
    });
    await expect(client.auth.profile()).rejects.toMatchObject({ status: 401 });
    expect(seen).toEqual(['GET /api/auth/profile/']);
  });

  it('is not carried along where a redirect leads', async () => {
    const { tokens } = await member();
    const client = new MedCor({
      baseUrl: api.url,
      tokens,
      maxRetries: 0,
      fetch: async (_url, init) => {
        expect(init?.redirect).toBe('error');
        throw new TypeError('redirected');
      },
    });
    await expect(client.auth.profile()).rejects.toMatchObject({ name: 'ConnectionError' });
  });
});
