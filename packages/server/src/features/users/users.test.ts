import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPerson, type Fixture, password, populate, signIn, unique } from '../../../testing/fixture.js';
import { refusal } from '../../../testing/refusal.js';
import { openTestApi, stores, type TestApi } from '../../../testing/test-api.js';

const path = '/api/auth/users/';

describe.each(stores)('users over %s', (store) => {
  let api: TestApi;
  let fixture: Fixture;
  let admin: string;
  let superuser: string;

  beforeAll(async () => {
    api = await openTestApi(store);
    fixture = await populate(api);
    admin = fixture.first.admin.token;
    superuser = fixture.superuser.token;
  });
  afterAll(() => api.close());

  const draft = (fields: Record<string, unknown> = {}) => ({
    email: `${unique('user.')}@example.org`,
    password,
    first_name: 'Uma',
    last_name: 'User',
    role: 'staff',
    ...fields,
  });
  const create = (fields: Record<string, unknown> = {}, token = admin) =>
    api.call('POST', path, { token, body: draft(fields) });
  const created = async (fields: Record<string, unknown> = {}, token = admin) => {
    const { status, body } = await create(fields, token);
    expect(status).toBe(201);
    return body;
  };
  const bulk = (users: unknown, token = admin) =>
    api.call('POST', `${path}bulk/`, { token, body: { users } });

  describe('creating one', () => {
    it('answers the user, whole', async () => {
      const fields = {
        username: 'DrJones',
        role: 'doctor',
        department: 'Cardiology',
        license_number: 'MD-77',
        years_of_experience: 12,
        phone_number: '+1-555-0100',
        date_of_birth: '1980-02-29',
        gender: 'female',
        bio: 'Hearts.',
        preferred_language: 'en-GB',
        timezone: 'Europe/London',
        address: '1 High Street',
        emergency_contact_name: 'Max',
        emergency_contact_phone: '+1-555-0101',
      };
      const user = await created(fields);
      expect(user).toEqual({
        ...fields,
        id: expect.any(Number),
        email: expect.stringMatching(/^user\.\d+@example\.org$/),
        username: 'drjones',
        first_name: 'Uma',
        last_name: 'User',
        full_name: 'Uma User',
        hospital: fixture.first.id,
        is_superuser: false,
        is_active: true,
        last_login: null,
        created_at: expect.any(String),
        updated_at: expect.any(String),
        blood_type: null,
        allergies: null,
        medical_conditions: null,
        current_medications: null,
      });
      expect(await api.get(`${path}${user.id}/`, admin)).toEqual(user);
      expect((await signIn(api, user.email)).id).toBe(user.id);
    });

    it('makes a username from the e-mail address, which the hospital has not yet', async () => {
      const of = async (email: string, token = admin) => (await created({ email }, token)).username;
      expect(await of('zoe.öz@example.org'.replace('ö', 'o'))).toBe('zoe.oz');
      expect(await of('zoe.oz@example.net')).toBe('zoe.oz2');
      expect(await of('zoe.oz@example.com')).toBe('zoe.oz3');
      expect(await of('zoe.oz@example.edu', fixture.second.admin.token)).toBe('zoe.oz');
      expect(await of('z@example.org')).toBe('user.z');
    });

    it('keeps usernames unique within a hospital', async () => {
      await created({ username: 'front.desk' });
      const taken = await create({ username: 'Front.Desk' });
      expect(refusal(taken)).toEqual([409, 'ALREADY_EXISTS', ['username']]);
      const elsewhere = await created({ username: 'front.desk' }, fixture.second.admin.token);
      expect(elsewhere.username).toBe('front.desk');
    });

    it('keeps e-mail addresses unique on the platform, whatever their case', async () => {
      const { email } = await created();
      for (const token of [admin, fixture.second.admin.token, superuser]) {
        const taken = await create({ email: email.toUpperCase() }, token);
        expect(refusal(taken)).toEqual([409, 'ALREADY_EXISTS', ['email']]);
      }
    });

    it.each(['email', 'password', 'first_name', 'last_name', 'role'])('asks for %s', async (field) => {
      expect(refusal(await create({ [field]: undefined }))).toEqual([400, 'VALIDATION_ERROR', [field]]);
    });

    it.each([
      ['alergies', 'Nuts'],
      ['is_superuser', true],
      ['is_active', false],
      ['password_confirm', password],
      ['id', 7],
      ['full_name', 'Uma'],
    ])('knows no field %s', async (field, value) => {
      expect(refusal(await create({ [field]: value }))).toEqual([400, 'VALIDATION_ERROR', [field]]);
    });

    it.each([
      ['email', 'nobody'],
      ['email', `${'x'.repeat(250)}@example.org`],
      ['username', 'with space'],
      ['username', null],
      ['first_name', '  '],
      ['first_name', 'x'.repeat(101)],
      ['first_name', 'nul\0'],
      ['role', 'root'],
      ['phone_number', 'call me'],
      ['date_of_birth', '1980-02-30'],
      ['gender', 'f'],
      ['years_of_experience', -1],
      ['timezone', 'Mars/Olympus'],
      ['preferred_language', 'English, please'],
    ])('refuses %s = %j', async (field, value) => {
      expect(refusal(await create({ [field]: value }))).toEqual([400, 'VALIDATION_ERROR', [field]]);
    });

    it("takes an admin's own hospital only, and any open one from a superuser", async () => {
      const [own, other] = [fixture.first.id, fixture.second.id];
      expect((await created({ hospital: own })).hospital).toBe(own);
      expect(refusal(await create({ hospital: other }))).toEqual([422, 'INVALID_REFERENCE', ['hospital']]);
      expect((await created({ hospital: other }, superuser)).hospital).toBe(other);
      expect((await created({}, superuser)).hospital).toBe(own);
      const nowhere = await create({ hospital: 999_999 }, superuser);
      expect(refusal(nowhere)).toEqual([422, 'INVALID_REFERENCE', ['hospital']]);
    });

    it('asks a superuser who has no hospital to name one', async () => {
      const person = await createPerson(api, admin, { role: 'admin' });
      await api.database.transaction('platform', ({ users }) =>
        users.update(person.id, { is_superuser: true, hospital: null }),
      );
      expect(refusal(await create({}, person.token))).toEqual([400, 'VALIDATION_ERROR', ['hospital']]);
      const list = await api.call('GET', path, { token: person.token });
      expect(refusal(list)).toEqual([400, 'VALIDATION_ERROR', ['hospital']]);
      const { hospital } = await created({ hospital: fixture.second.id }, person.token);
      expect(hospital).toBe(fixture.second.id);
      expect((await api.get('/api/auth/profile/', person.token)).hospital).toBeNull();
    });

    it('is for admins', async () => {
      const { doctor, nurse, staff, patient } = fixture.first;
      for (const { token } of [doctor, nurse, staff, patient]) {
        expect(refusal(await create({}, token))).toEqual([403, 'PERMISSION_DENIED', []]);
      }
    });
  });

  describe('creating many', () => {
    it('answers for each row by itself', async () => {
      const taken = await created();
      const good = draft({ role: 'patient', allergies: 'Nuts' });
      const { status, body } = await bulk([
        good,
        draft({ email: taken.email }),
        draft({ alergies: 'Nuts' }),
        draft({ hospital: fixture.second.id }),
        draft({ password: 'password123' }),
        draft({ allergies: 'Nuts' }),
        draft({ email: good.email }),
        'nobody',
        null,
        draft({ username: 'last.of.bulk' }),
      ]);
      expect(status).toBe(200);
      expect([body.created, body.failed]).toEqual([2, 8]);
      const told = body.results.map((row: Record<string, Record<string, unknown>>) => [
        row.index,
        row.error?.code ?? 'created',
        ...Object.keys(row.error?.details ?? {}),
      ]);
      expect(told).toEqual([
        [0, 'created'],
        [1, 'ALREADY_EXISTS', 'email'],
        [2, 'VALIDATION_ERROR', 'alergies'],
        [3, 'INVALID_REFERENCE', 'hospital'],
        [4, 'VALIDATION_ERROR', 'password'],
        [5, 'VALIDATION_ERROR', 'allergies'],
        [6, 'ALREADY_EXISTS', 'email'],
        [7, 'VALIDATION_ERROR', 'body'],
        [8, 'VALIDATION_ERROR', 'body'],
        [9, 'created'],
      ]);
      const [{ user }] = body.results;
      expect(user).not.toHaveProperty('allergies');
      expect((await api.get(`${path}${user.id}/`, admin)).allergies).toBe('Nuts');
      expect((await signIn(api, good.email)).id).toBe(user.id);
    });

    it('refuses a row that nothing should be given, and no other', async () => {
      const proto = JSON.parse(`{"__proto__": {"role": "admin"}}`);
      const deep = JSON.parse(`${'['.repeat(40)}${']'.repeat(40)}`);
      const { status, body } = await bulk([
        draft(),
        draft({ first_name: 'U\0ma' }),
        draft({ last_name: 'Us\ud800er' }),
        { ...draft(), ...proto },
        draft({ bio: deep }),
        'no\0body',
        draft({ 'b\0io': 'Likes hiking.' }),
        draft(),
      ]);
      expect([status, body.created, body.failed]).toEqual([200, 2, 6]);
      const told = body.results.map((row: Record<string, Record<string, unknown>>) => [
        row.index,
        row.error?.code ?? 'created',
        row.error?.details,
      ]);
      expect(told).toEqual([
        [0, 'created', undefined],
        [1, 'VALIDATION_ERROR', { first_name: ['Must not contain NUL characters.'] }],
        [2, 'VALIDATION_ERROR', { last_name: ['Must be well-formed Unicode.'] }],
        [3, 'VALIDATION_ERROR', { body: ['__proto__ is not a usable name.'] }],
        [4, 'VALIDATION_ERROR', { bio: ['Nested deeper than 32 levels.'] }],
        [5, 'VALIDATION_ERROR', { body: ['Must not contain NUL characters.'] }],
        [6, 'VALIDATION_ERROR', { body: ['Must not contain NUL characters.'] }],
        [7, 'created', undefined],
      ]);
    });

    it('refuses a row however deep it nests, and answers the same when it is asked again', async () => {
      const raw = `{"users": [${JSON.stringify(draft())}, ${'['.repeat(5000)}${']'.repeat(5000)}]}`;
      const ask = () =>
        api.call('POST', `${path}bulk/`, { token: admin, raw, headers: { 'Idempotency-Key': 'deep-rows' } });
      const { status, body } = await ask();
      expect([status, body.created, body.results[1].error.code]).toEqual([200, 1, 'VALIDATION_ERROR']);
      const again = await ask();
      expect([again.headers.get('idempotent-replayed'), again.body]).toEqual(['true', body]);
    });

    it('refuses the whole call for what is wrong beside the rows', async () => {
      const email = `${unique('user.')}@example.org`;
      const rows = `"users": [${JSON.stringify(draft({ email }))}]`;
      for (const raw of [
        `{${rows}, "__proto__": 1}`,
        `{${rows}, "note": "\\u0000"}`,
        `{${rows}, "note": 1}`,
      ]) {
        const response = await api.call('POST', `${path}bulk/`, { token: admin, raw });
        expect([raw, response.status, response.body.error?.code]).toEqual([raw, 400, 'VALIDATION_ERROR']);
      }
      expect((await create({ email })).status).toBe(201);
    });

    it('takes from 1 to 500 rows', async () => {
      for (const users of [[], Array(501).fill({}), 'all', undefined]) {
        expect(refusal(await bulk(users))).toEqual([400, 'VALIDATION_ERROR', ['users']]);
      }
      const { status, body } = await bulk(Array(500).fill({}));
      expect([status, body.created, body.failed]).toEqual([200, 0, 500]);
    });

    it('is for admins', async () => {
      const { doctor, nurse, staff, patient } = fixture.first;
      for (const { token } of [doctor, nurse, staff, patient]) {
        expect(refusal(await bulk([draft()], token))).toEqual([403, 'PERMISSION_DENIED', []]);
      }
    });
  });
});
