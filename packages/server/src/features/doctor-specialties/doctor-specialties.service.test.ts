import { beforeEach, describe, expect, it } from 'vitest';
import { createMemoryDatabase } from '../../db/memory/memory-database.js';
import type { Actor } from '../../edge/actor.js';
import { createPager } from '../../lists/pager.js';
import { testAccount } from '../specialties/test-accounts.js';
import { createDoctorSpecialtyService, type DoctorSpecialtyService } from './doctor-specialties.service.js';

const cardiology = 5;
const dermatology = 6;
const neurology = 15;

const actor = (fields: Pick<Actor, 'id' | 'role' | 'hospital'>, isSuperuser = false): Actor => ({
  ...fields,
  isSuperuser,
  credential: { kind: 'session', session: 1 },
});

/** Users 1 and 2 are doctors of hospital 1, user 3 is one of hospital 2, user 4 is a nurse of hospital 1. */
const admin = actor({ id: 5, role: 'admin', hospital: 1 });
const adminElsewhere = actor({ id: 6, role: 'admin', hospital: 2 });
const doctor = actor({ id: 1, role: 'doctor', hospital: 1 });
const superuser = actor({ id: 7, role: 'admin', hospital: null }, true);

let service: DoctorSpecialtyService;
let now: Date;

beforeEach(async () => {
  const database = createMemoryDatabase();
  const pager = createPager({ seal: (text) => text, open: (text) => text });
  now = new Date('2025-01-20T09:00:00.000Z');
  const events = { publish: async () => undefined };
  service = createDoctorSpecialtyService({ database, pager, clock: () => now, events });
  await database.transaction('platform', async ({ users, specialties }) => {
    await users.insert(testAccount({ first_name: 'Jane', last_name: 'Smith' }));
    await users.insert(testAccount());
    await users.insert(testAccount({ hospital: 2 }));
    await users.insert(testAccount({ role: 'nurse' }));
    await specialties.insert({ name: 'Phrenology', code: 'phrenology', description: null, is_active: false });
  });
});

const primaryOf = async (id: number) =>
  (await service.list(admin, { doctor: id, is_primary: true })).rows.map(({ specialty }) => specialty);

const refusal = (code: string, field: string) =>
  expect.objectContaining({ code, details: { [field]: [expect.any(String)] } });

describe('create', () => {
  it('answers the assignment with its names', async () => {
    const body = {
      doctor: 1,
      specialty: cardiology,
      is_primary: true,
      years_of_experience: 10,
      certification_date: '2014-06-15',
    };
    expect(await service.create(admin, body)).toEqual({
      id: 1,
      hospital: 1,
      ...body,
      doctor_name: 'Jane Smith',
      specialty_name: 'Cardiology',
      created_at: '2025-01-20T09:00:00.000Z',
      updated_at: '2025-01-20T09:00:00.000Z',
    });
  });

  it('makes nothing primary unless it is said', async () => {
    expect(await service.create(admin, { doctor: 1, specialty: cardiology })).toMatchObject({
      is_primary: false,
      years_of_experience: null,
      certification_date: null,
    });
  });

  it('demotes the primary specialty before, of that doctor alone', async () => {
    await service.create(admin, { doctor: 1, specialty: cardiology, is_primary: true });
    await service.create(admin, { doctor: 2, specialty: cardiology, is_primary: true });
    now = new Date('2025-01-21T09:00:00.000Z');
    await service.create(admin, { doctor: 1, specialty: neurology, is_primary: true });
    expect(await primaryOf(1)).toEqual([neurology]);
    expect(await primaryOf(2)).toEqual([cardiology]);
    expect(await service.get(admin, 1)).toMatchObject({ updated_at: '2025-01-21T09:00:00.000Z' });
  });

  it('refuses the same specialty twice, and leaves the primary one as it was', async () => {
    await service.create(admin, { doctor: 1, specialty: cardiology });
    await service.create(admin, { doctor: 1, specialty: neurology, is_primary: true });
    await expect(
      service.create(admin, { doctor: 1, specialty: cardiology, is_primary: true }),
    ).rejects.toEqual(refusal('ALREADY_EXISTS', 'specialty'));
    expect(await primaryOf(1)).toEqual([neurology]);
  });

  it.each([
    ['a doctor of another hospital', { doctor: 3, specialty: cardiology }, 'doctor'],
    ['someone who is no doctor', { doctor: 4, specialty: cardiology }, 'doctor'],
    ['nobody', { doctor: 99, specialty: cardiology }, 'doctor'],
    ['a specialty that is not active', { doctor: 1, specialty: 31 }, 'specialty'],
    ['a specialty that is not there', { doctor: 1, specialty: 99 }, 'specialty'],
    ['another hospital', { doctor: 3, specialty: cardiology, hospital: 2 }, 'hospital'],
  ])('refuses %s', async (_case, body, field) => {
    await expect(async () => service.create(admin, body)).rejects.toEqual(
      refusal('INVALID_REFERENCE', field),
    );
  });

  it('is for admins', async () => {
    await expect(service.create(doctor, { doctor: 1, specialty: cardiology })).rejects.toMatchObject({
      code: 'PERMISSION_DENIED',
    });
  });
});

describe('update', () => {
  beforeEach(async () => {
    await service.create(admin, { doctor: 1, specialty: cardiology, is_primary: true });
    await service.create(admin, { doctor: 1, specialty: dermatology });
    await service.create(admin, { doctor: 2, specialty: cardiology });
  });

  it('lets doctors change their own, and moves the primary mark', async () => {
    await service.update(doctor, 2, { is_primary: true, years_of_experience: 4 });
    expect(await primaryOf(1)).toEqual([dermatology]);
    expect(await service.get(doctor, 2)).toMatchObject({ years_of_experience: 4 });
  });

  it('keeps the primary mark where it is set again, and takes it off', async () => {
    await service.update(doctor, 1, { is_primary: true });
    expect(await primaryOf(1)).toEqual([cardiology]);
    await service.update(doctor, 1, { is_primary: false });
    expect(await primaryOf(1)).toEqual([]);
  });

  it("refuses a doctor another one's, and tells an admin of elsewhere nothing", async () => {
    await expect(service.update(doctor, 3, {})).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
    await expect(service.update(adminElsewhere, 3, {})).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await service.update(superuser, 3, { years_of_experience: 1 })).toMatchObject({ hospital: 1 });
  });
});

describe('delete', () => {
  it('removes the assignment, within the hospital only', async () => {
    await service.create(admin, { doctor: 1, specialty: cardiology });
    await expect(service.delete(adminElsewhere, 1)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await service.delete(admin, 1);
    await expect(service.get(admin, 1)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('list', () => {
  it('has a superuser of no hospital name one that is there', async () => {
    expect(() => service.list(superuser, {})).toThrow(expect.objectContaining({ code: 'VALIDATION_ERROR' }));
    await expect(service.list(superuser, { hospital: 9 })).rejects.toEqual(
      refusal('INVALID_REFERENCE', 'hospital'),
    );
  });
});
