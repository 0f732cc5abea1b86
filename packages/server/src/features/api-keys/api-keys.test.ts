import type { Method } from '@medcor/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createPerson,
  type Fixture,
  freeHour,
  password,
  populate,
  signIn,
} from '../../../testing/fixture.js';
import { refusal } from '../../../testing/refusal.js';
import { openTestApi, stores, type TestApi } from '../../../testing/test-api.js';

const minute = 60 * 1000;
const path = '/api/auth/api-keys/';
const slots = '/api/appointments/availability-slots/';

interface Key {
  readonly id: number;
  readonly key: string;
}

describe.each(stores)('API keys over %s', (store) => {
  let api: TestApi;
  let fixture: Fixture;

  beforeAll(async () => {
    api = await openTestApi(store);
    fixture = await populate(api);
  });
  afterAll(() => api.close());

  const create = (token: string, fields: Record<string, unknown> = {}) =>
    api.call('POST', path, { token, body: { name: 'Import', access: 'write', ...fields } });
  const newKey = async (
    token: string,
    access = 'write',
    fields: Record<string, unknown> = {},
  ): Promise<Key> => {
    const { status, body } = await create(token, { access, ...fields });
    expect(status).toBe(201);
    return body;
  };
  const newSlot = () => ({ doctor: fixture.first.doctor.id, ...freeHour() });
  const profile = (token: string) => api.call('GET', '/api/auth/profile/', { token });
  const remove = (token: string, id: number) => api.call('DELETE', `${path}${id}/`, { token });
  const afresh = (role: string) => createPerson(api, fixture.first.admin.token, { role });
  const inMinutes = (minutes: number, now: string) =>
    new Date(Date.parse(now) + minutes * minute).toISOString();

  describe('making one', () => {
    it('shows the key this once', async () => {
      const { token } = await afresh('doctor');
      const response = await create(token, { name: ' Nightly import ' });
      expect(response.status).toBe(201);
      expect(response.headers.get('cache-control')).toContain('no-store');
      const { key, ...shown } = response.body;
      expect(key).toMatch(/^mk_[\w-]{40,}$/);
      expect(shown).toEqual({
        id: expect.any(Number),
        name: 'Nightly import',
        access: 'write',
        hint: key.slice(0, 7),
        expires_at: null,
        last_used_at: null,
        created_at: expect.any(String),
      });
      expect((await api.get(path, token)).results).toEqual([shown]);
    });

    it('stores no key, but its digest', async () => {
      const { token } = await afresh('doctor');
      const { key, id } = await newKey(token);
      const byKey = await api.database.read('platform', ({ apiKeys }) => apiKeys.findByHash(key));
      expect(byKey).toBeUndefined();
      expect((await profile(key)).status).toBe(200);
      expect((await api.get(path, token)).results[0].id).toBe(id);
    });

    it.each([
      ['name', { name: '' }],
      ['name', { name: undefined }],
      ['access', { access: 'admin' }],
      ['access', { access: undefined }],
      ['expires_at', { expires_at: 'tomorrow' }],
      ['expires_at', { expires_at: '2001-01-01T00:00:00Z' }],
      ['owner', { owner: 1 }],
    ])('refuses a wrong %s: %j', async (field, fields) => {
      const response = await create(fixture.first.doctor.token, fields);
      expect(refusal(response)).toEqual([400, 'VALIDATION_ERROR', [field]]);
    });

    it("lists the owner's keys only, newest first", async () => {
      const { token } = await afresh('doctor');
      const made = [await newKey(token), await newKey(token), await newKey(token)];
      const { count, results } = await api.get(path, token);
      expect(count).toBe(3);
      expect(results.map(({ id }: Key) => id)).toEqual(made.map(({ id }) => id).reverse());
      const { results: others } = await api.get(path, (await afresh('doctor')).token);
      expect(others).toEqual([]);
    });
  });

  describe('using one', () => {
    it('acts as its owner', async () => {
      const doctor = await afresh('doctor');
      const { key } = await newKey(doctor.token);
      expect((await profile(key)).body.id).toBe(doctor.id);
      const { last_used_at } = (await api.get(path, doctor.token)).results[0];
      expect(last_used_at).not.toBeNull();
    });

    it('reaches what its owner reaches, and no more', async () => {
      const { first, second } = fixture;
      const { key } = await newKey((await afresh('patient')).token);
      for (const target of ['/api/auth/users/patients/', '/api/hospitals/']) {
        const response = await api.call('GET', target, { token: key });
        expect([target, ...refusal(response)]).toEqual([target, 403, 'PERMISSION_DENIED', []]);
      }
      const { key: nurse } = await newKey((await afresh('nurse')).token);
      expect((await api.call('GET', `/api/auth/users/${first.patient.id}/`, { token: nurse })).status).toBe(
        200,
      );
      const foreign = await api.call('GET', `/api/auth/users/${second.patient.id}/`, { token: nurse });
      expect(refusal(foreign)).toEqual([404, 'NOT_FOUND', []]);
    });

    it('writes with write access, and only reads with read access', async () => {
      const { token } = fixture.first.doctor;
      const [{ key: reads }, { key: writes }] = [await newKey(token, 'read'), await newKey(token, 'write')];
      const created = await api.call('POST', slots, { token: writes, body: newSlot() });
      expect(created.status).toBe(201);
      const target = `${slots}${created.body.id}/`;
      const attempts: [Method, string, unknown][] = [
        ['POST', slots, newSlot()],
        ['PUT', target, { notes: 'Room 4' }],
        ['DELETE', target, undefined],
      ];
      for (const [method, address, body] of attempts) {
        const response = await api.call(method, address, { token: reads, body });
        expect([method, ...refusal(response)]).toEqual([method, 403, 'PERMISSION_DENIED', []]);
      }
      expect((await api.call('GET', target, { token: reads })).status).toBe(200);
      expect((await api.call('PUT', target, { token: writes, body: { notes: 'Room 4' } })).status).toBe(200);
      expect((await api.call('DELETE', target, { token: writes })).status).toBe(204);
    });

    it("touches no account and no key, not even an admin's", async () => {
      const { first } = fixture;
      const person = { email: 'x@example.org', password, first_name: 'X', last_name: 'Y', role: 'staff' };
      const { key, id } = await newKey(first.admin.token);
      const user = `/api/auth/users/${first.staff.id}/`;
      const better = {
        old_password: password,
        new_password: 'A-Horse-8!',
        new_password_confirm: 'A-Horse-8!',
      };
      const attempts: [Method, string, unknown?][] = [
        ['GET', path],
        ['POST', path, { name: 'Another', access: 'write' }],
        ['DELETE', `${path}${id}/`],
        ['GET', '/api/auth/sessions/'],
        ['DELETE', '/api/auth/sessions/1/'],
        ['POST', '/api/auth/logout/', {}],
        ['PUT', '/api/auth/profile/', { bio: 'Changed.' }],
        ['POST', '/api/auth/change-password/', better],
        ['POST', '/api/auth/users/', person],
        ['POST', '/api/auth/users/bulk/', { users: [person] }],
        ['PUT', user, { bio: 'Changed.' }],
        ['DELETE', user],
        ['POST', `${user}activate/`, {}],
        ['POST', `${user}deactivate/`, {}],
      ];
      for (const [method, address, body] of attempts) {
        const response = await api.call(method, address, { token: key, body });
        expect([method, address, ...refusal(response)]).toEqual([
          method,
          address,
          403,
          'PERMISSION_DENIED',
          [],
        ]);
      }
      expect((await profile(first.staff.token)).body.bio).toBeNull();
    });

    it('is refused when it is none of ours', async () => {
      const { key } = await newKey(fixture.first.nurse.token);
      for (const wrong of ['mk_', 'mk_guess', `${key}x`, key.slice(0, -1), key.replace('mk_', 'sk_')]) {
        expect(refusal(await profile(wrong))).toEqual([401, 'INVALID_TOKEN', []]);
      }
    });
  });

  describe('the end of one', () => {
    it('comes at once when it is deleted', async () => {
      const { token } = await afresh('doctor');
      const [gone, kept] = [await newKey(token), await newKey(token)];
      expect((await profile(gone.key)).status).toBe(200);
      expect((await remove(token, gone.id)).status).toBe(204);
      expect(refusal(await profile(gone.key))).toEqual([401, 'INVALID_TOKEN', []]);
      expect((await profile(kept.key)).status).toBe(200);
      expect((await api.get(path, token)).results.map(({ id }: Key) => id)).toEqual([kept.id]);
      expect(refusal(await remove(token, gone.id))).toEqual([404, 'NOT_FOUND', []]);
    });

    it("is not another's to bring about", async () => {
      const { first, superuser } = fixture;
      const { id, key } = await newKey(first.nurse.token);
      for (const { token } of [first.doctor, first.admin, superuser]) {
        expect(refusal(await remove(token, id))).toEqual([404, 'NOT_FOUND', []]);
      }
      expect((await profile(key)).status).toBe(200);
    });

    it('comes at once when its owner is deactivated', async () => {
      const { id, token } = await afresh('doctor');
      const { key } = await newKey(token);
      expect((await profile(key)).status).toBe(200);
      await api.post(`/api/auth/users/${id}/deactivate/`, {}, fixture.first.admin.token);
      expect(refusal(await profile(key))).toEqual([403, 'ACCOUNT_DISABLED', []]);
    });

    it('comes to the moment when it expires', async () => {
      const { email, token } = await afresh('nurse');
      const { created_at: now } = (await profile(token)).body;
      const { key } = await newKey(token, 'read', { expires_at: inMinutes(10, now).replace('Z', '+00:00') });
      api.advance(9 * minute);
      expect((await profile(key)).status).toBe(200);
      const [listed] = (await api.get(path, (await signIn(api, email)).token)).results;
      expect(listed.expires_at).toBe(inMinutes(10, now));
      api.advance(minute);
      expect(refusal(await profile(key))).toEqual([401, 'TOKEN_EXPIRED', []]);
    });
  });
});
