import { remember } from '../../remember.js';
import { ask, type Queryable, type Statement } from './queryable.js';

/** A count up to this is always exact. */
const EXACT_UP_TO = 10_000;

/** How old a larger one may be, in milliseconds. */
const MAX_AGE_MS = 10_000;

/** Beyond this many, the oldest is forgotten. */
const MAX_REMEMBERED = 1000;

interface Remembered {
  readonly total: number;
  readonly until: number;
  /** That which takes its place, once it has become too old: however many ask then, it is counted once. */
  counting?: Promise<number>;
}

/** Of each database what was counted lately, by the question: it names the tenant and every filter. */
const remembered = new WeakMap<object, Map<string, Remembered>>();

/**
 * How many rows there are. Large counts are remembered for moments: to count a hundred thousand rows takes longer than
 * all else that a list is. Within a transaction everything is counted: what that sees can be its alone.
 */
export async function countRows(knex: Queryable, { sql, bindings }: Statement): Promise<number> {
  const count = async () => {
    // It answers one row of that shape.
    const [row] = (await ask(knex, { sql: `select count(*) as total ${sql}`, bindings })) as {
      total: number;
    }[];
    return row?.total ?? 0;
  };
  const { config, transacting } = knex.client;
  if (transacting) return count();
  const counts = remembered.get(config) ?? new Map<string, Remembered>();
  remembered.set(config, counts);
  const key = `${sql} ${JSON.stringify(bindings)}`;
  const now = performance.now();
  const known = counts.get(key);
  if (known && known.until > now) return known.total;
  if (known?.counting) {
    // Begun before it was asked for, it will do if it may be moments old anyway.
    const total = await known.counting;
    if (total > EXACT_UP_TO) return total;
  }
  const counting = count();
  if (known) known.counting = counting;
  const total = await counting.finally(() => counts.delete(key));
  if (total > EXACT_UP_TO) remember(counts, key, { total, until: now + MAX_AGE_MS }, MAX_REMEMBERED);
  return total;
}
