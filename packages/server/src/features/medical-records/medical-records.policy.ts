import type { Actor } from '../../edge/actor.js';
import { ApiError } from '../../edge/api-error.js';
import { reach } from '../../edge/permit.js';
import type { Condition } from '../../lists/list-fields.js';
import type { RecordEntry } from './medical-records.repository.js';

type Confidential = Pick<RecordEntry, 'hospital' | 'is_confidential' | 'patient' | 'created_by'>;

/**
 * Whether a record that the caller reaches exists for them: a confidential one only for a few of its hospital, and
 * for nobody from outside, whatever glass they broke.
 */
export function mayRead(actor: Actor, record: Confidential): boolean {
  if (!record.is_confidential) return true;
  const scope = reach(actor, 'confidential.read')?.scope;
  if (record.hospital !== actor.hospital) return false;
  if (scope === 'own') return record.created_by === actor.id || record.patient === actor.id;
  return scope !== undefined;
}

/** Which records a list shows to the caller, as {@link mayRead} says of one; `undefined` when they see all. */
export function readableOnly(actor: Actor, hospital: number): Condition | undefined {
  const scope = reach(actor, 'confidential.read')?.scope;
  if (scope === undefined || hospital !== actor.hospital)
    return { field: 'is_confidential', is: '=', value: false };
  return scope === 'own' ? { field: 'readable', is: '=', value: true } : undefined;
}

/**
 * Refuses (`403`) to write a confidential record that is not the caller's. Of a change, both what was and what is
 * to be have to pass: nobody takes another one's record out of sight.
 */
export function assertMayWrite(actor: Actor, record: Confidential): void {
  if (!record.is_confidential) return;
  const scope = reach(actor, 'confidential.write')?.scope;
  const allowed = scope === 'own' ? record.created_by === actor.id : scope !== undefined;
  if (!allowed) {
    throw new ApiError('PERMISSION_DENIED', {
      message: 'A confidential record is written only by its author and the admins.',
    });
  }
}
