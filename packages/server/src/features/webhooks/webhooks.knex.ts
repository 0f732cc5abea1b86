import { Webhook } from '@medcor/contract';
import type { Tenant } from '../../db/database.js';
import { listRows } from '../../db/knex/list.js';
import { ofTenant } from '../../db/knex/of-tenant.js';
import type { Queryable } from '../../db/knex/queryable.js';
import { selectColumns, toColumns } from '../../db/knex/values.js';
import { ownHospital } from '../../db/own-hospital.js';
import {
  type StoredWebhook,
  type WebhookRepository,
  webhookList,
  webhookSearchText,
} from './webhooks.repository.js';

const stored = { hospital: 'hospital_id' };

const columns = selectColumns(
  'webhooks',
  [...Object.keys(Webhook.shape), 'secret', 'previous_secret', 'failing_since'],
  stored,
);

export function knexWebhooks(knex: Queryable, tenant: Tenant): WebhookRepository {
  const webhooks = () => ofTenant(knex, 'webhooks', tenant);
  // Events are queued under a lock on the key, which this one leaves alone.
  const findForUpdate = (id: number): Promise<StoredWebhook | undefined> =>
    webhooks().where('webhooks.id', id).forNoKeyUpdate().first(columns);

  return {
    find: (id) => webhooks().where('webhooks.id', id).first(columns),
    findForUpdate,
    list: (request) => listRows(knex, webhooks(), columns, webhookList, request),
    async insert(webhook) {
      const [row] = await knex('webhooks')
        .insert({
          ...toColumns(webhook),
          hospital_id: ownHospital(tenant),
          search_text: webhookSearchText(webhook),
        })
        .returning(columns);
      return row;
    },
    async update(id, change) {
      const before = await findForUpdate(id);
      if (!before) return undefined;
      const [row] = await webhooks()
        .where('webhooks.id', id)
        .update({ ...toColumns(change), search_text: webhookSearchText({ ...before, ...change }) })
        .returning(columns);
      return row;
    },
    delete: async (id) => (await webhooks().where('webhooks.id', id).delete()) > 0,
  };
}
