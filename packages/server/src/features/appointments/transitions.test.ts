import type { AppointmentStatus } from '@medcor/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { book, type Fixture, type HospitalFixture, populate } from '../../../testing/fixture.js';
import { refusal } from '../../../testing/refusal.js';
import { openTestApi, stores, type TestApi } from '../../../testing/test-api.js';

const steps = {
  confirm: 'confirmed',
  complete: 'completed',
  cancel: 'cancelled',
  'no-show': 'no_show',
} as const;
type Step = keyof typeof steps;

/** How an appointment gets into a status, and which steps lead on from there. */
const statuses: { status: AppointmentStatus; after: Step[]; leadsOnBy: Step[] }[] = [
  { status: 'scheduled', after: [], leadsOnBy: ['confirm', 'complete', 'cancel', 'no-show'] },
  { status: 'confirmed', after: ['confirm'], leadsOnBy: ['complete', 'cancel', 'no-show'] },
  { status: 'completed', after: ['confirm', 'complete'], leadsOnBy: [] },
  { status: 'cancelled', after: ['cancel'], leadsOnBy: [] },
  { status: 'no_show', after: ['no-show'], leadsOnBy: [] },
];

describe.each(stores)('the life of an appointment over %s', (store) => {
  let api: TestApi;
  let fixture: Fixture;
  let first: HospitalFixture;

  beforeAll(async () => {
    api = await openTestApi(store);
    fixture = await populate(api);
    ({ first } = fixture);
  });
  afterAll(() => api.close());

  const take = (id: number, step: string, token = first.staff.token, body: unknown = {}) =>
    api.call('POST', `/api/appointments/${id}/${step}/`, { token, body });
  const cancelByDelete = (id: number, token = first.staff.token) =>
    api.call('DELETE', `/api/appointments/${id}/`, { token });
  const appointment = (id: number) => api.get(`/api/appointments/${id}/`, first.staff.token);
  const bookAfter = async (after: readonly Step[]) => {
    const id = await book(api, first);
    for (const step of after) expect((await take(id, step)).status).toBe(200);
    return id;
  };

  describe.each(statuses)('that is $status', ({ status, after, leadsOnBy }) => {
    it.each(Object.keys(steps) as Step[])('takes or refuses: %s', async (step) => {
      const id = await bookAfter(after);
      const before = await appointment(id);
      expect(before.status).toBe(status);
      const response = await take(id, step);
      if (leadsOnBy.includes(step)) {
        expect([response.status, response.body.status]).toEqual([200, steps[step]]);
      } else if (status === steps[step]) {
        expect([response.status, response.body]).toEqual([200, before]);
      } else {
        expect(refusal(response)).toEqual([409, 'INVALID_TRANSITION', []]);
        expect(await appointment(id)).toEqual(before);
      }
    });

    it('takes or refuses to be deleted, as it does to be cancelled', async () => {
      const id = await bookAfter(after);
      const before = await appointment(id);
      const response = await cancelByDelete(id);
      if (leadsOnBy.includes('cancel')) {
        expect([response.status, response.body]).toEqual([204, {}]);
        expect(await appointment(id)).toMatchObject({ status: 'cancelled', cancellation_reason: null });
      } else if (status === 'cancelled') {
        expect(response.status).toBe(204);
        expect(await appointment(id)).toEqual(before);
      } else {
        expect(refusal(response)).toEqual([409, 'INVALID_TRANSITION', []]);
        expect(await appointment(id)).toEqual(before);
      }
    });
  });

  it('tells from which status a step does not lead on', async () => {
    const id = await bookAfter(['cancel']);
    const { body } = await take(id, 'confirm');
    expect(body.error.message).toBe('An appointment that is cancelled cannot become confirmed.');
  });

  describe('when it is cancelled', () => {
    it('keeps by whom, when and why, of the first time', async () => {
      const id = await book(api, first);
      const { body } = await take(id, 'cancel', first.patient.token, { reason: ' Feeling better ' });
      expect(body).toMatchObject({
        status: 'cancelled',
        cancellation_reason: 'Feeling better',
        cancelled_by: first.patient.id,
        cancelled_at: expect.stringMatching(/^\d{4}-.*Z$/),
      });
      const again = await take(id, 'cancel', first.staff.token, { reason: 'Closed' });
      expect([again.status, again.body]).toEqual([200, body]);
      expect((await cancelByDelete(id)).status).toBe(204);
      expect(await appointment(id)).toEqual(body);
    });

    it('needs no reason', async () => {
      const { status, body } = await take(await book(api, first), 'cancel', first.nurse.token);
      expect([status, body.cancellation_reason, body.cancelled_by]).toEqual([200, null, first.nurse.id]);
    });

    it.each([
      ['too long', { reason: 'x'.repeat(2001) }, 'reason'],
      ['no text', { reason: 7 }, 'reason'],
      ['called otherwise', { cancellation_reason: 'Ill' }, 'cancellation_reason'],
    ])('refuses a reason that is %s, and stays', async (_kind, body, field) => {
      const id = await book(api, first);
      expect(refusal(await take(id, 'cancel', first.staff.token, body))).toEqual([
        400,
        'VALIDATION_ERROR',
        [field],
      ]);
      expect(await appointment(id)).toMatchObject({ status: 'scheduled' });
    });
  });

  describe('and who takes its steps', () => {
    it('lets its doctor confirm, complete and miss it, and tells another doctor that it is not theirs', async () => {
      const id = await book(api, first);
      for (const step of ['confirm', 'complete', 'no-show']) {
        expect(refusal(await take(id, step, first.otherDoctor.token))).toEqual([
          403,
          'PERMISSION_DENIED',
          [],
        ]);
      }
      expect(await appointment(id)).toMatchObject({ status: 'scheduled' });
      expect((await take(id, 'confirm', first.doctor.token)).status).toBe(200);
      expect((await take(id, 'complete', first.doctor.token)).status).toBe(200);
      expect((await take(await book(api, first), 'no-show', first.doctor.token)).status).toBe(200);
    });

    it('lets any doctor of the hospital cancel it', async () => {
      expect((await take(await book(api, first), 'cancel', first.otherDoctor.token)).status).toBe(200);
      expect((await cancelByDelete(await book(api, first), first.otherDoctor.token)).status).toBe(204);
    });

    it('lets its patient confirm and cancel it, but not say how it went', async () => {
      const id = await book(api, first);
      const { token } = first.patient;
      expect(refusal(await take(id, 'complete', token))).toEqual([403, 'PERMISSION_DENIED', []]);
      expect(refusal(await take(id, 'no-show', token))).toEqual([403, 'PERMISSION_DENIED', []]);
      expect((await take(id, 'confirm', token)).body.status).toBe('confirmed');
      expect((await cancelByDelete(id, token)).status).toBe(204);
    });

    it("hides it from other patients, and from another hospital's people", async () => {
      const id = await book(api, first);
      const { second } = fixture;
      for (const { token } of [first.otherPatient, second.patient, second.admin, second.doctor]) {
        for (const step of ['confirm', 'cancel']) {
          expect(refusal(await take(id, step, token))).toEqual([404, 'NOT_FOUND', []]);
        }
        expect(refusal(await cancelByDelete(id, token))).toEqual([404, 'NOT_FOUND', []]);
      }
      expect(await appointment(id)).toMatchObject({ status: 'scheduled' });
    });

    it('lets nurses, the front desk, admins and superusers take all of them', async () => {
      for (const { token } of [first.nurse, first.staff, first.admin, fixture.superuser]) {
        const id = await book(api, first);
        expect((await take(id, 'confirm', token)).status).toBe(200);
        expect((await take(id, 'complete', token)).status).toBe(200);
      }
      const elsewhere = await book(api, fixture.second);
      expect((await take(elsewhere, 'confirm', fixture.superuser.token)).body.hospital).toBe(
        fixture.second.id,
      );
    });
  });

  it('is taken on no appointment that there is not', async () => {
    for (const step of Object.keys(steps)) {
      expect(refusal(await take(2_147_483_647, step))).toEqual([404, 'NOT_FOUND', []]);
    }
  });
});
