import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { eventShown } from '../../../testing/event-shown.js';
import {
  book,
  createPerson,
  type Fixture,
  type HospitalFixture,
  populate,
} from '../../../testing/fixture.js';
import { refusal } from '../../../testing/refusal.js';
import { openTestApi, stores, type TestApi } from '../../../testing/test-api.js';
import { type EventReader, follow } from './event-reader.test-support.js';

const events = '/api/events/';
const streamed = { Accept: 'text/event-stream' };

describe.each(stores)('streams of events over %s', (store) => {
  let api: TestApi;
  let fixture: Fixture;
  let first: HospitalFixture;
  let token: string;
  const readers: EventReader[] = [];

  beforeAll(async () => {
    api = await openTestApi(store);
    fixture = await populate(api);
    ({ first } = fixture);
    token = first.admin.token;
  });
  afterAll(() => api.close());
  afterEach(() => {
    for (const reader of readers.splice(0)) reader.leave();
  });

  /** Until all that happened shows: some of it may do so only after a stream has begun. */
  const settle = async () => {
    for (const hospital of [first, fixture.second]) {
      await eventShown(api, hospital.admin.token, 'appointment.created', await book(api, hospital));
    }
  };
  const read = async (as = token, options: Parameters<typeof follow>[2] = {}) => {
    if (options?.lastEventId === undefined) await settle();
    const reader = await follow(api, as, options);
    readers.push(reader);
    return reader;
  };
  const confirm = (id: number) => api.post(`/api/appointments/${id}/confirm/`, {}, token);

  it('begin at once, are kept by nobody, and are changed by nobody', async () => {
    const { response } = await read();
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    expect(response.headers.get('cache-control')).toBe('no-store, no-transform');
  });

  it('tell each event as it happens, from now on', async () => {
    await book(api, first);
    const reader = await read();
    const id = await book(api, first);
    await confirm(id);
    const [booked, confirmed] = [await reader.next(), await reader.next()];
    expect([booked, confirmed].map(({ type, data }) => [type, data.id])).toEqual([
      ['appointment.created', id],
      ['appointment.confirmed', id],
    ]);
    expect(booked).toEqual(
      (await api.get(`${events}?ordering=-id&type=appointment.created&page_size=1`, token)).results[0],
    );
  });

  it('go on after the last event that a caller had', async () => {
    const reader = await read();
    const ids = [await book(api, first), await book(api, first), await book(api, first)];
    const last = await reader.next();
    reader.leave();
    expect(last.data.id).toBe(ids[0]);
    const again = await read(token, { lastEventId: last.id });
    expect([(await again.next()).data.id, (await again.next()).data.id]).toEqual(ids.slice(1));
    await confirm(ids[0] ?? 0);
    expect((await again.next()).type).toBe('appointment.confirmed');
  });

  it('tell of what was asked for alone', async () => {
    const confirmed = await read(token, { query: '?type=appointment.confirmed' });
    const there = await read(fixture.superuser.token, { query: `?hospital=${fixture.second.id}` });
    const [here, elsewhere] = [await book(api, first), await book(api, fixture.second)];
    await confirm(here);
    expect(await confirmed.next()).toMatchObject({ type: 'appointment.confirmed', data: { id: here } });
    expect(await there.next()).toMatchObject({ hospital: fixture.second.id, data: { id: elsewhere } });
  });

  it('tell of what other processes do', async () => {
    const other = await api.limited({ user: 1000, address: 1000, bulk: 1000 });
    await settle();
    const response = await follow(other, token);
    readers.push(response);
    const id = await book(api, first);
    expect((await response.next()).data.id).toBe(id);
  });

  it.each([
    ['Last-Event-ID', '', { 'Last-Event-ID': 'evt_unknown' }],
    ['page', '?page=1', {}],
    ['page_size', '?page_size=5', {}],
    ['ordering', '?ordering=-id', {}],
    ['type', '?type=nothing', {}],
  ])('are refused with a %s that means nothing', async (field, query, headers) => {
    const response = await api.call('GET', events + query, { token, headers: { ...streamed, ...headers } });
    expect(refusal(response)).toEqual([400, 'VALIDATION_ERROR', [field]]);
  });

  it("are refused with another hospital's event, and of another hospital", async () => {
    const reader = await read(fixture.second.admin.token);
    await book(api, fixture.second);
    const { id } = await reader.next();
    const headers = { ...streamed, 'Last-Event-ID': id };
    const withEvent = await api.call('GET', events, { token, headers });
    expect(refusal(withEvent)).toEqual([400, 'VALIDATION_ERROR', ['Last-Event-ID']]);
    const of = `${events}?hospital=${fixture.second.id}`;
    const other = await api.call('GET', of, { token, headers: streamed });
    expect(refusal(other)).toEqual([422, 'INVALID_REFERENCE', ['hospital']]);
  });

  it('are refused to those who may not list events', async () => {
    const doctor = await api.call('GET', events, { token: first.doctor.token, headers: streamed });
    expect(refusal(doctor)).toEqual([403, 'PERMISSION_DENIED', []]);
    const nobody = await api.call('GET', events, { headers: streamed });
    expect(refusal(nobody)).toEqual([401, 'NOT_AUTHENTICATED', []]);
  });

  it('are what is named by a caller: whoever takes anything is answered a page', async () => {
    for (const Accept of ['*/*', 'application/json', 'text/*']) {
      const { body } = await api.call('GET', events, { token, headers: { Accept } });
      expect(body.results).toEqual(expect.any(Array));
    }
    const head = await api.call('HEAD', events, { token, headers: streamed });
    expect([head.status, head.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
  });

  it.each<[string, (admin: { id: number; token: string }) => Promise<unknown>]>([
    ['is deactivated', ({ id }) => api.post(`/api/auth/users/${id}/deactivate/`, {}, token)],
    ['is an admin no more', ({ id }) => setRole(id, 'nurse')],
    ['signs out', (admin) => api.call('POST', '/api/auth/logout/', { token: admin.token, body: {} })],
  ])('end when their caller %s', async (_how, lose) => {
    const admin = await createPerson(api, token, { role: 'admin' });
    const reader = await read(admin.token);
    const id = await book(api, first);
    expect((await reader.next()).data.id).toBe(id);
    await lose(admin);
    // Whatever happens from now on is not theirs any more.
    const later = await book(api, first);
    expect((await reader.rest()).map(({ data }) => data.id)).not.toContain(later);
  });

  const setRole = (id: number, role: string) =>
    api.call('PUT', `/api/auth/users/${id}/`, { token, body: { role } });
});
