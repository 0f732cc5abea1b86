import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Fixture, type HospitalFixture, password, populate, unique } from '../../../testing/fixture.js';
import { refusal } from '../../../testing/refusal.js';
import { openTestApi, stores, type TestApi } from '../../../testing/test-api.js';

const required = {
  name: 'Harbour Clinic',
  city: 'Springfield',
  state: 'IL',
  country: 'USA',
  hospital_type: 'clinic',
  contact_email: 'office@harbour.example',
  contact_phone: '+1-555-0100',
};

describe.each(stores)('hospitals over %s', (store) => {
  let api: TestApi;
  let fixture: Fixture;
  let first: HospitalFixture;
  let second: HospitalFixture;
  let token: string;

  beforeAll(async () => {
    api = await openTestApi(store);
    fixture = await populate(api);
    ({ first, second } = fixture);
    token = fixture.superuser.token;
  });
  afterAll(() => api.close());

  const named = (fields: object = {}) => ({ ...required, name: unique('Clinic '), ...fields });
  const create = (body: unknown) => api.call('POST', '/api/hospitals/', { token, body });
  const created = async (fields: object = {}) => (await api.post('/api/hospitals/', named(fields), token)).id;
  const get = (id: number, as = token) => api.call('GET', `/api/hospitals/${id}/`, { token: as });
  const put = (id: number, body: unknown, as = token) =>
    api.call('PUT', `/api/hospitals/${id}/`, { token: as, body });
  const remove = (id: number) => api.call('DELETE', `/api/hospitals/${id}/`, { token });

  describe('are created', () => {
    it('from the seven fields of the document, the rest being empty', async () => {
      const { status, body } = await create(required);
      expect(status).toBe(201);
      expect(body).toEqual({
        id: expect.any(Number),
        ...required,
        slug: 'harbour-clinic',
        description: null,
        website: null,
        address_line1: null,
        address_line2: null,
        postal_code: null,
        timezone: 'UTC',
        bed_count: null,
        emergency_services: false,
        remote_ai_enabled: false,
        is_active: true,
        created_at: expect.stringMatching(/Z$/),
        updated_at: body.created_at,
      });
      expect((await get(body.id)).body).toEqual(body);
    });

    it('from all fields, tidied', async () => {
      const fields = {
        name: unique('Whole Hospital '),
        hospital_type: 'medical_center',
        slug: unique('Whole-'),
        description: 'By the sea',
        website: 'https://whole.example/',
        address_line1: '1 Quay',
        address_line2: '',
        postal_code: '62701',
        timezone: 'Europe/Berlin',
        bed_count: 0,
        emergency_services: true,
        remote_ai_enabled: true,
        contact_email: ' Office@Whole.Example ',
      };
      const { status, body } = await create({ ...required, ...fields });
      expect(status).toBe(201);
      const tidied = { slug: fields.slug.toLowerCase(), contact_email: 'office@whole.example' };
      expect(body).toMatchObject({ ...fields, ...tidied });
    });

    it('from no less', async () => {
      const response = await create({});
      const [status, code, fields] = refusal(response);
      expect([status, code, fields.sort()]).toEqual([400, 'VALIDATION_ERROR', Object.keys(required).sort()]);
      for (const messages of Object.values(response.body.error.details)) {
        expect(messages).toEqual(['This field is required.']);
      }
    });

    it.each([
      ['hospital_type', 'hotel'],
      ['contact_email', 'office'],
      ['contact_phone', 'call us'],
      ['website', 'javascript:alert(1)'],
      ['timezone', 'America/Springfield'],
      ['timezone', '+02:00'],
      ['bed_count', -1],
      ['emergency_services', 'yes'],
      ['slug', 'no spaces'],
      ['slug', '-'],
      ['is_active', true],
    ])('without a wrong %s: %s', async (field, value) => {
      expect(refusal(await create(named({ [field]: value })))).toEqual([400, 'VALIDATION_ERROR', [field]]);
    });

    it('under a name and a slug of their own', async () => {
      const slug = unique('taken-');
      const { body: taken } = await create(named({ slug }));
      expect(refusal(await create(named({ name: taken.name })))).toEqual([409, 'ALREADY_EXISTS', ['name']]);
      expect(refusal(await create(named({ slug })))).toEqual([409, 'ALREADY_EXISTS', ['slug']]);
    });

    it('with a slug from the name, numbered where it is taken', async () => {
      const slugs = [];
      for (const name of [
        'Hôpital  Saint-Étienne (Nord)',
        'Hopital saint etienne nord',
        'HÔPITAL/SAINT/ÉTIENNE/NORD',
      ]) {
        slugs.push((await create({ ...required, name })).body.slug);
      }
      const slug = 'hopital-saint-etienne-nord';
      expect(slugs).toEqual([slug, `${slug}-2`, `${slug}-3`]);
    });

    it.each(['東京病院', `${'x'.repeat(79)} ${'y'.repeat(79)}`, '_%_', '🏥'])(
      'with a slug that could be sent as it is, whatever the name: %s',
      async (name) => {
        const { status, body } = await create({ ...required, name });
        expect([status, body.name]).toEqual([201, name]);
        expect((await put(body.id, { slug: body.slug })).body.slug).toBe(body.slug);
      },
    );

    it('with slugs of their own when many are made at once', async () => {
      const names = ['At Once', 'at once', 'At-Once', 'At  Once!', 'at_once', 'AT ONCE'];
      const answers = await Promise.all(names.map((name) => create({ ...required, name })));
      expect(answers.map(({ status }) => status)).toEqual(names.map(() => 201));
      expect(new Set(answers.map(({ body }) => body.slug)).size).toBe(names.length);
    });

    it('once when many ask for the same name at once', async () => {
      const body = named();
      const answers = await Promise.all(Array.from({ length: 5 }, () => create(body)));
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
      for (const answer of answers.filter(({ status }) => status === 409)) {
        expect(refusal(answer)).toEqual([409, 'ALREADY_EXISTS', ['name']]);
      }
    });

    it('by superusers alone, once the installation is claimed', async () => {
      expect(refusal(await api.call('POST', '/api/hospitals/', { body: named() }))).toEqual([
        401,
        'NOT_AUTHENTICATED',
        [],
      ]);
      const asAdmin = await api.call('POST', '/api/hospitals/', { token: first.admin.token, body: named() });
      expect(refusal(asAdmin)).toEqual([403, 'PERMISSION_DENIED', []]);
    });
  });

  describe('are changed', () => {
    it('by their own admins, and by superusers', async () => {
      const change = { bed_count: 40, timezone: 'Asia/Tokyo', description: 'Small' };
      const before = (await get(second.id)).body;
      const { status, body } = await put(second.id, change, second.admin.token);
      expect(status).toBe(200);
      expect(body).toEqual({ ...before, ...change, updated_at: body.updated_at });
      expect((await put(second.id, { description: null })).body.description).toBeNull();
      expect(refusal(await put(second.id, change, first.admin.token))).toEqual([404, 'NOT_FOUND', []]);
      expect(refusal(await put(second.id, change, second.doctor.token))).toEqual([
        403,
        'PERMISSION_DENIED',
        [],
      ]);
      expect(refusal(await put(2_147_483_647, change))).toEqual([404, 'NOT_FOUND', []]);
    });

    it('to no name or slug of another, and keep their slug under a new name', async () => {
      const { body: one } = await create(named());
      const { body: other } = await create(named());
      expect(refusal(await put(one.id, { name: other.name }))).toEqual([409, 'ALREADY_EXISTS', ['name']]);
      expect(refusal(await put(one.id, { slug: other.slug }))).toEqual([409, 'ALREADY_EXISTS', ['slug']]);
      const name = unique('Renamed ');
      expect((await put(one.id, { name })).body).toMatchObject({ name, slug: one.slug });
      expect((await put(one.id, { name })).status).toBe(200);
    });

    it('are found under what they are called now', async () => {
      const id = await created({ name: unique('Formerly ') });
      await put(id, { name: unique('Presently '), city: 'Nürnberg' });
      const found = async (search: string) =>
        (await api.get(`/api/hospitals/?search=${search}`, token)).results.map(
          (row: { id: number }) => row.id,
        );
      expect(await found('presently+NURNBERG')).toEqual([id]);
      expect(await found('formerly')).toEqual([]);
    });
  });

  describe('are deactivated', () => {
    /** A hospital with an admin, signed in. */
    const inhabited = async () => {
      const id = await created();
      const email = `${unique('head.')}@example.org`;
      const user = { email, password, first_name: 'Hedy', last_name: 'Head', role: 'admin', hospital: id };
      await api.post('/api/auth/users/', user, token);
      const { tokens } = await api.post('/api/auth/login/', { email, password });
      return { id, email, token: String(tokens.access) };
    };
    const login = (email: string) => api.call('POST', '/api/auth/login/', { body: { email, password } });

    it('by being deleted: nothing is erased, and its people are out at once', async () => {
      const { id, email, token: theirs } = await inhabited();
      expect((await get(id, theirs)).status).toBe(200);
      const deleted = await remove(id);
      expect([deleted.status, deleted.body]).toEqual([204, {}]);
      expect(refusal(await get(id, theirs))).toEqual([403, 'ACCOUNT_DISABLED', []]);
      expect(refusal(await login(email))).toEqual([403, 'ACCOUNT_DISABLED', []]);
      expect((await get(id)).body).toMatchObject({ id, is_active: false });
      expect((await remove(id)).status).toBe(204);
      const user = { email: `${unique('late.')}@example.org`, password, role: 'nurse', hospital: id };
      const late = { ...user, first_name: 'Lara', last_name: 'Late' };
      const response = await api.call('POST', '/api/auth/users/', { token, body: late });
      expect(refusal(response)).toEqual([422, 'INVALID_REFERENCE', ['hospital']]);
    });

    it('and activated again by superusers, not by their own admins', async () => {
      const { id, email, token: theirs } = await inhabited();
      for (const is_active of [true, false]) {
        expect(refusal(await put(id, { is_active }, theirs))).toEqual([403, 'PERMISSION_DENIED', []]);
      }
      expect((await put(id, { is_active: false })).body.is_active).toBe(false);
      expect(refusal(await get(id, theirs))).toEqual([403, 'ACCOUNT_DISABLED', []]);
      expect((await put(id, { is_active: true })).body.is_active).toBe(true);
      expect((await get(id, theirs)).status).toBe(200);
      expect((await login(email)).status).toBe(200);
    });

    it('never when the last superuser belongs to it', async () => {
      for (const response of [await remove(first.id), await put(first.id, { is_active: false })]) {
        expect(refusal(response)).toEqual([409, 'LAST_SUPERUSER', []]);
      }
      expect((await get(first.id)).body.is_active).toBe(true);
    });

    it('never when there is none', async () => {
      expect(refusal(await remove(2_147_483_647))).toEqual([404, 'NOT_FOUND', []]);
    });
  });

  it('are read by their people, and by superusers', async () => {
    for (const person of [second.admin, second.doctor, second.nurse, second.staff, second.patient]) {
      expect((await get(second.id, person.token)).status).toBe(200);
      for (const path of ['', 'statistics/']) {
        const other = await api.call('GET', `/api/hospitals/${first.id}/${path}`, { token: person.token });
        expect(refusal(other)).toEqual([404, 'NOT_FOUND', []]);
      }
    }
    expect((await get(second.id)).status).toBe(200);
  });

  it('are listed: all for superusers, their own for admins', async () => {
    const id = await created({ hospital_type: 'cancer' });
    await remove(id);
    const ids = async (query: string, as = token) =>
      (await api.get(`/api/hospitals/?page_size=100&${query}`, as)).results.map(
        (row: { id: number }) => row.id,
      );
    expect(await ids('')).toEqual(expect.arrayContaining([first.id, second.id, id]));
    expect(await ids('hospital_type=cancer')).toEqual([id]);
    expect(await ids('is_active=false')).toContain(id);
    expect(await ids('is_active=true&hospital_type=cancer')).toEqual([]);
    expect(await ids('', second.admin.token)).toEqual([second.id]);
    expect(await ids('hospital_type=cancer', second.admin.token)).toEqual([]);
  });
});
