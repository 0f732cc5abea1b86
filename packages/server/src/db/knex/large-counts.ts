import type { Knex } from 'knex';

/** A count up to this is always exact. */
const EXACT_UP_TO = 10_000;

/** How old a larger one may be, in milliseconds. */
const MAX_AGE_MS = 10_000;

/** Beyond this many, the oldest is forgotten. */
const MAX_REMEMBERED = 1000;

interface Remembered {
  readonly total: number;
  readonly until: number;
}

/** Of each database what was counted lately, by the question: it names the tenant and every filter. */
const remembered = new WeakMap<object, Map<string, Remembered>>();

/**
 * How many rows a query has. Large counts are remembered for moments: to count a hundred thousand rows takes longer than
 * all else that a list is. Within a transaction everything is counted: what that sees can be its alone.
 */
export async function countRows(query: Knex.QueryBuilder): Promise<number> {
  const counting = query.clone().count({ total: '*' });
  // knex has no types for what a query is made of; a transaction has the settings of its database.
  const { client } = counting as unknown as { client: { config: object; transacting?: boolean } };
  if (client.transacting) return totalOf(await counting);
  const counts = remembered.get(client.config) ?? new Map<string, Remembered>();
  remembered.set(client.config, counts);
  const { sql, bindings } = counting.toSQL();
  const key = `${sql} ${JSON.stringify(bindings)}`;
  const now = performance.now();
  const known = counts.get(key);
  if (known && known.until > now) return known.total;
  counts.delete(key);
  const total = totalOf(await counting);
  if (total > EXACT_UP_TO) {
    counts.set(key, { total, until: now + MAX_AGE_MS });
    const [oldest] = counts.keys();
    if (counts.size > MAX_REMEMBERED && oldest !== undefined) counts.delete(oldest);
  }
  return total;
}

function totalOf(rows: unknown): number {
  // `count` answers one row of that shape.
  const [row] = rows as { total: number }[];
  return row?.total ?? 0;
}
