import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  book,
  createPerson,
  type Fixture,
  type HospitalFixture,
  type Person,
  populate,
  writeTreatment,
} from '../../../testing/fixture.js';
import { createOperator } from '../../../testing/operator.js';
import { refusal } from '../../../testing/refusal.js';
import { openTestApi, stores, type TestApi } from '../../../testing/test-api.js';

const treatments = '/api/treatments/';

const denied = [403, 'PERMISSION_DENIED', []];
const missing = [404, 'NOT_FOUND', []];

describe.each(stores)('treatments over %s', (store) => {
  let api: TestApi;
  let fixture: Fixture;
  let first: HospitalFixture;
  let operator: Person;

  beforeAll(async () => {
    api = await openTestApi(store);
    fixture = await populate(api);
    first = fixture.first;
    operator = await createOperator(api, fixture);
  });
  afterAll(() => api.close());

  const newPerson = (role: 'doctor' | 'patient') => createPerson(api, first.admin.token, { role });
  const create = (fields: Record<string, unknown>, { token } = first.doctor) => {
    const treatment = {
      patient: first.patient.id,
      doctor: first.doctor.id,
      diagnosis: 'Flu',
      treatment_plan: 'Rest',
      ...fields,
    };
    return api.call('POST', treatments, { token, body: treatment });
  };
  const get = (id: number, { token } = first.doctor) => api.call('GET', `${treatments}${id}/`, { token });
  const update = (id: number, body: unknown, { token } = first.doctor) =>
    api.call('PUT', `${treatments}${id}/`, { token, body });
  const idsOf = async (query: string, { token } = first.doctor): Promise<number[]> =>
    (await api.get(treatments + query, token)).results.map(({ id }: { id: number }) => id);
  const deactivate = ({ id }: Person) => api.post(`/api/auth/users/${id}/deactivate/`, {}, first.admin.token);

  describe('creating one', () => {
    it('takes what the document sends', async () => {
      const sent = {
        appointment: await book(api, first),
        patient: first.patient.id,
        doctor: first.doctor.id,
        diagnosis: 'Mild hypertension',
        treatment_plan: 'Lifestyle changes and medication',
        notes: 'Monitor blood pressure weekly',
        follow_up_required: true,
        follow_up_date: '2025-02-20',
      };
      const response = await api.call('POST', treatments, { token: fixture.superuser.token, body: sent });
      expect(response.status).toBe(201);
      expect(response.body).toMatchObject({
        ...sent,
        hospital: first.id,
        status: 'planned',
        start_date: null,
        end_date: null,
      });
      expect((await get(response.body.id)).body).toEqual(response.body);
    });

    it('asks for a patient, a doctor, a diagnosis and a plan, and for nothing else', async () => {
      const response = await api.call('POST', treatments, { token: first.doctor.token, body: {} });
      const fields = ['doctor', 'diagnosis', 'treatment_plan', 'patient'];
      expect(refusal(response)).toEqual([400, 'VALIDATION_ERROR', fields]);
      const { status, body } = await create({});
      expect(status).toBe(201);
      expect(body).toMatchObject({ appointment: null, notes: null, follow_up_required: false });
    });

    it.each([
      ['a field that nobody knows', { dignosis: 'Flu' }, 'dignosis'],
      ['a status that nobody knows', { status: 'active' }, 'status'],
      ['an empty plan', { treatment_plan: ' ' }, 'treatment_plan'],
      ['a day that no calendar has', { start_date: '2025-02-30' }, 'start_date'],
      ['an instant for a day', { end_date: '2025-02-20T09:00:00Z' }, 'end_date'],
    ])('refuses %s', async (_what, fields, field) => {
      expect(refusal(await create(fields))).toEqual([400, 'VALIDATION_ERROR', [field]]);
    });

    it('takes an active patient and an active doctor of the hospital only', async () => {
      const [gonePatient, goneDoctor] = [await newPerson('patient'), await newPerson('doctor')];
      await Promise.all([gonePatient, goneDoctor].map(deactivate));
      for (const patient of [fixture.second.patient, first.doctor, gonePatient]) {
        expect(refusal(await create({ patient: patient.id }))).toEqual([
          422,
          'INVALID_REFERENCE',
          ['patient'],
        ]);
      }
      for (const doctor of [fixture.second.doctor, first.nurse, first.patient, goneDoctor]) {
        expect(refusal(await create({ doctor: doctor.id }))).toEqual([422, 'INVALID_REFERENCE', ['doctor']]);
      }
    });

    it("takes the patient's own appointment, and nobody else's", async () => {
      const refused = [422, 'INVALID_REFERENCE', ['appointment']];
      const id = await writeTreatment(api, first);
      const ofAnother = await book(api, first, { patient: first.otherPatient });
      for (const appointment of [ofAnother, await book(api, fixture.second), 2_147_483_647]) {
        expect(refusal(await create({ appointment }))).toEqual(refused);
        expect(refusal(await update(id, { appointment }))).toEqual(refused);
      }
      const own = await book(api, first);
      expect((await update(id, { appointment: own })).body.appointment).toBe(own);
      expect((await update(id, { appointment: null })).body.appointment).toBeNull();
    });
  });

  describe('a follow-up', () => {
    const refused = [400, 'VALIDATION_ERROR', ['follow_up_date']];

    it('has a date when it is required', async () => {
      expect(refusal(await create({ follow_up_required: true }))).toEqual(refused);
      expect(refusal(await create({ follow_up_required: true, follow_up_date: null }))).toEqual(refused);
      expect(refusal(await create({ follow_up_required: true, follow_up_date: 'soon' }))).toEqual(refused);
      const { status, body } = await create({ follow_up_date: '2040-03-01' });
      expect(status).toBe(201);
      expect(body).toMatchObject({ follow_up_required: false, follow_up_date: '2040-03-01' });
    });

    it('keeps its date for as long as it is required', async () => {
      const id = await writeTreatment(api, first);
      expect(refusal(await update(id, { follow_up_required: true }))).toEqual(refused);
      const both = { follow_up_required: true, follow_up_date: '2040-03-01' };
      expect((await update(id, both)).body).toMatchObject(both);
      expect(refusal(await update(id, { follow_up_date: null }))).toEqual(refused);
      expect((await get(id)).body).toMatchObject(both);
      const neither = { follow_up_required: false, follow_up_date: null };
      expect((await update(id, neither)).body).toMatchObject(neither);
    });

    it('is required of a treatment that already has the date', async () => {
      const id = await writeTreatment(api, first, { follow_up_date: '2040-03-01' });
      expect((await update(id, { follow_up_required: true })).status).toBe(200);
    });
  });

  it('do not end before they start', async () => {
    const refused = [400, 'VALIDATION_ERROR', ['end_date']];
    const days = { start_date: '2040-03-02', end_date: '2040-03-01' };
    expect(refusal(await create(days))).toEqual(refused);
    const id = await writeTreatment(api, first, { start_date: '2040-03-02', end_date: '2040-03-02' });
    expect(refusal(await update(id, { end_date: '2040-03-01' }))).toEqual(refused);
    expect(refusal(await update(id, { start_date: '2040-03-03' }))).toEqual(refused);
    expect((await update(id, { start_date: null, end_date: '2040-03-01' })).body).toMatchObject({
      start_date: null,
      end_date: '2040-03-01',
    });
  });

  it('keep what a change does not carry, and clear what it sets to null', async () => {
    const content = {
      diagnosis: 'Back pain',
      treatment_plan: 'Walks',
      notes: 'Since Monday',
      status: 'in_progress',
      start_date: '2040-01-01',
      end_date: '2040-02-01',
    };
    const id = await writeTreatment(api, first, content);
    const changed = await update(id, { treatment_plan: 'Swimming' });
    expect([changed.status, changed.body]).toMatchObject([200, { ...content, treatment_plan: 'Swimming' }]);
    const nothing = { notes: null, start_date: null, end_date: null };
    expect((await update(id, nothing)).body).toMatchObject({
      ...content,
      treatment_plan: 'Swimming',
      ...nothing,
    });
    for (const field of ['diagnosis', 'treatment_plan', 'status', 'doctor']) {
      expect(refusal(await update(id, { [field]: null }))).toEqual([400, 'VALIDATION_ERROR', [field]]);
    }
    const toAnother = await update(id, { patient: first.otherPatient.id });
    expect(refusal(toAnother)).toEqual([400, 'VALIDATION_ERROR', ['patient']]);
    for (const status of ['planned', 'completed', 'cancelled', 'on_hold', 'in_progress']) {
      expect((await update(id, { status })).body.status).toBe(status);
    }
  });

  it('can be finished when their doctor has left, but not be given to one who has', async () => {
    const doctor = await newPerson('doctor');
    const own = await writeTreatment(api, first, { doctor: doctor.id });
    const other = await writeTreatment(api, first);
    await deactivate(doctor);
    const changed = await update(own, { status: 'completed', doctor: doctor.id });
    expect([changed.status, changed.body.status]).toEqual([200, 'completed']);
    for (const successor of [doctor, first.nurse, fixture.second.doctor]) {
      const refused = [422, 'INVALID_REFERENCE', ['doctor']];
      expect(refusal(await update(other, { doctor: successor.id }))).toEqual(refused);
    }
    const given = await update(own, { doctor: first.otherDoctor.id });
    expect(given.body.doctor).toBe(first.otherDoctor.id);
  });

  it('lets changes of different fields at once all stand', async () => {
    const id = await writeTreatment(api, first);
    const changes = [
      { diagnosis: 'Severe hypertension' },
      { treatment_plan: 'Runs' },
      { notes: 'Weekly' },
      { status: 'on_hold' },
      { start_date: '2040-01-01' },
      { end_date: '2040-02-01' },
      { follow_up_date: '2040-03-01' },
      { doctor: first.otherDoctor.id },
    ];
    const responses = await Promise.all(changes.map((change) => update(id, change)));
    expect(responses.map(({ status }) => status)).toEqual(changes.map(() => 200));
    expect((await get(id)).body).toMatchObject(Object.assign({}, ...changes));
  });

  it('are written by doctors and admins, and read by nurses too', async () => {
    const id = await writeTreatment(api, first);
    for (const writer of [first.otherDoctor, first.admin, fixture.superuser]) {
      expect((await create({}, writer)).status).toBe(201);
      expect((await update(id, { notes: `By ${writer.id}` }, writer)).status).toBe(200);
    }
    for (const person of [first.nurse, first.staff, first.patient, operator]) {
      expect(refusal(await create({}, person))).toEqual(denied);
      expect(refusal(await update(id, { notes: 'Mine' }, person))).toEqual(denied);
    }
    for (const reader of [first.nurse, first.otherDoctor, first.admin, first.patient]) {
      expect((await get(id, reader)).status).toBe(200);
    }
    for (const { token } of [first.staff, operator]) {
      for (const path of ['', `${id}/`]) {
        expect(refusal(await api.call('GET', treatments + path, { token }))).toEqual(denied);
      }
    }
    const deleted = await api.call('DELETE', `${treatments}${id}/`, { token: first.admin.token });
    expect(refusal(deleted)).toEqual([405, 'METHOD_NOT_ALLOWED', []]);
  });

  it('are not there for anyone of another hospital, a superuser with one included', async () => {
    const id = await writeTreatment(api, fixture.second);
    for (const person of [first.doctor, first.admin, fixture.superuser]) {
      expect(refusal(await get(id, person))).toEqual(missing);
      expect(refusal(await update(id, { notes: 'Mine' }, person))).toEqual(missing);
    }
    expect((await get(id, fixture.second.nurse)).body.notes).toBeNull();
  });

  it('show a patient their own only', async () => {
    const [patient, other] = [await newPerson('patient'), await newPerson('patient')];
    const own = await writeTreatment(api, first, { patient: patient.id });
    const foreign = await writeTreatment(api, first, { patient: other.id });
    expect((await get(own, patient)).status).toBe(200);
    expect(refusal(await get(foreign, patient))).toEqual(missing);
    expect(await idsOf('', patient)).toEqual([own]);
    expect(await idsOf(`?patient=${other.id}`, patient)).toEqual([]);
  });

  it('are found by every filter, newest first', async () => {
    const patient = await newPerson('patient');
    const appointment = await book(api, first, { patient });
    const write = (fields: object) => writeTreatment(api, first, { patient: patient.id, ...fields });
    const plain = await write({ diagnosis: 'Gelenkentzündung', notes: 'Kühlen' });
    const later = await write({ status: 'on_hold', follow_up_required: true, follow_up_date: '2040-03-02' });
    const sooner = await write({ doctor: first.otherDoctor.id, appointment, follow_up_date: '2040-03-01' });
    const found = (filters: string) => idsOf(`?patient=${patient.id}&${filters}`);
    expect(await found('')).toEqual([sooner, later, plain]);
    expect(await found('ordering=created_at')).toEqual([plain, later, sooner]);
    expect(await found('ordering=follow_up_date')).toEqual([sooner, later, plain]);
    expect(await found('ordering=-follow_up_date')).toEqual([later, sooner, plain]);
    expect(await found('status=on_hold')).toEqual([later]);
    expect(await found('follow_up_required=True')).toEqual([later]);
    expect(await found(`doctor=${first.otherDoctor.id}`)).toEqual([sooner]);
    expect(await found(`appointment=${appointment}`)).toEqual([sooner]);
    expect(await found('search=KUHLEN gelenk')).toEqual([plain]);
    expect(await found('date_to=2001-01-01')).toEqual([]);
  });
});
