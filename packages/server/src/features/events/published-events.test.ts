import { contract, type Event, type OperationId, operationsOf } from '@medcor/contract';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { eventShown } from '../../../testing/event-shown.js';
import {
  book,
  createPerson,
  type Fixture,
  type HospitalFixture,
  populate,
  unique,
  writeRecord,
  writeTreatment,
} from '../../../testing/fixture.js';
import { openTestApi, stores, type TestApi } from '../../../testing/test-api.js';
import { type Send, type Told, tellingRequests } from './telling-requests.test-support.js';

/** Which requests tell of what: all that the contract says, and no others. */

describe.each(stores)('what is told over %s', (store) => {
  let api: TestApi;
  let fixture: Fixture;
  let first: HospitalFixture;
  let token: string;

  beforeAll(async () => {
    api = await openTestApi(store);
    fixture = await populate(api);
    ({ first } = fixture);
    token = first.admin.token;
  });
  afterAll(() => api.close());

  const send: Send = async (method, path, body = {}, as = token) => {
    const response = await api.call(method, path, { token: as, body });
    if (response.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(response.body)}`);
    return response.body;
  };
  const member = () => createPerson(api, token, { role: 'nurse' });
  /** The next event behind those that show is that of a fresh appointment: what was told before it shows as well. */
  const told = async (work: () => Promise<Told>): Promise<{ told: Event[]; expected: Told }> => {
    const from = await settle();
    const expected = await work();
    const until = await settle();
    const all: Event[] = (await api.get('/api/events/?page_size=100&ordering=-id', token)).results.reverse();
    const places = [from, until].map((id) => all.findIndex((event) => event.id === id));
    return { told: all.slice((places[0] ?? 0) + 1, places[1]), expected };
  };
  const settle = async (): Promise<string> =>
    (await eventShown(api, token, 'appointment.created', await book(api, first))).id;

  const requests = tellingRequests(
    () => api,
    () => first,
    (...request) => send(...request),
    () => fixture.superuser.token,
  );

  /** Of another hospital, or in a conversation. */
  const elsewhere: OperationId[] = ['hospitals.delete', 'chat.send'];

  it('is walked whole', () => {
    const telling = operationsOf(contract).filter(({ endpoint }) => endpoint.metadata.events.length > 0);
    const ids = telling.map(({ id }) => id).filter((id) => !elsewhere.includes(id));
    expect(Object.keys(requests).sort()).toEqual(ids.sort());
  });

  it.each(Object.entries(requests))('is told of %s', async (operation, request) => {
    const { told: events, expected } = await told(request);
    expect(events.map(({ type, data }) => [type, data.id])).toEqual(expected);
    const types = operationsOf(contract).find(({ id }) => id === operation)?.endpoint.metadata.events ?? [];
    expect(events.map(({ type }) => type)).toEqual(expect.arrayContaining([...types]));
    for (const { hospital, data } of events) expect([hospital, data.hospital]).toEqual([first.id, first.id]);
  });

  it('is told of a hospital that is deleted, once', async () => {
    const { superuser, second } = fixture;
    const path = `/api/hospitals/${second.id}/`;
    for (let count = 0; count < 2; count += 1) await send('DELETE', path, {}, superuser.token);
    await vi.waitFor(
      async () => {
        const list = `/api/events/?hospital=${second.id}&type=hospital.updated`;
        const { results } = await api.get(list, superuser.token);
        expect(results.map(({ data }: Event) => data)).toEqual([{ id: second.id, hospital: second.id }]);
      },
      { timeout: 10_000, interval: 20 },
    );
  });

  it.each<[string, () => Promise<Told>]>([
    [
      'a step that was taken already',
      async () => {
        const id = await book(api, first);
        for (const step of ['confirm', 'confirm', 'cancel', 'cancel']) {
          await send('POST', `/api/appointments/${id}/${step}/`);
        }
        return [
          ['appointment.created', id],
          ['appointment.confirmed', id],
          ['appointment.cancelled', id],
        ];
      },
    ],
    [
      'a step that is refused',
      async () => {
        const id = await book(api, first);
        await send('POST', `/api/appointments/${id}/cancel/`);
        const response = await api.call('POST', `/api/appointments/${id}/confirm/`, { token, body: {} });
        expect(response.status).toBe(409);
        return [
          ['appointment.created', id],
          ['appointment.cancelled', id],
        ];
      },
    ],
    [
      'users who are as they are to be',
      async () => {
        const { id } = await member();
        for (const step of ['activate', 'deactivate', 'deactivate']) {
          await send('POST', `/api/auth/users/${id}/${step}/`);
        }
        return [
          ['user.created', id],
          ['user.deactivated', id],
        ];
      },
    ],
    [
      'changes that change nothing',
      async () => {
        const [appointment, record] = [await book(api, first), await writeRecord(api, first)];
        const treatment = await writeTreatment(api, first);
        const { description } = await api.get(`/api/hospitals/${first.id}/`, token);
        for (const [path, body] of [
          [`/api/appointments/${appointment}/`, { notes: null }],
          [`/api/medical-records/${record}/`, { title: 'Visit' }],
          [`/api/treatments/${treatment}/`, { notes: null }],
          [`/api/auth/users/${first.nurse.id}/`, {}],
          [`/api/hospitals/${first.id}/`, { description }],
        ] as const) {
          await send('PUT', path, body);
        }
        return [
          ['appointment.created', appointment],
          ['medical_record.created', record],
          ['treatment.created', treatment],
        ];
      },
    ],
  ])('is nothing more of %s', async (_what, work) => {
    const { told: events, expected } = await told(work);
    expect(events.map(({ type, data }) => [type, data.id])).toEqual(expected);
  });

  it('tells both hospitals of a user who moves', async () => {
    const { superuser } = fixture;
    const fields = { name: unique('Third '), city: 'Aalen', state: 'BW', country: 'Germany' };
    const contact = { hospital_type: 'clinic', contact_email: 'o@example.org', contact_phone: '+1-555-0100' };
    const third = (await send('POST', '/api/hospitals/', { ...fields, ...contact }, superuser.token)).id;
    const { told: events } = await told(async () => {
      const { id } = await member();
      await send('PUT', `/api/auth/users/${id}/`, { hospital: third }, superuser.token);
      return [];
    });
    const [created, moved, ...others] = events;
    expect([created?.type, moved?.type, others]).toEqual(['user.created', 'user.updated', []]);
    await vi.waitFor(
      async () => {
        const { results } = await api.get(`/api/events/?hospital=${third}`, superuser.token);
        expect(results.map(({ type, data }: Event) => [type, data])).toEqual([
          ['user.updated', { id: moved?.data.id, hospital: third }],
        ]);
      },
      { timeout: 10_000, interval: 20 },
    );
  });
});
