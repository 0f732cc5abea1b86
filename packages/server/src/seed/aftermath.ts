import { plusDays } from '../zoned-time.js';
import type { Medication } from './clinical-cases.js';
import type { Random } from './random.js';
import type { SeedPrescription, SeedRecord, SeedRecordVersion, SeedTreatment, WithId } from './seed-rows.js';
import type { Visit } from './visits.js';

/** A visit that took place, with the id of its appointment. */
export type PastVisit = WithId<Visit>;

/** A treatment, with the medication that goes with it. */
export interface Course {
  readonly treatment: SeedTreatment;
  readonly medication: Medication;
}

const titles = { general: 'Visit', diagnosis: 'Diagnosis', lab_result: 'Laboratory results' } as const;

/** Invents what doctors wrote down of some of the visits. */
export function createRecords(random: Random): (visits: readonly PastVisit[]) => SeedRecord[] {
  const kind = random.pack({ none: 6, general: 2, diagnosis: 1, lab_result: 1 });
  const reach = random.pack({ open: 19, confidential: 1 });
  return (visits) =>
    visits.flatMap(({ id, appointment, about }) => {
      const record_type = kind();
      if (record_type === 'none') return [];
      return {
        patient: appointment.patient,
        record_type,
        title: `${titles[record_type]}: ${about.diagnosis}`,
        description: about.plan,
        diagnosis: about.diagnosis,
        symptoms: about.symptoms,
        vital_signs: record_type === 'general' ? inventVitalSigns(random) : null,
        lab_results: record_type === 'lab_result' ? inventLabResults(random) : null,
        appointment: id,
        is_confidential: reach() === 'confidential',
        created_by: appointment.doctor,
        version: 1,
        created_at: appointment.end_time,
        updated_at: appointment.end_time,
      };
    });
}

/** The first version, which every record has. */
export function firstVersionOf(record: WithId<SeedRecord>): SeedRecordVersion {
  const { id, patient: _patient, created_by, created_at, updated_at: _updated, ...content } = record;
  return { ...content, record: id, changed_by: created_by, changed_at: created_at };
}

/** Invents what doctors did after some of the visits; what would have ended before today has. */
export function createCourses(random: Random, today: string): (visits: readonly PastVisit[]) => Course[] {
  const kind = random.pack({ none: 7, course: 2, courseAndFollowUp: 1 });
  return (visits) =>
    visits.flatMap(({ id, day, appointment, about }) => {
      const chosen = kind();
      if (chosen === 'none') return [];
      const end_date = plusDays(day, about.medication.days);
      const follow_up_required = chosen === 'courseAndFollowUp';
      const treatment = {
        appointment: id,
        patient: appointment.patient,
        doctor: appointment.doctor,
        diagnosis: about.diagnosis,
        treatment_plan: about.plan,
        notes: null,
        status: end_date < today ? ('completed' as const) : ('in_progress' as const),
        start_date: day,
        end_date,
        follow_up_required,
        follow_up_date: follow_up_required ? end_date : null,
        created_at: appointment.end_time,
        updated_at: appointment.end_time,
      };
      return { treatment, medication: about.medication };
    });
}

/** Invents the prescriptions of some of the treatments, which by now have ids. */
export function createPrescriptions(
  random: Random,
): (treatments: readonly WithId<SeedTreatment>[], courses: readonly Course[]) => SeedPrescription[] {
  const kind = random.pack({ none: 1, prescription: 3 });
  return (treatments, courses) =>
    treatments.flatMap((treatment, index) => {
      const medication = courses[index]?.medication;
      if (medication === undefined || kind() === 'none') return [];
      const { name, dosage, frequency, days, instructions, route } = medication;
      return {
        treatment: treatment.id,
        medication_name: name,
        dosage,
        frequency,
        duration: `${days} days`,
        instructions,
        route,
        quantity: null,
        refills_allowed: random.whole(0, 3),
        status: treatment.status === 'completed' ? ('completed' as const) : ('active' as const),
        start_date: treatment.start_date,
        end_date: treatment.end_date,
        prescribed_by: treatment.doctor,
        created_at: treatment.created_at,
        updated_at: treatment.updated_at,
      };
    });
}

function inventVitalSigns(random: Random) {
  return {
    blood_pressure: `${random.whole(105, 150)}/${random.whole(65, 95)}`,
    heart_rate: random.whole(58, 95),
    temperature: random.whole(362, 375) / 10,
    weight: random.whole(50, 105),
  };
}

function inventLabResults(random: Random) {
  return {
    hemoglobin_g_dl: random.whole(115, 165) / 10,
    glucose_mg_dl: random.whole(75, 140),
    cholesterol_mg_dl: random.whole(140, 260),
  };
}
