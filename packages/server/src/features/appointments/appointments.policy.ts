import type { Appointment } from '@medcor/contract';
import type { Actor } from '../../edge/actor.js';
import { ApiError, invalidField, invalidReference } from '../../edge/api-error.js';
import type { Access } from '../../edge/permit.js';
import type { Slot } from '../availability-slots/availability-slots.repository.js';

/**
 * What is not a patient's own is not there for them (`404`); a doctor, who sees the whole hospital's, is told that
 * it is not theirs (`403`).
 */
export function assertReaches(
  access: Pick<Access, 'scope'>,
  actor: Pick<Actor, 'id' | 'role'>,
  appointment: Pick<Appointment, 'patient' | 'doctor'>,
): void {
  if (access.scope !== 'own') return;
  if (actor.role === 'patient') {
    if (appointment.patient !== actor.id) throw new ApiError('NOT_FOUND');
  } else if (appointment.doctor !== actor.id) {
    throw new ApiError('PERMISSION_DENIED', { message: 'You may only do this with your own appointments.' });
  }
}

/**
 * Whom a booking is for: the patient named, or the caller when they are one. Who may only book for themselves is
 * not told whether another patient exists.
 */
export function bookedPatient(
  access: Pick<Access, 'scope'>,
  actor: Pick<Actor, 'id' | 'role'>,
  named: number | undefined,
): number {
  const patient = named ?? (actor.role === 'patient' ? actor.id : undefined);
  if (patient === undefined) throw invalidField('patient', 'This field is required.');
  if (access.scope === 'own' && patient !== actor.id) {
    throw invalidReference('patient', 'There is no active patient with this id in the hospital.');
  }
  return patient;
}

type SlotState = Pick<Slot, 'is_open' | 'is_held' | 'start_time'>;

/**
 * Throws `409 SLOT_UNAVAILABLE` for a slot that is closed or held, and `422 SLOT_IN_PAST` for one that begins
 * before slots are offered to the caller.
 */
export function assertBookable(slot: SlotState, offeredFrom: string | null): void {
  if (!slot.is_open) throw refusal('SLOT_UNAVAILABLE', 'The slot is not open for booking.');
  if (slot.is_held) throw refusal('SLOT_UNAVAILABLE', 'The slot is already booked.');
  if (offeredFrom !== null && slot.start_time < offeredFrom) {
    throw refusal('SLOT_IN_PAST', 'The slot lies in the past.');
  }
}

/** Throws `422 SLOT_MISMATCH` for a slot of another doctor. */
export function assertSlotOf(doctor: number, slot: Pick<Slot, 'doctor'>): void {
  if (slot.doctor !== doctor) throw refusal('SLOT_MISMATCH', 'The slot belongs to another doctor.');
}

function refusal(code: 'SLOT_MISMATCH' | 'SLOT_UNAVAILABLE' | 'SLOT_IN_PAST', message: string): ApiError {
  return new ApiError(code, { message, details: { slot: [message] } });
}
