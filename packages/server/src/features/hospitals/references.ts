import { invalidReference } from '../../edge/api-error.js';
import type { Repositories } from '../repositories.js';

/** Refuses a hospital that a request names and that is not there: `422 INVALID_REFERENCE`. */
export async function assertNamedHospital(
  { hospitals }: Pick<Repositories, 'hospitals'>,
  named: number | undefined,
): Promise<void> {
  if (named === undefined || (await hospitals.find(named))) return;
  throw invalidReference('hospital', 'There is no hospital with this id.');
}
