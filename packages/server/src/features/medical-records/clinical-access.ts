import type { Actor } from '../../edge/actor.js';
import { found } from '../../edge/api-error.js';
import { chosenHospital, permit } from '../../edge/permit.js';

/** Where a caller works with clinical data, and on whose: everyone's of the hospital, or only their own. */
export interface ClinicalAccess {
  readonly actor: Actor;
  readonly hospital: number;
  /** The one patient in reach; `undefined` for all of the hospital's. */
  readonly patient: number | undefined;
}

type ClinicalPermission = 'clinical.read' | 'clinical.write' | 'attachments.add';

/**
 * The permission gate for clinical data, which is readable only hospital by hospital.
 * Throws `403 PERMISSION_DENIED`, and `422 INVALID_REFERENCE` for a named hospital that is not the caller's.
 */
export function permitClinical(
  actor: Actor,
  permission: ClinicalPermission,
  namedHospital?: number,
): ClinicalAccess {
  const access = permit(actor, permission);
  const hospital = chosenHospital(access, namedHospital);
  return { actor, hospital, patient: access.scope === 'own' ? actor.id : undefined };
}

/** The row if its patient is in reach, else `404 NOT_FOUND`. */
export function inReach<Row extends { patient: number }>(
  { patient }: ClinicalAccess,
  row: Row | undefined,
): Row {
  return found(patient === undefined || row?.patient === patient ? row : undefined);
}
