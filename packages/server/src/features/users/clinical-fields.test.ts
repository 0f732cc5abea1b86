import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createPerson,
  type Fixture,
  type Person,
  password,
  populate,
  unique,
} from '../../../testing/fixture.js';
import { refusal } from '../../../testing/refusal.js';
import { openTestApi, stores, type TestApi } from '../../../testing/test-api.js';

const clinical = {
  blood_type: 'O+',
  allergies: 'Penicillin',
  medical_conditions: 'Asthma',
  current_medications: 'Salbutamol',
};
const hidden = { blood_type: null, allergies: null, medical_conditions: null, current_medications: null };

describe.each(stores)('clinical fields over %s', (store) => {
  let api: TestApi;
  let fixture: Fixture;

  beforeAll(async () => {
    api = await openTestApi(store);
    fixture = await populate(api);
  });
  afterAll(() => api.close());

  const newPatient = (fields: Record<string, unknown> = clinical, of = fixture.first) =>
    createPerson(api, of.admin.token, { role: 'patient', ...fields });
  const read = (token: string, { id }: Person) => api.get(`/api/auth/users/${id}/`, token);
  const write = (token: string, { id }: Person, body: Record<string, unknown>) =>
    api.call('PUT', `/api/auth/users/${id}/`, { token, body });
  const operator = async (): Promise<Person> => {
    const person = await createPerson(api, fixture.first.admin.token, { role: 'admin' });
    await api.database.transaction('platform', ({ users }) =>
      users.update(person.id, { is_superuser: true, hospital: null }),
    );
    return person;
  };

  describe('are read', () => {
    it.each(['admin', 'doctor', 'nurse'] as const)('by a %s of the hospital', async (role) => {
      expect(await read(fixture.first[role].token, await newPatient())).toMatchObject(clinical);
    });

    it('by the patient, wherever their account is shown', async () => {
      const patient = await newPatient();
      expect(await read(patient.token, patient)).toMatchObject(clinical);
      expect(await api.get('/api/auth/profile/', patient.token)).toMatchObject(clinical);
      const { user } = await api.post('/api/auth/login/', { email: patient.email, password });
      expect(user).toMatchObject(clinical);
    });

    it('by a superuser in their own hospital, as its admin', async () => {
      expect(await read(fixture.superuser.token, await newPatient())).toMatchObject(clinical);
    });

    it('neither by the front desk, nor by superusers of elsewhere or of nowhere', async () => {
      const [own, foreign] = [await newPatient(), await newPatient(clinical, fixture.second)];
      const { token: nowhere } = await operator();
      expect(await read(fixture.first.staff.token, own)).toMatchObject(hidden);
      expect(await read(fixture.superuser.token, foreign)).toMatchObject(hidden);
      expect(await read(nowhere, own)).toMatchObject(hidden);
      expect(await read(fixture.second.admin.token, foreign)).toMatchObject(clinical);
    });

    it('by nobody in a list', async () => {
      await newPatient();
      for (const list of ['users/?role=patient', 'users/patients/']) {
        const { body } = await api.call('GET', `/api/auth/${list}`, { token: fixture.first.admin.token });
        const [row] = body.results ?? body;
        expect(row.role).toBe('patient');
        for (const field of Object.keys(clinical)) expect(row).not.toHaveProperty(field);
      }
    });
  });

  describe('are written', () => {
    it('by an admin of the hospital and by the patient, field by field', async () => {
      const patient = await newPatient();
      const byAdmin = await write(fixture.first.admin.token, patient, { allergies: null, blood_type: 'AB-' });
      expect(byAdmin.status).toBe(200);
      expect(byAdmin.body).toMatchObject({ ...clinical, allergies: null, blood_type: 'AB-' });
      const bySelf = await write(patient.token, patient, { allergies: 'Nuts' });
      expect(bySelf.body).toMatchObject({ ...clinical, allergies: 'Nuts', blood_type: 'AB-' });
      const change = { medical_conditions: '' };
      const { body } = await api.call('PUT', '/api/auth/profile/', { token: patient.token, body: change });
      const now = { ...clinical, allergies: 'Nuts', blood_type: 'AB-', medical_conditions: '' };
      expect(body).toMatchObject(now);
      expect(await read(fixture.first.doctor.token, patient)).toMatchObject(now);
    });

    it('of patients who had none when they were made', async () => {
      const patient = await newPatient({});
      expect(await read(patient.token, patient)).toMatchObject(hidden);
      await write(patient.token, patient, { allergies: 'Nuts' });
      expect(await read(patient.token, patient)).toMatchObject({ ...hidden, allergies: 'Nuts' });
    });

    it('not by anyone else, who may change the account or not', async () => {
      const [own, foreign] = [await newPatient(), await newPatient(clinical, fixture.second)];
      const { doctor, nurse, staff, otherPatient } = fixture.first;
      for (const { token } of [doctor, nurse, staff]) {
        const response = await write(token, own, { allergies: 'None' });
        expect(refusal(response)).toEqual([403, 'PERMISSION_DENIED', []]);
      }
      const byPatient = await write(otherPatient.token, own, { allergies: 'None' });
      expect(refusal(byPatient)).toEqual([404, 'NOT_FOUND', []]);
      const elsewhere = await write(fixture.superuser.token, foreign, { allergies: 'None' });
      expect(refusal(elsewhere)).toEqual([403, 'PERMISSION_DENIED', []]);
      expect(await read(own.token, own)).toMatchObject(clinical);
      expect(await read(foreign.token, foreign)).toMatchObject(clinical);
    });

    it('stay as they are when a superuser of elsewhere changes the account', async () => {
      const foreign = await newPatient(clinical, fixture.second);
      const { status, body } = await write(fixture.superuser.token, foreign, { bio: 'Moved house.' });
      expect(status).toBe(200);
      expect(body).toMatchObject({ ...hidden, bio: 'Moved house.' });
      expect(await read(foreign.token, foreign)).toMatchObject(clinical);
    });

    it('with a new patient: by an admin of the hospital, not by a superuser of elsewhere', async () => {
      const draft = {
        password,
        first_name: 'Cleo',
        last_name: 'Clinical',
        role: 'patient',
        allergies: 'Nuts',
      };
      const create = (token: string, hospital: number) =>
        api.call('POST', '/api/auth/users/', {
          token,
          body: { ...draft, email: `${unique('cleo.')}@example.org`, hospital },
        });
      const own = await create(fixture.first.admin.token, fixture.first.id);
      expect([own.status, own.body.allergies]).toEqual([201, 'Nuts']);
      const elsewhere = await create(fixture.superuser.token, fixture.second.id);
      expect(refusal(elsewhere)).toEqual([403, 'PERMISSION_DENIED', []]);
      const { results } = await api.get('/api/auth/users/?search=cleo', fixture.second.admin.token);
      expect(results).toEqual([]);
    });
  });

  describe('are a patient’s', () => {
    it.each(['admin', 'doctor', 'nurse', 'staff'])('and not a %s’s', async (role) => {
      const { token } = fixture.first.admin;
      const person = await createPerson(api, token, { role });
      for (const [field, value] of Object.entries(clinical)) {
        for (const response of [
          await write(token, person, { [field]: value }),
          await write(person.token, person, { [field]: null }),
        ]) {
          expect(refusal(response)).toEqual([400, 'VALIDATION_ERROR', [field]]);
        }
      }
      expect(await read(token, person)).toMatchObject(hidden);
    });

    it('and come with the role', async () => {
      const { token } = fixture.first.admin;
      const person = await createPerson(api, token, { role: 'staff' });
      const { status, body } = await write(token, person, { role: 'patient', allergies: 'Nuts' });
      expect([status, body.allergies]).toEqual([200, 'Nuts']);
      expect((await write(token, person, { role: 'staff' })).body).toMatchObject(hidden);
    });

    it.each([
      ['blood_type', 'C+'],
      ['allergies', 'x'.repeat(5001)],
      ['medical_conditions', ['Asthma']],
      ['alergies', 'Nuts'],
    ])('and refuse a wrong %s', async (field, value) => {
      const response = await write(fixture.first.admin.token, fixture.first.patient, { [field]: value });
      expect(refusal(response)).toEqual([400, 'VALIDATION_ERROR', [field]]);
    });
  });
});
