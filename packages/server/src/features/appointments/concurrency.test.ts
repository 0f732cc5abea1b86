import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { counted, publish, quantile } from '../../../testing/figures.js';
import {
  book,
  type Fixture,
  freeHour,
  type HospitalFixture,
  openSlot,
  password,
  populate,
  unique,
} from '../../../testing/fixture.js';
import { refusal } from '../../../testing/refusal.js';
import { everyStore, openTestApi, type TestApi, type TestResponse } from '../../../testing/test-api.js';

const slots = '/api/appointments/availability-slots/';

/** How often forty go for one slot; for a figure: MEDCOR_RACE_ROUNDS=125, which is 5,000 attempts over each store. */
const rounds = Number(process.env.MEDCOR_RACE_ROUNDS ?? 1);

/** How often each outcome occurs, such as `{ '201': 1, 'SLOT_UNAVAILABLE slot': 39 }`. */
function outcomes(responses: readonly TestResponse[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const response of responses) {
    const [status, code, fields] = refusal(response);
    const outcome = code === undefined ? String(status) : [code, ...fields].join(' ');
    counts[outcome] = (counts[outcome] ?? 0) + 1;
  }
  return counts;
}

describe.each(everyStore)('many at once over %s', (store) => {
  let api: TestApi;
  let fixture: Fixture;
  let first: HospitalFixture;

  beforeAll(async () => {
    api = await openTestApi(store);
    fixture = await populate(api);
    ({ first } = fixture);
  });
  afterAll(() => api.close());

  /** People who never sign in. */
  const people = async (role: string, count: number): Promise<number[]> => {
    const users = Array.from({ length: count }, () => ({
      email: `${unique(`crowd.${role}.`)}@example.org`,
      password,
      first_name: 'Crowd',
      last_name: role,
      role,
    }));
    const { results } = await api.post('/api/auth/users/bulk/', { users }, first.admin.token);
    return results.map(({ user }: { user: { id: number } }) => user.id);
  };
  const request = (body: unknown, token: string) => api.call('POST', '/api/appointments/', { token, body });
  const put = (id: number, body: unknown, token = first.staff.token) =>
    api.call('PUT', `/api/appointments/${id}/`, { token, body });
  const take = (id: number, step: string, body: unknown = {}) =>
    api.call('POST', `/api/appointments/${id}/${step}/`, { token: first.staff.token, body });
  const appointment = (id: number) => api.get(`/api/appointments/${id}/`, first.staff.token);
  const slotAt = (id: number) => api.get(`${slots}${id}/`, first.staff.token);
  const live = async (filter: string): Promise<{ status: string }[]> => {
    const { results } = await api.get(`/api/appointments/?page_size=100&${filter}`, first.admin.token);
    return results.filter(({ status }: { status: string }) => !['cancelled', 'no_show'].includes(status));
  };

  it(
    'give a slot to one of forty',
    async () => {
      const patients = await people('patient', 40);
      const desks = [
        first.staff,
        first.nurse,
        first.doctor,
        first.otherDoctor,
        first.admin,
        fixture.superuser,
      ];
      const milliseconds: number[] = [];
      let doubleBookings = 0;
      for (let round = 0; round < rounds; round += 1) {
        const slot = await openSlot(api, first);
        const responses = await Promise.all(
          patients.map(async (patient, index) => {
            const desk = desks[index % desks.length] ?? first.staff;
            const start = performance.now();
            const response = await request({ patient, doctor: first.doctor.id, slot }, desk.token);
            milliseconds.push(performance.now() - start);
            return response;
          }),
        );
        const booked = await live(`slot=${slot}`);
        doubleBookings += booked.length - 1;
        expect(outcomes(responses)).toEqual({ 201: 1, 'SLOT_UNAVAILABLE slot': 39 });
        expect(new Set(responses.map(({ status }) => status))).toEqual(new Set([201, 409]));
        expect(booked).toHaveLength(1);
      }
      publish({
        part: 'races',
        over: store,
        attempts: `${counted(milliseconds.length)} bookings, by 40 at once`,
        result: `${doubleBookings} double bookings; p99 ${quantile(milliseconds, 0.99).toFixed(0)} ms`,
      });
    },
    30_000 + 2000 * rounds,
  );

  it('give a patient one of ten appointments that share some time', async () => {
    const doctors = await people('doctor', 10);
    const span = freeHour();
    const bookings = [];
    for (const doctor of doctors) {
      const slot = await api.post(slots, { doctor, ...span }, first.admin.token);
      bookings.push({ patient: first.patient.id, doctor, slot: slot.id });
    }
    const responses = await Promise.all(
      bookings.map((booking, index) => request(booking, (index % 2 ? first.patient : first.staff).token)),
    );
    expect(outcomes(responses)).toEqual({ 201: 1, 'SLOT_OVERLAP patient': 9 });
    const day = `date_from=${span.start_time}&date_to=${span.start_time}`;
    expect(await live(`patient=${first.patient.id}&${day}`)).toHaveLength(1);
    const offered = await Promise.all(bookings.map(({ slot }) => slotAt(slot)));
    expect(offered.filter(({ is_available }) => is_available)).toHaveLength(9);
  });

  it('give a doctor one of twenty slots that share some time', async () => {
    const { start_time, end_time } = freeHour();
    const begin = Date.parse(start_time);
    const responses = await Promise.all(
      Array.from({ length: 20 }, (_, index) => {
        const start = new Date(begin + index * 60_000).toISOString();
        const body = { doctor: first.doctor.id, start_time: start, end_time };
        return api.call('POST', slots, { token: (index % 2 ? first.admin : first.doctor).token, body });
      }),
    );
    expect(outcomes(responses)).toEqual({ 201: 1, 'SLOT_OVERLAP start_time': 19 });
    const day = `doctor=${first.doctor.id}&date_from=${start_time}&date_to=${end_time}`;
    expect((await api.get(`${slots}?${day}`, first.admin.token)).count).toBe(1);
  });

  it('move one of two appointments to one slot, and leave the other where it was', async () => {
    const mine = await appointment(await book(api, first));
    const other = await appointment(await book(api, first, { patient: first.otherPatient }));
    const slot = await openSlot(api, first);
    const responses = await Promise.all([put(mine.id, { slot }), put(other.id, { slot })]);
    expect(outcomes(responses)).toEqual({ 200: 1, 'SLOT_UNAVAILABLE slot': 1 });
    const [winner, loser] = responses[0]?.status === 200 ? [mine, other] : [other, mine];
    expect(await appointment(loser.id)).toEqual(loser);
    expect((await appointment(winner.id)).slot).toBe(slot);
    expect(await slotAt(loser.slot)).toMatchObject({ is_available: false });
    expect(await slotAt(winner.slot)).toMatchObject({ is_available: true });
  });

  it('move one appointment to one of five slots at a time, and free the others', async () => {
    const id = await book(api, first);
    const { slot: home } = await appointment(id);
    const targets = [];
    for (let count = 0; count < 5; count += 1) targets.push(await openSlot(api, first));
    const responses = await Promise.all(targets.map((slot) => put(id, { slot })));
    expect(outcomes(responses)).toEqual({ 200: 5 });
    const { slot: last } = await appointment(id);
    const offered = await Promise.all([home, ...targets].map(slotAt));
    const held = offered.filter(({ is_available }) => !is_available).map(({ id: slot }) => slot);
    expect(held).toEqual([last]);
    expect(targets).toContain(last);
  });

  it('cannot swap slots that are both held, and keep them', async () => {
    const mine = await appointment(await book(api, first));
    const other = await appointment(await book(api, first, { patient: first.otherPatient }));
    const responses = await Promise.all([
      put(mine.id, { slot: other.slot }),
      put(other.id, { slot: mine.slot }),
    ]);
    expect(outcomes(responses)).toEqual({ 'SLOT_UNAVAILABLE slot': 2 });
    expect([await appointment(mine.id), await appointment(other.id)]).toEqual([mine, other]);
  });

  it.each([
    ['complete', 'cancel'],
    ['no-show', 'complete'],
    ['cancel', 'no-show'],
  ])('either %s or %s an appointment, and never both', async (one, other) => {
    const id = await book(api, first);
    const responses = await Promise.all(
      Array.from({ length: 10 }, (_, index) => take(id, index % 2 ? one : other)),
    );
    expect(outcomes(responses)).toEqual({ 200: 5, INVALID_TRANSITION: 5 });
    const { status } = await appointment(id);
    for (const response of responses) {
      if (response.status === 200) expect(response.body.status).toBe(status);
    }
  });

  it('confirm and cancel: it ends cancelled, and nobody confirms what is cancelled', async () => {
    const id = await book(api, first);
    const reasons = ['Ill', 'Well', 'Away', 'Late', 'Lost'];
    const responses = await Promise.all(
      reasons.flatMap((reason) => [take(id, 'cancel', { reason }), take(id, 'confirm')]),
    );
    const cancels = responses.filter((_, index) => index % 2 === 0);
    const confirms = responses.filter((_, index) => index % 2 === 1);
    const final = await appointment(id);
    expect(final.status).toBe('cancelled');
    expect(cancels.map(({ status, body }) => [status, body])).toEqual(cancels.map(() => [200, final]));
    for (const { status, body } of confirms) {
      if (status === 200) expect(body).toMatchObject({ status: 'confirmed', cancellation_reason: null });
      else expect([status, body.error.code]).toEqual([409, 'INVALID_TRANSITION']);
    }
    expect(await slotAt(final.slot)).toMatchObject({ is_available: true });
  });

  it('book a slot or take it away, and never both', async () => {
    const rounds = [];
    for (let round = 0; round < 8; round += 1) rounds.push(await openSlot(api, first));
    await Promise.all(
      rounds.map(async (slot) => {
        const booking = { patient: first.patient.id, doctor: first.doctor.id, slot };
        const [booked, deleted] = await Promise.all([
          request(booking, first.staff.token),
          api.call('DELETE', `${slots}${slot}/`, { token: first.admin.token }),
        ]);
        if (booked.status === 201) expect(refusal(deleted)).toEqual([409, 'SLOT_UNAVAILABLE', []]);
        else expect([deleted.status, refusal(booked)]).toEqual([204, [422, 'INVALID_REFERENCE', ['slot']]]);
      }),
    );
  });

  it('book a slot while it is moved, and get the times that it then has', async () => {
    const rounds = [];
    for (let round = 0; round < 8; round += 1) rounds.push([await openSlot(api, first), freeHour()] as const);
    await Promise.all(
      rounds.map(async ([slot, span]) => {
        const booking = { patient: first.patient.id, doctor: first.doctor.id, slot };
        const [booked] = await Promise.all([
          request(booking, first.staff.token),
          api.call('PUT', `${slots}${slot}/`, { token: first.admin.token, body: span }),
        ]);
        const { start_time, end_time } = await slotAt(slot);
        expect(booked.body).toMatchObject({ start_time, end_time });
      }),
    );
  });
});
