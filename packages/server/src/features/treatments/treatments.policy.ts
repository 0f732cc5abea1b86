import type { Treatment } from '@medcor/contract';
import { invalidField } from '../../edge/api-error.js';

/** What has to hold of a treatment as a whole, whichever fields were sent; else `400` about the field. */
export function assertConsistent(
  treatment: Pick<Treatment, 'start_date' | 'end_date' | 'follow_up_required' | 'follow_up_date'>,
): void {
  if (treatment.follow_up_required && treatment.follow_up_date === null) {
    throw invalidField('follow_up_date', 'Needed when a follow-up is required.');
  }
  assertDaysInOrder(treatment);
}

/** Refuses (`400`) an end before the start. Days are written so that text orders them. */
export function assertDaysInOrder({
  start_date,
  end_date,
}: Pick<Treatment, 'start_date' | 'end_date'>): void {
  if (start_date !== null && end_date !== null && end_date < start_date) {
    throw invalidField('end_date', 'Must not be before the start date.');
  }
}
