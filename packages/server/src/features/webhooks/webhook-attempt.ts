import type { WebhookPayload } from '@medcor/contract';
import type { Seal } from '../../lists/pager.js';
import type { Clock, WebhookOutcome, WebhookSender } from '../../ports.js';
import type { DeliveryProgress } from './webhook-deliveries.repository.js';
import { openSecrets } from './webhook-secrets.js';
import type { StoredWebhook } from './webhooks.repository.js';

export interface AttemptPorts {
  readonly webhookSender: WebhookSender;
  readonly seal: Seal;
  readonly clock: Clock;
}

/** Where to send, and what to sign with. */
export type WebhookTarget = Pick<
  StoredWebhook,
  'url' | 'secret' | 'previous_secret' | 'previous_secret_expires_at'
>;

/** What an attempt leaves behind, whatever becomes of the delivery. */
export type Attempt = Pick<
  DeliveryProgress,
  'last_attempt_at' | 'response_status' | 'response_body' | 'duration_ms' | 'error'
> & { readonly isDelivered: boolean };

/** Sends a payload to a webhook once. Takes as long as the webhook does: not for inside a transaction. */
export async function attempt(
  { webhookSender, seal, clock }: AttemptPorts,
  webhook: WebhookTarget,
  payload: WebhookPayload,
): Promise<Attempt> {
  const now = clock();
  const secrets = openSecrets(seal, webhook, now);
  const outcome =
    secrets.length === 0
      ? unsigned
      : await webhookSender.send({ url: webhook.url, id: payload.id, body: bodyOf(payload), secrets });
  return {
    isDelivered: outcome.status !== null && outcome.status >= 200 && outcome.status < 300,
    last_attempt_at: now.toISOString(),
    response_status: outcome.status,
    response_body: outcome.body,
    duration_ms: outcome.durationMs,
    error: outcome.error,
  };
}

const unsigned: WebhookOutcome = {
  status: null,
  body: null,
  error: 'The secret was sealed with a key that is not in use any more: rotate the secret.',
  durationMs: 0,
};

/** In the order in which the contract names the fields, whatever order they were kept in. */
function bodyOf({ id, type, created_at, hospital, data }: WebhookPayload): string {
  return JSON.stringify({ id, type, created_at, hospital, data });
}
