import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  book,
  createPerson,
  type Fixture,
  type HospitalFixture,
  type Person,
  password,
  populate,
  unique,
  writeRecord,
  writeTreatment,
} from '../../../testing/fixture.js';
import { everyStore, openTestApi, type TestApi } from '../../../testing/test-api.js';

describe.each(everyStore)('the audit log over %s', (store) => {
  let api: TestApi;
  let fixture: Fixture;
  let first: HospitalFixture;

  beforeAll(async () => {
    api = await openTestApi(store);
    fixture = await populate(api);
    ({ first } = fixture);
  });
  afterAll(() => api.close());

  /** Makes a call under an id of its own, and answers the lines that the log has of it. */
  async function linesOf(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    token: string | undefined,
    body?: unknown,
    admin: Person = first.admin,
  ) {
    const id = unique('audit-');
    await api.call(method, path, { ...(token && { token }), body, headers: { 'X-Request-Id': id } });
    return linesUnder(id, admin);
  }

  async function linesUnder(id: string, admin: Person) {
    const { results } = await api.get('/api/audit-log/?page_size=100', admin.token);
    return results.filter(({ request_id }: { request_id: string }) => request_id === id);
  }

  const line = (fields: object) => ({
    id: expect.any(Number),
    at: expect.stringMatching(/Z$/),
    hospital: first.id,
    outcome: 'success',
    reason: null,
    ip: '127.0.0.1',
    request_id: expect.stringMatching(/^audit-/),
    ...fields,
  });

  it('has a line of each thing that is done with a record: who, what, whose, from where', async () => {
    const doctor = { actor: first.doctor.id, actor_role: 'doctor', patient: first.patient.id };
    const { token } = first.doctor;
    const body = { patient: first.patient.id, record_type: 'general', title: 'Visit' };
    const [created, ...more] = await linesOf('POST', '/api/medical-records/', token, body);
    expect(more).toEqual([]);
    const resource_id = created.resource_id;
    const of = { ...doctor, resource: 'medical_record', resource_id };
    expect(created).toEqual(line({ ...of, action: 'create' }));
    const path = `/api/medical-records/${resource_id}/`;
    expect(await linesOf('GET', path, token)).toEqual([line({ ...of, action: 'read' })]);
    expect(await linesOf('PUT', path, token, { title: 'Visit 2' })).toEqual([
      line({ ...of, action: 'update' }),
    ]);
    expect(await linesOf('GET', `${path}history/`, token)).toEqual([line({ ...of, action: 'read' })]);
    const { id } = (await api.upload(`${path}attachments/`, token)).body;
    expect(await linesOf('GET', `${path}attachments/${id}/`, token)).toEqual([
      line({ ...of, action: 'read', resource: 'attachment', resource_id: String(id) }),
    ]);
    expect(await linesOf('DELETE', `${path}attachments/${id}/`, token)).toEqual([
      line({ ...of, action: 'delete', resource: 'attachment', resource_id: String(id) }),
    ]);
    expect(await linesOf('DELETE', path, token)).toEqual([line({ ...of, action: 'delete' })]);
  });

  it('has a line of an upload that was taken in, and none of one that was not', async () => {
    const record = await writeRecord(api, first);
    const path = `/api/medical-records/${record}/attachments/`;
    const upload = async (file: File) => {
      const form = new FormData();
      form.append('file', file);
      const id = unique('audit-');
      await api.call('POST', path, { raw: form, token: first.nurse.token, headers: { 'X-Request-Id': id } });
      return linesUnder(id, first.admin);
    };
    expect(await upload(new File(['name,value\n1,2\n'], 'a.csv'))).toMatchObject([
      { action: 'create', resource: 'attachment', patient: first.patient.id },
    ]);
    expect(await upload(new File([new Uint8Array([0x4d, 0x5a, 0, 1])], 'a.exe'))).toEqual([]);
  });

  it('has a line of each patient whom a list shows', async () => {
    const [one, other] = [first.patient.id, first.otherPatient.id];
    await writeTreatment(api, first, { diagnosis: 'Listed', patient: one });
    await writeTreatment(api, first, { diagnosis: 'Listed', patient: one });
    await writeTreatment(api, first, { diagnosis: 'Listed', patient: other });
    const lines = await linesOf('GET', '/api/treatments/?search=listed', first.nurse.token);
    const patients = lines.map(({ patient }: { patient: number }) => patient).sort();
    expect(patients).toEqual([one, other].sort());
    for (const found of lines) {
      expect(found).toMatchObject({ action: 'read', resource: 'treatment', resource_id: null });
    }
  });

  it('has a line of a list that shows nobody', async () => {
    const path = `/api/treatments/?search=nothing-like-it&patient=${first.patient.id}`;
    expect(await linesOf('GET', path, first.nurse.token)).toEqual([
      line({
        actor: first.nurse.id,
        actor_role: 'nurse',
        action: 'read',
        resource: 'treatment',
        resource_id: null,
        patient: first.patient.id,
      }),
    ]);
  });

  it("tells of whoever reads a patient's clinical fields, but for the patient", async () => {
    const path = `/api/auth/users/${first.patient.id}/`;
    expect(await linesOf('GET', path, first.doctor.token)).toMatchObject([
      { action: 'read', resource: 'user', resource_id: String(first.patient.id), patient: first.patient.id },
    ]);
    expect(await linesOf('GET', path, first.patient.token)).toEqual([]);
    expect(await linesOf('GET', path, first.staff.token)).toEqual([]);
  });

  it('tells of administrative changes', async () => {
    const email = `${unique('new.')}@example.org`;
    const body = { email, password, first_name: 'Nora', last_name: 'New', role: 'nurse' };
    const [created] = await linesOf('POST', '/api/auth/users/', first.admin.token, body);
    expect(created).toMatchObject({
      action: 'create',
      resource: 'user',
      actor: first.admin.id,
      patient: null,
    });
    const path = `/api/auth/users/${created.resource_id}/`;
    const of = { resource: 'user', resource_id: created.resource_id };
    expect(await linesOf('PUT', path, first.admin.token, { department: 'A' })).toMatchObject([
      { ...of, action: 'update' },
    ]);
    expect(await linesOf('POST', `${path}deactivate/`, first.admin.token)).toMatchObject([
      { ...of, action: 'deactivate' },
    ]);
    expect(
      await linesOf('PUT', `/api/hospitals/${first.id}/`, first.admin.token, { bed_count: 7 }),
    ).toMatchObject([{ action: 'update', resource: 'hospital', resource_id: String(first.id) }]);
  });

  it('tells of each user that a bulk call makes', async () => {
    const row = () => ({
      email: `${unique('bulk.')}@example.org`,
      password,
      first_name: 'Bea',
      last_name: 'Bulk',
      role: 'patient',
    });
    const users = [row(), row(), { ...row(), role: 'wizard' }];
    const lines = await linesOf('POST', '/api/auth/users/bulk/', first.admin.token, { users });
    expect(lines.map(({ action, resource }: Record<string, string>) => `${action} ${resource}`)).toEqual([
      'bulk user',
      'bulk user',
    ]);
  });

  it('tells of signing in, and of failing to', async () => {
    const { email, id } = first.staff;
    const login = (secret: string) =>
      linesOf('POST', '/api/auth/login/', undefined, { email, password: secret });
    const of = { action: 'sign_in', resource: 'user', resource_id: String(id), patient: null };
    expect(await login(password)).toEqual([line({ ...of, actor: id, actor_role: 'staff' })]);
    expect(await login('Wrong-Horse-7!')).toEqual([
      line({ ...of, actor: null, actor_role: null, outcome: 'failure', reason: 'INVALID_CREDENTIALS' }),
    ]);
  });

  it('tells of what was refused, and of nothing that came to nothing', async () => {
    const record = await writeRecord(api, first);
    expect(await linesOf('GET', `/api/medical-records/${record}/`, first.staff.token)).toEqual([
      line({
        actor: first.staff.id,
        actor_role: 'staff',
        action: 'read',
        resource: 'medical_record',
        resource_id: String(record),
        patient: null,
        outcome: 'denied',
        reason: 'PERMISSION_DENIED',
      }),
    ]);
    const wrong = { patient: first.doctor.id, record_type: 'general', title: 'Nobody' };
    expect(await linesOf('POST', '/api/medical-records/', first.doctor.token, wrong)).toEqual([]);
    expect(await linesOf('GET', '/api/medical-records/999999/', first.doctor.token)).toEqual([]);
  });

  it('tells of appointments', async () => {
    const appointment = await book(api, first);
    const path = `/api/appointments/${appointment}/confirm/`;
    expect(await linesOf('POST', path, first.staff.token)).toMatchObject([
      { action: 'confirm', resource: 'appointment', patient: first.patient.id, actor: first.staff.id },
    ]);
  });

  it('shows admins their hospital, and patients who looked at what is theirs', async () => {
    const patient = await createPerson(api, first.admin.token, { role: 'patient' });
    const record = await writeRecord(api, first, { patient: patient.id });
    await api.get(`/api/medical-records/${record}/`, first.nurse.token);
    const { results } = await api.get('/api/audit-log/', patient.token);
    expect(results.map(({ actor, action }: Record<string, unknown>) => [actor, action])).toEqual(
      expect.arrayContaining([
        [first.nurse.id, 'read'],
        [first.doctor.id, 'create'],
      ]),
    );
    for (const shown of results) expect(shown.patient).toBe(patient.id);
    const foreign = await api.get('/api/audit-log/?page_size=100', fixture.second.admin.token);
    for (const shown of foreign.results) expect(shown.hospital).toBe(fixture.second.id);
    for (const { token } of [first.doctor, first.nurse, first.staff]) {
      expect(await api.call('GET', '/api/audit-log/', { token })).toMatchObject({ status: 403 });
    }
  });

  it('is filtered by who, whose, what, how and when', async () => {
    const patient = await createPerson(api, first.admin.token, { role: 'patient' });
    const record = await writeRecord(api, first, { patient: patient.id });
    await api.get(`/api/medical-records/${record}/`, first.nurse.token);
    const count = async (filter: string) =>
      (await api.get(`/api/audit-log/?patient=${patient.id}&${filter}`, first.admin.token)).count;
    expect(await count(`actor=${first.nurse.id}`)).toBe(1);
    expect(await count('action=read')).toBe(1);
    expect(await count('resource=medical_record')).toBe(2);
    expect(await count('outcome=denied')).toBe(0);
    expect(await count('date_from=2000-01-01&date_to=2000-01-02')).toBe(0);
    expect(await count('ordering=at')).toBe(await count('ordering=-at'));
  });
});
