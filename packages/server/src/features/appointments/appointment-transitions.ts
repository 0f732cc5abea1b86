import type { AppointmentStatus } from '@medcor/contract';
import { liveStatuses } from './appointments.repository.js';

/** A step of an appointment's life: where it leads, and from where it may be taken. */
export interface Transition {
  readonly from: readonly AppointmentStatus[];
  readonly to: AppointmentStatus;
}

/** Statuses of an appointment that is still to come about. */
const pending = ['scheduled', 'confirmed'] as const satisfies readonly AppointmentStatus[];

export const transitions = {
  confirm: { from: ['scheduled'], to: 'confirmed' },
  complete: { from: pending, to: 'completed' },
  cancel: { from: pending, to: 'cancelled' },
  noShow: { from: pending, to: 'no_show' },
} as const satisfies Record<string, Transition>;

/** While it is in one of these statuses, an appointment can be moved to another slot. */
export const movable: readonly AppointmentStatus[] = pending;

/** While it is in one of these statuses, what is written of an appointment can be changed. */
export const editable: readonly AppointmentStatus[] = liveStatuses;
