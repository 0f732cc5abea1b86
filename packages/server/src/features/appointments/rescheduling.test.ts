import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  book,
  type Fixture,
  freeHour,
  type HospitalFixture,
  openSlot,
  populate,
} from '../../../testing/fixture.js';
import { refusal } from '../../../testing/refusal.js';
import { openTestApi, stores, type TestApi } from '../../../testing/test-api.js';

const slots = '/api/appointments/availability-slots/';
const hour = 60 * 60 * 1000;

describe.each(stores)('changing an appointment over %s', (store) => {
  let api: TestApi;
  let fixture: Fixture;
  let first: HospitalFixture;

  beforeAll(async () => {
    api = await openTestApi(store);
    fixture = await populate(api);
    ({ first } = fixture);
  });
  afterAll(() => api.close());

  const put = (id: number, body: unknown, token = first.staff.token) =>
    api.call('PUT', `/api/appointments/${id}/`, { token, body });
  const appointment = (id: number) => api.get(`/api/appointments/${id}/`, first.staff.token);
  const slotAt = (id: number) => api.get(`${slots}${id}/`, first.staff.token);
  const openSpan = async (doctor: number, span: { start_time: string; end_time: string }) =>
    Number((await api.post(slots, { doctor, ...span }, first.admin.token)).id);

  describe('in what is written of it', () => {
    it('changes what is sent, clears what is null, and keeps the rest', async () => {
      const id = await book(api, first);
      const texts = { reason: 'Cough', symptoms: 'Fever', notes: 'Late' };
      const before = (await put(id, texts)).body;
      expect(before).toMatchObject({ ...texts, appointment_type: 'consultation' });
      const { status, body } = await put(id, { reason: null, appointment_type: 'follow_up' });
      expect(status).toBe(200);
      const changed = { reason: null, appointment_type: 'follow_up', updated_at: body.updated_at };
      expect(body).toEqual({ ...before, ...changed });
      expect(await appointment(id)).toEqual(body);
    });

    it.each([
      ['status', 'completed'],
      ['patient', 1],
      ['hospital', 1],
      ['start_time', '2040-01-01T00:00:00Z'],
      ['cancellation_reason', 'None'],
      ['created_at', '2040-01-01T00:00:00Z'],
    ])('refuses %s, which is not for writing', async (field, value) => {
      const id = await book(api, first);
      const before = await appointment(id);
      expect(refusal(await put(id, { [field]: value, reason: 'X' }))).toEqual([
        400,
        'VALIDATION_ERROR',
        [field],
      ]);
      expect(await appointment(id)).toEqual(before);
    });

    it('refuses a type that is none', async () => {
      const id = await book(api, first);
      for (const appointment_type of [null, '', 'haircut']) {
        const response = await put(id, { appointment_type });
        expect(refusal(response)).toEqual([400, 'VALIDATION_ERROR', ['appointment_type']]);
      }
    });

    it('is for its patient, and not for another', async () => {
      const id = await book(api, first);
      expect((await put(id, { reason: 'Cough' }, first.patient.token)).body.reason).toBe('Cough');
      for (const { token } of [first.otherPatient, fixture.second.staff]) {
        expect(refusal(await put(id, { reason: 'Nothing' }, token))).toEqual([404, 'NOT_FOUND', []]);
      }
    });

    it.each(['cancel', 'no-show'])('is over after %s', async (step) => {
      const id = await book(api, first);
      await api.post(`/api/appointments/${id}/${step}/`, {}, first.staff.token);
      expect(refusal(await put(id, { reason: 'X' }))).toEqual([409, 'INVALID_TRANSITION', []]);
    });
  });

  describe('in its slot', () => {
    it('takes the new slot with its times, frees the old one, and keeps all else', async () => {
      const id = await book(api, first);
      await api.post(`/api/appointments/${id}/confirm/`, {}, first.staff.token);
      const before = await appointment(id);
      const slot = await slotAt(await openSlot(api, first));
      const { status, body } = await put(id, { slot: slot.id, notes: 'Moved' });
      expect(status).toBe(200);
      expect(body).toEqual({
        ...before,
        slot: slot.id,
        start_time: slot.start_time,
        end_time: slot.end_time,
        notes: 'Moved',
        updated_at: body.updated_at,
      });
      expect(await slotAt(slot.id)).toMatchObject({ is_available: false });
      expect(await slotAt(before.slot)).toMatchObject({ is_available: true });
      const freed = { patient: first.otherPatient.id, doctor: first.doctor.id, slot: before.slot };
      await api.post('/api/appointments/', freed, first.staff.token);
    });

    it('goes to another doctor when that doctor is named with it', async () => {
      const id = await book(api, first);
      const slot = await openSlot(api, first, first.otherDoctor);
      const doctor = first.otherDoctor.id;
      expect(refusal(await put(id, { slot }))).toEqual([422, 'SLOT_MISMATCH', ['slot']]);
      expect(refusal(await put(id, { doctor }))).toEqual([400, 'VALIDATION_ERROR', ['doctor']]);
      const { status, body } = await put(id, { slot, doctor });
      expect([status, body.slot, body.doctor]).toEqual([200, slot, doctor]);
      expect(body.doctor_name).toBe((await slotAt(slot)).doctor_name);
    });

    it('stays, and nothing else is changed, when the new slot cannot be had', async () => {
      const id = await book(api, first);
      const before = await appointment(id);
      const held = (await appointment(await book(api, first, { patient: first.otherPatient }))).slot;
      const closed = await openSlot(api, first);
      const { token } = first.admin;
      await api.call('PUT', `${slots}${closed}/`, { token, body: { is_available: false } });
      const deleted = await openSlot(api, first);
      await api.call('DELETE', `${slots}${deleted}/`, { token });
      const elsewhere = await openSlot(api, fixture.second);
      const doctor = fixture.second.doctor.id;
      const refusals: [body: object, status: number, code: string, field: string][] = [
        [{ slot: held }, 409, 'SLOT_UNAVAILABLE', 'slot'],
        [{ slot: closed }, 409, 'SLOT_UNAVAILABLE', 'slot'],
        [{ slot: deleted }, 422, 'INVALID_REFERENCE', 'slot'],
        [{ slot: 2_147_483_647 }, 422, 'INVALID_REFERENCE', 'slot'],
        [{ slot: elsewhere }, 422, 'INVALID_REFERENCE', 'slot'],
        [{ slot: elsewhere, doctor }, 422, 'INVALID_REFERENCE', 'doctor'],
      ];
      for (const [body, status, code, field] of refusals) {
        expect(refusal(await put(id, { ...body, reason: 'Lost' }))).toEqual([status, code, [field]]);
      }
      expect(await appointment(id)).toEqual(before);
      expect(await slotAt(before.slot)).toMatchObject({ is_available: false });
    });

    it('does not go to the past for a patient, but does for staff', async () => {
      const id = await book(api, first);
      const start = Date.UTC(2020, 0, 1, 9);
      const span = {
        start_time: new Date(start).toISOString(),
        end_time: new Date(start + hour).toISOString(),
      };
      const slot = await openSpan(first.doctor.id, span);
      const asPatient = await put(id, { slot }, first.patient.token);
      expect(refusal(asPatient)).toEqual([422, 'SLOT_IN_PAST', ['slot']]);
      const asStaff = await put(id, { slot });
      expect([asStaff.status, asStaff.body.start_time]).toEqual([200, span.start_time]);
    });

    it('does not go where the patient is busy with another one', async () => {
      const span = freeHour();
      const busy = await openSpan(first.otherDoctor.id, span);
      const booking = { patient: first.patient.id, doctor: first.otherDoctor.id, slot: busy };
      await api.post('/api/appointments/', booking, first.staff.token);
      const slot = await openSpan(first.doctor.id, span);
      const id = await book(api, first);
      expect(refusal(await put(id, { slot }))).toEqual([409, 'SLOT_OVERLAP', ['patient']]);
      const other = await book(api, first, { patient: first.otherPatient });
      expect((await put(other, { slot })).status).toBe(200);
    });

    it('goes where only it keeps the patient busy itself', async () => {
      const id = await book(api, first);
      const { start_time, end_time } = await appointment(id);
      const slot = await openSpan(first.otherDoctor.id, { start_time, end_time });
      const { status, body } = await put(id, { slot, doctor: first.otherDoctor.id });
      expect([status, body.slot]).toEqual([200, slot]);
    });

    it('is where it is already, whoever asks', async () => {
      const id = await book(api, first);
      const before = await appointment(id);
      const { status, body } = await put(
        id,
        { slot: before.slot, doctor: before.doctor },
        first.patient.token,
      );
      expect(status).toBe(200);
      expect(body).toEqual({ ...before, updated_at: body.updated_at });
    });

    it('goes there and back', async () => {
      const id = await book(api, first);
      const { slot: home } = await appointment(id);
      const away = await openSlot(api, first);
      for (const slot of [away, home, away]) expect((await put(id, { slot })).body.slot).toBe(slot);
      expect([await slotAt(home), await slotAt(away)]).toMatchObject([
        { is_available: true },
        { is_available: false },
      ]);
    });

    it.each(['complete', 'cancel', 'no-show'])('is final after %s', async (step) => {
      const id = await book(api, first);
      const { slot: home } = await api.post(`/api/appointments/${id}/${step}/`, {}, first.staff.token);
      const slot = await openSlot(api, first);
      expect(refusal(await put(id, { slot }))).toEqual([409, 'INVALID_TRANSITION', []]);
      expect((await appointment(id)).slot).toBe(home);
      expect(await slotAt(slot)).toMatchObject({ is_available: true });
    });
  });
});
