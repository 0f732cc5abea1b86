import type { HospitalUpdate } from '@medcor/contract';
import { ApiError } from '../../edge/api-error.js';
import type { Access } from '../../edge/permit.js';

/** Whether a hospital is in use is the platform's to say. */
export function assertMayChange(access: Access, change: HospitalUpdate): void {
  if (change.is_active !== undefined && access.scope !== 'all') {
    throw new ApiError('PERMISSION_DENIED', {
      message: 'Only a superuser may activate or deactivate a hospital.',
    });
  }
}
