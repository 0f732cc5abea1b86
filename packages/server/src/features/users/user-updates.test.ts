import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createPerson,
  type Fixture,
  openSlot,
  type Person,
  password,
  populate,
  unique,
} from '../../../testing/fixture.js';
import { refusal } from '../../../testing/refusal.js';
import { openTestApi, stores, type TestApi } from '../../../testing/test-api.js';

const profile = '/api/auth/profile/';
const pathOf = ({ id }: Pick<Person, 'id'>) => `/api/auth/users/${id}/`;

describe.each(stores)('updating users over %s', (store) => {
  let api: TestApi;
  let fixture: Fixture;

  beforeAll(async () => {
    api = await openTestApi(store);
    fixture = await populate(api);
  });
  afterAll(() => api.close());

  const someone = (role = 'staff', fields: Record<string, unknown> = {}) =>
    createPerson(api, fixture.first.admin.token, { role, ...fields });
  const put = (path: string, token: string, body: Record<string, unknown>) =>
    api.call('PUT', path, { token, body });
  const asAdmin = (person: Person, body: Record<string, unknown>) =>
    put(pathOf(person), fixture.first.admin.token, body);

  describe('the fields', () => {
    it('change where they are sent, and are cleared by null', async () => {
      const person = await someone('doctor', {
        department: 'Cardiology',
        bio: 'Hearts.',
        phone_number: '+1 555',
      });
      const before = await api.get(profile, person.token);
      const { status, body } = await asAdmin(person, { department: 'Surgery', bio: null, gender: 'other' });
      expect(status).toBe(200);
      const changed = { department: 'Surgery', bio: null, gender: 'other', updated_at: expect.any(String) };
      expect(body).toEqual({ ...before, ...changed });
      expect(await api.get(profile, person.token)).toEqual(body);
    });

    it('stay as they are when none is sent', async () => {
      const person = await someone('staff', { bio: 'Desk.' });
      const before = await api.get(profile, person.token);
      const { status, body } = await asAdmin(person, {});
      expect([status, body]).toEqual([200, { ...before, updated_at: expect.any(String) }]);
    });

    it('carry the full name along', async () => {
      const person = await someone();
      const { last_name } = await api.get(profile, person.token);
      const { body } = await asAdmin(person, { first_name: 'Zoë' });
      expect(body.full_name).toBe(`Zoë ${last_name}`);
      const found = await api.get(`/api/auth/users/?search=zoe ${last_name}`, fixture.first.admin.token);
      expect(found.results.map(({ id }: Person) => id)).toEqual([person.id]);
    });

    it('are found under the new name, even if somebody signs in while it is changed', async () => {
      const person = await someone();
      let signingIn: Promise<unknown> = Promise.resolve();
      await api.database.transaction('platform', async ({ users }) => {
        await users.update(person.id, { first_name: 'Leokadia' });
        signingIn = api.post('/api/auth/login/', { email: person.email, password });
        // Where two connections are open the sign-in comes as far as it can meanwhile.
        for (let reads = 0; reads < 200; reads += 1) await users.find(person.id);
      });
      await signingIn;
      const { results } = await api.get('/api/auth/users/?search=leokadia', fixture.first.admin.token);
      expect(results.map(({ id }: Person) => id)).toEqual([person.id]);
    });

    it.each([
      ['first_name', null],
      ['email', null],
      ['username', null],
      ['role', null],
      ['is_active', null],
      ['first_name', ''],
      ['alergies', 'Nuts'],
      ['is_superuser', true],
      ['password', password],
      ['id', 1],
      ['created_at', '2020-01-01T00:00:00Z'],
    ])('refuse %s = %j', async (field, value) => {
      for (const response of [
        await asAdmin(fixture.first.staff, { [field]: value }),
        await put(profile, fixture.first.staff.token, { [field]: value }),
      ]) {
        expect(refusal(response)).toEqual([400, 'VALIDATION_ERROR', [field]]);
      }
    });

    it('keep addresses unique on the platform and usernames in the hospital', async () => {
      const [person, namesake] = [await someone('staff', { username: unique('desk.') }), await someone()];
      const { username } = await api.get(profile, person.token);
      const address = await asAdmin(person, { email: fixture.second.nurse.email.toUpperCase() });
      expect(refusal(address)).toEqual([409, 'ALREADY_EXISTS', ['email']]);
      const name = await asAdmin(namesake, { username: username.toUpperCase() });
      expect(refusal(name)).toEqual([409, 'ALREADY_EXISTS', ['username']]);
      const own = await asAdmin(person, { email: person.email.toUpperCase(), username });
      expect([own.status, own.body.email]).toEqual([200, person.email]);
    });

    it('sign in by the new address, not by the old one', async () => {
      const person = await someone();
      const email = `${unique('renamed.')}@example.org`;
      expect((await put(profile, person.token, { email: email.toUpperCase() })).body.email).toBe(email);
      const login = (address: string) =>
        api.call('POST', '/api/auth/login/', { body: { email: address, password } });
      expect((await login(email)).status).toBe(200);
      expect((await login(person.email)).status).toBe(401);
    });
  });

  describe('oneself', () => {
    it.each(['admin', 'doctor', 'nurse', 'staff', 'patient'])('is open to a %s', async (role) => {
      const person = await someone(role);
      expect((await put(pathOf(person), person.token, { bio: 'I.' })).body.bio).toBe('I.');
      expect((await put(profile, person.token, { bio: 'Me.' })).body.bio).toBe('Me.');
      expect((await api.get(profile, person.token)).bio).toBe('Me.');
    });

    it('never changes role, hospital or activity', async () => {
      const people = [
        await someone('admin'),
        await someone('doctor'),
        await someone('patient'),
        fixture.superuser,
      ];
      for (const person of people) {
        const before = await api.get(profile, person.token);
        const changes = [{ role: 'nurse' }, { hospital: fixture.second.id }, { is_active: false }];
        for (const change of changes) {
          for (const path of [pathOf(person), profile]) {
            const response = await put(path, person.token, { bio: 'Changed.', ...change });
            expect(refusal(response)).toEqual([403, 'PERMISSION_DENIED', []]);
          }
        }
        expect(await api.get(profile, person.token)).toEqual(before);
        const { role, hospital, is_active } = before;
        const same = await put(profile, person.token, { role, hospital, is_active, bio: null });
        expect(same.status).toBe(200);
      }
    });
  });

  describe('others', () => {
    it('is for admins: the rest are refused, and patients see nobody else', async () => {
      const { doctor, nurse, staff, patient, otherPatient } = fixture.first;
      for (const { token } of [doctor, nurse, staff]) {
        const response = await put(pathOf(otherPatient), token, { bio: 'Changed.' });
        expect(refusal(response)).toEqual([403, 'PERMISSION_DENIED', []]);
      }
      const hidden = await put(pathOf(otherPatient), patient.token, { bio: 'Changed.' });
      expect(refusal(hidden)).toEqual([404, 'NOT_FOUND', []]);
      expect((await api.get(profile, otherPatient.token)).bio).toBeNull();
    });

    it('stays within the hospital', async () => {
      const { first, second } = fixture;
      for (const { token } of [first.admin, first.doctor, first.patient]) {
        const response = await put(pathOf(second.staff), token, { bio: 'Changed.' });
        expect(refusal(response)).toEqual([404, 'NOT_FOUND', []]);
      }
      expect((await put(pathOf(second.staff), fixture.superuser.token, { bio: 'Desk.' })).status).toBe(200);
    });

    it('changes what they may do at once', async () => {
      const person = await someone('staff');
      const list = () => api.call('GET', '/api/treatments/', { token: person.token });
      expect(refusal(await list())).toEqual([403, 'PERMISSION_DENIED', []]);
      expect((await asAdmin(person, { role: 'nurse' })).body.role).toBe('nurse');
      expect((await list()).status).toBe(200);
    });

    it("leaves a superuser's account to superusers", async () => {
      const person = await someone('admin');
      await api.database.transaction('platform', ({ users }) =>
        users.update(person.id, { is_superuser: true }),
      );
      const before = await api.get(pathOf(person), fixture.superuser.token);
      const { token } = fixture.first.admin;
      const responses = [
        await put(pathOf(person), token, { bio: 'Changed.' }),
        await put(pathOf(person), token, { email: `${unique('mine.')}@example.org` }),
        await api.call('DELETE', pathOf(person), { token }),
        await api.call('POST', `${pathOf(person)}deactivate/`, { token }),
        await api.call('POST', `${pathOf(person)}activate/`, { token }),
      ];
      for (const response of responses) expect(refusal(response)).toEqual([403, 'PERMISSION_DENIED', []]);
      expect(await api.get(pathOf(person), fixture.superuser.token)).toEqual(before);
      expect((await put(pathOf(person), fixture.superuser.token, { bio: 'Changed.' })).status).toBe(200);
    });
  });

  describe('the hospital of a user', () => {
    const move = (person: Person, hospital: number, token = fixture.superuser.token) =>
      put(pathOf(person), token, { hospital });

    it("is a superuser's to change, and the user goes along at once", async () => {
      const { first, second } = fixture;
      const person = await someone('nurse');
      const names = async () =>
        (await api.get('/api/hospitals/1/', person.token).catch(() => ({ id: 0 }))).id;
      expect(await names()).toBe(first.id);
      const { status, body } = await move(person, second.id);
      expect([status, body.hospital]).toEqual([200, second.id]);
      expect(await names()).toBe(0);
      const colleagues = await api.get('/api/auth/users/?role=admin', person.token);
      expect(colleagues.results.map(({ id }: Person) => id)).toEqual([second.admin.id]);
      const gone = await api.call('GET', pathOf(person), { token: first.admin.token });
      expect(refusal(gone)).toEqual([404, 'NOT_FOUND', []]);
    });

    it("is not an admin's to change", async () => {
      const person = await someone('nurse');
      const { first, second } = fixture;
      const response = await move(person, second.id, first.admin.token);
      expect(refusal(response)).toEqual([403, 'PERMISSION_DENIED', []]);
      expect((await move(person, first.id, first.admin.token)).status).toBe(200);
    });

    it('has to be there', async () => {
      const response = await move(await someone('nurse'), 999_999);
      expect(refusal(response)).toEqual([422, 'INVALID_REFERENCE', ['hospital']]);
    });

    it('takes no username twice', async () => {
      const username = unique('moving.');
      const person = await someone('nurse', { username });
      await createPerson(api, fixture.second.admin.token, { role: 'nurse', username });
      expect(refusal(await move(person, fixture.second.id))).toEqual([409, 'ALREADY_EXISTS', ['username']]);
    });

    it('holds those of whom it has records: patients, and doctors with slots or specialties', async () => {
      const { first, second } = fixture;
      const formerPatient = await someone('patient', { allergies: 'Nuts' });
      expect((await asAdmin(formerPatient, { role: 'staff' })).status).toBe(200);
      const withSlot = await someone('doctor');
      await openSlot(api, first, withSlot);
      const withSpecialty = await someone('doctor');
      const assignment = { doctor: withSpecialty.id, specialty: 5 };
      await api.post('/api/specialty/doctor-specialties/', assignment, first.admin.token);
      for (const person of [await someone('patient'), formerPatient, withSlot, withSpecialty]) {
        const response = await move(person, second.id);
        expect(refusal(response)).toEqual([422, 'INVALID_REFERENCE', ['hospital']]);
        expect((await api.get(profile, person.token)).hospital).toBe(first.id);
      }
    });
  });
});
