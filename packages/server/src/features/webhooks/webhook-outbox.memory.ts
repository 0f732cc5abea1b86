import type { Tenant } from '../../db/database.js';
import { assertPlatform } from '../../db/own-hospital.js';
import type { MemoryTables } from '../tables.memory.js';
import type { DeliveryRow } from './webhook-deliveries.memory.js';
import type { TakenDelivery, WebhookOutboxRepository } from './webhook-outbox.repository.js';
import type { StoredWebhook } from './webhooks.repository.js';

type Tables = Pick<MemoryTables, 'hospitals' | 'webhooks' | 'webhookDeliveries'>;

type Hold = Pick<TakenDelivery, 'id' | 'lease'>;

export function memoryWebhookOutbox(tables: Tables, tenant: Tenant): WebhookOutboxRepository {
  const { hospitals, webhooks, webhookDeliveries } = tables;

  const isActive = (webhook: StoredWebhook) =>
    webhook.is_active && (hospitals.get(webhook.hospital)?.is_active ?? false);

  const isFree = ({ lease }: DeliveryRow) => lease === null || lease.until < Date.now();

  /** Those of a webhook that are due and that nobody holds, the first to be tried first. */
  const dueOf = ({ id }: StoredWebhook, now: string) =>
    webhookDeliveries
      .filter((row) => row.webhook === id && row.next_attempt_at !== null && row.next_attempt_at <= now)
      .filter(isFree)
      .sort((a, b) => Date.parse(a.next_attempt_at ?? '') - Date.parse(b.next_attempt_at ?? ''));

  const held = (holds: readonly Hold[]) => {
    assertPlatform(tenant);
    return holds.filter(({ id, lease }) => webhookDeliveries.get(id)?.lease?.id === lease);
  };

  return {
    async take({ now, lease, leaseMs, limit, limitPerWebhook, inHand }) {
      assertPlatform(tenant);
      const chosen = webhooks.filter(isActive).flatMap((webhook) => {
        const allowed = webhook.failing_since === null ? limitPerWebhook : 1;
        const rest = Math.max(0, allowed - (inHand.get(webhook.id) ?? 0));
        return dueOf(webhook, now)
          .slice(0, rest)
          .map((row) => ({ row, webhook }));
      });
      return chosen.slice(0, limit).map(({ row: { id, attempts, payload }, webhook }) => {
        webhookDeliveries.update(id, { lease: { id: lease, until: Date.now() + leaseMs } });
        return { id, lease, attempts, payload, webhook };
      });
    },
    async renew(holds, leaseMs) {
      for (const { id, lease } of held(holds)) {
        webhookDeliveries.update(id, { lease: { id: lease, until: Date.now() + leaseMs } });
      }
    },
    async settle(hold, progress) {
      const [mine] = held([hold]);
      if (mine) webhookDeliveries.update(mine.id, { ...progress, lease: null });
      return mine !== undefined;
    },
    async release(holds) {
      for (const { id } of held(holds)) webhookDeliveries.update(id, { lease: null });
    },
    async giveUp(now, error, limit) {
      assertPlatform(tenant);
      const those = webhooks
        .filter((webhook) => !isActive(webhook))
        .flatMap((webhook) => dueOf(webhook, now));
      for (const { id } of those.slice(0, limit)) {
        webhookDeliveries.update(id, { status: 'dead', next_attempt_at: null, lease: null, error });
      }
    },
  };
}
