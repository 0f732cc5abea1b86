import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { book, type Fixture, type HospitalFixture, openSlot, populate } from '../../../testing/fixture.js';
import { refusal } from '../../../testing/refusal.js';
import { openTestApi, stores, type TestApi } from '../../../testing/test-api.js';

const slots = '/api/appointments/availability-slots/';
const bulk = `${slots}bulk/`;
const minute = 60_000;

interface Slot {
  readonly id: number;
  readonly start_time: string;
  readonly end_time: string;
  readonly is_available: boolean;
}

describe.each(stores)('slots that are offered over %s', (store) => {
  let api: TestApi;
  let fixture: Fixture;
  let first: HospitalFixture;
  let past: number;
  let closed: number;
  let held: number;
  let open: number;
  let other: number;

  beforeAll(async () => {
    api = await openTestApi(store);
    fixture = await populate(api);
    ({ first } = fixture);
    const { token } = first.admin;
    const begun = Date.now() - minute;
    const span = {
      start_time: new Date(begun).toISOString(),
      end_time: new Date(begun + 60 * minute).toISOString(),
    };
    past = (await api.post(slots, { doctor: first.doctor.id, ...span }, token)).id;
    closed = await openSlot(api, first);
    await api.call('PUT', `${slots}${closed}/`, { token, body: { is_available: false } });
    held = (await api.get(`/api/appointments/${await book(api, first)}/`, token)).slot;
    open = await openSlot(api, first);
    other = await openSlot(api, first, first.otherDoctor);
    const practice = { doctor: first.otherDoctor.id, specialty: 5 };
    await api.post('/api/specialty/doctor-specialties/', practice, token);
    await openSlot(api, fixture.second);
  });
  afterAll(() => api.close());

  const ids = async (query: string, token = first.staff.token): Promise<number[]> =>
    (await api.get(`${slots}?${query}`, token)).results.map(({ id }: Slot) => id);

  it('are the open ones that nobody holds; for a patient none that has begun', async () => {
    expect(await ids('is_available=true')).toEqual([past, open, other]);
    expect(await ids('is_available=false')).toEqual([closed, held]);
    const { token } = first.patient;
    expect(await ids('is_available=true', token)).toEqual([open, other]);
    expect(await ids('is_available=false', token)).toEqual([past, closed, held]);
    expect(await ids('is_available=true', fixture.superuser.token)).toEqual([past, open, other]);
  });

  it.each(['staff', 'patient'] as const)('are those of which %s are told so', async (role) => {
    const { token } = first[role];
    const offered = new Set(await ids('is_available=true', token));
    const { results, count } = await api.get(slots, token);
    expect(count).toBe(5);
    for (const slot of results) {
      expect([slot.id, slot.is_available]).toEqual([slot.id, offered.has(slot.id)]);
      expect(await api.get(`${slots}${slot.id}/`, token)).toEqual(slot);
    }
  });

  it('are found by doctor and by specialty', async () => {
    expect(await ids(`doctor=${first.otherDoctor.id}`)).toEqual([other]);
    expect(await ids('specialty=5')).toEqual([other]);
    expect(await ids(`specialty=5&doctor=${first.doctor.id}`)).toEqual([]);
    expect(await ids('specialty=6')).toEqual([]);
    expect(await ids(`doctor=${fixture.second.doctor.id}`)).toEqual([]);
  });

  describe('by a pattern', () => {
    // The first hospital goes by UTC. 2035-01-01 is a Monday.
    const pattern = (fields: object) => ({
      doctor: first.doctor.id,
      date_from: '2035-01-01',
      date_to: '2035-01-07',
      weekdays: [1, 3],
      from: '09:00',
      to: '10:00',
      slot_minutes: 30,
      ...fields,
    });
    const createBulk = (fields: object, token = first.admin.token) =>
      api.call('POST', bulk, { token, body: pattern(fields) });

    it('are made all at once', async () => {
      const { status, body } = await createBulk({ notes: 'Walk-in' });
      expect([status, body.skipped]).toEqual([201, []]);
      expect(body.created.map(({ start_time }: Slot) => start_time)).toEqual([
        '2035-01-01T09:00:00.000Z',
        '2035-01-01T09:30:00.000Z',
        '2035-01-03T09:00:00.000Z',
        '2035-01-03T09:30:00.000Z',
      ]);
      for (const slot of body.created) {
        expect(slot).toMatchObject({ doctor: first.doctor.id, is_available: true, notes: 'Walk-in' });
        expect(await api.get(`${slots}${slot.id}/`, first.staff.token)).toEqual(slot);
      }
    });

    it('are skipped where the doctor has one, and reported; closed, held and foreign ones count as they should', async () => {
      const day = { date_from: '2035-02-05', date_to: '2035-02-05', weekdays: [1], to: '12:00' };
      const { token } = first.admin;
      const inTheWay = (from: string, to: string, fields: object = {}) => {
        const span = { start_time: `2035-02-05T${from}:00Z`, end_time: `2035-02-05T${to}:00Z` };
        return api.post(slots, { doctor: first.doctor.id, ...span, ...fields }, token);
      };
      await inTheWay('09:15', '09:45');
      await inTheWay('10:30', '11:00', { is_available: false });
      await inTheWay('12:00', '13:00');
      await inTheWay('10:00', '10:30', { doctor: first.otherDoctor.id });
      const deleted = await inTheWay('11:00', '11:30');
      await api.call('DELETE', `${slots}${deleted.id}/`, { token });
      const { status, body } = await createBulk(day);
      expect(status).toBe(201);
      expect(body.skipped).toEqual(
        [
          ['09:00', '09:30'],
          ['09:30', '10:00'],
          ['10:30', '11:00'],
        ].map(([from, to]) => ({
          start_time: `2035-02-05T${from}:00.000Z`,
          end_time: `2035-02-05T${to}:00.000Z`,
          code: 'SLOT_OVERLAP',
        })),
      );
      expect(body.created.map(({ start_time }: Slot) => start_time.slice(11, 16))).toEqual([
        '10:00',
        '11:00',
        '11:30',
      ]);
      const again = await createBulk(day);
      expect([again.status, again.body.created, again.body.skipped.length]).toEqual([201, [], 6]);
    });

    it("are made in the hospital's time zone, over a change of its clocks", async () => {
      const { second, superuser } = fixture;
      const zone = { timezone: 'America/New_York' };
      await api.call('PUT', `/api/hospitals/${second.id}/`, { token: superuser.token, body: zone });
      const days = {
        doctor: second.doctor.id,
        date_from: '2035-03-10',
        date_to: '2035-03-12',
        weekdays: [6, 7, 1],
      };
      const { body } = await createBulk({ ...days, slot_minutes: 60 }, second.doctor.token);
      expect(body.created.map(({ start_time }: Slot) => start_time)).toEqual([
        '2035-03-10T14:00:00.000Z',
        '2035-03-11T13:00:00.000Z',
        '2035-03-12T13:00:00.000Z',
      ]);
    });

    it('are at most 2,000', { timeout: 60_000 }, async () => {
      const days = { weekdays: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '10:00', date_from: '2036-01-01' };
      const tooMany = await createBulk({ ...days, date_to: '2036-04-10' });
      expect(refusal(tooMany)).toEqual([400, 'VALIDATION_ERROR', ['date_to']]);
      const { body } = await createBulk({ ...days, date_to: '2036-04-09' });
      expect([body.created.length, body.skipped]).toEqual([2000, []]);
      const { count } = await api.get(`${slots}?date_from=2036-01-01&date_to=2036-04-10`, first.admin.token);
      expect(count).toBe(2000);
    });

    it.each([
      ['days that go backwards', { date_to: '2034-12-31' }, 'date_to'],
      ['hours that go backwards', { from: '10:00', to: '09:00' }, 'to'],
      ['hours that are none', { from: '09:00', to: '09:00' }, 'to'],
      ['a day that there is not', { date_to: '2035-02-29' }, 'date_to'],
      ['an instant for a day', { date_from: '2035-01-01T00:00:00Z' }, 'date_from'],
      ['an hour that there is not', { to: '24:30' }, 'to'],
      ['a minute that there is not', { from: '08:60' }, 'from'],
      ['an hour without its zero', { from: '9:00' }, 'from'],
      ['an hour in words', { from: 'noon' }, 'from'],
      ['a first day beyond all calendars', { date_from: '3000-01-01' }, 'date_from'],
      ['a last day before all patients', { date_to: '1799-12-31' }, 'date_to'],
      ['no weekday', { weekdays: [] }, 'weekdays'],
      ['slots that are too short', { slot_minutes: 4 }, 'slot_minutes'],
      ['slots that are longer than a day', { slot_minutes: 1441 }, 'slot_minutes'],
    ])('are refused for %s', async (_kind, fields, field) => {
      expect(refusal(await createBulk(fields))).toEqual([400, 'VALIDATION_ERROR', [field]]);
    });

    it('are refused for a weekday that there is not', async () => {
      for (const weekday of [0, 8, 1.5]) {
        expect(refusal(await createBulk({ weekdays: [1, weekday] }))).toEqual([
          400,
          'VALIDATION_ERROR',
          ['weekdays.1'],
        ]);
      }
    });

    it('are made by doctors for themselves, by admins for doctors of their hospital', async () => {
      const { token } = first.doctor;
      const another = { doctor: first.otherDoctor.id };
      expect(refusal(await createBulk(another, token))).toEqual([403, 'PERMISSION_DENIED', []]);
      expect(refusal(await createBulk({}, first.staff.token))).toEqual([403, 'PERMISSION_DENIED', []]);
      for (const doctor of [first.nurse.id, fixture.second.doctor.id]) {
        expect(refusal(await createBulk({ doctor }))).toEqual([422, 'INVALID_REFERENCE', ['doctor']]);
      }
    });

    it('are made once when ten ask at once', async () => {
      const day = { date_from: '2035-06-04', date_to: '2035-06-04', weekdays: [1], to: '13:00' };
      const answers = await Promise.all(Array.from({ length: 10 }, () => createBulk(day)));
      const made = answers.map(({ status, body }) => [status, body.created.length, body.skipped.length]);
      expect(made.sort((a, b) => b[1] - a[1])).toEqual([[201, 8, 0], ...Array(9).fill([201, 0, 8])]);
    });

    it('are made beside single ones, and never over them', async () => {
      const start = Date.UTC(2035, 6, 2, 9);
      const single = (index: number) => {
        const span = {
          start_time: new Date(start + index * 45 * minute).toISOString(),
          end_time: new Date(start + index * 45 * minute + 10 * minute).toISOString(),
        };
        return api.call('POST', slots, {
          token: first.admin.token,
          body: { doctor: first.doctor.id, ...span },
        });
      };
      const day = { date_from: '2035-07-02', date_to: '2035-07-02', weekdays: [1], to: '12:00' };
      const [answer, ...singles] = await Promise.all([createBulk(day), ...[0, 1, 2, 3].map(single)]);
      expect(answer?.status).toBe(201);
      for (const { status } of singles) expect([201, 409]).toContain(status);
      const { results } = await api.get(
        `${slots}?doctor=${first.doctor.id}&date_from=2035-07-02&date_to=2035-07-02`,
        first.admin.token,
      );
      const made = answer?.body.created.length + singles.filter(({ status }) => status === 201).length;
      expect(results).toHaveLength(made);
      for (const [index, slot] of results.entries()) {
        expect(slot.end_time <= (results[index + 1]?.start_time ?? slot.end_time)).toBe(true);
      }
    });
  });
});
