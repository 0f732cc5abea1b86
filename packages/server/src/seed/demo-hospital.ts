import type { Hospital } from '@medcor/contract';
import type { BulkTransaction } from '../db/bulk-store.js';
import { freeSlug } from '../features/free-slug.js';
import type { NewHospital } from '../features/hospitals/hospitals.repository.js';
import { normalise } from '../lists/normalise.js';

/** There is no such hospital, in a town whose name many towns have. */
export const demoHospital = {
  name: 'Riverbend General Hospital',
  hospital_type: 'general',
  description: 'An invented hospital, to try things out with.',
  contact_email: 'contact@example.org',
  contact_phone: '+1-217-555-0100',
  website: 'https://example.org',
  address_line1: '1 River Road',
  address_line2: null,
  city: 'Springfield',
  state: 'IL',
  country: 'USA',
  postal_code: null,
  timezone: 'America/Chicago',
  bed_count: 120,
  emergency_services: true,
  remote_ai_enabled: false,
  is_active: true,
} as const satisfies Partial<NewHospital>;

/** Adds the hospital, under a numbered name where there is one already; call under the installation's lock. */
export async function addHospital(
  { hospitals }: BulkTransaction,
  { founded, now }: { founded: string; now: string },
): Promise<Hospital> {
  const isTaken = async (name: string) => {
    const { rows } = await hospitals.list({
      where: [{ field: 'name', is: '=', value: normalise(name) }],
      words: [],
      order: [{ field: 'id', descending: false }],
      after: null,
      offset: 0,
      limit: 1,
    });
    return rows.length > 0;
  };
  let name: string = demoHospital.name;
  for (let number = 2; await isTaken(name); number += 1) name = `${demoHospital.name} ${number}`;
  return hospitals.insert({
    ...demoHospital,
    name,
    slug: await freeSlug(name, 'hospital', hospitals.slugsLike),
    created_at: founded,
    updated_at: now,
  });
}
