import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Fixture, populate, writeRecord, writeTreatment } from '../../../testing/fixture.js';
import { createOperator } from '../../../testing/operator.js';
import { openTestApi, stores, type TestApi } from '../../../testing/test-api.js';

describe.each(stores)('breaking the glass over %s', (store) => {
  let api: TestApi;
  let fixture: Fixture;
  let operator: string;
  let record: number;

  beforeAll(async () => {
    api = await openTestApi(store);
    fixture = await populate(api);
    operator = (await createOperator(api, fixture)).token;
    record = await writeRecord(api, fixture.second);
  });
  afterAll(() => api.close());

  const reason = 'Unconscious in the emergency room';
  const get = (path: string, token: string, glass?: string) =>
    api.call('GET', path, { token, ...(glass !== undefined && { headers: { 'X-Break-Glass': glass } }) });

  it('lets a superuser read one record of any hospital, which its admins see', async () => {
    for (const token of [operator, fixture.superuser.token]) {
      const path = `/api/medical-records/${record}/`;
      expect((await get(path, token)).status).not.toBe(200);
      const { status, body } = await get(path, token, reason);
      expect([status, body.id]).toEqual([200, record]);
    }
    const log = await api.get(
      `/api/audit-log/?resource=medical_record&action=read&patient=${fixture.second.patient.id}`,
      fixture.second.admin.token,
    );
    expect(log.results).toMatchObject([
      { actor: fixture.superuser.id, actor_role: 'superuser', reason, outcome: 'success' },
      { actor_role: 'superuser', reason, resource_id: String(record) },
    ]);
  });

  it('opens what hangs on a record, treatments, prescriptions, and the lists of a hospital that is named', async () => {
    const { body } = await api.upload(
      `/api/medical-records/${record}/attachments/`,
      fixture.second.nurse.token,
    );
    const treatment = await writeTreatment(api, fixture.second);
    for (const path of [
      `/api/medical-records/${record}/history/`,
      `/api/medical-records/${record}/attachments/`,
      `/api/medical-records/${record}/attachments/${body.id}/`,
      `/api/medical-records/?hospital=${fixture.second.id}`,
      `/api/treatments/?hospital=${fixture.second.id}`,
      `/api/treatments/${treatment}/`,
      `/api/treatments/${treatment}/prescriptions/`,
    ]) {
      expect([path, (await get(path, operator)).status]).toEqual([path, 403]);
      expect([path, (await get(path, operator, reason)).status]).toEqual([path, 200]);
    }
  });

  it('leaves confidential records closed', async () => {
    const confidential = await writeRecord(api, fixture.second, { is_confidential: true, title: 'Secret' });
    for (const token of [operator, fixture.superuser.token]) {
      expect(await get(`/api/medical-records/${confidential}/`, token, reason)).toMatchObject({
        status: 404,
      });
      const list = await get(`/api/medical-records/?hospital=${fixture.second.id}`, token, reason);
      expect(list.body.results.map(({ id }: { id: number }) => id)).not.toContain(confidential);
    }
  });

  it('lets nobody write', async () => {
    const put = await api.call('PUT', `/api/medical-records/${record}/`, {
      token: operator,
      body: { title: 'Changed' },
      headers: { 'X-Break-Glass': reason },
    });
    expect([put.status, put.body.error.code]).toEqual([403, 'PERMISSION_DENIED']);
  });

  it('means nothing of anyone else', async () => {
    const path = `/api/medical-records/${record}/`;
    expect(await get(path, fixture.first.admin.token, reason)).toMatchObject({ status: 404 });
    expect(await get(path, fixture.second.staff.token, reason)).toMatchObject({ status: 403 });
  });

  it.each(['', 'x'.repeat(501)])('takes a reason of 1 to 500 characters', async (glass) => {
    const { status, body } = await get(`/api/medical-records/${record}/`, operator, glass);
    expect([status, Object.keys(body.error.details)]).toEqual([400, ['X-Break-Glass']]);
  });
});
