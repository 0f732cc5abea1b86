import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Fixture,
  openSlot,
  populate,
  prescribe,
  writeRecord,
  writeTreatment,
} from '../../../testing/fixture.js';
import { openTestApi, stores, type TestApi } from '../../../testing/test-api.js';

const slots = '/api/appointments/availability-slots/';
/** Noon in New York, on the day that its clocks went forward: a day that begins at five in UTC, and ends at four. */
const now = '2033-03-13T16:00:00Z';

/** When the appointments begin, and by which steps they come to where they are. */
const appointments: [start: string, ...steps: string[]][] = [
  ['2033-02-12T04:30:00Z'], // the day before the last 30
  ['2033-02-12T05:00:00Z', 'no-show'],
  ['2033-03-13T04:30:00Z', 'complete'], // yesterday
  ['2033-03-13T05:00:00Z'],
  ['2033-03-14T03:30:00Z', 'confirm'],
  ['2033-03-14T04:00:00Z', 'cancel'], // tomorrow
  ['2033-03-20T03:30:00Z'],
  ['2033-03-20T04:00:00Z'], // the day after the next 7
];

describe.each(stores)("a hospital's statistics over %s", (store) => {
  let api: TestApi;
  let fixture: Fixture;

  beforeAll(async () => {
    api = await openTestApi(store);
    api.advance(Date.parse(now) - Date.now());
    fixture = await populate(api);
    const { second, superuser } = fixture;
    const { token } = second.admin;
    const zone = { timezone: 'America/New_York' };
    await api.call('PUT', `/api/hospitals/${second.id}/`, { token: superuser.token, body: zone });
    for (const [start, ...steps] of appointments) {
      const end_time = new Date(Date.parse(start) + 15 * 60_000).toISOString();
      const slot = await api.post(slots, { doctor: second.doctor.id, start_time: start, end_time }, token);
      const booking = { patient: second.patient.id, doctor: second.doctor.id, slot: slot.id };
      const { id } = await api.post('/api/appointments/', booking, token);
      for (const step of steps) await api.post(`/api/appointments/${id}/${step}/`, {}, token);
    }
    await openSlot(api, second);
    const closed = await openSlot(api, second);
    await api.call('PUT', `${slots}${closed}/`, { token, body: { is_available: false } });
    const deleted = await openSlot(api, second);
    await api.call('DELETE', `${slots}${deleted}/`, { token });

    const gone = await writeRecord(api, second);
    await writeRecord(api, second, { is_confidential: true });
    await writeRecord(api, second);
    await api.call('DELETE', `/api/medical-records/${gone}/`, { token });
    const treatment = await writeTreatment(api, second, { status: 'on_hold' });
    await writeTreatment(api, second, { status: 'completed' });
    await writeTreatment(api, second, { status: 'cancelled' });
    await prescribe(api, second, treatment);
    await prescribe(api, second, treatment);
    const ended = await prescribe(api, second, treatment);
    const over = { token, body: { status: 'completed' } };
    await api.call('PUT', `/api/treatments/prescriptions/${ended}/`, over);
    await api.post(`/api/auth/users/${second.otherDoctor.id}/deactivate/`, {}, token);
  });
  afterAll(() => api.close());

  const statistics = (id: number, token: string) => api.get(`/api/hospitals/${id}/statistics/`, token);

  it('count what there is, in days of its time zone', async () => {
    const { second } = fixture;
    const { appointments_per_day: days, ...figures } = await statistics(second.id, second.staff.token);
    expect(figures).toEqual({
      users: { total: 6, admin: 1, doctor: 1, nurse: 1, staff: 1, patient: 2 },
      appointments: { total: 8, scheduled: 4, confirmed: 1, completed: 1, cancelled: 1, no_show: 1 },
      appointments_today: 2,
      appointments_next_7_days: 3,
      // What was cancelled for tomorrow, and the one of which nothing is said.
      available_slots: 2,
      medical_records: 2,
      active_treatments: 1,
      active_prescriptions: 2,
    });
    expect(days).toHaveLength(30);
    expect(days.at(0)).toEqual({ date: '2033-02-12', count: 1 });
    expect(days.at(-1)).toEqual({ date: '2033-03-13', count: 2 });
    const booked = days.filter(({ count }: { count: number }) => count > 0);
    expect(booked).toEqual([days.at(0), { date: '2033-03-12', count: 1 }, days.at(-1)]);
  });

  it('are the same for everyone of the hospital, and for superusers', async () => {
    const { second, superuser } = fixture;
    const figures = await statistics(second.id, second.admin.token);
    for (const { token } of [second.doctor, second.nurse, second.patient, superuser]) {
      expect(await statistics(second.id, token)).toEqual(figures);
    }
  });

  it('count nothing of another hospital', async () => {
    const { first } = fixture;
    const { appointments_per_day: days, users, ...figures } = await statistics(first.id, first.admin.token);
    expect(users).toEqual({ total: 8, admin: 2, doctor: 2, nurse: 1, staff: 1, patient: 2 });
    expect(figures).toEqual({
      appointments: { total: 0, scheduled: 0, confirmed: 0, completed: 0, cancelled: 0, no_show: 0 },
      appointments_today: 0,
      appointments_next_7_days: 0,
      available_slots: 0,
      medical_records: 0,
      active_treatments: 0,
      active_prescriptions: 0,
    });
    expect(days.map(({ count }: { count: number }) => count)).toEqual(Array(30).fill(0));
  });
});
