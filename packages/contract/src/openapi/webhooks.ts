import { eventExample } from '../events.js';
import { WebhookPayload } from '../webhooks.js';
import type { OpenApiParameter, OpenApiPathItem } from './document.js';
import type { JsonSchemas } from './json-schemas.js';

/** The schema of what webhooks are sent, in the answering direction: receivers bear new fields. */
export const webhookSchemas = [WebhookPayload];

const signatureHeaders: readonly OpenApiParameter[] = [
  header('webhook-id', 'The id of the event; the same at every attempt. Use it to tell repeated deliveries.'),
  header('webhook-timestamp', 'When this attempt was made, in seconds of Unix time. Refuse old ones.'),
  header(
    'webhook-signature',
    'Standard Webhooks: `v1,` and the Base64 of the HMAC-SHA256 of `id.timestamp.body` under the secret; while ' +
      'a secret is being rotated several, separated by spaces.',
  ),
];

function header(name: string, description: string): OpenApiParameter {
  return { name, in: 'header', required: true, description, schema: { type: 'string' } };
}

/** The request that the platform makes to a webhook. */
export function describeWebhooks(schemas: JsonSchemas): Record<string, OpenApiPathItem> {
  return {
    event: {
      post: {
        operationId: 'webhook_event',
        tags: ['webhooks'],
        summary: 'Receive an event',
        description:
          'Sent to every webhook that asked for the type of the event, at least once, with retries over about ' +
          'three days until it is answered with a 2xx. A `410` switches the webhook off.',
        security: [],
        parameters: signatureHeaders,
        requestBody: {
          required: true,
          content: {
            'application/json': { schema: schemas.answered(WebhookPayload), example: eventExample },
          },
        },
        responses: {
          '2XX': { description: 'Taken.' },
          '4XX': { description: 'Not taken: it is sent again later.' },
          410: { description: 'Not wanted any more: the webhook is switched off.' },
        },
      },
    },
  };
}
