import type { Knex } from 'knex';
import type { Tenant } from '../database.js';
import { patternOf } from './list.js';

/** More people than this are not looked for by their ids: who has so common a name is met with soon. */
const MAX_PEOPLE = 200;

/** Who searches for more words finds by the first of these no more than they can look through. */
const MAX_WORDS = 5;

/** The index knows of three letters in a row. */
const LETTERS = 3;

/**
 * Who has each of these words in their first or last name. A word that too many have, or that no index helps with, is left
 * out. To find what refers to people by their ids goes by an index; by their names it would take a look at everything.
 */
export async function peopleNamed(
  knex: Knex,
  tenant: Tenant,
  words: readonly string[],
): Promise<ReadonlyMap<string, readonly number[]>> {
  const asked = [...new Set(words)].filter((word) => word.length >= LETTERS).slice(0, MAX_WORDS);
  if (asked.length === 0) return new Map();
  const isOwn = tenant === 'platform' ? 'true' : 'hospital_id = :tenant';
  const { rows } = await knex.raw(
    `select asked.place::integer - 1 as place, array_agg(people.id) filter (where people.id is not null) as ids
       from unnest(:patterns::text[]) with ordinality as asked (pattern, place)
       left join lateral (
         select id from users
          where ${isOwn} and search_text like asked.pattern
            and (first_name_sort like asked.pattern or last_name_sort like asked.pattern)
          limit ${MAX_PEOPLE + 1}) as people on true
      group by asked.place`,
    { tenant, patterns: asked.map(patternOf) },
  );
  const found = new Map<string, readonly number[]>();
  for (const { place, ids } of rows as { place: number; ids: number[] | null }[]) {
    const word = asked[place];
    if (word !== undefined && (ids?.length ?? 0) <= MAX_PEOPLE) found.set(word, ids ?? []);
  }
  return found;
}
