import type { Tenant } from '../../db/database.js';
import type { Actor } from '../../edge/actor.js';

/** Whoever belongs to no hospital has conversations that are no hospital's. */
export function tenantOf({ hospital }: Pick<Actor, 'hospital'>): Tenant {
  return hospital ?? 'platform';
}
