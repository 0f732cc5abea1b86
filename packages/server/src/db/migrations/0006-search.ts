import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw('create index appointments_search on appointments using gin (search_text gin_trgm_ops)');
}
