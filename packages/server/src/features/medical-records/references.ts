import { invalidReference } from '../../edge/api-error.js';
import type { Repositories } from '../repositories.js';

/** Checks the appointment, if any, that a request refers to: one of this hospital and of that patient. */
export async function assertAppointmentOf(
  { appointments }: Pick<Repositories, 'appointments'>,
  patient: number,
  id: number | null | undefined,
): Promise<void> {
  if (id === null || id === undefined) return;
  const appointment = await appointments.find(id);
  if (appointment?.patient !== patient) {
    throw invalidReference('appointment', 'The patient has no appointment with this id in the hospital.');
  }
}
