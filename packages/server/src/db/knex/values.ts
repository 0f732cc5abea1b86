import type { Knex } from 'knex';
import type { Queryable } from './queryable.js';

/**
 * Turns a row's fields into columns: `hospital` is stored as `hospital_id`, and so on, as `stored` says. Fields
 * that are undefined are left out, so that an update keeps them.
 */
export function toColumns(
  fields: Readonly<Record<string, unknown>>,
  stored: Readonly<Record<string, string>> = {},
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => value !== undefined)
      .map(([field, value]) => [stored[field] ?? field, isJson(value) ? JSON.stringify(value) : value]),
  );
}

/** jsonb columns take text: the driver would send an array as a PostgreSQL array. */
function isJson(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

/**
 * The name of the user whose id a column holds, to be selected beside the other columns. It is no join, so that rows can be counted
 * without it: with one that it only leaves out, PostgreSQL would read each row where its index tells enough.
 */
export function nameOf(id: string, as: string): string {
  return `(select full_name from users where users.id = ${id}) as ${as}`;
}

/** Columns to be selected as they are written, of which some are not names that knex could quote: see {@link nameOf}. */
export function asWritten(knex: Queryable, columns: readonly string[]): Knex.Raw {
  return knex.raw(columns.join(', '));
}

/**
 * What to select so that rows come back under their fields' names: `appointments.hospital_id as hospital`.
 */
export function selectColumns(
  table: string,
  fields: readonly string[],
  stored: Readonly<Record<string, string>> = {},
): string[] {
  return fields.map((field) => `${table}.${stored[field] ?? field} as ${field}`);
}
