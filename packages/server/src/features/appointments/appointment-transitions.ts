import type { AppointmentStatus, EventType } from '@medcor/contract';
import { liveStatuses } from './appointments.repository.js';

/** A step of an appointment's life: where it leads, from where it may be taken, and what is told of it. */
export interface Transition {
  readonly from: readonly AppointmentStatus[];
  readonly to: AppointmentStatus;
  readonly event: EventType;
}

/** Statuses of an appointment that is still to come about. */
const pending = ['scheduled', 'confirmed'] as const satisfies readonly AppointmentStatus[];

export const transitions = {
  confirm: { from: ['scheduled'], to: 'confirmed', event: 'appointment.confirmed' },
  complete: { from: pending, to: 'completed', event: 'appointment.completed' },
  cancel: { from: pending, to: 'cancelled', event: 'appointment.cancelled' },
  noShow: { from: pending, to: 'no_show', event: 'appointment.no_show' },
} as const satisfies Record<string, Transition>;

/** While it is in one of these statuses, an appointment can be moved to another slot. */
export const movable: readonly AppointmentStatus[] = pending;

/** While it is in one of these statuses, what is written of an appointment can be changed. */
export const editable: readonly AppointmentStatus[] = liveStatuses;
