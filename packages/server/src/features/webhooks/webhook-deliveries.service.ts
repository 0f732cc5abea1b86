import { contract, type Delivery, type WebhookPayload } from '@medcor/contract';
import type { Actor } from '../../edge/actor.js';
import { ApiError, found } from '../../edge/api-error.js';
import { between, equals } from '../../lists/conditions.js';
import type { Page } from '../../lists/page.js';
import type { ListQuery } from '../../lists/pager.js';
import type { Secrets, ServicePorts } from '../../ports.js';
import { createEventIds } from '../events/event-ids.js';
import { timeZoneFor } from '../hospitals/hospital-time-zone.js';
import { type AttemptPorts, attempt } from './webhook-attempt.js';
import { deliveryList } from './webhook-deliveries.repository.js';
import type { WebhookService } from './webhooks.service.js';

interface DeliveryPorts extends ServicePorts, AttemptPorts {
  readonly secrets: Secrets;
  readonly webhooks: WebhookService;
  /** Hears when there is a delivery to be made. */
  readonly onQueued?: (() => void) | undefined;
}

interface DeliveryFilters extends ListQuery {
  readonly date_from?: string | undefined;
  readonly date_to?: string | undefined;
  readonly status?: Delivery['status'] | undefined;
  readonly event_type?: Delivery['event_type'] | undefined;
  readonly event?: string | undefined;
}

export type WebhookDeliveryService = ReturnType<typeof createWebhookDeliveryService>;

export function createWebhookDeliveryService(ports: DeliveryPorts) {
  const { database, pager, clock, secrets, webhooks, onQueued } = ports;

  return {
    async list(actor: Actor, id: number, query: DeliveryFilters): Promise<Page<Delivery>> {
      const { hospital } = await webhooks.find(actor, id);
      return database.read(hospital, async (repositories) => {
        const where = [
          equals('status', query.status),
          equals('event_type', query.event_type),
          equals('event', query.event),
          ...between('created_at', query, await timeZoneFor(repositories, hospital, query)),
        ];
        return pager(contract.webhooks.deliveries, query, deliveryList, where, (request) =>
          repositories.webhookDeliveries.list(id, request),
        );
      });
    },

    /** Sends an event that is none, once, whether the webhook is on or off, and waits for how that goes. */
    async test(actor: Actor, id: number): Promise<Delivery> {
      const webhook = await webhooks.find(actor, id);
      const { hospital } = webhook;
      const now = clock();
      const payload: WebhookPayload = {
        id: createEventIds(secrets)(now),
        type: 'webhook.test',
        created_at: now.toISOString(),
        hospital,
        data: { id, hospital },
      };
      const { isDelivered, ...progress } = await attempt(ports, webhook, payload);
      return database.transaction(hospital, async (transaction) => {
        // Somebody may have deleted it meanwhile.
        found(await transaction.webhooks.findForUpdate(id));
        return transaction.webhookDeliveries.insert({
          webhook: id,
          event: payload.id,
          event_type: payload.type,
          payload,
          status: isDelivered ? 'delivered' : 'dead',
          attempts: 1,
          next_attempt_at: null,
          ...progress,
          created_at: payload.created_at,
          delivered_at: isDelivered ? clock().toISOString() : null,
        });
      });
    },

    /** Throws `409 INVALID_TRANSITION` for a webhook that is off. */
    async redeliver(actor: Actor, id: number, delivery: number): Promise<Delivery> {
      const { hospital } = await webhooks.find(actor, id);
      return database.transaction(hospital, async (transaction) => {
        const webhook = found(await transaction.webhooks.findForUpdate(id));
        found(await transaction.webhookDeliveries.find(id, delivery));
        if (!webhook.is_active) {
          throw new ApiError('INVALID_TRANSITION', { message: 'The webhook is off: switch it on first.' });
        }
        const queued = await transaction.webhookDeliveries.update(id, delivery, {
          status: 'pending',
          attempts: 0,
          next_attempt_at: clock().toISOString(),
          delivered_at: null,
        });
        transaction.afterCommit(() => onQueued?.());
        return found(queued);
      });
    },
  };
}
