import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Fixture, populate, writeRecord } from '../../../testing/fixture.js';
import { refusal } from '../../../testing/refusal.js';
import { openTestApi, stores, type TestApi } from '../../../testing/test-api.js';

const records = '/api/medical-records/';

describe.each(stores)('the content of medical records over %s', (store) => {
  let api: TestApi;
  let fixture: Fixture;
  let token: string;

  beforeAll(async () => {
    api = await openTestApi(store);
    fixture = await populate(api);
    token = fixture.first.doctor.token;
  });
  afterAll(() => api.close());

  const create = (fields: Record<string, unknown>) => {
    const record = { patient: fixture.first.patient.id, record_type: 'general', title: 'Visit', ...fields };
    return api.call('POST', records, { token, body: record });
  };
  const get = (id: number) => api.call('GET', `${records}${id}/`, { token });
  const update = (id: number, body: unknown) => api.call('PUT', `${records}${id}/`, { token, body });

  describe('vital signs', () => {
    it.each([
      ['blood_pressure', ['30/10', '300/200'], ['29/10', '301/80', '120/9', '120/201', '120', 'high', 120]],
      ['heart_rate', [0, 350], [-1, 351, '72']],
      ['temperature', [20, 36.6, 115], [19.9, 115.1]],
      ['weight', [0.1, 700], [0, 700.1]],
      ['height', [10, 280], [9.9, 280.1]],
      ['respiratory_rate', [0, 120], [-1, 121]],
      ['oxygen_saturation', [0, 100], [-0.1, 100.1]],
    ])('take a %s that somebody can have', async (sign, possible, impossible) => {
      for (const value of [...possible, null]) {
        const response = await create({ vital_signs: { [sign]: value } });
        expect([response.status, response.body.vital_signs]).toEqual([201, { [sign]: value }]);
      }
      for (const value of impossible) {
        const response = await create({ vital_signs: { [sign]: value } });
        expect([value, ...refusal(response)]).toEqual([
          value,
          400,
          'VALIDATION_ERROR',
          [`vital_signs.${sign}`],
        ]);
      }
    });

    it('have names that are known, and are told of all at once', async () => {
      const vital_signs = { pulse: 72, heart_rate: 500, weight: -1 };
      const fields = ['vital_signs.heart_rate', 'vital_signs.pulse', 'vital_signs.weight'];
      const [status, code, found] = refusal(await create({ vital_signs }));
      expect([status, code, found.sort()]).toEqual([400, 'VALIDATION_ERROR', fields]);
      expect(refusal(await update(await writeRecord(api, fixture.first), { vital_signs: 'fine' }))).toEqual([
        400,
        'VALIDATION_ERROR',
        ['vital_signs'],
      ]);
    });
  });

  it('keep lab results of any shape', async () => {
    const lab_results = {
      HbA1c: { value: 6.1, unit: '%', flags: ['high', null], fasting: true },
      'Krea (mg/dl)': 0.9,
      'µg/l Eisen': [1, 2.5, { nested: [[]] }],
      comment: 'Grüße 📄',
      missing: null,
    };
    const { body } = await create({ lab_results, record_type: 'lab_result' });
    expect((await get(body.id)).body.lab_results).toEqual(lab_results);
    for (const value of ['text', 6.1, [1, 2]]) {
      expect(refusal(await create({ lab_results: value }))).toEqual([
        400,
        'VALIDATION_ERROR',
        ['lab_results'],
      ]);
    }
  });

  it('keep what a change does not carry, and clear what it sets to null', async () => {
    const content = {
      record_type: 'diagnosis',
      title: 'Back pain',
      description: 'Since Monday',
      diagnosis: 'Lumbago',
      symptoms: 'Pain',
      vital_signs: { heart_rate: 72 },
      lab_results: { crp: 4 },
    };
    const { body: before } = await create(content);
    const changed = await update(before.id, { title: 'Lower back pain' });
    expect(changed.status).toBe(200);
    expect(changed.body).toMatchObject({ ...content, title: 'Lower back pain', version: 2 });
    const nothing = {
      description: null,
      diagnosis: null,
      symptoms: null,
      vital_signs: null,
      lab_results: null,
    };
    expect((await update(before.id, nothing)).body).toMatchObject({ ...nothing, title: 'Lower back pain' });
    for (const field of ['title', 'record_type', 'is_confidential']) {
      expect(refusal(await update(before.id, { [field]: null }))).toEqual([400, 'VALIDATION_ERROR', [field]]);
    }
    expect(refusal(await update(before.id, { patient: fixture.first.otherPatient.id }))).toEqual([
      400,
      'VALIDATION_ERROR',
      ['patient'],
    ]);
  });
});
