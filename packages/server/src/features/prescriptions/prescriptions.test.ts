import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createPerson,
  type Fixture,
  type HospitalFixture,
  type Person,
  populate,
  prescribe,
  writeTreatment,
} from '../../../testing/fixture.js';
import { createOperator } from '../../../testing/operator.js';
import { refusal } from '../../../testing/refusal.js';
import { openTestApi, stores, type TestApi } from '../../../testing/test-api.js';

const treatments = '/api/treatments/';
const prescriptions = '/api/treatments/prescriptions/';

const denied = [403, 'PERMISSION_DENIED', []];
const missing = [404, 'NOT_FOUND', []];

const lisinopril = {
  medication_name: 'Lisinopril',
  dosage: '10mg',
  frequency: 'Once daily',
  duration: '30 days',
  instructions: 'Take with food in the morning',
};

describe.each(stores)('prescriptions over %s', (store) => {
  let api: TestApi;
  let fixture: Fixture;
  let first: HospitalFixture;
  let operator: Person;
  /** Of the first hospital's patient, who is allergic to nothing. */
  let treatment: number;

  beforeAll(async () => {
    api = await openTestApi(store);
    fixture = await populate(api);
    first = fixture.first;
    operator = await createOperator(api, fixture);
    treatment = await writeTreatment(api, first);
  });
  afterAll(() => api.close());

  const newPatient = (fields: Record<string, unknown> = {}) =>
    createPerson(api, first.admin.token, { role: 'patient', ...fields });
  const create = (fields: Record<string, unknown> = {}, of = treatment, { token } = first.doctor) =>
    api.call('POST', `${treatments}${of}/prescriptions/`, { token, body: { ...lisinopril, ...fields } });
  const get = (id: number, { token } = first.doctor) => api.call('GET', `${prescriptions}${id}/`, { token });
  const update = (id: number, body: unknown, { token } = first.doctor) =>
    api.call('PUT', `${prescriptions}${id}/`, { token, body });
  const list = (of: number, query = '', { token } = first.doctor) =>
    api.call('GET', `${treatments}${of}/prescriptions/${query}`, { token });
  const idsOf = async (of: number, query = ''): Promise<number[]> =>
    (await list(of, query)).body.results.map(({ id }: { id: number }) => id);

  describe('issuing one', () => {
    it('takes what the document sends', async () => {
      const { status, body } = await create({}, treatment, fixture.superuser);
      expect(status).toBe(201);
      const { warnings, ...prescription } = body;
      expect(warnings).toEqual([]);
      expect(prescription).toMatchObject({
        ...lisinopril,
        hospital: first.id,
        treatment,
        patient: first.patient.id,
        prescribed_by: fixture.superuser.id,
        route: null,
        quantity: null,
        refills_allowed: 0,
        status: 'active',
        start_date: null,
        end_date: null,
      });
      expect((await get(body.id)).body).toEqual(prescription);
    });

    it('asks for a medication, a dosage, a frequency and a duration', async () => {
      const path = `${treatments}${treatment}/prescriptions/`;
      const response = await api.call('POST', path, { token: first.doctor.token, body: {} });
      const fields = ['medication_name', 'dosage', 'frequency', 'duration'];
      expect(refusal(response)).toEqual([400, 'VALIDATION_ERROR', fields]);
    });

    it.each([
      ['a field that nobody knows', { doseage: '10mg' }, 'doseage'],
      ['a patient, who is the treatment’s', { patient: 1 }, 'patient'],
      ['a status that nobody knows', { status: 'planned' }, 'status'],
      ['less than nothing', { quantity: -1 }, 'quantity'],
      ['half a refill', { refills_allowed: 0.5 }, 'refills_allowed'],
      ['refills for ever', { refills_allowed: 101 }, 'refills_allowed'],
      ['a day that no calendar has', { start_date: '2025-02-29' }, 'start_date'],
      ['an end before the start', { start_date: '2040-03-02', end_date: '2040-03-01' }, 'end_date'],
    ])('refuses %s', async (_what, fields, field) => {
      expect(refusal(await create(fields))).toEqual([400, 'VALIDATION_ERROR', [field]]);
    });

    it('is within a treatment that is there', async () => {
      const ofOther = await writeTreatment(api, fixture.second);
      for (const of of [2_147_483_647, ofOther]) {
        for (const person of [first.doctor, first.admin, fixture.superuser]) {
          expect(refusal(await create({}, of, person))).toEqual(missing);
          expect(refusal(await list(of, '', person))).toEqual(missing);
        }
      }
      expect((await list(ofOther, '', fixture.second.doctor)).body.count).toBe(0);
    });
  });

  describe('against a recorded allergy', () => {
    it('is made all the same, and warns', async () => {
      const patient = await newPatient({ allergies: 'Penicillin' });
      const of = await writeTreatment(api, first, { patient: patient.id });
      const { status, body } = await create({ medication_name: 'Amoxicillin' }, of);
      expect(status).toBe(201);
      expect(body.warnings).toEqual([
        'The patient is recorded as allergic to Penicillin; Amoxicillin is a penicillin.',
      ]);
      const { warnings: _warnings, ...prescription } = body;
      expect((await get(body.id)).body).toEqual(prescription);
      expect((await list(of)).body.results).toEqual([prescription]);
      expect((await create({}, of)).body.warnings).toEqual([]);
    });

    it('warns of what is recorded at the time, and of that patient', async () => {
      const patient = await newPatient();
      const of = await writeTreatment(api, first, { patient: patient.id });
      const amoxicillin = { medication_name: 'Amoxicillin' };
      expect((await create(amoxicillin, of)).body.warnings).toEqual([]);
      const recorded = await api.call('PUT', `/api/auth/users/${patient.id}/`, {
        token: patient.token,
        body: { allergies: 'Latex, penicillins' },
      });
      expect(recorded.status).toBe(200);
      expect((await create(amoxicillin, of)).body.warnings).toEqual([expect.stringContaining('penicillins')]);
      expect((await create(amoxicillin)).body.warnings).toEqual([]);
    });

    it('warns again when the medication is changed, and not of any other change', async () => {
      const patient = await newPatient({ allergies: 'Penicillin' });
      const { id } = (await create({}, await writeTreatment(api, first, { patient: patient.id }))).body;
      const changed = await update(id, { medication_name: 'Amoxicillin' });
      expect([changed.status, changed.body.medication_name]).toEqual([200, 'Amoxicillin']);
      expect(changed.body.warnings).toEqual([expect.stringContaining('Penicillin')]);
      expect((await update(id, { status: 'cancelled' })).body).toMatchObject({
        status: 'cancelled',
        warnings: [],
      });
    });
  });

  it('keep what a change does not carry, and clear what it sets to null', async () => {
    const content = {
      ...lisinopril,
      route: 'oral',
      quantity: 30,
      refills_allowed: 2,
      start_date: '2040-01-01',
      end_date: '2040-02-01',
    };
    const { id } = (await create(content)).body;
    const changed = await update(id, { dosage: '20mg' }, first.otherDoctor);
    expect([changed.status, changed.body]).toMatchObject([
      200,
      { ...content, dosage: '20mg', prescribed_by: first.doctor.id },
    ]);
    const nothing = { instructions: null, route: null, quantity: null, start_date: null, end_date: null };
    expect((await update(id, nothing)).body).toMatchObject({ ...content, dosage: '20mg', ...nothing });
    for (const field of ['medication_name', 'dosage', 'refills_allowed', 'status']) {
      expect(refusal(await update(id, { [field]: null }))).toEqual([400, 'VALIDATION_ERROR', [field]]);
    }
    const moved = await update(id, { treatment: await writeTreatment(api, first) });
    expect(refusal(moved)).toEqual([400, 'VALIDATION_ERROR', ['treatment']]);
  });

  it('do not end before they start, whichever of the two is changed', async () => {
    const { id } = (await create({ start_date: '2040-03-02', end_date: '2040-03-02' })).body;
    for (const change of [{ end_date: '2040-03-01' }, { start_date: '2040-03-03' }]) {
      expect(refusal(await update(id, change))).toEqual([400, 'VALIDATION_ERROR', ['end_date']]);
    }
  });

  it('lets changes of different fields at once all stand', async () => {
    const { id } = (await create()).body;
    const changes = [
      { dosage: '40mg' },
      { frequency: 'Twice daily' },
      { duration: '60 days' },
      { instructions: 'With water' },
      { route: 'oral' },
      { quantity: 60 },
      { refills_allowed: 3 },
      { status: 'completed' },
    ];
    const responses = await Promise.all(changes.map((change) => update(id, change)));
    expect(responses.map(({ status }) => status)).toEqual(changes.map(() => 200));
    expect((await get(id)).body).toMatchObject(Object.assign({}, ...changes));
  });

  it('are written by doctors and admins, and read by nurses too', async () => {
    const { id } = (await create()).body;
    for (const writer of [first.otherDoctor, first.admin, fixture.superuser]) {
      expect((await create({}, treatment, writer)).status).toBe(201);
      expect((await update(id, { route: `By ${writer.id}` }, writer)).status).toBe(200);
    }
    for (const person of [first.nurse, first.staff, first.patient, operator]) {
      expect(refusal(await create({}, treatment, person))).toEqual(denied);
      expect(refusal(await update(id, { dosage: '1kg' }, person))).toEqual(denied);
    }
    for (const reader of [first.nurse, first.otherDoctor, first.admin, first.patient]) {
      expect((await get(id, reader)).status).toBe(200);
      expect((await list(treatment, '', reader)).status).toBe(200);
    }
    for (const person of [first.staff, operator]) {
      expect(refusal(await get(id, person))).toEqual(denied);
      expect(refusal(await list(treatment, '', person))).toEqual(denied);
    }
  });

  it('are not there for anyone of another hospital, a superuser with one included', async () => {
    const { second } = fixture;
    const id = await prescribe(api, second, await writeTreatment(api, second));
    for (const person of [first.doctor, first.admin, fixture.superuser]) {
      expect(refusal(await get(id, person))).toEqual(missing);
      expect(refusal(await update(id, { dosage: '1kg' }, person))).toEqual(missing);
    }
    expect((await get(id, second.nurse)).body.dosage).toBe('10mg');
  });

  it('show a patient their own only', async () => {
    const [patient, other] = [await newPatient(), await newPatient()];
    const own = (await create({}, await writeTreatment(api, first, { patient: patient.id }))).body;
    const foreign = (await create({}, await writeTreatment(api, first, { patient: other.id }))).body;
    expect((await get(own.id, patient)).body.patient).toBe(patient.id);
    expect((await list(own.treatment, '', patient)).body.count).toBe(1);
    expect(refusal(await get(foreign.id, patient))).toEqual(missing);
    expect(refusal(await list(foreign.treatment, '', patient))).toEqual(missing);
  });

  it('are listed by treatment, filtered and ordered', async () => {
    const of = await writeTreatment(api, first);
    const zinc = (await create({ medication_name: 'zinc', instructions: 'Nüchtern' }, of)).body.id;
    const aspirin = (await create({ medication_name: 'Aspirin', status: 'completed' }, of)).body.id;
    const oestrogen = (await create({ medication_name: 'Östrogen' }, of)).body.id;
    expect(await idsOf(of)).toEqual([oestrogen, aspirin, zinc]);
    expect(await idsOf(of, '?ordering=medication_name')).toEqual([aspirin, oestrogen, zinc]);
    expect(await idsOf(of, '?status=completed')).toEqual([aspirin]);
    expect(await idsOf(of, '?search=ZINC nuchtern')).toEqual([zinc]);
    expect((await list(of, '?page=2&page_size=1')).body).toMatchObject({
      count: 3,
      results: [{ id: aspirin }],
    });
  });
});
