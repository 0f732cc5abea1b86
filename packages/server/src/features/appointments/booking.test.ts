import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
import { everyStore, openTestApi, type TestApi } from '../../../testing/test-api.js';

const slots = '/api/appointments/availability-slots/';
const hour = 60 * 60 * 1000;

describe.each(everyStore)('booking an appointment over %s', (store) => {
  let api: TestApi;
  let fixture: Fixture;
  let first: HospitalFixture;
  let second: HospitalFixture;

  beforeAll(async () => {
    api = await openTestApi(store);
    fixture = await populate(api);
    ({ first, second } = fixture);
  });
  afterAll(() => api.close());

  const request = (body: unknown, token = first.staff.token) =>
    api.call('POST', '/api/appointments/', { token, body });
  /** What the first hospital's staff send to book its doctor for its patient. */
  const booking = (slot: number) => ({ patient: first.patient.id, doctor: first.doctor.id, slot });
  const openSpan = async (doctor: number, span: { start_time: string; end_time: string }) =>
    Number((await api.post(slots, { doctor, ...span }, first.admin.token)).id);
  const slotAt = (id: number, token = first.staff.token) => api.get(`${slots}${id}/`, token);
  const deactivated = async (role: string): Promise<number> => {
    const email = `${unique('gone.')}@example.org`;
    const user = { email, password, first_name: 'Gone', last_name: 'Away', role };
    const { id } = await api.post('/api/auth/users/', user, first.admin.token);
    await api.post(`/api/auth/users/${id}/deactivate/`, {}, first.admin.token);
    return Number(id);
  };

  it('takes the slot and its times', async () => {
    const slot = await slotAt(await openSlot(api, first));
    const texts = { reason: 'Cough', symptoms: 'Coughing since Monday', notes: 'Mornings only' };
    const response = await request({ ...booking(slot.id), appointment_type: 'telemedicine', ...texts });
    expect(response.status).toBe(201);
    expect(response.body).toEqual({
      id: expect.any(Number),
      hospital: first.id,
      ...booking(slot.id),
      patient_name: expect.stringMatching(/^Pat Person\d+$/),
      doctor_name: slot.doctor_name,
      appointment_type: 'telemedicine',
      status: 'scheduled',
      ...texts,
      start_time: slot.start_time,
      end_time: slot.end_time,
      cancellation_reason: null,
      cancelled_by: null,
      cancelled_at: null,
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      updated_at: response.body.created_at,
    });
    expect(await api.get(`/api/appointments/${response.body.id}/`, first.staff.token)).toEqual(response.body);
    expect(await slotAt(slot.id)).toEqual({ ...slot, is_available: false });
  });

  it('is for the caller when the caller is a patient, and a consultation unless it is said', async () => {
    const { token, id } = first.patient;
    const unnamed = { doctor: first.doctor.id, slot: await openSlot(api, first) };
    const response = await request(unnamed, token);
    expect(response.status).toBe(201);
    expect(response.body).toMatchObject({
      patient: id,
      appointment_type: 'consultation',
      reason: null,
      symptoms: null,
      notes: null,
    });
    expect((await request(booking(await openSlot(api, first)), token)).status).toBe(201);
  });

  it('has everyone but a patient say for whom', async () => {
    const { patient: _patient, ...unnamed } = booking(await openSlot(api, first));
    for (const { token } of [first.staff, first.doctor, first.admin, fixture.superuser]) {
      expect(refusal(await request(unnamed, token))).toEqual([400, 'VALIDATION_ERROR', ['patient']]);
    }
  });

  it('asks for doctor and slot', async () => {
    const response = await request({ patient: first.patient.id });
    expect(response.body.error.details).toEqual({
      doctor: ['This field is required.'],
      slot: ['This field is required.'],
    });
    expect(response.status).toBe(400);
  });

  it('refuses a type that there is not', async () => {
    const body = { ...booking(await openSlot(api, first)), appointment_type: 'haircut' };
    expect(refusal(await request(body))).toEqual([400, 'VALIDATION_ERROR', ['appointment_type']]);
  });

  it('does not let a patient book for another, nor tells whether there is one', async () => {
    const body = booking(await openSlot(api, first));
    const { token } = first.patient;
    const answers = await Promise.all(
      [first.otherPatient.id, second.patient.id, first.nurse.id, 2_147_483_647].map((patient) =>
        request({ ...body, patient }, token),
      ),
    );
    for (const answer of answers) {
      expect(refusal(answer)).toEqual([422, 'INVALID_REFERENCE', ['patient']]);
      expect(answer.body.error.message).toBe(answers[0]?.body.error.message);
      expect(answer.body.error.details).toEqual(answers[0]?.body.error.details);
    }
  });

  it('refuses people who are not there, or are not what is needed', async () => {
    const body = booking(await openSlot(api, first));
    const wrong: [field: string, id: number][] = [
      ['patient', 2_147_483_647],
      ['patient', first.nurse.id],
      ['patient', second.patient.id],
      ['patient', await deactivated('patient')],
      ['doctor', 2_147_483_647],
      ['doctor', first.admin.id],
      ['doctor', second.doctor.id],
      ['doctor', await deactivated('doctor')],
    ];
    for (const [field, id] of wrong) {
      expect(refusal(await request({ ...body, [field]: id }))).toEqual([422, 'INVALID_REFERENCE', [field]]);
    }
    expect((await request(body)).status).toBe(201);
  });

  it('refuses a slot that is not there, was taken away, or lies in another hospital', async () => {
    const deleted = await openSlot(api, first);
    await api.call('DELETE', `${slots}${deleted}/`, { token: first.admin.token });
    for (const slot of [2_147_483_647, deleted, await openSlot(api, second)]) {
      expect(refusal(await request(booking(slot)))).toEqual([422, 'INVALID_REFERENCE', ['slot']]);
    }
  });

  it('refuses the slot of another doctor', async () => {
    const slot = await openSlot(api, first, first.otherDoctor);
    expect(refusal(await request(booking(slot)))).toEqual([422, 'SLOT_MISMATCH', ['slot']]);
    expect(await slotAt(slot)).toMatchObject({ is_available: true });
  });

  it('refuses a slot that is closed, until it is opened', async () => {
    const slot = await openSlot(api, first);
    const { token } = first.admin;
    await api.call('PUT', `${slots}${slot}/`, { token, body: { is_available: false } });
    expect(refusal(await request(booking(slot)))).toEqual([409, 'SLOT_UNAVAILABLE', ['slot']]);
    await api.call('PUT', `${slots}${slot}/`, { token, body: { is_available: true } });
    expect((await request(booking(slot))).status).toBe(201);
  });

  it('refuses a slot that is booked, whoever asks', async () => {
    const { slot } = await api.get(`/api/appointments/${await book(api, first)}/`, first.staff.token);
    const other = { ...booking(slot), patient: first.otherPatient.id };
    expect(refusal(await request(other))).toEqual([409, 'SLOT_UNAVAILABLE', ['slot']]);
    expect(refusal(await request(booking(slot)))).toEqual([409, 'SLOT_UNAVAILABLE', ['slot']]);
    expect(refusal(await request(other, first.otherPatient.token))).toEqual([
      409,
      'SLOT_UNAVAILABLE',
      ['slot'],
    ]);
  });

  it('refuses a patient the past, even one that has only just begun, and lets staff book it', async () => {
    const begun = Date.now() - 1000;
    const past = await openSpan(first.doctor.id, {
      start_time: new Date(begun).toISOString(),
      end_time: new Date(begun + hour).toISOString(),
    });
    const { token } = first.patient;
    expect(refusal(await request(booking(past), token))).toEqual([422, 'SLOT_IN_PAST', ['slot']]);
    expect(await slotAt(past, token)).toMatchObject({ is_available: false });
    expect(await slotAt(past)).toMatchObject({ is_available: true });
    expect((await request(booking(past))).status).toBe(201);
  });

  describe('of a patient who has one already', () => {
    it('is refused when they share any time', async () => {
      const { start_time, end_time } = freeHour();
      const middle = new Date(Date.parse(start_time) + hour / 2).toISOString();
      const held = await openSpan(first.doctor.id, { start_time, end_time });
      expect((await request(booking(held))).status).toBe(201);
      const later = new Date(Date.parse(end_time) + hour).toISOString();
      for (const span of [
        { start_time, end_time },
        { start_time: middle, end_time: later },
        { start_time, end_time: middle },
      ]) {
        const doctor = first.otherDoctor.id;
        const slot = await openSpan(doctor, span);
        const response = await request({ ...booking(slot), doctor });
        expect(refusal(response)).toEqual([409, 'SLOT_OVERLAP', ['patient']]);
        const other = await request({ ...booking(slot), doctor, patient: first.otherPatient.id });
        expect(other.status).toBe(201);
        await api.post(`/api/appointments/${other.body.id}/cancel/`, {}, first.staff.token);
        await api.call('DELETE', `${slots}${slot}/`, { token: first.admin.token });
      }
      freeHour();
    });

    it('is fine when one ends as the other begins', async () => {
      const before = await openSpan(first.doctor.id, freeHour());
      const after = await openSpan(first.otherDoctor.id, freeHour());
      expect((await request(booking(before))).status).toBe(201);
      expect((await request({ ...booking(after), doctor: first.otherDoctor.id })).status).toBe(201);
    });
  });

  it.each(['cancel', 'no-show'])('finds slot and patient free after %s', async (step) => {
    const id = await book(api, first);
    const { slot } = await api.post(`/api/appointments/${id}/${step}/`, {}, first.staff.token);
    expect(await slotAt(slot)).toMatchObject({ is_available: true });
    const again = await request(booking(slot));
    expect([again.status, again.body.slot]).toEqual([201, slot]);
    expect(again.body.id).not.toBe(id);
  });

  it('finds slot and patient taken after the appointment was completed', async () => {
    const id = await book(api, first);
    const { slot } = await api.post(`/api/appointments/${id}/complete/`, {}, first.staff.token);
    const other = { ...booking(slot), patient: first.otherPatient.id };
    expect(refusal(await request(other))).toEqual([409, 'SLOT_UNAVAILABLE', ['slot']]);
  });

  describe('in a hospital that is named', () => {
    it('is for superusers anywhere, and for the others at home', async () => {
      const { token } = fixture.superuser;
      const there = {
        patient: second.patient.id,
        doctor: second.doctor.id,
        slot: await openSlot(api, second),
      };
      expect(refusal(await request(there, token))).toEqual([422, 'INVALID_REFERENCE', ['patient']]);
      const named = await request({ ...there, hospital: second.id }, token);
      expect([named.status, named.body.hospital]).toEqual([201, second.id]);
      const here = { ...booking(await openSlot(api, first)), hospital: first.id };
      expect((await request(here, first.patient.token)).status).toBe(201);
      const away = { ...booking(await openSlot(api, first)), hospital: second.id };
      expect(refusal(await request(away))).toEqual([422, 'INVALID_REFERENCE', ['hospital']]);
    });

    it('is refused when there is no such hospital', async () => {
      const body = { ...booking(await openSlot(api, first)), hospital: 2_147_483_647 };
      const [status, code] = refusal(await request(body, fixture.superuser.token));
      expect([status, code]).toEqual([422, 'INVALID_REFERENCE']);
    });
  });
});
