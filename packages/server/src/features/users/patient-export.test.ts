import { PatientExport } from '@medcor/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  book,
  createPerson,
  type Fixture,
  type HospitalFixture,
  type Person,
  populate,
  prescribe,
  unique,
  writeRecord,
  writeTreatment,
} from '../../../testing/fixture.js';
import { createOperator } from '../../../testing/operator.js';
import { refusal } from '../../../testing/refusal.js';
import { openTestApi, stores, type TestApi } from '../../../testing/test-api.js';

const pathOf = ({ id }: { id: number }) => `/api/auth/users/${id}/export/`;

describe.each(stores)("a patient's export over %s", (store) => {
  let api: TestApi;
  let fixture: Fixture;
  let first: HospitalFixture;

  beforeAll(async () => {
    api = await openTestApi(store);
    fixture = await populate(api);
    ({ first } = fixture);
  });
  afterAll(() => api.close());

  const exporting = (of: { id: number }, by: Person, headers: Record<string, string> = {}) =>
    api.call('GET', pathOf(of), { token: by.token, headers });
  const newPatient = () =>
    createPerson(api, first.admin.token, {
      role: 'patient',
      address: '12 Elm Street',
      blood_type: 'O+',
      allergies: 'Penicillin',
      medical_conditions: 'Asthma',
      current_medications: 'Salbutamol',
    });
  const read = (path: string) => api.get(path, first.admin.token);
  const change = (path: string, body: object) =>
    api.call('PUT', path, { token: first.doctor.token, body }).then(({ status }) => expect(status).toBe(200));

  /** One of everything, and of some things more: what the API says of each, one by one. */
  async function fill(patient: Person) {
    const appointments = [await book(api, first, { patient }), await book(api, first, { patient })];
    await api.post(`/api/appointments/${appointments[0]}/cancel/`, { reason: 'Better' }, patient.token);

    const about = { patient: patient.id };
    const records = [
      await writeRecord(api, first, { ...about, vital_signs: { heart_rate: 72 }, lab_results: { crp: 4 } }),
      await writeRecord(api, first, { ...about, title: 'Between us', is_confidential: true }),
    ];
    await change(`/api/medical-records/${records[0]}/`, { title: 'Visit, corrected' });
    await change(`/api/medical-records/${records[1]}/`, { is_confidential: false });
    await api.upload(`/api/medical-records/${records[0]}/attachments/`, first.doctor.token);

    const treatments = [await writeTreatment(api, first, about), await writeTreatment(api, first, about)];
    const prescriptions = [
      await prescribe(api, first, treatments[0] ?? 0),
      await prescribe(api, first, treatments[1] ?? 0),
      await prescribe(api, first, treatments[0] ?? 0),
    ];

    const each = (ids: number[], path: string) => Promise.all(ids.map((id) => read(`${path}${id}/`)));
    return {
      patient: await read(`/api/auth/users/${patient.id}/`),
      appointments: await each(appointments, '/api/appointments/'),
      medical_records: await Promise.all(
        records.map(async (id) => ({
          ...(await read(`/api/medical-records/${id}/`)),
          versions: (await read(`/api/medical-records/${id}/history/?ordering=version`)).results,
        })),
      ),
      treatments: await each(treatments, '/api/treatments/'),
      prescriptions: await each(prescriptions, '/api/treatments/prescriptions/'),
      chat_messages: [],
    };
  }

  const accessesTo = async ({ id }: Person) =>
    (await read(`/api/audit-log/?patient=${id}&ordering=at&page_size=100`)).results;

  it('holds everything there is of them, and nothing of anybody else', async () => {
    const patient = await newPatient();
    const held = await fill(patient);
    await fill(await newPatient());
    const accesses = await accessesTo(patient);
    const { status, body } = await exporting(patient, first.admin);
    expect(status).toBe(200);
    expect(body).toEqual({ exported_at: expect.stringMatching(/Z$/), ...held, accesses });
    expect(PatientExport.parse(body)).toEqual(body);
    expect(
      held.medical_records.map(({ versions, attachments }) => [versions.length, attachments.length]),
    ).toEqual([
      [2, 1],
      [2, 0],
    ]);
    expect(accesses.length).toBeGreaterThan(10);
  });

  it('is the same for the patient, what is confidential included', async () => {
    const patient = await newPatient();
    await fill(patient);
    const secret = await writeRecord(api, first, { patient: patient.id, is_confidential: true });
    const byAdmin = (await exporting(patient, first.admin)).body;
    const { status, body } = await exporting(patient, patient);
    expect(status).toBe(200);
    expect(body.medical_records.map(({ id }: { id: number }) => id)).toContain(secret);
    const { exported_at: _at, accesses, ...held } = byAdmin;
    expect(body).toMatchObject(held);
    // That the admin took one is the one access more.
    expect(body.accesses.slice(0, -1)).toEqual(accesses);
    expect(body.accesses.at(-1)).toMatchObject({
      actor: first.admin.id,
      action: 'export',
      patient: patient.id,
    });
  });

  it('is whole of a patient of whom nothing was recorded, and of one who is deactivated', async () => {
    const { id } = await newPatient();
    await api.post(`/api/auth/users/${id}/deactivate/`, {}, first.admin.token);
    const { status, body } = await exporting({ id }, first.admin);
    expect([status, body.patient.is_active, body.patient.allergies]).toEqual([200, false, 'Penicillin']);
    const { appointments, medical_records, treatments, prescriptions } = body;
    expect([appointments, medical_records, treatments, prescriptions]).toEqual([[], [], [], []]);
  });

  it('is kept by nobody on the way', async () => {
    const { headers } = await exporting(first.patient, first.admin);
    expect([headers.get('cache-control'), headers.get('etag')]).toEqual(['no-store', null]);
  });

  it.each(['doctor', 'nurse', 'staff'] as const)('is not for a %s, whoever it is of', async (role) => {
    for (const of of [first.patient, fixture.second.patient, first[role]]) {
      expect(refusal(await exporting(of, first[role]))).toEqual([403, 'PERMISSION_DENIED', []]);
    }
  });

  it('is not for a superuser of elsewhere, whatever glass they break', async () => {
    const operator = await createOperator(api, fixture);
    for (const headers of [{}, { 'X-Break-Glass': 'Curious' }]) {
      const response = await exporting(first.patient, operator, headers);
      expect(refusal(response)).toEqual([403, 'PERMISSION_DENIED', []]);
    }
  });

  it('is not there of a patient of another hospital, nor for another patient', async () => {
    const notThere = [404, 'NOT_FOUND', []];
    const { second, superuser } = fixture;
    expect(refusal(await exporting(second.patient, first.admin))).toEqual(notThere);
    expect(refusal(await exporting(second.patient, superuser))).toEqual(notThere);
    expect(refusal(await exporting(second.patient, superuser, { 'X-Break-Glass': 'Curious' }))).toEqual(
      notThere,
    );
    expect(refusal(await exporting(first.otherPatient, first.patient))).toEqual(notThere);
  });

  it('is not there of anybody who is no patient', async () => {
    for (const { id } of [first.doctor, first.admin, { id: 2_147_483_647 }]) {
      expect(refusal(await exporting({ id }, first.admin))).toEqual([404, 'NOT_FOUND', []]);
    }
    const malformed = await api.call('GET', '/api/auth/users/me/export/', { token: first.admin.token });
    expect(refusal(malformed)).toEqual([400, 'VALIDATION_ERROR', ['id']]);
  });

  it('leaves one line in the audit log, the own one too, and one of a refusal', async () => {
    const patient = await newPatient();
    const about = { action: 'export', resource: 'user', resource_id: String(patient.id), hospital: first.id };
    const linesOf = async (by: Person) => {
      const id = unique('export-');
      await exporting(patient, by, { 'X-Request-Id': id });
      const { results } = await read('/api/audit-log/?action=export&page_size=100');
      return results.filter(({ request_id }: { request_id: string }) => request_id === id);
    };
    for (const by of [first.admin, patient]) {
      const line = { ...about, actor: by.id, patient: patient.id, outcome: 'success' };
      expect(await linesOf(by)).toMatchObject([line]);
    }
    const denied = { ...about, actor: first.nurse.id, outcome: 'denied', reason: 'PERMISSION_DENIED' };
    expect(await linesOf(first.nurse)).toMatchObject([denied]);
  });
});
