import type { Operation } from '@medcor/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Fixture, password, populate, unique } from '../testing/fixture.js';
import { refusal } from '../testing/refusal.js';
import { everyStore, openTestApi, type TestApi } from '../testing/test-api.js';
import { fillLists, idsOf, orderingsOf, rowsOf, servedLists, walkCursors, walkPages } from './lists.rows.js';

/** Cursors, of every list there is: section 5 of the specification. */

const users = '/api/auth/users/';
const appointments = '/api/appointments/';
const misused = [400, 'VALIDATION_ERROR', ['cursor']];

describe.each(everyStore)('cursors over %s', (store) => {
  let api: TestApi;
  let fixture: Fixture;
  let token: string;
  let lists: Operation[];

  beforeAll(async () => {
    api = await openTestApi(store);
    fixture = await populate(api);
    await fillLists(api, fixture);
    lists = await servedLists(api);
    token = fixture.superuser.token;
  });
  afterAll(() => api.close());

  const get = (path: string, as = token) => api.call('GET', path, { token: as });
  const cursorOf = async (path: string, as = token): Promise<string> => {
    const cursor = (await get(path, as)).headers.get('x-next-cursor');
    if (cursor === null) throw new Error(`${path} ends on its first page.`);
    return cursor;
  };

  it('walk as pages do, whatever the order, over ties and over what is not known', async () => {
    for (const { endpoint } of lists) {
      for (const ordering of orderingsOf(endpoint)) {
        const ordered = `${endpoint.path}?ordering=${ordering}`;
        const pages = await walkPages(api, `${ordered}&page_size=100`, token);
        const walked = await walkCursors(api, `${ordered}&page_size=4`, token);
        expect([ordered, idsOf(walked)]).toEqual([ordered, idsOf(pages)]);
      }
    }
  });

  it('walk as pages do by several fields, with filters and a search', async () => {
    for (const path of [
      `${users}?ordering=-last_login,last_name,-first_name&page_size=2`,
      `${users}?ordering=last_name,-created_at&role=patient&search=ROW+example&page_size=2`,
      '/api/specialty/doctor-specialties/?ordering=-years_of_experience,created_at&page_size=1',
      '/api/appointments/availability-slots/?ordering=-end_time&is_available=yes&page_size=3',
    ]) {
      const pages = idsOf(await walkPages(api, path, token));
      expect(pages.length).toBeGreaterThan(3);
      expect([path, idsOf(await walkCursors(api, path, token))]).toEqual([path, pages]);
    }
  });

  it('are there but on the last page, also where that is full', async () => {
    const { count } = (await get(users)).body;
    for (const [size, expected] of [
      [count - 1, true],
      [count, false],
      [count + 1, false],
    ]) {
      const { headers, body } = await get(`${users}?page_size=${size}`);
      expect([headers.has('x-next-cursor'), body.next !== null]).toEqual([expected, expected]);
    }
    const last = await get(`${users}?page_size=1&page=${count}`);
    expect([last.body.results.length, last.headers.has('x-next-cursor')]).toEqual([1, false]);
    expect((await get(`${users}?page=999`)).headers.has('x-next-cursor')).toBe(false);
  });

  it('keep counting, lead on in next, and know of no page before', async () => {
    const path = `${users}?role=doctor&page_size=2`;
    const { count } = (await get(path)).body;
    const { body, headers } = await get(`${path}&cursor=${await cursorOf(path)}`);
    expect([body.count, body.previous]).toEqual([count, null]);
    const next = new URL(body.next);
    expect(next.origin + next.pathname).toBe(api.url + users);
    expect(Object.fromEntries(next.searchParams)).toEqual({
      role: 'doctor',
      page_size: '2',
      cursor: headers.get('x-next-cursor'),
    });
    expect((await get(next.pathname + next.search)).status).toBe(200);
  });

  it('may change the size of their pages on the way', async () => {
    const all = idsOf(rowsOf(await get(`${users}?ordering=-email&page_size=100`)));
    const cursor = await cursorOf(`${users}?ordering=-email&page_size=3`);
    expect(idsOf(rowsOf(await get(`${users}?ordering=-email&page_size=100&cursor=${cursor}`)))).toEqual(
      all.slice(3),
    );
    expect(idsOf(rowsOf(await get(`${users}?cursor=${cursor}&ordering=-email&page_size=1`)))).toEqual([
      all[3],
    ]);
  });

  it('go on behind the last row, whatever came before it meanwhile', async () => {
    const { token: admin } = fixture.first.admin;
    const path = `${users}?ordering=-id&page_size=4`;
    const before = idsOf(await walkCursors(api, path, admin));
    const cursor = await cursorOf(path, admin);
    const email = `${unique('meanwhile.')}@example.org`;
    const user = { email, password, first_name: 'Mean', last_name: 'While', role: 'nurse' };
    await api.post(users, user, admin);
    const rest = await get(`${users}?ordering=-id&page_size=100&cursor=${cursor}`, admin);
    expect(idsOf(rowsOf(rest))).toEqual(before.slice(4));
  });

  describe('are refused', () => {
    it('together with a page', async () => {
      for (const { endpoint } of lists) {
        const response = await get(`${endpoint.path}?page=1&cursor=x`);
        expect([endpoint.path, ...refusal(response)]).toEqual([endpoint.path, ...misused]);
      }
      const cursor = await cursorOf(`${users}?page_size=1`);
      expect(refusal(await get(`${users}?page_size=1&page=2&cursor=${cursor}`))).toEqual(misused);
    });

    it('when they are none of ours', async () => {
      for (const { endpoint } of lists) {
        for (const cursor of ['x', 'bnVsbA', btoa('[1]'), '%00', '*', 'x'.repeat(2001), '']) {
          const response = await get(`${endpoint.path}?cursor=${cursor}`);
          expect([endpoint.path, cursor, ...refusal(response)]).toEqual([endpoint.path, cursor, ...misused]);
        }
      }
    });

    it('when they were tampered with', async () => {
      const cursor = await cursorOf(`${users}?page_size=1`);
      expect((await get(`${users}?page_size=1&cursor=${cursor}`)).status).toBe(200);
      const changed = (at: number) => {
        const letter = cursor[at] === 'A' ? 'B' : 'A';
        return cursor.slice(0, at) + letter + cursor.slice(at + 1);
      };
      const tampered = [
        ...[0, 1, 0.25, 0.5, 0.75].map((part) => changed(Math.floor(part < 1 ? part * cursor.length : part))),
        changed(cursor.length - 3),
        cursor.slice(0, -4),
        cursor.slice(4),
        `${cursor}AAAA`,
        cursor.toLowerCase(),
        cursor + cursor,
      ];
      for (const value of tampered) {
        const response = await get(`${users}?page_size=1&cursor=${encodeURIComponent(value)}`);
        expect([value, ...refusal(response)]).toEqual([value, ...misused]);
      }
    });

    it.each([
      ['with another order', 'ordering=-id&role=doctor'],
      ['with an order more', 'ordering=id,email&role=doctor'],
      ['without the order', 'role=doctor'],
      ['with another filter', 'ordering=id&role=patient'],
      ['without the filter', 'ordering=id'],
      ['with a filter more', 'ordering=id&role=doctor&is_active=true'],
      ['with a search', 'ordering=id&role=doctor&search=row'],
    ])('%s', async (_kind, query) => {
      const cursor = await cursorOf(`${users}?ordering=id&role=doctor&page_size=1`);
      expect(refusal(await get(`${users}?${query}&page_size=1&cursor=${cursor}`))).toEqual(misused);
    });

    it('on another list, and for another hospital', async () => {
      const cursor = await cursorOf('/api/auth/users/doctors/?page_size=1');
      expect(refusal(await get(`/api/auth/users/patients/?page_size=1&cursor=${cursor}`))).toEqual(misused);
      const ofFirst = await cursorOf(`${users}?hospital=${fixture.first.id}&page_size=1`);
      const ofSecond = `${users}?hospital=${fixture.second.id}&page_size=1&cursor=${ofFirst}`;
      expect(refusal(await get(ofSecond))).toEqual(misused);
    });
  });

  it('show nobody more than they may see, whoever gave them the cursor', async () => {
    const { patient, staff } = fixture.first;
    const cursor = await cursorOf(`${appointments}?page_size=1`, staff.token);
    const response = await get(`${appointments}?page_size=100&cursor=${cursor}`, patient.token);
    if (response.status === 200) {
      for (const row of rowsOf(response)) expect(row.patient).toBe(patient.id);
    } else expect(refusal(response)).toEqual(misused);
    const elsewhere = await get(`${appointments}?page_size=100&cursor=${cursor}`, fixture.second.staff.token);
    if (elsewhere.status === 200) expect(rowsOf(elsewhere)).toEqual([]);
    else expect(refusal(elsewhere)).toEqual(misused);
  });

  it('show none of the values that they go by', async () => {
    const name = { first_name: 'Maximiliana', last_name: 'Featherstonehaugh' };
    for (const role of ['nurse', 'staff']) {
      const user = { ...name, email: `${unique('featherstonehaugh.')}@example.org`, password, role };
      await api.post(users, user, fixture.first.admin.token);
    }
    for (const ordering of ['email', 'first_name', 'last_name', 'created_at']) {
      const path = `${users}?ordering=${ordering}&search=featherstonehaugh&page_size=1`;
      const { body, headers } = await get(path);
      const cursor = headers.get('x-next-cursor') ?? '';
      expect(cursor.length).toBeGreaterThan(20);
      const forms = [cursor, ...cursor.split('.').flatMap(decoded)].join('\n').toLowerCase();
      // Long ones only: three letters in a row do come about by chance.
      for (const secret of [body.results[0][ordering], 'featherstonehaugh', 'example.org', '/api/auth']) {
        expect([ordering, secret, forms.includes(secret.toLowerCase())]).toEqual([ordering, secret, false]);
      }
    }
  });
});

/** What is readable in a part of a cursor, however it was encoded. */
function decoded(part: string): string[] {
  return (['base64url', 'hex'] as const).flatMap((encoding) => {
    const bytes = Buffer.from(part, encoding);
    return [bytes.toString('latin1'), bytes.toString('utf8'), bytes.toString('utf16le')];
  });
}
