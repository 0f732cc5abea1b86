import type { Appointment } from '@medcor/contract';
import { ConstraintBreach } from '../../db/constraints.js';
import type { Transaction } from '../../db/database.js';
import { ApiError, invalidReference } from '../../edge/api-error.js';
import type { Span } from '../availability-slots/spans.js';
import { noActiveUser } from '../users/references.js';
import { movable } from './appointment-transitions.js';
import { assertBookable, assertSlotOf } from './appointments.policy.js';
import type { Wish } from './appointments.repository.js';

/** A wish of somebody to whom slots are offered from a time on; `null` when all are. */
export interface OfferedWish extends Wish {
  readonly offeredFrom: string | null;
}

/** What an appointment takes over from its slot. */
export type Place = Pick<Appointment, 'slot' | 'doctor'> & Span;

/**
 * Whoever else wants the slot, or wants anything for the patient, waits until this transaction ends. Held from
 * here on, what is found free stays free; the constraints are there for the day on which this is forgotten.
 */
export async function lockBooking(
  transaction: Transaction,
  { slot, patient }: Pick<Wish, 'slot' | 'patient'>,
): Promise<void> {
  await transaction.lock(['slot', slot], ['patient', patient]);
}

/**
 * The place that a wish asks for, for a new appointment or for the one that moves; call under {@link lockBooking}.
 * Throws `422 INVALID_REFERENCE`, `SLOT_MISMATCH` or `SLOT_IN_PAST`, `409 SLOT_UNAVAILABLE` or `SLOT_OVERLAP`.
 */
export async function freePlace(
  { appointments }: Transaction,
  { offeredFrom, ...wish }: OfferedWish,
  moving?: number,
): Promise<Place> {
  const { slot, has_patient, has_doctor, is_patient_busy } = await appointments.prospect(wish, moving);
  // Somebody who has an appointment keeps it, and may move it, when their account is closed.
  if (!has_patient && moving === undefined) throw noActiveUser('patient', 'patient');
  if (!has_doctor) throw noActiveUser('doctor', 'doctor');
  if (!slot) throw invalidReference('slot', 'There is no slot with this id in the hospital.');
  assertSlotOf(wish.doctor, slot);
  assertBookable(slot, offeredFrom);
  // As the constraint would answer, without a failed statement.
  if (is_patient_busy) throw new ConstraintBreach('appointments_patient_no_overlap');
  return { slot: slot.id, doctor: slot.doctor, start_time: slot.start_time, end_time: slot.end_time };
}

/**
 * The place that an appointment moves to, or `undefined` when it is there already; call under {@link lockBooking}.
 * Throws as {@link freePlace} does, and `409 INVALID_TRANSITION` for an appointment that cannot be moved.
 */
export async function newPlace(
  transaction: Transaction,
  appointment: Appointment,
  wish: OfferedWish,
): Promise<Place | undefined> {
  if (wish.slot === appointment.slot && wish.doctor === appointment.doctor) return undefined;
  if (!movable.includes(appointment.status)) {
    throw new ApiError('INVALID_TRANSITION', {
      message: `An appointment that is ${appointment.status} cannot be moved.`,
    });
  }
  return freePlace(transaction, wish, appointment.id);
}
