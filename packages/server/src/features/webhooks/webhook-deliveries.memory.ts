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

type Tables = Pick<MemoryTables, 'webhooks' | 'webhookDeliveries'>;

const shownFields = Object.keys(Delivery.shape);

export function memoryWebhookDeliveries(tables: Tables, tenant: Tenant): WebhookDeliveryRepository {
  const { webhooks, webhookDeliveries } = tables;
  const isVisible = ({ hospital }: DeliveryRow) => tenant === 'platform' || hospital === tenant;
  const visible = (webhook: number, id: number) =>
    webhookDeliveries.find((row) => row.id === id && row.webhook === webhook && isVisible(row));

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
    async insertAll(event) {
      const those = webhooks.filter(
        ({ hospital, is_active, events }) =>
          hospital === event.hospital && is_active && (events.includes('*') || events.includes(event.type)),
      );
      for (const { id, hospital } of those) {
        webhookDeliveries.insert({
          hospital,
          webhook: id,
          event: event.id,
          event_type: event.type,
          payload: event,
          status: 'pending',
          attempts: 0,
          next_attempt_at: event.created_at,
          last_attempt_at: null,
          response_status: null,
          response_body: null,
          duration_ms: null,
          error: null,
          created_at: event.created_at,
          delivered_at: null,
          lease: null,
        });
      }
      return those.length;
    },
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
