import type { Knex } from 'knex';

/** How busy a database is kept, for those who watch over it. */
export interface DatabaseLoad {
  /** The application's connections: at work, idle, and how many are being waited for. */
  connections(): { readonly used: number; readonly free: number; readonly pending: number };
  /** Webhook deliveries that are still to be made, and for how long the oldest of them has been due. */
  outbox(): Promise<{ readonly waiting: number; readonly oldestDueSeconds: number }>;
}

/** The part of knex' pool (tarn) that tells of its state. */
interface Pool {
  numUsed(): number;
  numFree(): number;
  numPendingAcquires(): number;
}

const waitingDeliveries = `
select count(*) as waiting,
  coalesce(greatest(extract(epoch from now() - min(next_attempt_at)), 0), 0)::float8 as "oldestDueSeconds"
from webhook_deliveries where next_attempt_at is not null`;

export function databaseLoad(knex: Knex): DatabaseLoad {
  // knex has no type for its pool.
  const pool = knex.client.pool as Pool;
  return {
    connections: () => ({
      used: pool.numUsed(),
      free: pool.numFree(),
      pending: pool.numPendingAcquires(),
    }),
    async outbox() {
      const { rows } = await knex.raw(waitingDeliveries);
      return rows[0];
    },
  };
}
