import { invalidReference } from '../../edge/api-error.js';
import type { Repositories } from '../repositories.js';

/** The time zone in which a hospital's days begin and end; `422 INVALID_REFERENCE` for one that is not there. */
export async function timeZoneOf(
  { hospitals }: Pick<Repositories, 'hospitals'>,
  hospital: number,
): Promise<string> {
  const row = await hospitals.find(hospital);
  if (!row) throw invalidReference('hospital', 'There is no hospital with this id.');
  return row.timezone;
}
