import type { DoctorSpecialty } from '@medcor/contract';
import type { Actor } from '../../edge/actor.js';
import { ApiError } from '../../edge/api-error.js';
import type { Access } from '../../edge/permit.js';

/** A doctor changes their own specialties, and nobody else's. */
export function assertMayUpdate(
  access: Pick<Access, 'scope'>,
  actor: Pick<Actor, 'id'>,
  assignment: Pick<DoctorSpecialty, 'doctor'>,
): void {
  if (access.scope === 'own' && assignment.doctor !== actor.id) {
    throw new ApiError('PERMISSION_DENIED', { message: 'You may only change your own specialties.' });
  }
}
