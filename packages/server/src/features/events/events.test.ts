import type { Event, EventType } from '@medcor/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventShown } from '../../../testing/event-shown.js';
import { book, type Fixture, type HospitalFixture, populate } from '../../../testing/fixture.js';
import { refusal } from '../../../testing/refusal.js';
import { openTestApi, stores, type TestApi } from '../../../testing/test-api.js';

const events = '/api/events/';

describe.each(stores)('events over %s', (store) => {
  let api: TestApi;
  let fixture: Fixture;
  let first: HospitalFixture;
  let second: HospitalFixture;
  let token: string;

  beforeAll(async () => {
    api = await openTestApi(store);
    fixture = await populate(api);
    ({ first, second } = fixture);
    token = first.admin.token;
  });
  afterAll(() => api.close());

  const list = async (query = '', as = token): Promise<Event[]> =>
    (await api.get(`${events}?page_size=100${query}`, as)).results;
  const shown = (id: number, type: EventType, as = token) => eventShown(api, as, type, id);

  it('name what happened, and tell nothing more of it', async () => {
    const id = await book(api, first);
    const appointment = await api.get(`/api/appointments/${id}/`, token);
    const event = await shown(id, 'appointment.created');
    expect(event).toEqual({
      id: expect.stringMatching(/^evt_[0-9A-V]{26}$/),
      type: 'appointment.created',
      created_at: expect.stringMatching(/^\d{4}-.*\.\d{3}Z$/),
      hospital: first.id,
      data: {
        id,
        hospital: first.id,
        patient: first.patient.id,
        doctor: first.doctor.id,
        status: 'scheduled',
        start_time: appointment.start_time,
        end_time: appointment.end_time,
      },
    });
  });

  it('come in the order in which they happened, page by page and from cursor to cursor', async () => {
    const booked = [];
    for (let count = 0; count < 5; count += 1) booked.push(await book(api, second));
    const path = `${events}?type=appointment.created&page_size=2`;
    await shown(booked.at(-1) ?? 0, 'appointment.created', second.admin.token);
    const walked: number[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const response = await api.call('GET', cursor ? `${path}&cursor=${cursor}` : path, {
        token: second.admin.token,
      });
      walked.push(...response.body.results.map(({ data }: Event) => data.id));
      cursor = response.headers.get('x-next-cursor');
    }
    expect(walked).toEqual(booked);
    const backwards = await list('&type=appointment.created&ordering=-id', second.admin.token);
    expect(backwards.map(({ data }) => data.id)).toEqual(booked.reverse());
  });

  it('are found by their type and by when they happened', async () => {
    const id = await book(api, first);
    const { created_at } = await shown(id, 'appointment.created');
    const ids = async (query: string) => (await list(query)).map((event) => event.data.id);
    expect(await ids(`&date_from=${created_at}&type=appointment.created`)).toContain(id);
    const after = new Date(Date.parse(created_at) + 1).toISOString();
    expect(await ids(`&date_from=${after}&type=appointment.created`)).not.toContain(id);
    expect(await ids(`&date_to=${created_at}&type=appointment.cancelled`)).not.toContain(id);
    const wrong = await api.call('GET', `${events}?type=appointment.eaten`, { token });
    expect(refusal(wrong)).toEqual([400, 'VALIDATION_ERROR', ['type']]);
  });

  it('are those of one hospital: an admin sees their own, a superuser any', async () => {
    const [here, there] = [await book(api, first), await book(api, second)];
    await shown(here, 'appointment.created');
    await shown(there, 'appointment.created', second.admin.token);
    for (const [as, query, hospital] of [
      [token, '', first.id],
      [second.admin.token, '', second.id],
      [second.admin.token, `&hospital=${second.id}`, second.id],
      [fixture.superuser.token, `&hospital=${second.id}`, second.id],
    ] as const) {
      const hospitals = (await list(query, as)).flatMap((event) => [event.hospital, event.data.hospital]);
      expect(new Set(hospitals)).toEqual(new Set([hospital]));
    }
    const other = await api.call('GET', `${events}?hospital=${second.id}`, { token });
    expect(refusal(other)).toEqual([422, 'INVALID_REFERENCE', ['hospital']]);
    const doctor = await api.call('GET', events, { token: first.doctor.token });
    expect(refusal(doctor)).toEqual([403, 'PERMISSION_DENIED', []]);
  });
});
