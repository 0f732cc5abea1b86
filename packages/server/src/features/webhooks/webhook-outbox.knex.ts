import type { Tenant } from '../../db/database.js';
import type { Queryable } from '../../db/knex/queryable.js';
import { toColumns } from '../../db/knex/values.js';
import { assertPlatform } from '../../db/own-hospital.js';
import type { TakenDelivery, WebhookOutboxRepository } from './webhook-outbox.repository.js';

/** Nobody has it in hand. Leases are of one clock, the database's: those of the processes may differ. */
const isFree = '(delivery.leased_until is null or delivery.leased_until < clock_timestamp())';

const leaseEnd = 'clock_timestamp() + make_interval(secs => :leaseMs::float8 / 1000)';

/**
 * Hops from webhook to webhook along the index of the queues, and takes the first of each. A queue however long, of a
 * webhook that has its share in hand, is hopped over at once.
 */
const take = `
with recursive queues as (
  (select webhook_id from webhook_deliveries
    where next_attempt_at is not null order by webhook_id limit 1)
  union all
  select (select webhook_id from webhook_deliveries
           where next_attempt_at is not null and webhook_id > queues.webhook_id order by webhook_id limit 1)
    from queues where queues.webhook_id is not null
), chosen as (
  select due.id
    from (select webhook_id from queues where webhook_id is not null order by random()) as queue
    join webhooks on webhooks.id = queue.webhook_id and webhooks.is_active
    join hospitals on hospitals.id = webhooks.hospital_id and hospitals.is_active
    left join unnest(:webhooks::integer[], :counts::integer[]) as busy (webhook_id, count)
      on busy.webhook_id = webhooks.id
   cross join lateral (
     select delivery.id from webhook_deliveries as delivery
      where delivery.webhook_id = webhooks.id and delivery.next_attempt_at <= :now and ${isFree}
      order by delivery.next_attempt_at
      limit greatest(0, coalesce(-busy.count, 0)
        + case when webhooks.failing_since is null then :limitPerWebhook::integer else 1 end)
      for update of delivery skip locked) as due
   limit :limit
)
update webhook_deliveries as delivery set lease = :lease, leased_until = ${leaseEnd}
  from chosen, webhooks
 where delivery.id = chosen.id and webhooks.id = delivery.webhook_id
returning delivery.id, delivery.lease, delivery.attempts, delivery.payload, delivery.webhook_id, webhooks.url,
  webhooks.secret, webhooks.previous_secret, webhooks.previous_secret_expires_at`;

const giveUp = `
update webhook_deliveries
   set status = 'dead', next_attempt_at = null, lease = null, leased_until = null, error = :error
 where id in (
   select delivery.id from webhooks
     join hospitals on hospitals.id = webhooks.hospital_id
     join webhook_deliveries as delivery on delivery.webhook_id = webhooks.id
    where not (webhooks.is_active and hospitals.is_active)
      and delivery.next_attempt_at <= :now and ${isFree}
    limit :limit for update of delivery skip locked)`;

/** What a statement of taking answers with: flat, as statements do. */
type TakenRow = Omit<TakenDelivery, 'webhook'> &
  Omit<TakenDelivery['webhook'], 'id'> & { webhook_id: number };

export function knexWebhookOutbox(knex: Queryable, tenant: Tenant): WebhookOutboxRepository {
  const held = (holds: readonly Pick<TakenDelivery, 'id' | 'lease'>[]) => {
    assertPlatform(tenant);
    return knex('webhook_deliveries')
      .whereRaw('id = any(?::integer[])', [holds.map(({ id }) => id)])
      .whereRaw('lease = any(?::text[])', [[...new Set(holds.map(({ lease }) => lease))]]);
  };

  return {
    async take({ inHand, ...options }) {
      assertPlatform(tenant);
      const busy = { webhooks: [...inHand.keys()], counts: [...inHand.values()] };
      const { rows } = await knex.raw(take, { ...options, ...busy });
      return rows.map(toTaken);
    },
    async renew(holds, leaseMs) {
      await held(holds).update({ leased_until: knex.raw(leaseEnd, { leaseMs }) });
    },
    async settle(hold, progress) {
      return (await held([hold]).update({ ...toColumns(progress), lease: null, leased_until: null })) > 0;
    },
    async release(holds) {
      await held(holds).update({ lease: null, leased_until: null });
    },
    async giveUp(now, error, limit) {
      assertPlatform(tenant);
      await knex.raw(giveUp, { now, error, limit });
    },
  };
}

function toTaken({ id, lease, attempts, payload, webhook_id, ...target }: TakenRow): TakenDelivery {
  return { id, lease, attempts, payload, webhook: { id: webhook_id, ...target } };
}
