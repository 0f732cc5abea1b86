import type { AppointmentStatus } from '@medcor/contract';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Tenant } from '../../db/database.js';
import { createMemoryTables } from '../tables.memory.js';
import type { NewAccount } from '../users/users.repository.js';
import { memorySpecialties } from './specialties.memory.js';
import { testAccount } from './test-accounts.js';

const at = '2025-01-20T09:00:00.000Z';
const cardiology = 5;
const dermatology = 6;
const neurology = 15;

let tables: ReturnType<typeof createMemoryTables>;
let hour: number;

beforeEach(() => {
  tables = createMemoryTables(() => undefined);
  hour = 0;
});

const specialties = (tenant: Tenant = 1) => memorySpecialties(tables, tenant);

/** Adds a user who practises the specialties, with the years of experience in each. */
function practise(account: Partial<NewAccount>, years: Record<number, number | null>): number {
  const hospital = account.hospital ?? 1;
  const { id } = tables.users.insert({ ...testAccount(account), full_name: 'Jane Smith' });
  for (const [specialty, years_of_experience] of Object.entries(years)) {
    tables.doctorSpecialties.insert({
      hospital,
      doctor: id,
      specialty: Number(specialty),
      is_primary: false,
      years_of_experience,
      certification_date: null,
      created_at: at,
      updated_at: at,
    });
  }
  return id;
}

function book(doctor: number, status: AppointmentStatus, hospital = 1): void {
  hour += 1;
  tables.appointments.insert({
    hospital,
    patient: 99,
    doctor,
    slot: hour,
    appointment_type: 'consultation',
    status,
    reason: null,
    symptoms: null,
    notes: null,
    start_time: new Date(Date.UTC(2025, 0, 20, hour)).toISOString(),
    end_time: new Date(Date.UTC(2025, 0, 20, hour + 1)).toISOString(),
    cancellation_reason: null,
    cancelled_by: null,
    cancelled_at: null,
    created_at: at,
    updated_at: at,
  });
}

const figuresOf = async (id: number, tenant: Tenant = 1) =>
  (await specialties(tenant).statistics()).find((figures) => figures.id === id);

describe('the catalogue', () => {
  it('is there from the start, under the ids that are public', async () => {
    expect(await specialties().find(cardiology)).toEqual({
      id: cardiology,
      code: 'cardiology',
      name: 'Cardiology',
      description: 'Heart and blood vessels',
      is_active: true,
      doctor_count: 0,
    });
    expect(await specialties().find(neurology)).toMatchObject({ name: 'Neurology' });
    expect(await specialties().find(1000)).toBeUndefined();
  });

  it('refuses a name or a code that is taken, to the letter', async () => {
    const sleep = { name: 'Sleep Medicine', code: 'sleep', description: null, is_active: true };
    await expect(specialties().insert({ ...sleep, name: 'Cardiology' })).rejects.toMatchObject({
      constraint: 'specialties_name_key',
    });
    await expect(specialties().insert({ ...sleep, code: 'cardiology' })).rejects.toMatchObject({
      constraint: 'specialties_code_key',
    });
    expect(await specialties().insert({ ...sleep, name: 'cardiology' })).toMatchObject({ doctor_count: 0 });
  });

  it('is searched by name, code and description', async () => {
    const request = {
      where: [],
      order: [{ field: 'name', descending: true }],
      after: null,
      offset: 0,
      limit: 5,
    };
    const { rows, total } = await specialties().list({ ...request, words: ['nerves'] });
    expect(rows.map(({ code }) => code)).toEqual(['neurosurgery', 'neurology']);
    expect(total).toBe(2);
  });
});

describe('doctors', () => {
  beforeEach(() => {
    practise({}, { [cardiology]: 10, [dermatology]: null });
    practise({}, { [cardiology]: 3 });
    practise({ is_active: false }, { [cardiology]: 30 });
    practise({ role: 'staff' }, { [cardiology]: 40 });
    practise({ hospital: 2 }, { [cardiology]: 20, [neurology]: 1 });
  });

  it('are counted while they are active doctors of the tenant', async () => {
    expect(await specialties(1).find(cardiology)).toMatchObject({ doctor_count: 2 });
    expect(await specialties(2).find(cardiology)).toMatchObject({ doctor_count: 1 });
    expect(await specialties('platform').find(cardiology)).toMatchObject({ doctor_count: 3 });
  });

  it('make specialties popular: most first, ties by name, none left out', async () => {
    const codes = async (limit: number, tenant: Tenant) =>
      (await specialties(tenant).popular(limit)).map(({ code }) => code);
    expect(await codes(10, 'platform')).toEqual(['cardiology', 'dermatology', 'neurology']);
    expect(await codes(2, 'platform')).toEqual(['cardiology', 'dermatology']);
    expect(await codes(10, 2)).toEqual(['cardiology', 'neurology']);
    expect(await codes(10, 3)).toEqual([]);
  });
});

describe('statistics', () => {
  it('count the appointments of the doctors, whatever their status', async () => {
    const doctor = practise({}, { [cardiology]: 10, [dermatology]: null });
    const other = practise({}, { [cardiology]: null });
    const retired = practise({ is_active: false }, { [cardiology]: null });
    for (const status of ['scheduled', 'cancelled', 'no_show'] as const) book(doctor, status);
    book(other, 'completed');
    book(retired, 'completed');
    expect(await figuresOf(cardiology)).toMatchObject({ doctors: 2, appointments: 4 });
    expect(await figuresOf(dermatology)).toMatchObject({ doctors: 1, appointments: 3 });
    expect(await figuresOf(cardiology, 2)).toMatchObject({ doctors: 0, appointments: 0 });
  });

  it('average the years in the specialty, else those of the doctor, to one decimal', async () => {
    practise({ years_of_experience: 25 }, { [cardiology]: 10, [dermatology]: null });
    practise({ years_of_experience: 3 }, { [cardiology]: null });
    practise({}, { [cardiology]: 7, [neurology]: null });
    expect(await figuresOf(cardiology)).toMatchObject({ average_years_of_experience: 6.7 });
    expect(await figuresOf(dermatology)).toMatchObject({ average_years_of_experience: 25 });
    expect(await figuresOf(neurology)).toMatchObject({ doctors: 1, average_years_of_experience: null });
  });

  it('leave out what is not active', async () => {
    const retired = await specialties().insert({
      name: 'Phrenology',
      code: 'phrenology',
      description: null,
      is_active: false,
    });
    expect(await figuresOf(retired.id)).toBeUndefined();
    expect(await figuresOf(cardiology)).toMatchObject({ doctors: 0, average_years_of_experience: null });
  });
});
