import type { Tenant } from '../../db/database.js';
import { sliceOf } from '../../db/memory/memory-table.js';
import { ownHospital } from '../../db/own-hospital.js';
import type { MemoryTables } from '../tables.memory.js';
import { type StoredWebhook, type WebhookRepository, webhookList } from './webhooks.repository.js';

type Tables = Pick<MemoryTables, 'webhooks' | 'webhookDeliveries'>;

export function memoryWebhooks({ webhooks, webhookDeliveries }: Tables, tenant: Tenant): WebhookRepository {
  const isVisible = ({ hospital }: StoredWebhook) => tenant === 'platform' || hospital === tenant;
  const find = async (id: number) => webhooks.get(id, isVisible);
  return {
    find,
    findForUpdate: find,
    list: async (request) => sliceOf(webhooks.filter(isVisible), webhookList, request),
    insert: async (webhook) => webhooks.insert({ ...webhook, hospital: ownHospital(tenant) }),
    update: async (id, change) => ((await find(id)) ? webhooks.update(id, change) : undefined),
    async delete(id) {
      if (!(await find(id))) return false;
      for (const delivery of webhookDeliveries.filter(({ webhook }) => webhook === id)) {
        webhookDeliveries.delete(delivery.id);
      }
      webhooks.delete(id);
      return true;
    },
  };
}
