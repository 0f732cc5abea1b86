import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Fixture, password, populate, signIn, unique } from '../../../testing/fixture.js';
import { refusal } from '../../../testing/refusal.js';
import { openTestApi, stores, type TestApi } from '../../../testing/test-api.js';
import { nodeSecrets } from '../../providers/node-secrets.js';

const minute = 60 * 1000;
const better = 'Better-Horse-8!';

interface Account {
  readonly id: number;
  readonly email: string;
  readonly access: string;
  readonly refresh: string;
}

describe.each(stores)('passwords over %s', (store) => {
  let api: TestApi;
  let fixture: Fixture;

  beforeAll(async () => {
    api = await openTestApi(store);
    fixture = await populate(api);
  });
  afterAll(() => api.close());

  const applicant = (fields: Record<string, unknown> = {}) => ({
    email: `${unique('pass.')}@example.org`,
    password,
    password_confirm: password,
    first_name: 'Konstantin',
    last_name: 'Kowalewski',
    hospital: fixture.first.id,
    ...fields,
  });
  const newPatient = async (fields: Record<string, unknown> = {}): Promise<Account> => {
    const { user, tokens } = await api.post('/api/auth/register/', applicant(fields));
    return { id: user.id, email: user.email, ...tokens };
  };
  const login = (email: string, secret: string) =>
    api.call('POST', '/api/auth/login/', { body: { email, password: secret } });
  const profile = (token: string) => api.call('GET', '/api/auth/profile/', { token });
  const refreshing = (refresh: string) => api.call('POST', '/api/auth/token/refresh/', { body: { refresh } });
  const change = (token: string, fields: Record<string, unknown> = {}) =>
    api.call('POST', '/api/auth/change-password/', {
      token,
      body: { old_password: password, new_password: better, new_password_confirm: better, ...fields },
    });
  const askReset = (email: string, headers: Record<string, string> = {}) =>
    api.call('POST', '/api/auth/password-reset/', { body: { email }, headers });
  const confirmReset = (token: string, secret = better, confirm = secret) =>
    api.call('POST', '/api/auth/password-reset/confirm/', {
      body: { token, new_password: secret, new_password_confirm: confirm },
    });
  const mailsTo = (email: string, count: number) =>
    vi.waitFor(
      () => {
        const mails = api.mails.filter(({ to }) => to === email);
        if (mails.length < count) throw new Error(`${mails.length} of ${count} mails to ${email}.`);
        return mails;
      },
      { timeout: 10_000 },
    );
  const mailTo = async (email: string) => (await mailsTo(email, 1))[0]?.text ?? '';
  /** The tokens of resets that an account asks for, which has asked for none before. */
  const resetTokens = async (email: string, count: number): Promise<string[]> => {
    for (let asked = 0; asked < count; asked += 1) await askReset(email);
    const links = (await mailsTo(email, count)).map(({ text }) => /https?:\/\/\S+/.exec(text)?.[0] ?? '');
    return links.map((link) => new URL(link).searchParams.get('token') ?? '');
  };
  const resetToken = async (email: string): Promise<string> => (await resetTokens(email, 1))[0] ?? '';

  describe('a new one', () => {
    const weak = (email: string) => [
      'Short-7!',
      'Password123',
      'qwertyuiop',
      email,
      email.toUpperCase(),
      'Konstantin',
      'Kowalewski',
      'konstantin kowalewski',
    ];

    it('is held to the rules when registering', async () => {
      const body = applicant();
      for (const secret of weak(body.email)) {
        const sent = { ...body, password: secret, password_confirm: secret };
        const response = await api.call('POST', '/api/auth/register/', { body: sent });
        expect([secret, ...refusal(response)]).toEqual([secret, 400, 'VALIDATION_ERROR', ['password']]);
      }
      expect((await api.call('POST', '/api/auth/register/', { body })).status).toBe(201);
    });

    it('is held to the rules when an admin makes an account', async () => {
      const { password_confirm: _confirm, ...body } = applicant({ role: 'nurse' });
      const { token } = await signIn(api, fixture.first.admin.email);
      for (const secret of [...weak(body.email), 'x'.repeat(129), 'nurse.kowa-lewski']) {
        const sent = { ...body, username: 'nursekowalewski', password: secret };
        const response = await api.call('POST', '/api/auth/users/', { body: sent, token });
        expect([secret, ...refusal(response)]).toEqual([secret, 400, 'VALIDATION_ERROR', ['password']]);
      }
    });

    it('is held to the rules when it is changed or reset', async () => {
      const { email, access } = await newPatient();
      const token = await resetToken(email);
      for (const secret of weak(email)) {
        const responses = [
          await change(access, { new_password: secret, new_password_confirm: secret }),
          await confirmReset(token, secret),
        ];
        for (const response of responses) {
          expect([secret, ...refusal(response)]).toEqual([secret, 400, 'VALIDATION_ERROR', ['new_password']]);
        }
      }
      expect((await login(email, password)).status).toBe(200);
    });
  });

  describe('changing it', () => {
    it('ends every other session, and keeps the current one', async () => {
      const { email, access, refresh } = await newPatient();
      const other = await signIn(api, email);
      expect((await profile(other.token)).status).toBe(200);
      expect((await change(access)).status).toBe(204);
      expect(refusal(await profile(other.token))).toEqual([401, 'INVALID_TOKEN', []]);
      expect(refusal(await refreshing(other.refresh))).toEqual([401, 'INVALID_TOKEN', []]);
      expect((await profile(access)).status).toBe(200);
      expect((await refreshing(refresh)).status).toBe(200);
      expect((await login(email, password)).status).toBe(401);
      expect((await login(email, better)).status).toBe(200);
    });

    it('takes the old password, and the new one twice', async () => {
      const { email, access } = await newPatient();
      const wrong = await change(access, { old_password: 'Wrong-Horse-7!' });
      expect(refusal(wrong)).toEqual([400, 'VALIDATION_ERROR', ['old_password']]);
      const differing = await change(access, { new_password_confirm: password });
      expect(refusal(differing)).toEqual([400, 'VALIDATION_ERROR', ['new_password_confirm']]);
      const [status, code, fields] = refusal(await change(access, { old_password: undefined }));
      expect([status, code, fields]).toEqual([400, 'VALIDATION_ERROR', ['old_password']]);
      expect((await login(email, password)).status).toBe(200);
    });
  });

  describe('changing it, or resetting it', () => {
    it('uses up every reset that the account has asked for, and no other', async () => {
      const [account, neighbour] = [await newPatient(), await newPatient()];
      const [first, ...older] = await resetTokens(account.email, 3);
      const foreign = await resetToken(neighbour.email);
      expect((await confirmReset(first ?? '')).status).toBe(204);
      expect(older).toHaveLength(2);
      for (const token of older) {
        expect(refusal(await confirmReset(token, `${better}2`))).toEqual([401, 'INVALID_TOKEN', []]);
      }
      expect((await login(account.email, better)).status).toBe(200);
      expect((await confirmReset(foreign)).status).toBe(204);
    });

    it('uses them up when it is changed', async () => {
      const { email, access } = await newPatient();
      const tokens = await resetTokens(email, 2);
      expect(refusal(await change(access, { old_password: 'Wrong-Horse-7!' }))[0]).toBe(400);
      expect((await change(access)).status).toBe(204);
      expect(tokens).toHaveLength(2);
      for (const token of tokens) {
        expect(refusal(await confirmReset(token, `${better}2`))).toEqual([401, 'INVALID_TOKEN', []]);
      }
      expect((await login(email, better)).status).toBe(200);
    });

    it('lets one of several resets win that come at once', async () => {
      const { email } = await newPatient();
      const tokens = await resetTokens(email, 4);
      const secrets = tokens.map((_, index) => `${better}${index}`);
      const responses = await Promise.all(tokens.map((token, index) => confirmReset(token, secrets[index])));
      expect(responses.map(({ status }) => status).sort()).toEqual([204, 401, 401, 401]);
      const winner = secrets[responses.findIndex(({ status }) => status === 204)] ?? '';
      expect((await login(email, winner)).status).toBe(200);
    });

    it('leaves the account free to ask for another reset', async () => {
      const { email, access } = await newPatient();
      expect((await change(access)).status).toBe(204);
      expect((await confirmReset(await resetToken(email), `${better}2`)).status).toBe(204);
      expect((await login(email, `${better}2`)).status).toBe(200);
    });
  });

  describe('resetting it', () => {
    it('is answered alike whether there is such an account or not', async () => {
      const { email } = await newPatient();
      const gone = await newPatient();
      const admin = await signIn(api, fixture.first.admin.email);
      await api.post(`/api/auth/users/${gone.id}/deactivate/`, {}, admin.token);
      const nobody = `${unique('nobody.')}@example.org`;
      for (const address of [nobody, gone.email, email.toUpperCase()]) {
        const { status, body } = await askReset(address);
        expect([status, body]).toEqual([202, {}]);
      }
      await mailTo(email);
      expect(api.mails.filter(({ to }) => [nobody, gone.email].includes(to))).toEqual([]);
      const malformed = await askReset('no address');
      expect(refusal(malformed)).toEqual([400, 'VALIDATION_ERROR', ['email']]);
    });

    it('sends a link to the product, whatever host the request names', async () => {
      const { email } = await newPatient();
      await askReset(email, { 'X-Forwarded-Host': 'evil.example', Forwarded: 'host=evil.example' });
      const text = await mailTo(email);
      expect(text).toMatch(/https?:\/\/\S+token=\S+/);
      expect(text).not.toContain('evil.example');
      expect(text).not.toContain(new URL(api.url).host);
    });

    it('sets the new password and ends all sessions', async () => {
      const account = await newPatient();
      const other = await signIn(api, account.email);
      expect((await profile(account.access)).status).toBe(200);
      const token = await resetToken(account.email);
      expect((await confirmReset(token)).status).toBe(204);
      for (const access of [account.access, other.token]) {
        expect(refusal(await profile(access))).toEqual([401, 'INVALID_TOKEN', []]);
      }
      for (const refresh of [account.refresh, other.refresh]) {
        expect(refusal(await refreshing(refresh))).toEqual([401, 'INVALID_TOKEN', []]);
      }
      expect((await login(account.email, password)).status).toBe(401);
      expect((await login(account.email, better)).status).toBe(200);
    });

    it('keeps the digest of a token, and not the token', async () => {
      const token = await resetToken((await newPatient()).email);
      const kept = (hash: string) =>
        api.database.read('platform', ({ passwordResets }) => passwordResets.find(hash));
      expect(await kept(token)).toBeUndefined();
      expect(await kept(nodeSecrets.digest(token))).toMatchObject({ used_at: null });
    });

    it('takes a token once', async () => {
      const token = await resetToken((await newPatient()).email);
      expect((await confirmReset(token)).status).toBe(204);
      expect(refusal(await confirmReset(token))).toEqual([401, 'INVALID_TOKEN', []]);
    });

    it('takes a token once, however many show it at once', async () => {
      const { email } = await newPatient();
      const token = await resetToken(email);
      const secrets = Array.from({ length: 5 }, (_, index) => `${better}${index}`);
      const responses = await Promise.all(secrets.map((secret) => confirmReset(token, secret)));
      expect(responses.map(({ status }) => status).sort()).toEqual([204, 401, 401, 401, 401]);
      const winner = secrets[responses.findIndex(({ status }) => status === 204)] ?? '';
      expect((await login(email, winner)).status).toBe(200);
    });

    it('does not use the token up on a password that is refused', async () => {
      const { email } = await newPatient();
      const token = await resetToken(email);
      const differing = await confirmReset(token, better, password);
      expect(refusal(differing)).toEqual([400, 'VALIDATION_ERROR', ['new_password_confirm']]);
      expect((await confirmReset(token, 'password123')).status).toBe(400);
      expect((await confirmReset(token)).status).toBe(204);
    });

    it('takes a token for an hour', async () => {
      const [early, late] = [await newPatient(), await newPatient()];
      const tokens = [await resetToken(early.email), await resetToken(late.email)];
      api.advance(58 * minute);
      expect((await confirmReset(tokens[0] ?? '')).status).toBe(204);
      api.advance(3 * minute);
      expect(refusal(await confirmReset(tokens[1] ?? ''))).toEqual([401, 'TOKEN_EXPIRED', []]);
      expect((await login(late.email, password)).status).toBe(200);
    });

    it('knows its own tokens only', async () => {
      const { access } = await newPatient();
      for (const token of ['pr_guess', access]) {
        expect(refusal(await confirmReset(token))).toEqual([401, 'INVALID_TOKEN', []]);
      }
    });
  });
});
