import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { password, unique } from '../../../testing/fixture.js';
import { refusal } from '../../../testing/refusal.js';
import { openTestApi, stores, type TestApi, type TestResponse } from '../../../testing/test-api.js';

/** One installation, from its first hospital to its claim: the tests of a store follow one another. */

const setupToken = 'setup-token-of-the-tests';

const hospital = () => ({
  name: unique('First Run '),
  city: 'Springfield',
  state: 'IL',
  country: 'USA',
  hospital_type: 'general',
  contact_email: 'office@example.org',
  contact_phone: '+1-555-0100',
});

const person = (of: number, role: string) => ({
  email: `${unique('first.')}@example.org`,
  password,
  password_confirm: password,
  first_name: 'Rosa',
  last_name: 'Root',
  role,
  hospital: of,
});

/** What a request carries that does not come from this machine itself. */
const fromElsewhere: Record<string, string>[] = [
  { Origin: 'https://evil.example' },
  { 'X-Forwarded-For': '203.0.113.7' },
  { Forwarded: 'for=203.0.113.7' },
  { Via: '1.1 proxy' },
];

const atOnce = (calls: number, call: () => Promise<TestResponse>) =>
  Promise.all(Array.from({ length: calls }, call));

const codes = (responses: TestResponse[]) =>
  responses.map(({ status, body }) => `${status} ${body.error?.code ?? ''}`.trim()).sort();

describe.each(stores)('the first run over %s', (store) => {
  let api: TestApi;
  let first: number;
  let admin: string;

  beforeAll(async () => {
    api = await openTestApi(store);
  });
  afterAll(() => api.close());

  const createHospital = (headers: Record<string, string> = {}) =>
    api.call('POST', '/api/hospitals/', { body: hospital(), headers });
  const register = (role: string, headers: Record<string, string> = {}, of = first) =>
    api.call('POST', '/api/auth/register/', { body: person(of, role), headers });

  it('asks for a sign-in where the set-up token is wrong', async () => {
    const response = await createHospital({ 'X-Setup-Token': `${setupToken}!` });
    expect(refusal(response)).toEqual([401, 'NOT_AUTHENTICATED', []]);
  });

  it('has no first hospital for a caller from elsewhere without the set-up token', async () => {
    for (const headers of fromElsewhere) {
      expect(refusal(await createHospital(headers))).toEqual([401, 'NOT_AUTHENTICATED', []]);
    }
  });

  it('has no admin before it has a hospital', async () => {
    expect(refusal(await register('admin', {}, 1))).toEqual([403, 'SETUP_CLOSED', []]);
  });

  it('makes one first hospital, however many are asked for at once', async () => {
    // With its connections open, the database serves them all at once.
    await atOnce(8, () => api.call('GET', '/api/ready/'));
    const setUp = { ...fromElsewhere[0], 'X-Setup-Token': setupToken };
    const responses = await atOnce(8, () => createHospital(setUp));
    expect(codes(responses)).toEqual(['201', ...Array(7).fill('401 NOT_AUTHENTICATED')]);
    first = responses.find(({ status }) => status === 201)?.body.id;
    expect(refusal(await createHospital())).toEqual([401, 'NOT_AUTHENTICATED', []]);
  });

  it('takes only an admin or a patient before the claim', async () => {
    for (const role of ['doctor', 'nurse', 'staff']) {
      expect([role, ...refusal(await register(role))]).toEqual([role, 403, 'SETUP_CLOSED', []]);
    }
    expect((await register('patient')).status).toBe(201);
  });

  it('takes no admin with a wrong set-up token, nor for a hospital that is not there', async () => {
    const wrong = await register('admin', { 'X-Setup-Token': 'a guess' });
    expect(refusal(wrong)).toEqual([403, 'SETUP_CLOSED', []]);
    expect(refusal(await register('admin', {}, first + 1000))).toEqual([403, 'SETUP_CLOSED', []]);
  });

  it('has no first admin for a caller from elsewhere without the set-up token', async () => {
    for (const headers of fromElsewhere) {
      expect(refusal(await register('admin', headers))).toEqual([403, 'SETUP_CLOSED', []]);
    }
  });

  it('stays open after an admin whose input is refused', async () => {
    const weak = { ...person(first, 'admin'), password: 'password123', password_confirm: 'password123' };
    const response = await api.call('POST', '/api/auth/register/', { body: weak });
    expect(refusal(response)).toEqual([400, 'VALIDATION_ERROR', ['password']]);
    const ill = { ...person(first, 'admin'), allergies: 'Penicillin' };
    const clinical = await api.call('POST', '/api/auth/register/', { body: ill });
    expect(refusal(clinical)).toEqual([400, 'VALIDATION_ERROR', ['allergies']]);
  });

  it('makes one first admin, however many register at once', async () => {
    const responses = await atOnce(12, () => register('admin', { 'X-Setup-Token': setupToken }));
    expect(codes(responses)).toEqual(['201', ...Array(11).fill('403 SETUP_CLOSED')]);
    const { user, tokens } = responses.find(({ status }) => status === 201)?.body ?? {};
    expect(user).toMatchObject({ role: 'admin', is_superuser: true, is_active: true, hospital: first });
    admin = tokens.access;
    expect((await api.get('/api/auth/profile/', admin)).id).toBe(user.id);
    const { count } = await api.get('/api/auth/users/?role=admin', admin);
    expect(count).toBe(1);
  });

  it('registers patients only from then on, whoever asks', async () => {
    for (const role of ['admin', 'doctor', 'nurse', 'staff']) {
      const responses = [await register(role), await register(role, { 'X-Setup-Token': setupToken })];
      for (const response of responses) {
        expect([role, ...refusal(response)]).toEqual([role, 403, 'SETUP_CLOSED', []]);
      }
    }
    const patient = await register('patient');
    expect(patient.status).toBe(201);
    expect(patient.body.user).toMatchObject({ role: 'patient', is_superuser: false });
  });

  it("makes hospitals with a superuser's token only", async () => {
    const anonymous = await createHospital({ 'X-Setup-Token': setupToken });
    expect(refusal(anonymous)).toEqual([401, 'NOT_AUTHENTICATED', []]);
    const created = await api.call('POST', '/api/hospitals/', { body: hospital(), token: admin });
    expect(created.status).toBe(201);
    expect((await register('admin', {}, created.body.id)).status).toBe(403);
  });
});
