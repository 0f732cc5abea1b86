import type { Knex } from 'knex';
import type { Tenant } from '../database.js';
import type { Queryable } from './queryable.js';

/** That a row is the tenant's, in SQL; of a hospital it takes the id as `:tenant`. */
export function isOfTenant(table: string, tenant: Tenant): string {
  return tenant === 'platform' ? 'true' : `${table}.hospital_id = :tenant`;
}

/** The rows of a table that a tenant reaches: one hospital's, or all. */
export function ofTenant(knex: Queryable, table: string, tenant: Tenant): Knex.QueryBuilder {
  const rows = knex(table);
  return tenant === 'platform' ? rows : rows.where(`${table}.hospital_id`, tenant);
}
