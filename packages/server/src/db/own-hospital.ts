import type { Tenant } from './database.js';

/**
 * The hospital to which a repository adds rows: the tenant that it was made for, whatever a row says of itself.
 * The platform at large has none: to add a row there is a mistake of ours.
 */
export function ownHospital(tenant: Tenant): number {
  if (tenant === 'platform') throw new Error('Rows of a hospital are added within it.');
  return tenant;
}

/** Throws where one hospital would be shown what is every hospital's: to ask for it there is a mistake of ours. */
export function assertPlatform(tenant: Tenant): void {
  if (tenant !== 'platform') throw new Error('This is not for a single hospital to ask for.');
}
