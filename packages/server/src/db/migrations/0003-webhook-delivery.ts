import type { Knex } from 'knex';

/** What sending the deliveries needs: to know a lease as one's own, and to find what is due of each webhook. */
const changes = `
alter table webhook_deliveries add column lease text;
create index webhook_deliveries_queue on webhook_deliveries (webhook_id, next_attempt_at)
  where next_attempt_at is not null;
`;

export async function up(knex: Knex): Promise<void> {
  await knex.raw(changes);
}
