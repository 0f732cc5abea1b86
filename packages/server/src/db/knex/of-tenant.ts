import type { Knex } from 'knex';
import type { Tenant } from '../database.js';

/** The rows of a table that a tenant reaches: one hospital's, or all. */
export function ofTenant(knex: Knex, table: string, tenant: Tenant): Knex.QueryBuilder {
  const rows = knex(table);
  return tenant === 'platform' ? rows : rows.where(`${table}.hospital_id`, tenant);
}
