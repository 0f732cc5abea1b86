import type { Knex } from 'knex';
import type { Tenant } from '../../db/database.js';
import { addCondition, listRows } from '../../db/knex/list.js';
import { ofTenant } from '../../db/knex/of-tenant.js';
import { selectColumns } from '../../db/knex/values.js';
import { type EventRepository, eventList } from './events.repository.js';

const stored = { hospital: 'hospital_id' };

/** Before the numbers of all transactions that are still under way, and of those to come. */
const horizon = '((event_base() + pg_snapshot_xmin(pg_current_snapshot())::text::bigint) << 16)';

export function knexEvents(knex: Knex, tenant: Tenant): EventRepository {
  const events = () => ofTenant(knex, 'events', tenant);
  const shown = () => events().whereRaw(`events.sequence < ${horizon}`);
  const columns = [
    ...selectColumns('events', ['id', 'type', 'created_at', 'hospital', 'data'], stored),
    // As text: it may be larger than the numbers of JavaScript are exact.
    knex.raw('events.sequence::text as position'),
  ];

  return {
    async insert(event) {
      // Locked, so that a webhook that is just being deleted is waited for and left out, and no reference to it fails.
      const { rows } = await knex.raw(
        `with event as (
           insert into events (id, type, created_at, hospital_id, data)
           values (:id, :type, :created_at, :hospital, :data::jsonb))
         insert into webhook_deliveries
           (hospital_id, webhook_id, event_id, event_type, payload, status, attempts, next_attempt_at, created_at)
         select hospital_id, id, :id, :type, :payload::jsonb, 'pending', 0, :created_at, :created_at
           from webhooks
          where hospital_id = :hospital and is_active
            and events @> any (array['"*"', to_json(:type::text)::text]::jsonb[])
            for key share
         returning id`,
        { ...event, data: JSON.stringify(event.data), payload: JSON.stringify(event) },
      );
      return rows.length;
    },
    list: (request) => listRows(shown(), columns, eventList, request),
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
