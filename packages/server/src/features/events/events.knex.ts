import type { Tenant } from '../../db/database.js';
import { addCondition, listRows } from '../../db/knex/list.js';
import { ofTenant } from '../../db/knex/of-tenant.js';
import type { Queryable } from '../../db/knex/queryable.js';
import { askAtTheEnd } from '../../db/knex/transactions.js';
import { selectColumns } from '../../db/knex/values.js';
import { type EventRepository, eventList } from './events.repository.js';

const stored = { hospital: 'hospital_id' };

/** Before the numbers of all transactions that are still under way, and of those to come. */
const horizon = '((event_base() + pg_snapshot_xmin(pg_current_snapshot())::text::bigint) << 16)';

/** Locked, so that a webhook that is just being deleted is waited for and left out, and no reference to it fails. */
const insertSql = `
with given (id, type, created_at, hospital, data, payload) as (
  values (?::text, ?::text, ?::timestamptz, ?::integer, ?::jsonb, ?::jsonb)),
event as (
  insert into events (id, type, created_at, hospital_id, data)
  select id, type, created_at, hospital, data from given)
insert into webhook_deliveries
  (hospital_id, webhook_id, event_id, event_type, payload, status, attempts, next_attempt_at, created_at)
select webhooks.hospital_id, webhooks.id, given.id, type, payload, 'pending', 0, given.created_at, given.created_at
  from given
  join webhooks on webhooks.hospital_id = given.hospital
 where webhooks.is_active and webhooks.events @> any (array['"*"', to_json(type)::text]::jsonb[])
   for key share of webhooks
returning id`;

export function knexEvents(knex: Queryable, tenant: Tenant): EventRepository {
  const events = () => ofTenant(knex, 'events', tenant);
  const shown = () => events().whereRaw(`events.sequence < ${horizon}`);
  const columns = [
    ...selectColumns('events', ['id', 'type', 'created_at', 'hospital', 'data'], stored),
    // As text: it may be larger than the numbers of JavaScript are exact.
    knex.raw('events.sequence::text as position'),
  ];

  return {
    async insert(event, told) {
      const { id, type, created_at, hospital, data } = event;
      const bindings = [id, type, created_at, hospital, JSON.stringify(data), JSON.stringify(event)];
      await askAtTheEnd(knex, { sql: insertSql, bindings }, (rows) => told?.(rows.length));
    },
    list: (request) => listRows(knex, shown(), columns, eventList, request),
    async positionOf(id) {
      const row = await events().where('events.id', id).first(knex.raw('events.sequence::text as position'));
      return row?.position;
    },
    async end() {
      const { rows } = await knex.raw(`select (${horizon} - 1)::text as position`);
      return rows[0].position;
    },
    following(position, where, limit) {
      const query = shown().where('events.sequence', '>', position);
      for (const condition of where) addCondition(query, eventList, condition);
      return query.orderBy('events.sequence').limit(limit).select(columns);
    },
    async lastOf(hospitals) {
      const own = hospitals.filter((hospital) => tenant === 'platform' || hospital === tenant);
      const { rows } = await knex.raw(
        `select asked.hospital, last.sequence::text as position
           from unnest(?::integer[]) as asked (hospital)
          cross join lateral (
            select sequence from events where hospital_id = asked.hospital and sequence < ${horizon}
             order by sequence desc limit 1) as last`,
        [own],
      );
      return rows;
    },
    deleteBefore: (at, limit) =>
      knex('events')
        .whereIn('sequence', events().where('created_at', '<', at).limit(limit).select('sequence'))
        .delete(),
  };
}
