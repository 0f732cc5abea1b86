import type { Tenant } from '../database.js';
import { patternOf } from './list.js';
import { isOfTenant } from './of-tenant.js';
import type { Queryable } from './queryable.js';

/** More people than this are not looked for by their ids: who has so common a name is met with soon. */
const MAX_PEOPLE = 200;

/** Who searches for more words finds by the first of these no more than they can look through. */
const MAX_WORDS = 5;

/** The index knows of three letters in a row. */
const LETTERS = 3;

/** The ids of those who have a name. */
export interface People {
  readonly doctors: readonly number[];
  readonly others: readonly number[];
}

/**
 * Who has each of these words in their first or last name. A word that too many have, or that no index helps with, is left
 * out. To find what refers to people by their ids goes by an index; by their names it would take a look at everything.
 */
export async function peopleNamed(
  knex: Queryable,
  tenant: Tenant,
  words: readonly string[],
): Promise<ReadonlyMap<string, People>> {
  const asked = [...new Set(words)].filter((word) => word.length >= LETTERS).slice(0, MAX_WORDS);
  if (asked.length === 0) return new Map();
  // Each by its own pattern, so that it is planned for what that finds.
  const peopleOf = (place: number) => `
    (select ${place} as place, id, role = 'doctor' as is_doctor from users
      where ${isOfTenant('users', tenant)} and search_text like :p${place} and (first_name_sort like :p${place} or last_name_sort like :p${place})
      limit ${MAX_PEOPLE + 1})`;
  const patterns = Object.fromEntries(asked.map((word, place) => [`p${place}`, patternOf(word)]));
  const { rows } = await knex.raw(asked.map((_, place) => peopleOf(place)).join(' union all '), {
    tenant,
    ...patterns,
  });
  const people = rows as { place: number; id: number; is_doctor: boolean }[];
  const found = new Map<string, People>();
  for (const [place, word] of asked.entries()) {
    const named = people.filter((one) => one.place === place);
    const idsOf = (isDoctor: boolean) =>
      named.filter(({ is_doctor }) => is_doctor === isDoctor).map(({ id }) => id);
    if (named.length <= MAX_PEOPLE) found.set(word, { doctors: idsOf(true), others: idsOf(false) });
  }
  return found;
}
