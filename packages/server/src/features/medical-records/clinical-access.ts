import type { Actor } from '../../edge/actor.js';
import { found } from '../../edge/api-error.js';
import { chosenHospital, permit } from '../../edge/permit.js';

/** Whose clinical data a caller reaches. */
export interface ClinicalReach {
  readonly actor: Actor;
  /** Where to look: in the caller's hospital, or, once a superuser broke the glass, in every one. */
  readonly tenant: number | 'everyone';
  /** The one patient in reach; `undefined` for all of the hospital's. */
  readonly patient: number | undefined;
}

/** The one hospital in which a caller lists or writes clinical data. */
export interface ClinicalAccess extends ClinicalReach {
  readonly tenant: number;
  readonly hospital: number;
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
  return { actor, tenant: hospital, hospital, patient: access.scope === 'own' ? actor.id : undefined };
}

/** As {@link permitClinical}, to read one thing by its id: whoever broke the glass need not know where it is. */
export function permitClinicalRead(actor: Actor): ClinicalReach {
  const { scope } = permit(actor, 'clinical.read');
  if (scope !== 'all') return permitClinical(actor, 'clinical.read');
  return { actor, tenant: 'everyone', patient: undefined };
}

/** The row if its patient is in reach, else `404 NOT_FOUND`. */
export function inReach<Row extends { patient: number }>(
  { patient }: ClinicalReach,
  row: Row | undefined,
): Row {
  return found(patient === undefined || row?.patient === patient ? row : undefined);
}
