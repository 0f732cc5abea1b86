import type { BulkHospital } from '../db/bulk-store.js';
import {
  createCourses,
  createPrescriptions,
  createRecords,
  firstVersionOf,
  type PastVisit,
} from './aftermath.js';
import type { Random } from './random.js';
import { addAll } from './seed-rows.js';
import { createVisits, type Practice, slotsOn } from './visits.js';
import type { WorkingDay } from './working-days.js';

/** Days that are written together: enough rows for a statement, and no more than memory takes. */
const DAYS_TOGETHER = 5;

/** Adds what happens on these days, and has happened: slots, appointments, and what doctors wrote of them. */
export async function addAppointments(
  hospital: BulkHospital,
  days: readonly WorkingDay[],
  practice: Practice,
  random: Random,
): Promise<void> {
  const visitsOn = createVisits(practice, random);
  const addAftermath = createAftermath(hospital, random, practice.today);
  for (let start = 0; start < days.length; start += DAYS_TOGETHER) {
    const drafts = days.slice(start, start + DAYS_TOGETHER).map((day) => ({ day, visits: visitsOn(day) }));
    const slots = await addAll(
      hospital,
      'availability_slots',
      drafts.flatMap(({ day, visits }) => slotsOn(day, visits, practice)),
    );
    const slotIds = new Map(slots.map(({ doctor, start_time, id }) => [`${doctor} ${start_time}`, id]));
    const visits = drafts.flatMap((draft) => draft.visits);
    const appointments = await addAll(
      hospital,
      'appointments',
      visits.map(({ appointment }) => {
        const slot = slotIds.get(`${appointment.doctor} ${appointment.start_time}`);
        if (slot === undefined) throw new Error('An appointment has no slot.');
        return { ...appointment, slot };
      }),
    );
    const past = appointments.flatMap(({ id, status }, index): PastVisit[] => {
      const visit = visits[index];
      return visit && status === 'completed' ? [{ ...visit, id }] : [];
    });
    await addAftermath(past);
  }
}

function createAftermath(hospital: BulkHospital, random: Random, today: string) {
  const recordsOf = createRecords(random);
  const coursesOf = createCourses(random, today);
  const prescriptionsOf = createPrescriptions(random);
  return async (visits: readonly PastVisit[]): Promise<void> => {
    const records = await addAll(hospital, 'medical_records', recordsOf(visits));
    await addAll(hospital, 'medical_record_versions', records.map(firstVersionOf));
    const courses = coursesOf(visits);
    const treatments = await addAll(
      hospital,
      'treatments',
      courses.map(({ treatment }) => treatment),
    );
    await addAll(hospital, 'prescriptions', prescriptionsOf(treatments, courses));
  };
}
