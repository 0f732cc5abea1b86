import type { Operation } from '@medcor/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Fixture, populate } from '../testing/fixture.js';
import { refusal } from '../testing/refusal.js';
import { everyStore, openTestApi, type TestApi } from '../testing/test-api.js';
import { fillLists, idsOf, orderingsOf, type Row, rowsOf, servedLists, walkPages } from './lists.rows.js';

/** Paging and ordering, of every list there is: section 5 of the specification. */

const users = '/api/auth/users/';
const doctors = '/api/auth/users/doctors/';

/** Lists that {@link fillLists} has seen to. */
const filled = [
  'hospitals.list',
  'users.list',
  'users.doctors',
  'users.patients',
  'availabilitySlots.list',
  'appointments.list',
  'medicalRecords.list',
  'treatments.list',
  'specialties.list',
  'doctorSpecialties.list',
  'subscriptionPlans.list',
];

/** Compares as the specification orders: without case and accents, what is not known last, ties by id. */
function compare(a: Row, b: Row, ordering: string): number {
  const field = ordering.replace('-', '');
  const direction = ordering.startsWith('-') ? -1 : 1;
  const [left, right] = [fold(a[field]), fold(b[field])];
  // The ids of events are text.
  if (left === right) return direction * (a.id < b.id ? -1 : 1);
  if (left === null) return 1;
  if (right === null) return -1;
  return direction * (left < right ? -1 : 1);
}

function fold(value: unknown): string | number | null {
  if (typeof value === 'string') return value.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return typeof value === 'number' ? value : null;
}

