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
const later = (instant: string, by: number) => new Date(Date.parse(instant) + by).toISOString();

describe.each(stores)('availability slots over %s', (store) => {
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

  const create = (body: unknown, token = first.admin.token) => api.call('POST', slots, { token, body });
  const put = (id: number, body: unknown, token = first.admin.token) =>
    api.call('PUT', `${slots}${id}/`, { token, body });
  const remove = (id: number, token = first.admin.token) => api.call('DELETE', `${slots}${id}/`, { token });
  const get = (id: number, token = first.admin.token) => api.call('GET', `${slots}${id}/`, { token });

  describe('are created', () => {
    it('open, with the name of the doctor', async () => {
      const span = freeHour();
      const { status, body } = await create({ doctor: first.doctor.id, ...span, notes: 'Room 4' });
      expect(status).toBe(201);
      expect(body).toEqual({
        id: expect.any(Number),
        hospital: first.id,
        doctor: first.doctor.id,
        doctor_name: expect.stringMatching(/^Pat Person\d+$/),
        ...span,
        is_available: true,
        notes: 'Room 4',
        created_at: expect.stringMatching(/Z$/),
        updated_at: body.created_at,
      });
      expect((await get(body.id, first.patient.token)).body).toEqual(body);
    });

    it('closed when that is said, and in the past', async () => {
      const span = { start_time: '2019-05-01T09:00:00Z', end_time: '2019-05-01T10:00:00Z' };
      const { status, body } = await create({ doctor: first.doctor.id, ...span, is_available: false });
      expect([status, body.is_available, body.notes]).toEqual([201, false, null]);
    });

    it('by doctors for themselves alone', async () => {
      const own = { doctor: first.doctor.id, ...freeHour() };
      expect((await create(own, first.doctor.token)).status).toBe(201);
      const another = { doctor: first.otherDoctor.id, ...freeHour() };
      expect(refusal(await create(another, first.doctor.token))).toEqual([403, 'PERMISSION_DENIED', []]);
      for (const { token } of [first.nurse, first.staff, first.patient]) {
        expect(refusal(await create(another, token))).toEqual([403, 'PERMISSION_DENIED', []]);
      }
    });

    it('by superusers in the hospital that they name', async () => {
      const there = { doctor: second.doctor.id, ...freeHour() };
      const { token } = fixture.superuser;
      expect(refusal(await create(there, token))).toEqual([422, 'INVALID_REFERENCE', ['doctor']]);
      expect((await create({ ...there, hospital: second.id }, token)).body.hospital).toBe(second.id);
      const named = { ...there, hospital: second.id };
      expect(refusal(await create(named))).toEqual([422, 'INVALID_REFERENCE', ['hospital']]);
    });

    it('for nobody but an active doctor of the hospital', async () => {
      for (const doctor of [first.nurse.id, first.patient.id, second.doctor.id, 2_147_483_647]) {
        const response = await create({ doctor, ...freeHour() });
        expect(refusal(response)).toEqual([422, 'INVALID_REFERENCE', ['doctor']]);
      }
    });

    it.each([
      ['that end before they begin', '2041-01-01T10:00:00Z', '2041-01-01T09:00:00Z', ['end_time']],
      ['that last no time', '2041-01-01T10:00:00Z', '2041-01-01T11:00:00+01:00', ['end_time']],
      ['on a day that there is not', '2041-02-30T10:00:00Z', '2041-03-01T10:00:00Z', ['start_time']],
      ['beyond all calendars', '3500-01-01T09:00:00Z', '2041-01-01T09:00:00Z', ['start_time']],
      ['at no time of the day', '2041-01-01', '2041-01-02', ['start_time', 'end_time']],
      ['without an offset', '2041-01-01T10:00:00', '2041-01-01T11:00:00', ['start_time', 'end_time']],
    ])('never with times %s', async (_kind, start_time, end_time, fields) => {
      const response = await create({ doctor: first.doctor.id, start_time, end_time });
      expect(refusal(response)).toEqual([400, 'VALIDATION_ERROR', fields]);
    });
  });

  describe('of one doctor', () => {
    it.each([
      ['at the same time', 0, 0],
      ['beginning within', hour / 2, hour],
      ['ending within', -hour, -hour / 2],
      ['inside', hour / 4, -hour / 4],
      ['around', -hour / 4, hour / 4],
    ])('never overlap: %s', async (_kind, startsBy, endsBy) => {
      const doctor = first.doctor.id;
      freeHour();
      const { start_time, end_time } = freeHour();
      freeHour();
      expect((await create({ doctor, start_time, end_time })).status).toBe(201);
      const other = { start_time: later(start_time, startsBy), end_time: later(end_time, endsBy) };
      expect(refusal(await create({ doctor, ...other }))).toEqual([409, 'SLOT_OVERLAP', ['start_time']]);
      const own = { doctor, ...other };
      expect(refusal(await create(own, first.doctor.token))).toEqual([409, 'SLOT_OVERLAP', ['start_time']]);
      expect((await create({ doctor: first.otherDoctor.id, ...other })).status).toBe(201);
    });

    it('may touch', async () => {
      const doctor = first.doctor.id;
      expect((await create({ doctor, ...freeHour() })).status).toBe(201);
      expect((await create({ doctor, ...freeHour() })).status).toBe(201);
    });

    it('overlap closed ones no less', async () => {
      const slot = { doctor: first.doctor.id, ...freeHour() };
      expect((await create({ ...slot, is_available: false })).status).toBe(201);
      expect(refusal(await create(slot))).toEqual([409, 'SLOT_OVERLAP', ['start_time']]);
    });
  });

  describe('are changed', () => {
    it('in what is sent', async () => {
      const { body: before } = await get(await openSlot(api, first));
      const end_time = later(before.end_time, -hour / 2);
      const { status, body } = await put(before.id, { end_time, notes: 'Short' });
      expect(status).toBe(200);
      expect(body).toEqual({ ...before, end_time, notes: 'Short', updated_at: body.updated_at });
      expect((await put(before.id, { notes: null, is_available: false })).body).toMatchObject({
        end_time,
        notes: null,
        is_available: false,
      });
    });

    it('to no time at all never, whichever end is sent', async () => {
      const { body } = await get(await openSlot(api, first));
      const { id, start_time, end_time } = body;
      expect(refusal(await put(id, { start_time: end_time }))).toEqual([
        400,
        'VALIDATION_ERROR',
        ['start_time'],
      ]);
      expect(refusal(await put(id, { end_time: start_time }))).toEqual([
        400,
        'VALIDATION_ERROR',
        ['end_time'],
      ]);
      const turned = { start_time: end_time, end_time: start_time };
      expect(refusal(await put(id, turned))).toEqual([400, 'VALIDATION_ERROR', ['end_time']]);
      expect((await get(id)).body).toEqual(body);
    });

    it('into another one of the doctor never, into themselves well enough', async () => {
      const { body: one } = await get(await openSlot(api, first));
      const { body: next } = await get(await openSlot(api, first));
      const into = { end_time: later(next.start_time, hour / 2) };
      expect(refusal(await put(one.id, into))).toEqual([409, 'SLOT_OVERLAP', ['start_time']]);
      const within = { start_time: later(one.start_time, hour / 4), end_time: next.start_time };
      expect((await put(one.id, within)).status).toBe(200);
    });

    it('by their own doctor and by admins, within the hospital', async () => {
      const id = await openSlot(api, first);
      const body = { notes: 'Mine' };
      expect((await put(id, body, first.doctor.token)).status).toBe(200);
      expect((await put(id, body, fixture.superuser.token)).status).toBe(200);
      expect(refusal(await put(id, body, first.otherDoctor.token))).toEqual([403, 'PERMISSION_DENIED', []]);
      expect(refusal(await remove(id, first.otherDoctor.token))).toEqual([403, 'PERMISSION_DENIED', []]);
      for (const { token } of [second.admin, second.doctor]) {
        expect(refusal(await put(id, body, token))).toEqual([404, 'NOT_FOUND', []]);
        expect(refusal(await remove(id, token))).toEqual([404, 'NOT_FOUND', []]);
        expect(refusal(await get(id, token))).toEqual([404, 'NOT_FOUND', []]);
      }
    });

    it('in no other field', async () => {
      const id = await openSlot(api, first);
      for (const field of ['doctor', 'hospital', 'id', 'is_open']) {
        expect(refusal(await put(id, { [field]: 1 }))).toEqual([400, 'VALIDATION_ERROR', [field]]);
      }
    });
  });

  describe('that are booked', () => {
    it('stay as they are until the appointment is off', async () => {
      const appointment = await book(api, first);
      const { slot } = await api.get(`/api/appointments/${appointment}/`, first.admin.token);
      const before = (await get(slot)).body;
      expect(before.is_available).toBe(false);
      for (const body of [freeHour(), { is_available: false }, { notes: 'X' }, {}]) {
        expect(refusal(await put(slot, body))).toEqual([409, 'SLOT_UNAVAILABLE', []]);
      }
      expect(refusal(await remove(slot))).toEqual([409, 'SLOT_UNAVAILABLE', []]);
      expect((await get(slot)).body).toEqual(before);
      await api.post(`/api/appointments/${appointment}/cancel/`, {}, first.admin.token);
      expect((await put(slot, { notes: 'X' })).body).toMatchObject({ notes: 'X', is_available: true });
      expect((await remove(slot)).status).toBe(204);
    });
  });

  describe('that are deleted', () => {
    it('are gone, and their time is free', async () => {
      const { body: slot } = await get(await openSlot(api, first));
      const response = await remove(slot.id);
      expect([response.status, response.body]).toEqual([204, {}]);
      for (const answer of [await get(slot.id), await put(slot.id, {}), await remove(slot.id)]) {
        expect(refusal(answer)).toEqual([404, 'NOT_FOUND', []]);
      }
      const { doctor, start_time, end_time } = slot;
      const listed = await api.get(
        `${slots}?date_from=${start_time}&date_to=${start_time}`,
        first.admin.token,
      );
      expect(listed.results).toEqual([]);
      expect((await create({ doctor, start_time, end_time })).status).toBe(201);
    });

    it('stay behind the appointments that were in them', async () => {
      const appointment = await book(api, first);
      const before = await api.post(`/api/appointments/${appointment}/cancel/`, {}, first.admin.token);
      expect((await remove(before.slot)).status).toBe(204);
      expect(await api.get(`/api/appointments/${appointment}/`, first.admin.token)).toEqual(before);
    });
  });
});
