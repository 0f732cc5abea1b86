import { Delivery } from '@medcor/contract';
import type { Tenant } from '../../db/database.js';
import { listRows } from '../../db/knex/list.js';
import { ofTenant } from '../../db/knex/of-tenant.js';
import type { Queryable } from '../../db/knex/queryable.js';
import { selectColumns, toColumns } from '../../db/knex/values.js';
import { ownHospital } from '../../db/own-hospital.js';
import { deliveryList, type WebhookDeliveryRepository } from './webhook-deliveries.repository.js';

const stored = { hospital: 'hospital_id', webhook: 'webhook_id', event: 'event_id' };

const columns = selectColumns('webhook_deliveries', Object.keys(Delivery.shape), stored);

export function knexWebhookDeliveries(knex: Queryable, tenant: Tenant): WebhookDeliveryRepository {
  const deliveries = () => ofTenant(knex, 'webhook_deliveries', tenant);
  const ofWebhook = (webhook: number) => deliveries().where('webhook_deliveries.webhook_id', webhook);

  return {
    find: (webhook, id) => ofWebhook(webhook).where('webhook_deliveries.id', id).first(columns),
    list: (webhook, request) => listRows(knex, ofWebhook(webhook), columns, deliveryList, request),
    async insert(delivery) {
      const [row] = await knex('webhook_deliveries')
        .insert({ ...toColumns(delivery, stored), hospital_id: ownHospital(tenant) })
        .returning(columns);
      return row;
    },
    async update(webhook, id, progress) {
      const [row] = await ofWebhook(webhook)
        .where('webhook_deliveries.id', id)
        .update({ ...toColumns(progress), lease: null, leased_until: null })
        .returning(columns);
      return row;
    },
    deleteBefore: (at, limit) =>
      knex('webhook_deliveries')
        .whereIn('id', deliveries().where('created_at', '<', at).limit(limit).select('id'))
        .delete(),
  };
}
