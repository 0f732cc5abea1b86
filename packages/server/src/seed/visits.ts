import type { AppointmentStatus } from '@medcor/contract';
import type { Span } from '../features/availability-slots/spans.js';
import type { ClinicalCase } from './clinical-cases.js';
import { instantBetween, plusMinutes } from './instants.js';
import type { Random } from './random.js';
import type { SeedAppointment, SeedSlot } from './seed-rows.js';
import type { WorkingDay } from './working-days.js';

/** Who meets whom, where; and how far time has come. */
export interface Practice {
  readonly doctors: readonly { readonly id: number; readonly cases: readonly ClinicalCase[] }[];
  readonly patients: readonly { readonly id: number }[];
  readonly frontDesk: number;
  readonly today: string;
  /** The beginning of today. */
  readonly now: string;
}

/** An appointment, but for its slot, with what it is about. */
export interface Visit {
  readonly day: string;
  readonly span: Span;
  readonly about: ClinicalCase;
  readonly appointment: Omit<SeedAppointment, 'slot'>;
}

const DAY = 24 * 60;
const cancellationReasons = [
  'Feeling better',
  'Cannot get away from work',
  'Travelling that day',
  'Moved away',
];

/** Invents the visits of one day after the other. */
export function createVisits(practice: Practice, random: Random): (day: WorkingDay) => Visit[] {
  const { now, frontDesk } = practice;
  const doctors = [...practice.doctors];
  const patients = [...practice.patients];
  const statusOver = random.pack({ completed: 8, cancelled: 1, no_show: 1 });
  const statusAhead = random.pack({ scheduled: 5, confirmed: 4, cancelled: 1 });
  const type = random.pack({ consultation: 4, follow_up: 3, routine_checkup: 2, telemedicine: 1 });

  return ({ date, isOver, hours }) =>
    hours.flatMap(({ span, appointments }) => {
      // Different ones, so that nobody is in two places at once.
      const patientsThen = random.draw(patients, appointments);
      return random.draw(doctors, appointments).map((doctor, index) => {
        const about = random.pick(doctor.cases);
        const patient = patientsThen[index];
        if (patient === undefined) throw new Error('There are more appointments than patients.');
        const course = inventCourse(isOver ? statusOver() : statusAhead(), span);
        const appointment = {
          patient: patient.id,
          doctor: doctor.id,
          appointment_type: type(),
          reason: about.reason,
          symptoms: about.symptoms,
          notes: null,
          ...span,
          ...course,
        };
        return { day: date, span, about, appointment };
      });
    });

  /** How it went from the booking on; nothing of it later than now, nor than the appointment itself. */
  function inventCourse(status: AppointmentStatus, { start_time, end_time }: Span) {
    const latest = start_time < now ? start_time : now;
    const booked = plusMinutes(latest, -random.whole(60, 20 * DAY));
    const changed = instantBetween(booked, latest, random);
    const course = {
      status,
      cancellation_reason: null,
      cancelled_by: null,
      cancelled_at: null,
      created_at: booked,
    };
    switch (status) {
      case 'scheduled':
        return { ...course, updated_at: booked };
      case 'confirmed':
        return { ...course, updated_at: changed };
      case 'cancelled': {
        const cancellation_reason = random.pick(cancellationReasons);
        const cancelled = { cancellation_reason, cancelled_by: frontDesk, cancelled_at: changed };
        return { ...course, ...cancelled, updated_at: changed };
      }
      default:
        return { ...course, updated_at: end_time };
    }
  }
}

/** The slots of a day: of one that is over, those that were booked; else all, so that some can still be booked. */
export function slotsOn(
  { isOver, hours }: WorkingDay,
  visits: readonly Visit[],
  { doctors }: Practice,
): SeedSlot[] {
  const slotAt = (doctor: number, span: Span): SeedSlot => {
    const at = plusMinutes(span.start_time, -60 * DAY);
    return { doctor, ...span, is_open: true, notes: null, created_at: at, updated_at: at };
  };
  if (isOver) return visits.map(({ appointment, span }) => slotAt(appointment.doctor, span));
  return hours.flatMap(({ span }) => doctors.map(({ id }) => slotAt(id, span)));
}
