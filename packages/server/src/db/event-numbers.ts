import type { Knex } from 'knex';

/**
 * What there is of events cannot have been written by transactions that are still to come: then this database was
 * restored into a server whose transactions have lower numbers, and the numbers of events go on from where they were.
 */
const baseAfterRestore = `
select (max(sequence) >> 16) + 1 - pg_snapshot_xmin(pg_current_snapshot())::text::bigint as base
  from events
having (max(sequence) >> 16) - event_base() >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint`;

/**
 * Sees to it that new events come after those that there are, and that these are shown: both follow from the numbers
 * of transactions, which no dump carries along.
 */
export async function raiseEventNumbers(owner: Knex): Promise<void> {
  const { rows } = await owner.raw(baseAfterRestore);
  if (rows.length === 0) return;
  const base = BigInt(rows[0].base);
  await owner.raw(
    `create or replace function event_base() returns bigint language sql stable as 'select ${base}::bigint'`,
  );
}
