import { breakGlassPermissions, type PermissionId, permissions, type Scope } from '@medcor/contract';
import type { Tenant } from '../db/database.js';
import type { Actor } from './actor.js';
import { ApiError, invalidField, invalidReference } from './api-error.js';

/** How far a caller reaches under one row of the permission table. */
export type Access =
  | { readonly scope: 'all'; readonly tenant: 'platform'; readonly hospital: number | null }
  | { readonly scope: 'hospital'; readonly tenant: number; readonly hospital: number }
  | { readonly scope: 'own'; readonly tenant: Tenant; readonly hospital: number | null };

const widest: Scope[] = ['all', 'hospital', 'own'];

/**
 * The permission gate: what the caller may reach under a row of the permission table, or
 * `403 PERMISSION_DENIED`. A superuser who belongs to a hospital has the rights of both columns;
 * one who broke the glass reads beyond them.
 */
export function permit(actor: Actor, permission: PermissionId): Access {
  const access = reach(actor, permission);
  if (!access) throw new ApiError('PERMISSION_DENIED');
  return access;
}

/** As {@link permit}, but `undefined` where the caller may not at all. */
export function reach(actor: Actor, permission: PermissionId): Access | undefined {
  const { scopes } = permissions[permission];
  const held: Scope[] = [actor.isSuperuser ? scopes.superuser : 'none'];
  if (actor.hospital !== null) held.push(scopes[actor.role]);
  if (actor.breakGlass !== undefined && breakGlassPermissions.includes(permission)) held.push('all');
  const scope = widest.find((candidate) => held.includes(candidate));
  const { hospital } = actor;
  if (scope === 'all') return { scope, tenant: 'platform', hospital };
  if (scope === 'hospital' && hospital !== null) return { scope, tenant: hospital, hospital };
  if (scope === 'own') return { scope, tenant: hospital ?? 'platform', hospital };
  return undefined;
}

/**
 * The one hospital that a list or a creation is about: the one named, which only those who reach every hospital
 * may choose freely, else the caller's own.
 * Throws `422 INVALID_REFERENCE` for another hospital, `400` where one has to be named.
 */
export function chosenHospital(access: Access, named: number | undefined): number {
  if (named !== undefined && named !== access.hospital && access.scope !== 'all') {
    throw invalidReference('hospital', 'This is not your hospital.');
  }
  const hospital = named ?? access.hospital;
  if (hospital === null) throw invalidField('hospital', 'You belong to no hospital: name one.');
  return hospital;
}
