import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createPerson,
  type Fixture,
  openSlot,
  type Person,
  password,
  populate,
  signIn,
  unique,
} from '../../../testing/fixture.js';
import { refusal } from '../../../testing/refusal.js';
import { openTestApi, stores, type TestApi } from '../../../testing/test-api.js';

const users = '/api/auth/users/';

describe.each(stores)('deactivating over %s', (store) => {
  let api: TestApi;
  let fixture: Fixture;

  beforeAll(async () => {
    api = await openTestApi(store);
    fixture = await populate(api);
  });
  afterAll(() => api.close());

  const someone = (role = 'staff') => createPerson(api, fixture.first.admin.token, { role });
  const profile = (token: string) => api.call('GET', '/api/auth/profile/', { token });
  const login = (email: string) => api.call('POST', '/api/auth/login/', { body: { email, password } });
  const deactivate = ({ id }: Person, token: string) =>
    api.call('POST', `${users}${id}/deactivate/`, { token, body: {} });
  const activate = ({ id }: Person, token: string) =>
    api.call('POST', `${users}${id}/activate/`, { token, body: {} });
  /** The three ways in which an account is deactivated. */
  const waysOut = ({ id }: Person, token: string) => [
    () => api.call('POST', `${users}${id}/deactivate/`, { token }),
    () => api.call('DELETE', `${users}${id}/`, { token }),
    () => api.call('PUT', `${users}${id}/`, { token, body: { is_active: false } }),
  ];
  /** A further superuser; whoever makes one deactivates them again. */
  const anotherSuperuser = async (): Promise<Person> => {
    const person = await someone('admin');
    await api.database.transaction('platform', (transaction) =>
      transaction.users.update(person.id, { is_superuser: true }),
    );
    return person;
  };

  const expectOut = async (person: Person) => {
    expect(refusal(await profile(person.token))).toEqual([403, 'ACCOUNT_DISABLED', []]);
    expect(refusal(await login(person.email))).toEqual([403, 'ACCOUNT_DISABLED', []]);
    for (const rotate of [true, false]) {
      const body = { refresh: person.refresh, rotate };
      const response = await api.call('POST', '/api/auth/token/refresh/', { body });
      expect(refusal(response)).toEqual([403, 'ACCOUNT_DISABLED', []]);
    }
  };

  describe('a user', () => {
    it.each([0, 1, 2])('ends their access at once (way %i)', async (way) => {
      const person = await someone();
      expect((await profile(person.token)).status).toBe(200);
      const response = await waysOut(person, fixture.first.admin.token)[way]?.();
      expect([200, 204]).toContain(response?.status);
      await expectOut(person);
      const { is_active } = await api.get(`${users}${person.id}/`, fixture.first.admin.token);
      expect(is_active).toBe(false);
    });

    it('answers the user, and does no more the second time', async () => {
      const person = await someone();
      const { token } = fixture.first.admin;
      for (let time = 0; time < 2; time += 1) {
        const { status, body } = await deactivate(person, token);
        expect([status, body.id, body.is_active]).toEqual([200, person.id, false]);
      }
      expect((await api.call('DELETE', `${users}${person.id}/`, { token })).status).toBe(204);
    });

    it('is undone by activating them', async () => {
      const person = await someone();
      const { token } = fixture.first.admin;
      await deactivate(person, token);
      const { status, body } = await activate(person, token);
      expect([status, body.is_active]).toEqual([200, true]);
      expect((await login(person.email)).status).toBe(200);
      expect((await activate(person, token)).body.is_active).toBe(true);
    });

    it('ends the sessions of nobody else', async () => {
      const [gone, colleague] = [await someone(), await someone()];
      expect((await profile(colleague.token)).status).toBe(200);
      await deactivate(gone, fixture.first.admin.token);
      expect((await profile(colleague.token)).status).toBe(200);
    });

    it('takes them out of what can be booked, not out of the list of users', async () => {
      const { token } = fixture.first.admin;
      const [doctor, patient] = [await someone('doctor'), await someone('patient')];
      const slot = await openSlot(api, fixture.first, doctor);
      const book = () =>
        api.call('POST', '/api/appointments/', {
          token,
          body: { doctor: doctor.id, patient: patient.id, slot },
        });
      await deactivate(doctor, token);
      expect(refusal(await book())).toEqual([422, 'INVALID_REFERENCE', ['doctor']]);
      await activate(doctor, token);
      await deactivate(patient, token);
      expect(refusal(await book())).toEqual([422, 'INVALID_REFERENCE', ['patient']]);
      const inactive = await api.get(`${users}?is_active=False&page_size=100`, token);
      expect(inactive.results.map(({ id }: Person) => id)).toContain(patient.id);
      const patients = await api.get(`${users}patients/?page_size=100`, token);
      expect(patients.map(({ id }: Person) => id)).not.toContain(patient.id);
    });

    it('of another hospital, or nobody, is not found', async () => {
      const { token } = fixture.first.admin;
      for (const target of [fixture.second.staff, { ...fixture.second.staff, id: 999_999 }]) {
        for (const way of waysOut(target, token))
          expect(refusal(await way())).toEqual([404, 'NOT_FOUND', []]);
        expect(refusal(await activate(target, token))).toEqual([404, 'NOT_FOUND', []]);
      }
      expect((await profile(fixture.second.staff.token)).status).toBe(200);
    });

    it('takes no body', async () => {
      const response = await api.call('POST', `${users}${fixture.first.staff.id}/deactivate/`, {
        token: fixture.first.admin.token,
        body: { reason: 'Left.' },
      });
      expect(refusal(response)).toEqual([400, 'VALIDATION_ERROR', ['reason']]);
    });
  });

  describe('oneself', () => {
    it('is refused to an admin, in every way', async () => {
      const admin = await someone('admin');
      for (const way of waysOut(admin, admin.token)) {
        expect(refusal(await way())).toEqual([403, 'PERMISSION_DENIED', []]);
      }
      expect((await profile(admin.token)).body.is_active).toBe(true);
    });

    it('is refused to a superuser, even where there is another', async () => {
      const other = await anotherSuperuser();
      for (const way of waysOut(other, other.token)) {
        expect(refusal(await way())).toEqual([403, 'PERMISSION_DENIED', []]);
      }
      expect((await deactivate(other, fixture.superuser.token)).status).toBe(200);
      await expectOut(other);
    });
  });

  describe('the last superuser', () => {
    it('is refused', async () => {
      const { id, token } = fixture.superuser;
      for (const [method, path] of [
        ['POST', `${users}${id}/deactivate/`],
        ['DELETE', `${users}${id}/`],
      ] as const) {
        expect(refusal(await api.call(method, path, { token }))).toEqual([409, 'LAST_SUPERUSER', []]);
      }
      expect((await profile(token)).status).toBe(200);
    });

    it('is refused with their hospital too', async () => {
      const { token } = fixture.superuser;
      const path = `/api/hospitals/${fixture.first.id}/`;
      const responses = [
        await api.call('DELETE', path, { token }),
        await api.call('PUT', path, { token, body: { is_active: false } }),
      ];
      for (const response of responses) expect(refusal(response)).toEqual([409, 'LAST_SUPERUSER', []]);
      expect((await api.get(path, token)).is_active).toBe(true);
    });

    it('stays, however many deactivate one another at once', async () => {
      const [one, two] = [await anotherSuperuser(), await anotherSuperuser()];
      expect((await deactivate(fixture.superuser, one.token)).status).toBe(200);
      const responses = await Promise.all([deactivate(two, one.token), deactivate(one, two.token)]);
      const codes = responses.map(({ status, body }) => body.error?.code ?? status);
      expect(codes.filter((code) => code === 200)).toHaveLength(1);
      expect(['LAST_SUPERUSER', 'ACCOUNT_DISABLED']).toContain(codes.find((code) => code !== 200));
      const survivor = codes[0] === 200 ? one : two;
      expect((await activate(fixture.superuser, survivor.token)).status).toBe(200);
      expect((await deactivate(survivor, fixture.superuser.token)).status).toBe(200);
      await expectOut(one);
      await expectOut(two);
    });
  });

  describe('a hospital', () => {
    /** A hospital of its own, with an admin and a nurse. */
    const newHospital = async () => {
      const { token } = fixture.superuser;
      const hospital = await api.post(
        '/api/hospitals/',
        {
          name: unique('Closing '),
          city: 'Springfield',
          state: 'IL',
          country: 'USA',
          hospital_type: 'clinic',
          contact_email: 'office@example.org',
          contact_phone: '+1-555-0100',
        },
        token,
      );
      const admin = await createPerson(api, token, { role: 'admin', hospital: hospital.id });
      const nurse = await createPerson(api, admin.token, { role: 'nurse' });
      return { path: `/api/hospitals/${hospital.id}/`, people: [admin, nurse], id: hospital.id };
    };

    it('ends the access of all its people at once, until it is open again', async () => {
      const { path, people } = await newHospital();
      const { token } = fixture.superuser;
      for (const person of people) expect((await profile(person.token)).status).toBe(200);
      expect((await api.call('DELETE', path, { token })).status).toBe(204);
      for (const person of people) await expectOut(person);
      expect((await profile(fixture.first.nurse.token)).status).toBe(200);
      expect((await api.call('PUT', path, { token, body: { is_active: true } })).status).toBe(200);
      for (const person of people) expect((await login(person.email)).status).toBe(200);
    });

    it('ends the API keys of its people', async () => {
      const { path, people } = await newHospital();
      const token = people[0]?.token ?? '';
      const { key } = await api.post('/api/auth/api-keys/', { name: 'Key', access: 'read' }, token);
      expect((await profile(key)).status).toBe(200);
      const body = { is_active: false };
      expect((await api.call('PUT', path, { token: fixture.superuser.token, body })).status).toBe(200);
      expect(refusal(await profile(key))).toEqual([403, 'ACCOUNT_DISABLED', []]);
    });

    it('takes no new people', async () => {
      const { path, id } = await newHospital();
      const { token } = await signIn(api, fixture.superuser.email);
      await api.call('DELETE', path, { token });
      const body = {
        email: `${unique('late.')}@example.org`,
        password,
        first_name: 'Late',
        last_name: 'Comer',
        role: 'nurse',
        hospital: id,
      };
      const create = await api.call('POST', users, { token, body });
      expect(refusal(create)).toEqual([422, 'INVALID_REFERENCE', ['hospital']]);
      const move = await api.call('PUT', `${users}${(await someone('nurse')).id}/`, {
        token,
        body: { hospital: id },
      });
      expect(refusal(move)).toEqual([422, 'INVALID_REFERENCE', ['hospital']]);
    });
  });
});
