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

/** What a range of days is about, if there is one; and the hospital, if it was named. */
interface RangeQuery {
  readonly hospital?: number | undefined;
  readonly date_from?: string | undefined;
  readonly date_to?: string | undefined;
}

/**
 * As {@link timeZoneOf} for a list: without a range no zone is needed, and a hospital that nobody named is the caller's own,
 * which is there.
 */
export async function timeZoneFor(
  repositories: Pick<Repositories, 'hospitals'>,
  hospital: number,
  { hospital: named, date_from: from, date_to: to }: RangeQuery,
): Promise<string> {
  if (named === undefined && from === undefined && to === undefined) return 'UTC';
  return timeZoneOf(repositories, hospital);
}
