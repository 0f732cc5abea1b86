import { type AvailabilitySlot, MedCor, type Role } from '@medcor/sdk';
import type { Page } from 'playwright-core';
import { password, unique } from '../../packages/server/testing/fixture.js';
import type { Clinic } from './clinic.test-support.js';

const CARDIOLOGY = 5;

/** A doctor's free times in the week in which New York turns its clocks back, by which 1:30 comes twice. */
const times = [
  '2040-11-02T13:00:00.000Z',
  '2040-11-02T14:00:00.000Z',
  '2040-11-04T05:30:00.000Z',
  '2040-11-04T06:30:00.000Z',
  '2040-11-05T04:15:00.000Z',
  '2040-11-05T14:00:00.000Z',
];

export type Practice = Awaited<ReturnType<typeof openPractice>>;

/** A heart doctor with free times in 2040, and patients. */
export async function openPractice(clinic: Clinic, page: Page) {
  const { medcor: admin, hospital } = await clinic.admin(page);
  const options = clinic.options(page);
  const add = async (role: Role, first_name: string, last_name: string, more: { bio?: string } = {}) => {
    const email = unique(`${role}.`).concat('@example.org');
    const account = { email, password, role, hospital, first_name, last_name, ...more };
    const { id } = await admin.users.create(account);
    const signIn = async () => {
      const medcor = new MedCor(options);
      await medcor.auth.login({ email, password });
      return medcor;
    };
    return { id, email, signIn };
  };
  const addDoctor = async (first_name: string, last_name: string, starts: readonly string[]) => {
    const bio = 'Speaks English, French and Igbo.';
    const doctor = await add('doctor', first_name, last_name, { bio });
    const practised = { doctor: doctor.id, specialty: CARDIOLOGY, is_primary: true, hospital };
    await admin.doctorSpecialties.create(practised);
    const slots: AvailabilitySlot[] = [];
    for (const start_time of starts) {
      const end_time = new Date(Date.parse(start_time) + 30 * 60_000).toISOString();
      slots.push(await admin.availabilitySlots.create({ doctor: doctor.id, hospital, start_time, end_time }));
    }
    return { ...doctor, slots };
  };
  const doctor = await addDoctor('Ngozi', 'Okafor', times);
  const patient = await add('patient', 'Lena', 'Vogt');
  return {
    doctor,
    patient,
    otherPatient: await add('patient', 'Tomas', 'Reyes'),
    /** A colleague who is free at the same times. */
    addColleague: () => addDoctor('Samuel', 'Lindgren', times),
    /** What the patient has booked, as the API has it. */
    async booked() {
      const { results } = await (await patient.signIn()).appointments.list({ ordering: 'start_time' });
      return results.map(({ slot, status, reason }) => ({ slot, status, reason }));
    },
  };
}