describe.each(everyStore)('lists over %s', (store) => {
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

  const get = (path: string) => api.call('GET', path, { token });

  describe('in pages', () => {
    it('are there to be walked', async () => {
      for (const id of filled) {
        const path = lists.find((list) => list.id === id)?.endpoint.path;
        expect([id, rowsOf(await get(`${path}`)).length]).toEqual([
          id,
          expect.toSatisfy((count) => count >= 6),
        ]);
      }
    });

    it.each(['0', '-1', '1.5', 'abc', '', '1000001', '1e2'])('have no page "%s"', async (page) => {
      for (const { endpoint } of lists) {
        const response = await get(`${endpoint.path}?page=${page}`);
        expect([endpoint.path, ...refusal(response)]).toEqual([
          endpoint.path,
          400,
          'VALIDATION_ERROR',
          ['page'],
        ]);
      }
    });

    it.each(['0', '-1', '101', '2.5', 'all', ''])('have no pages of "%s"', async (size) => {
      for (const { endpoint } of lists) {
        const response = await get(`${endpoint.path}?page_size=${size}`);
        expect([endpoint.path, ...refusal(response)]).toEqual([
          endpoint.path,
          400,
          'VALIDATION_ERROR',
          ['page_size'],
        ]);
      }
    });

    it('have pages of one to a hundred rows, of twenty unless it is said', async () => {
      expect(rowsOf(await get(`${users}?page_size=1`))).toHaveLength(1);
      const all = rowsOf(await get(`${users}?page_size=100`));
      expect(all.length).toBeGreaterThan(15);
      expect(rowsOf(await get('/api/specialty/'))).toHaveLength(20);
      expect(rowsOf(await get('/api/specialty/?page_size=100'))).toHaveLength(30);
      expect(rowsOf(await get('/api/specialty/?page=2'))).toHaveLength(10);
    });

    it('are empty past their end, and say how to get back', async () => {
      for (const page of [3, 1_000_000]) {
        const { status, body } = await get(`/api/specialty/?page=${page}`);
        expect(status).toBe(200);
        const previous = `${api.url}/api/specialty/?page=2`;
        expect(body).toEqual({ count: 30, next: null, previous, results: [] });
      }
      const { body } = await get('/api/specialty/?search=phrenology&page=7');
      const previous = `${api.url}/api/specialty/?search=phrenology&page=1`;
      expect(body).toEqual({ count: 0, next: null, previous, results: [] });
    });

    it('are as many as they count', async () => {
      for (const { endpoint } of lists) {
        const { body, headers } = await get(`${endpoint.path}?page_size=4`);
        const count = Array.isArray(body) ? Number(headers.get('x-total-count')) : body.count;
        const rows = await walkPages(api, `${endpoint.path}?page_size=4`, token);
        expect([endpoint.path, rows.length]).toEqual([endpoint.path, count]);
      }
    });
  });

  describe('with neighbours', () => {
    it('name them absolutely, with every other parameter', async () => {
      const query = 'role=doctor&ordering=-last_name,first_name&search=e%20m&page_size=1';
      const { body } = await get(`${users}?${query}&page=2`);
      expect(body.count).toBeGreaterThan(2);
      for (const [link, page] of [
        [body.next, '3'],
        [body.previous, '1'],
      ]) {
        const url = new URL(link);
        expect(url.origin + url.pathname).toBe(api.url + users);
        expect(Object.fromEntries(url.searchParams)).toEqual({
          role: 'doctor',
          ordering: '-last_name,first_name',
          search: 'e m',
          page_size: '1',
          page,
        });
      }
    });

    it('lead from the first page to the last, and back', async () => {
      const all = idsOf(rowsOf(await get(`${users}?page_size=100`)));
      const forth: number[] = [];
      let link: string | null = `${api.url}${users}?page_size=7`;
      let last = '';
      while (link !== null) {
        last = link;
        const { body }: { body: { results: Row[]; next: string | null } } = await get(
          link.slice(api.url.length),
        );
        forth.push(...idsOf(body.results));
        link = body.next;
      }
      expect(forth).toEqual(all);
      const back: number[] = [];
      for (link = last; link !== null; ) {
        const { body }: { body: { results: Row[]; previous: string | null } } = await get(
          link.slice(api.url.length),
        );
        back.unshift(...idsOf(body.results));
        link = body.previous;
      }
      expect(back).toEqual(all);
    });

    it('have none where there is none', async () => {
      const { body } = await get(`${users}?page_size=100`);
      expect([body.next, body.previous]).toEqual([null, null]);
    });

    it('believe nobody about the host, unless a proxy is trusted', async () => {
      const headers = { 'X-Forwarded-Host': 'evil.example', 'X-Forwarded-Proto': 'https' };
      const { body } = await api.call('GET', `${users}?page_size=1`, { token, headers });
      expect(body.next.startsWith(`${api.url}${users}?`)).toBe(true);
    });

    it('keep the path as it was asked for', async () => {
      const { body } = await get('/api/specialty?page_size=10');
      expect(body.next).toBe(`${api.url}/api/specialty?page_size=10&page=2`);
    });

    it('are told of bare arrays in the headers', async () => {
      const all = rowsOf(await get(`${doctors}?page_size=100`));
      const { body, headers } = await get(`${doctors}?page_size=3&page=2`);
      expect(body).toEqual(all.slice(3, 6));
      expect(headers.get('x-total-count')).toBe(String(all.length));
      expect(headers.get('link')).toBe(
        `<${api.url}${doctors}?page_size=3&page=3>; rel="next", <${api.url}${doctors}?page_size=3&page=1>; rel="prev"`,
      );
      expect((await get(`${doctors}?page_size=100`)).headers.get('link')).toBeNull();
      const past = await get('/api/auth/users/patients/?page=9');
      expect([past.status, past.body, past.headers.get('x-total-count')]).toEqual([200, [], '8']);
    });
  });

  describe('in order', () => {
    it('go by each field that they name, either way, with no row twice and none left out', async () => {
      let walked = 0;
      for (const { endpoint } of lists) {
        const all = await walkPages(api, `${endpoint.path}?page_size=100`, token);
        for (const ordering of orderingsOf(endpoint)) {
          const path = `${endpoint.path}?ordering=${ordering}&page_size=5`;
          const expected = [...all].sort((a, b) => compare(a, b, ordering));
          expect([path, idsOf(await walkPages(api, path, token))]).toEqual([path, idsOf(expected)]);
          walked += 1;
        }
      }
      expect(walked).toBeGreaterThan(2 * 25);
    });

    it('go by several fields, each its own way, the first that is named counting', async () => {
      const rows = rowsOf(await get(`${users}?ordering=-last_name,first_name&search=row&page_size=100`));
      const names = rows.map(({ first_name, last_name }) => `${fold(first_name)} ${fold(last_name)}`);
      expect([...new Set(names)]).toEqual(
        ['bob zimmer', 'ann zimmer', 'emile zak', 'ann arger'].sort(byLastName),
      );
      const again = rowsOf(
        await get(`${users}?ordering=-last_name,first_name,last_name&search=row&page_size=100`),
      );
      expect(idsOf(again)).toEqual(idsOf(rows));
    });

    it('put what is not known last, either way', async () => {
      for (const ordering of ['last_login', '-last_login']) {
        const rows = rowsOf(await get(`${users}?ordering=${ordering}&page_size=100`));
        const known = rows.map(({ last_login }) => last_login !== null);
        expect(known.indexOf(false)).toBeGreaterThan(5);
        expect(known.lastIndexOf(true)).toBe(known.indexOf(false) - 1);
      }
    });

    it.each([
      'nothing',
      '-',
      '',
      'id,',
      ',id',
      '--id',
      '+id',
      'ID',
      'id desc',
      'password_hash',
      'id,nothing',
      'toString',
    ])('go by no "%s"', async (ordering) => {
      for (const { endpoint } of lists) {
        const response = await get(`${endpoint.path}?ordering=${encodeURIComponent(ordering)}`);
        expect([endpoint.path, ...refusal(response)]).toEqual([
          endpoint.path,
          400,
          'VALIDATION_ERROR',
          ['ordering'],
        ]);
      }
    });
  });
});

/** Last names backwards, then first names forwards. */
function byLastName(a: string, b: string): number {
  const [[firstA = '', lastA = ''], [firstB = '', lastB = '']] = [a.split(' '), b.split(' ')];
  return lastA === lastB ? firstA.localeCompare(firstB) : lastB.localeCompare(lastA);
}
