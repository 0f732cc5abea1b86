import type { AvailabilitySlot, AvailabilitySlotUpdate } from '@medcor/contract';
import type { Actor } from '../../edge/actor.js';
import { ApiError, invalidField } from '../../edge/api-error.js';
import type { Access } from '../../edge/permit.js';
import { toInstant } from '../../lists/conditions.js';
import { isOffered, type Slot } from './availability-slots.repository.js';
import type { Span } from './spans.js';

/** From when on slots are offered to this caller: a patient books from now on, the others in the past too. */
export function offeredFrom(actor: Pick<Actor, 'role' | 'isSuperuser'>, now: Date): string | null {
  return actor.role === 'patient' && !actor.isSuperuser ? now.toISOString() : null;
}

/** A slot as it is answered to somebody to whom slots are offered from that instant on. */
export function asSeen(slot: Slot, from: string | null): AvailabilitySlot {
  const { is_open: _isOpen, is_held: _isHeld, ...seen } = slot;
  return { ...seen, is_available: isOffered(slot, from) };
}

/** A doctor makes and changes their own slots, and nobody else's. */
export function assertMayWrite(
  access: Pick<Access, 'scope'>,
  actor: Pick<Actor, 'id'>,
  { doctor }: Pick<Slot, 'doctor'>,
): void {
  if (access.scope === 'own' && doctor !== actor.id) {
    throw new ApiError('PERMISSION_DENIED', { message: 'You may only write your own slots.' });
  }
}

/** Nothing is changed of a slot on which somebody counts. */
export function assertNotHeld(slot: Slot): void {
  if (slot.is_held) throw new ApiError('SLOT_UNAVAILABLE', { message: 'The slot is booked.' });
}

/** The slot's times after a change that may carry only one of them. Throws `400` on the one that is carried. */
export function changedSpan(slot: Slot, { start_time, end_time }: AvailabilitySlotUpdate): Span {
  const span = {
    start_time: start_time === undefined ? slot.start_time : toInstant(start_time),
    end_time: end_time === undefined ? slot.end_time : toInstant(end_time),
  };
  if (span.end_time > span.start_time) return span;
  throw end_time === undefined
    ? invalidField('start_time', `Must be before end_time, ${span.end_time}.`)
    : invalidField('end_time', `Must be after start_time, ${span.start_time}.`);
}
