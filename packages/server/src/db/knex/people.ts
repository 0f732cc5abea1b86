import type { Knex } from 'knex';
import type { Tenant } from '../database.js';
import { patternOf } from './list.js';

/** More people than this are not looked for by their ids: who has so common a name is met with soon. */
const MAX_PEOPLE = 200;

/**
 * Who has the word in their first or last name; `undefined` for a word that is in too many. To find what refers to them
 * by their ids goes by an index; by their names it would take a look at everything that there is.
 */
export async function peopleNamed(knex: Knex, tenant: Tenant, word: string): Promise<number[] | undefined> {
  const pattern = patternOf(word);
  const query = knex('users')
    // The index is on this one, in which the names are.
    .whereRaw('search_text like ?', [pattern])
    .whereRaw('(first_name_sort like ? or last_name_sort like ?)', [pattern, pattern])
    .limit(MAX_PEOPLE + 1);
  if (tenant !== 'platform') query.where('hospital_id', tenant);
  const ids: number[] = await query.pluck('id');
  return ids.length > MAX_PEOPLE ? undefined : ids;
}
