import { afterAll, beforeAll, describe, expect, expectTypeOf, it } from 'vitest';
import { type Fixture, populate } from '../../server/testing/fixture.js';
import { openTestApi, type TestApi } from '../../server/testing/test-api.js';
import { MedCor, type UserCreate } from '../src/index.js';
import * as validators from '../src/validators.js';

describe('validators', () => {
  let api: TestApi;
  let fixture: Fixture;

  beforeAll(async () => {
    api = await openTestApi('memory');
    fixture = await populate(api);
  });
  afterAll(() => api.close());

  it('tell what the API would, before it is asked', async () => {
    const medcor = new MedCor({ baseUrl: api.url, token: fixture.first.admin.token });
    const records: unknown[] = [
      { patient: 3 },
      { patient: fixture.first.patient.id, record_type: 'general', title: ' ', alergies: 'none' },
      {
        patient: 0,
        record_type: 'x',
        title: 'Visit',
        vital_signs: { heart_rate: 1000, blood_pressure: 'high' },
      },
    ];
    for (const record of records) {
      // What a form holds before it was checked.
      const refused = medcor.medicalRecords.create(
        record as Parameters<typeof medcor.medicalRecords.create>[0],
      );
      const details = validators.fieldErrors(validators.MedicalRecordCreate, record);
      await expect(refused).rejects.toMatchObject({ code: 'VALIDATION_ERROR', details });
      expect(Object.keys(details).length).toBeGreaterThan(0);
    }
  });

  it('know what fields have to do with each other', () => {
    const account = {
      email: 'a@example.org',
      first_name: 'A',
      last_name: 'B',
      hospital: 1,
      password: 'Correct-Horse-7!',
    };
    const register = { ...account, password_confirm: 'another' };
    expect(validators.fieldErrors(validators.Register, register)).toEqual({
      password_confirm: ['The passwords do not match.'],
    });
  });

  it('are empty for what is taken, which comes back as it is sent', () => {
    const user = {
      email: ' A@Example.org ',
      password: 'Correct-Horse-7!',
      first_name: 'A',
      last_name: 'B',
      role: 'nurse',
    };
    expect(validators.fieldErrors(validators.UserCreate, user)).toEqual({});
    const parsed = validators.UserCreate.parse(user);
    expectTypeOf(parsed).toEqualTypeOf<UserCreate>();
    expect(parsed.email).toBe('a@example.org');
  });

  it('are Standard Schemas', async () => {
    const { issues } = await validators.Login['~standard'].validate({ email: 'nobody' });
    expect(issues?.map(({ path }) => path)).toEqual([['email'], ['password']]);
  });
});
