import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Fixture, type HospitalFixture, populate } from '../testing/fixture.js';
import { refusal } from '../testing/refusal.js';
import { everyStore, openTestApi, type TestApi } from '../testing/test-api.js';

/** `date_from` and `date_to`: days in the hospital's time zone, or instants; both inclusive. */

const slots = '/api/appointments/availability-slots/';
const appointments = '/api/appointments/';

/** Starts on either side of midnight: in Tokyo at 15:00 UTC; in New York at 05:00, or at 04:00 in summer. */
const tokyo = [
  '2035-01-09T14:59:00Z',
  '2035-01-09T15:00:00Z',
  '2035-01-10T14:59:00Z',
  '2035-01-10T15:00:00Z',
];
/** The clocks of New York go forward on 2035-03-11, which has 23 hours, and back on 2035-11-04, which has 25. */
const newYork = [
  '2035-03-11T04:59:00Z',
  '2035-03-11T05:00:00Z',
  '2035-03-12T03:59:00Z',
  '2035-03-12T04:00:00Z',
  '2035-11-04T03:59:00Z',
  '2035-11-04T04:00:00Z',
  '2035-11-05T04:59:00Z',
  '2035-11-05T05:00:00Z',
];

describe.each(everyStore)('dates over %s', (store) => {
  let api: TestApi;
  let fixture: Fixture;

  beforeAll(async () => {
    api = await openTestApi(store);
    fixture = await populate(api);
    await fill(fixture.first, 'Asia/Tokyo', tokyo);
    await fill(fixture.second, 'America/New_York', newYork);
  });
  afterAll(() => api.close());

  /** A slot of a minute at each start, and an appointment in it. */
  async function fill(of: HospitalFixture, timezone: string, starts: readonly string[]): Promise<void> {
    const { token } = fixture.superuser;
    await api.call('PUT', `/api/hospitals/${of.id}/`, { token, body: { timezone } });
    for (const start_time of starts) {
      const end_time = new Date(Date.parse(start_time) + 60_000).toISOString();
      const slot = await api.post(slots, { doctor: of.doctor.id, start_time, end_time }, of.admin.token);
      const booking = { patient: of.patient.id, doctor: of.doctor.id, slot: slot.id };
      await api.post(appointments, booking, of.staff.token);
    }
  }

  const starts = async (list: string, of: HospitalFixture, query: string, token = of.staff.token) => {
    const { results } = await api.get(`${list}?ordering=start_time&${query}`, token);
    return results.map(({ start_time }: { start_time: string }) => start_time.replace('.000', ''));
  };

  describe.each([slots, appointments])('of %s', (list) => {
    it('are days of a hospital in Tokyo', async () => {
      const { first } = fixture;
      const within = (query: string) => starts(list, first, query);
      expect(await within('date_from=2035-01-10&date_to=2035-01-10')).toEqual(tokyo.slice(1, 3));
      expect(await within('date_to=2035-01-09')).toEqual(tokyo.slice(0, 1));
      expect(await within('date_from=2035-01-11')).toEqual(tokyo.slice(3));
      expect(await within('date_from=2035-01-09&date_to=2035-01-11')).toEqual(tokyo);
      expect(await within('date_from=2035-01-12')).toEqual([]);
    });

    it.each([
      ['are put forward', '2035-03-10', '2035-03-11', '2035-03-12', 0],
      ['are put back', '2035-11-03', '2035-11-04', '2035-11-05', 4],
    ])(
      'are days of a hospital in New York, also when its clocks %s',
      async (_when, before, day, after, at) => {
        const { second } = fixture;
        const within = (from: string, to: string) => starts(list, second, `date_from=${from}&date_to=${to}`);
        expect(await within(before, before)).toEqual(newYork.slice(at, at + 1));
        expect(await within(day, day)).toEqual(newYork.slice(at + 1, at + 3));
        expect(await within(after, after)).toEqual(newYork.slice(at + 3, at + 4));
        expect(await within(before, after)).toEqual(newYork.slice(at, at + 4));
      },
    );

    it('are days of the hospital that a superuser names', async () => {
      const { first, second, superuser } = fixture;
      const query = (hospital: number, day: string) => `hospital=${hospital}&date_from=${day}&date_to=${day}`;
      expect(await starts(list, second, query(second.id, '2035-03-11'), superuser.token)).toEqual(
        newYork.slice(1, 3),
      );
      expect(await starts(list, first, query(first.id, '2035-01-10'), superuser.token)).toEqual(
        tokyo.slice(1, 3),
      );
    });

    it('are instants as they are, whatever the offset, and both ends are within', async () => {
      const { first } = fixture;
      const within = (from: string, to: string) =>
        starts(list, first, `date_from=${encodeURIComponent(from)}&date_to=${encodeURIComponent(to)}`);
      expect(await within('2035-01-09T15:00:00Z', '2035-01-10T14:59:00Z')).toEqual(tokyo.slice(1, 3));
      expect(await within('2035-01-10T00:00:00+09:00', '2035-01-10T23:59:00+09:00')).toEqual(
        tokyo.slice(1, 3),
      );
      expect(await within('2035-01-09T15:00:00.001Z', '2035-01-10T14:58:59.999Z')).toEqual([]);
      expect(await within('2035-01-09T15:00:00.000Z', '2035-01-09T15:00:00.000Z')).toEqual(tokyo.slice(1, 2));
      expect(await within('2035-01-10', '2035-01-10T14:59:00Z')).toEqual(tokyo.slice(1, 3));
      expect(await within('2035-01-09T15:00:00.001Z', '2035-01-10')).toEqual(tokyo.slice(2, 3));
    });

    it('that are turned round hold nothing', async () => {
      expect(await starts(list, fixture.first, 'date_from=2035-01-11&date_to=2035-01-09')).toEqual([]);
    });

    it.each([
      '2035-02-29',
      '2035-1-9',
      '10/01/2035',
      '2035-01-10T25:00:00Z',
      '2035-01-10T10:00:00',
      'today',
      '',
      '0000-01-01',
      '99999-01-01',
      '2035-01-10 ',
    ])('are never "%s"', async (value) => {
      for (const field of ['date_from', 'date_to']) {
        const query = `${field}=${encodeURIComponent(value)}`;
        const response = await api.call('GET', `${list}?${query}`, { token: fixture.first.staff.token });
        expect(refusal(response)).toEqual([400, 'VALIDATION_ERROR', [field]]);
      }
    });
  });

  it('go together with the other filters, a search and a walk', async () => {
    const { second } = fixture;
    const day = 'date_from=2035-11-04&date_to=2035-11-04';
    const { patient, otherPatient, staff } = second;
    expect(await starts(appointments, second, `${day}&patient=${patient.id}&search=pat`)).toHaveLength(2);
    expect(await starts(appointments, second, `${day}&patient=${otherPatient.id}`)).toEqual([]);
    const path = `${appointments}?ordering=start_time&page_size=1&${day}`;
    const page = await api.call('GET', path, { token: staff.token });
    expect(page.body.count).toBe(2);
    const cursor = page.headers.get('x-next-cursor');
    const { results } = await api.get(`${path}&cursor=${cursor}`, staff.token);
    expect(results.map((row: { start_time: string }) => row.start_time)).toEqual([
      '2035-11-05T04:59:00.000Z',
    ]);
    const elsewhere = `${appointments}?ordering=start_time&page_size=1&date_from=2035-11-04&cursor=${cursor}`;
    const refused = await api.call('GET', elsewhere, { token: staff.token });
    expect(refusal(refused)).toEqual([400, 'VALIDATION_ERROR', ['cursor']]);
  });
});
