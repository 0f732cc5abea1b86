import { Delivery } from '@medcor/contract';
import type { Tenant } from '../../db/database.js';
import { sliceOf } from '../../db/memory/memory-table.js';
import { ownHospital } from '../../db/own-hospital.js';
import type { MemoryTables } from '../tables.memory.js';
import {
  deliveryList,
  type NewDelivery,
  type WebhookDeliveryRepository,
} from './webhook-deliveries.repository.js';

export type DeliveryRow = NewDelivery & {
  readonly id: number;
  readonly hospital: number;
  /** In whose hands it is, and until when. */
  readonly lease: Lease | null;
};

export interface Lease {
  readonly id: string;
  readonly until: number;
}

const shownFields = Object.keys(Delivery.shape);

export function memoryWebhookDeliveries(
  { webhookDeliveries }: Pick<MemoryTables, 'webhookDeliveries'>,
  tenant: Tenant,
): WebhookDeliveryRepository {
  const isVisible = ({ hospital }: DeliveryRow) => tenant === 'platform' || hospital === tenant;
  const visible = (webhook: number, id: number) =>
    webhookDeliveries.get(id, (row) => row.webhook === webhook && isVisible(row));

  return {
    async find(webhook, id) {
      const row = visible(webhook, id);
      return row && shown(row);
    },
    async list(webhook, request) {
      const rows = webhookDeliveries.filter((row) => row.webhook === webhook && isVisible(row));
      return sliceOf(rows.map(shown), deliveryList, request);
    },
    insert: async (delivery) =>
      shown(webhookDeliveries.insert({ ...delivery, hospital: ownHospital(tenant), lease: null })),
    async update(webhook, id, progress) {
      const row = visible(webhook, id) && webhookDeliveries.update(id, { ...progress, lease: null });
      return row && shown(row);
    },
    async deleteBefore(at, limit) {
      const old = webhookDeliveries.filter((row) => isVisible(row) && row.created_at < at).slice(0, limit);
      for (const { id } of old) webhookDeliveries.delete(id);
      return old.length;
    },
  };
}

function shown(row: DeliveryRow): Delivery {
  const fields = Object.entries(row).filter(([field]) => shownFields.includes(field));
  // Exactly the fields of the schema.
  return Object.fromEntries(fields) as Delivery;
}
