import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPerson, type Fixture, password, populate, unique } from '../../../testing/fixture.js';
import { refusal } from '../../../testing/refusal.js';
import { openTestApi, stores, type TestApi, type TestResponse } from '../../../testing/test-api.js';

const minute = 60 * 1000;

describe.each(stores)('accounts over %s', (store) => {
  let api: TestApi;
  let fixture: Fixture;

  beforeAll(async () => {
    api = await openTestApi(store);
    fixture = await populate(api);
  });
  afterAll(() => api.close());

  const applicant = (fields: Record<string, unknown> = {}) => ({
    email: `${unique('applicant.')}@example.org`,
    password,
    password_confirm: password,
    first_name: 'Ann',
    last_name: 'Applicant',
    hospital: fixture.first.id,
    ...fields,
  });
  const register = (fields: Record<string, unknown> = {}) =>
    api.call('POST', '/api/auth/register/', { body: applicant(fields) });
  /** The address of a new patient's account. */
  const newAccount = async (): Promise<string> => (await register()).body.user.email;
  const login = (email: string, secret = password) =>
    api.call('POST', '/api/auth/login/', { body: { email, password: secret } });
  const fail = async (email: string, times: number): Promise<TestResponse[]> => {
    const responses = [];
    for (let tried = 0; tried < times; tried += 1) responses.push(await login(email, 'Wrong-Horse-7!'));
    return responses;
  };

  describe('registering', () => {
    it('makes a patient and signs them in', async () => {
      const response = await register({
        allergies: 'Penicillin',
        blood_type: 'O+',
        phone_number: '+1-555-0101',
      });
      expect(response.status).toBe(201);
      expect(response.headers.get('cache-control')).toContain('no-store');
      const { user, tokens } = response.body;
      expect(user).toMatchObject({
        role: 'patient',
        hospital: fixture.first.id,
        is_superuser: false,
        is_active: true,
        full_name: 'Ann Applicant',
        allergies: 'Penicillin',
        blood_type: 'O+',
        phone_number: '+1-555-0101',
      });
      expect((await api.get('/api/auth/profile/', tokens.access)).id).toBe(user.id);
      expect((await login(user.email)).body.user.id).toBe(user.id);
    });

    it('makes the username from the e-mail address where none is given', async () => {
      const { user } = (await register({ email: 'Lena.Lind+1@Example.org' })).body;
      expect([user.email, user.username]).toEqual(['lena.lind+1@example.org', 'lena.lind+1']);
      const namesake = (await register({ email: 'lena.lind+1@example.net' })).body.user;
      expect(namesake.username).toBe('lena.lind+12');
    });

    it('finds a username for everyone, however many namesakes register at once', async () => {
      const responses = await Promise.all(
        Array.from({ length: 6 }, (_, index) => register({ email: `namesake@at${index}.example.org` })),
      );
      expect(responses.map(({ status }) => status)).toEqual(Array(6).fill(201));
      expect(new Set(responses.map(({ body }) => body.user.username)).size).toBe(6);
    });

    it.each(['email', 'password', 'password_confirm', 'first_name', 'last_name', 'hospital'])(
      'asks for %s',
      async (field) => {
        const [status, code, fields] = refusal(await register({ [field]: undefined }));
        expect([status, code]).toEqual([400, 'VALIDATION_ERROR']);
        expect(fields).toContain(field);
      },
    );

    it('refuses passwords that differ, and fields that are not its own', async () => {
      const differing = await register({ password_confirm: `${password}!` });
      expect(refusal(differing)).toEqual([400, 'VALIDATION_ERROR', ['password_confirm']]);
      for (const field of ['is_superuser', 'is_active', 'alergies', 'id']) {
        const response = await register({ [field]: true });
        expect(refusal(response)).toEqual([400, 'VALIDATION_ERROR', [field]]);
      }
    });

    it('refuses an address that is taken, in any hospital and any case', async () => {
      const { email } = fixture.second.nurse;
      for (const taken of [email, email.toUpperCase()]) {
        expect(refusal(await register({ email: taken }))).toEqual([409, 'ALREADY_EXISTS', ['email']]);
      }
    });

    it('makes one account of many that ask for one address at once', async () => {
      const email = `${unique('wanted.')}@example.org`;
      const responses = await Promise.all(Array.from({ length: 6 }, () => register({ email })));
      expect(responses.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409]);
    });

    it('refuses a hospital that is not there, or closed', async () => {
      const { token } = fixture.superuser;
      const { id: _id, ...fields } = { ...(await api.get(`/api/hospitals/${fixture.second.id}/`, token)) };
      const { city, state, country, hospital_type, contact_email, contact_phone } = fields;
      const body = { city, state, country, hospital_type, contact_email, contact_phone };
      const closed = await api.post('/api/hospitals/', { ...body, name: unique('Closed ') }, token);
      await api.call('DELETE', `/api/hospitals/${closed.id}/`, { token });
      for (const hospital of [closed.id, 999_999]) {
        expect(refusal(await register({ hospital }))).toEqual([422, 'INVALID_REFERENCE', ['hospital']]);
      }
    });
  });

  describe('signing in', () => {
    it('answers the user and both tokens, and notes the time', async () => {
      const email = await newAccount();
      const response = await login(email.toUpperCase());
      expect(response.status).toBe(200);
      expect(response.headers.get('cache-control')).toContain('no-store');
      const { user, tokens } = response.body;
      expect(user.email).toBe(email);
      expect(user.last_login).not.toBeNull();
      const profile = await api.get('/api/auth/profile/', tokens.access);
      expect(profile).toEqual(user);
      expect(tokens.refresh).not.toBe(tokens.access);
    });

    it('does not tell a wrong password from an unknown address', async () => {
      const wrong = await login(await newAccount(), 'Wrong-Horse-7!');
      const unknown = await login(`${unique('nobody.')}@example.org`);
      expect(refusal(wrong)).toEqual([401, 'INVALID_CREDENTIALS', []]);
      expect(refusal(unknown)).toEqual([401, 'INVALID_CREDENTIALS', []]);
      expect(unknown.body.error.message).toBe(wrong.body.error.message);
    });

    it('takes the password to the letter', async () => {
      const email = await newAccount();
      for (const close of [` ${password}`, `${password} `, password.toLowerCase()]) {
        expect((await login(email, close)).status).toBe(401);
      }
    });

    it('tells who is deactivated only to those who know the password', async () => {
      const person = await createPerson(api, fixture.first.admin.token, { role: 'staff' });
      await api.post(`/api/auth/users/${person.id}/deactivate/`, {}, fixture.first.admin.token);
      expect(refusal(await login(person.email))).toEqual([403, 'ACCOUNT_DISABLED', []]);
      const wrong = await login(person.email, 'Wrong-Horse-7!');
      expect(refusal(wrong)).toEqual([401, 'INVALID_CREDENTIALS', []]);
    });
  });

  describe('failing to sign in', () => {
    it('is refused after ten times for a quarter of an hour, even with the right password', async () => {
      const email = await newAccount();
      const codes = (await fail(email, 10)).map(({ body }) => body.error.code);
      expect(codes).toEqual(Array(10).fill('INVALID_CREDENTIALS'));

      const refused = await login(email);
      expect(refusal(refused)).toEqual([429, 'RATE_LIMITED', []]);
      const seconds = Number(refused.headers.get('retry-after'));
      expect(seconds).toBeGreaterThan(13 * 60);
      expect(seconds).toBeLessThanOrEqual(15 * 60);

      api.advance(13 * minute);
      expect((await login(email)).status).toBe(429);
      api.advance(2 * minute);
      expect((await login(email)).status).toBe(200);
    });

    it('counts anew when the quarter of an hour is over', async () => {
      const email = await newAccount();
      await fail(email, 9);
      api.advance(15 * minute);
      const codes = (await fail(email, 10)).map(({ body }) => body.error.code);
      expect(codes).toEqual(Array(10).fill('INVALID_CREDENTIALS'));
      expect((await login(email)).status).toBe(429);
    });

    it('is forgotten after a success', async () => {
      const email = await newAccount();
      await fail(email, 9);
      expect((await login(email)).status).toBe(200);
      const codes = (await fail(email, 9)).map(({ body }) => body.error.code);
      expect(codes).toEqual(Array(9).fill('INVALID_CREDENTIALS'));
      expect((await login(email)).status).toBe(200);
    });

    it('counts for the one account alone, however its address is written', async () => {
      const [email, other] = [await newAccount(), await newAccount()];
      await fail(email, 5);
      await fail(email.toUpperCase(), 5);
      expect((await login(email)).status).toBe(429);
      expect((await login(other)).status).toBe(200);
    });

    it('counts for the one address alone that it came from', async () => {
      const account = await newAccount();
      const source = { account, address: '203.0.113.9' };
      const [now, lapse] = ['2026-01-01T00:00:00.000Z', '2999-01-01T00:00:00.000Z'];
      await api.database.transaction('platform', async ({ signInFailures }) => {
        for (let tried = 0; tried < 12; tried += 1) await signInFailures.add(source, now, lapse);
      });
      expect((await login(account)).status).toBe(200);
    });

    it('is counted for unknown addresses too', async () => {
      const email = `${unique('nobody.')}@example.org`;
      await fail(email, 10);
      expect(refusal(await login(email))).toEqual([429, 'RATE_LIMITED', []]);
    });

    it('gets ten looks at the password, however many try at once', async () => {
      const email = await newAccount();
      const responses = await Promise.all(Array.from({ length: 15 }, () => login(email, 'Wrong-Horse-7!')));
      const statuses = responses.map(({ status }) => status).sort();
      expect(statuses).toEqual([...Array(10).fill(401), ...Array(5).fill(429)]);
      expect((await login(email)).status).toBe(429);
    });
  });
});
