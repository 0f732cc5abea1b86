import * as z from 'zod/v4';
import { Event } from './events.js';
import { components } from './shared/components.js';
import { endpoint } from './shared/endpoint.js';
import { eventTypes } from './shared/event-types.js';
import { EmptyBody, Id, NoContent, optionalText, TimestampOut, text } from './shared/fields.js';
import { dateRangeFilter, hospitalFilter, pagedList, searchFilter } from './shared/lists.js';

/** What a webhook can ask for: single event types, or `*` for every one. */
export const WebhookEventType = z.enum([...eventTypes, '*']).register(components, { id: 'WebhookEventType' });

/** What a webhook can be sent: the events, and the test that an admin asks for. */
export const DeliveryEventType = z
  .enum([...eventTypes, 'webhook.test'])
  .register(components, { id: 'DeliveryEventType' });

/** The body of the request that a webhook receives. */
export const WebhookPayload = z
  .strictObject({ ...Event.shape, type: DeliveryEventType })
  .register(components, { id: 'WebhookPayload' });
export type WebhookPayload = z.output<typeof WebhookPayload>;

/** An address that a hospital's events are sent to. */
export const Webhook = z
  .strictObject({
    id: z.int(),
    hospital: z.int(),
    url: z.string(),
    events: z.array(WebhookEventType),
    description: z.string().nullable(),
    is_active: z.boolean(),
    disabled_reason: z
      .enum(['gone', 'failing'])
      .nullable()
      .describe(
        'Why the server switched it off: it answered 410 (`gone`), or failed for five days (`failing`). ' +
          'Switching it on again clears this.',
      ),
    secret_hint: z.string().describe('The last characters of the secret.'),
    previous_secret_expires_at: TimestampOut.nullable().describe(
      'Until when deliveries are signed with the secret before as well; `null` when no rotation is under way.',
    ),
    created_at: TimestampOut,
    updated_at: TimestampOut,
  })
  .register(components, { id: 'Webhook' });
export type Webhook = z.output<typeof Webhook>;

/** A webhook with its secret; only creating it and rotating the secret answer this. */
export const WebhookWithSecret = z
  .strictObject({
    ...Webhook.shape,
    secret: z.string().describe('Verifies the signatures. Shown this once.'),
  })
  .register(components, { id: 'WebhookWithSecret' });
export type WebhookWithSecret = z.output<typeof WebhookWithSecret>;

/** Which addresses may be reached is the server's rule: it depends on its configuration. */
const WebhookUrl = z
  .string()
  .trim()
  .max(2000)
  .regex(
    /^[hH][tT][tT][pP][sS]?:\/\/[^\s/?#@\\]+(?:[/?#]\S*)?$/,
    'Not an http(s) address without credentials.',
  )
  .refine(URL.canParse, 'Not a valid address.')
  .describe('Must be `https`, and lead to no private address, unless the server is configured to allow it.')
  .meta({ format: 'uri', example: 'https://your-server.com/webhook' });

/** Never trimmed: receivers sign with the very same bytes. */
const Secret = z
  .string()
  .min(8)
  .max(256)
  .regex(/^\S(?:[\s\S]*\S)?$/, 'Must not begin or end with a space.')
  .regex(
    /^(?!whsec_)|^whsec_(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/,
    'Must be Base64 after "whsec_".',
  )
  .describe('Taken as bytes; after `whsec_` as Base64. Made by the server when absent.')
  .meta({ format: 'password' });

const webhookFields = {
  url: WebhookUrl,
  events: z
    .array(WebhookEventType)
    .min(1)
    .max(eventTypes.length + 1)
    .describe('The event types to send; `*` for all of them.'),
  description: optionalText(500),
  is_active: z.boolean(),
};

export const WebhookUpdate = z
  .strictObject(webhookFields)
  .partial()
  .register(components, { id: 'WebhookUpdate' });
export type WebhookUpdate = z.output<typeof WebhookUpdate>;

export const WebhookCreate = z
  .strictObject(webhookFields)
  .partial()
  .required({ url: true, events: true })
  .extend({
    secret: Secret.optional(),
    hospital: Id.optional().describe('Defaults to your own hospital.'),
  })
  .register(components, { id: 'WebhookCreate' });
export type WebhookCreate = z.output<typeof WebhookCreate>;

export const WebhookSecretRotate = z
  .strictObject({ secret: Secret.optional() })
  .register(components, { id: 'WebhookSecretRotate' });
export type WebhookSecretRotate = z.output<typeof WebhookSecretRotate>;

export const DeliveryStatus = z.enum(['pending', 'delivered', 'failed', 'dead']).register(components, {
  id: 'DeliveryStatus',
  description:
    '`pending`: not tried yet; `delivered`: answered 2xx; `failed`: will be tried again; `dead`: given up.',
});

/** One event on its way to one webhook. */
export const Delivery = z
  .strictObject({
    id: z.int(),
    webhook: z.int(),
    event: z.string().describe('The id of the event.'),
    event_type: DeliveryEventType,
    status: DeliveryStatus,
    attempts: z.int(),
    next_attempt_at: TimestampOut.nullable(),
    last_attempt_at: TimestampOut.nullable(),
    response_status: z.int().nullable().describe('The HTTP status of the last answer.'),
    response_body: z.string().nullable().describe('The first kilobyte of the last answer.'),
    duration_ms: z.int().nullable().describe('How long the last attempt took.'),
    error: z.string().nullable().describe('Why the last attempt got no answer.'),
    created_at: TimestampOut,
    delivered_at: TimestampOut.nullable(),
  })
  .register(components, { id: 'Delivery' });
export type Delivery = z.output<typeof Delivery>;

const pathParams = z.strictObject({ id: Id });

const documentWebhook = {
  url: 'https://your-server.com/webhook',
  events: ['appointment.created', 'appointment.cancelled'],
  secret: 'your-webhook-secret',
} as const;

const webhookExample: Webhook = {
  id: 1,
  hospital: 1,
  url: 'https://your-server.com/webhook',
  events: ['appointment.created', 'appointment.cancelled'],
  description: null,
  is_active: true,
  disabled_reason: null,
  secret_hint: 'cret',
  previous_secret_expires_at: null,
  created_at: '2025-01-15T09:00:00.000Z',
  updated_at: '2025-01-15T09:00:00.000Z',
};

const deliveryExample: Delivery = {
  id: 1,
  webhook: 1,
  event: 'evt_01JJ1D3C5MEXAMPLE0000000001',
  event_type: 'appointment.created',
  status: 'delivered',
  attempts: 1,
  next_attempt_at: null,
  last_attempt_at: '2025-01-16T09:00:00.250Z',
  response_status: 200,
  response_body: 'ok',
  duration_ms: 84,
  error: null,
  created_at: '2025-01-16T09:00:00.000Z',
  delivered_at: '2025-01-16T09:00:00.334Z',
};

const pendingDeliveryExample: Delivery = {
  ...deliveryExample,
  status: 'pending',
  attempts: 0,
  next_attempt_at: '2025-01-16T12:00:00.000Z',
  delivered_at: null,
};

export const webhooks = {
  list: endpoint({
    ...pagedList({
      item: Webhook,
      name: 'Webhook',
      filters: {
        ...searchFilter,
        ...hospitalFilter,
        is_active: z.boolean().optional(),
      },
      ordering: ['created_at'],
      defaultOrdering: 'id',
    }),
    path: '/api/webhooks/',
    summary: 'List webhooks',
    description: "The hospital's webhooks, without their secrets.",
    permission: 'webhooks',
    errors: ['INVALID_REFERENCE'],
    examples: { response: { count: 1, next: null, previous: null, results: [webhookExample] } },
  }),
  create: endpoint({
    method: 'POST',
    path: '/api/webhooks/',
    summary: 'Create a webhook',
    description:
      'Has events sent to an address, signed as Standard Webhooks (`webhook-id`, `webhook-timestamp`, ' +
      '`webhook-signature`), at least once each and with retries over about three days. Shows the secret once.',
    permission: 'webhooks',
    cache: 'no-store',
    body: WebhookCreate,
    success: { 201: WebhookWithSecret },
    errors: ['INVALID_REFERENCE'],
    examples: {
      request: documentWebhook,
      response: { ...webhookExample, secret: documentWebhook.secret },
    },
  }),
  get: endpoint({
    method: 'GET',
    path: '/api/webhooks/:id/',
    pathParams,
    summary: 'Get a webhook',
    description: 'One webhook, without its secret.',
    permission: 'webhooks',
    success: { 200: Webhook },
    examples: { response: webhookExample },
  }),
  update: endpoint({
    method: 'PUT',
    path: '/api/webhooks/:id/',
    pathParams,
    summary: 'Update a webhook',
    description:
      'Changes the fields that are sent; the secret is changed by rotating it. Events that happen while the webhook ' +
      'is off are not sent to it later.',
    permission: 'webhooks',
    body: WebhookUpdate,
    success: { 200: Webhook },
    examples: {
      request: { events: ['*'], description: 'Front desk display' },
      response: { ...webhookExample, events: ['*'], description: 'Front desk display' },
    },
  }),
  delete: endpoint({
    method: 'DELETE',
    path: '/api/webhooks/:id/',
    pathParams,
    summary: 'Delete a webhook',
    description: 'Nothing is sent to it any more; its deliveries go with it.',
    permission: 'webhooks',
    success: { 204: NoContent },
  }),
  test: endpoint({
    method: 'POST',
    path: '/api/webhooks/:id/test/',
    pathParams,
    summary: 'Test a webhook',
    description:
      'Sends a `webhook.test` event at once and answers how that went. It is sent to a webhook that is off as well, ' +
      'is tried once only, and does not show in the events.',
    permission: 'webhooks',
    body: EmptyBody,
    success: { 200: Delivery },
    examples: { request: {}, response: { ...deliveryExample, event_type: 'webhook.test' } },
  }),
  rotateSecret: endpoint({
    method: 'POST',
    path: '/api/webhooks/:id/rotate-secret/',
    pathParams,
    summary: "Rotate a webhook's secret",
    description:
      'Replaces the secret by the given one, else by a new one, and shows it once. For 24 hours deliveries are ' +
      'signed with both.',
    permission: 'webhooks',
    cache: 'no-store',
    body: WebhookSecretRotate,
    success: { 200: WebhookWithSecret },
    examples: {
      request: {},
      response: {
        ...webhookExample,
        secret_hint: 'bGU=',
        previous_secret_expires_at: '2025-01-17T09:00:00.000Z',
        updated_at: '2025-01-16T09:00:00.000Z',
        secret: 'whsec_ZXhhbXBsZS1zZWNyZXQtZXhhbXBsZS1zZWNyZXQtZXhhbXBsZQ==',
      },
    },
  }),
  deliveries: endpoint({
    ...pagedList({
      item: Delivery,
      name: 'Delivery',
      filters: {
        ...dateRangeFilter,
        status: DeliveryStatus.optional(),
        event_type: DeliveryEventType.optional(),
        event: text(64).optional().describe('The id of an event.'),
      },
      ordering: ['created_at'],
      defaultOrdering: '-created_at',
    }),
    path: '/api/webhooks/:id/deliveries/',
    pathParams,
    summary: "List a webhook's deliveries",
    description:
      'What was sent, or is to be sent, to this webhook in the last 90 days, and how it was answered.',
    permission: 'webhooks',
    examples: { response: { count: 1, next: null, previous: null, results: [deliveryExample] } },
  }),
  redeliver: endpoint({
    method: 'POST',
    path: '/api/webhooks/:id/deliveries/:delivery_id/redeliver/',
    pathParams: z.strictObject({ id: Id, delivery_id: Id }),
    summary: 'Send a delivery again',
    description:
      'Puts the delivery back at the head of the queue, with all its attempts before it. The event keeps its id, so ' +
      'that the receiver can tell. A webhook that is off has to be switched on first.',
    permission: 'webhooks',
    body: EmptyBody,
    success: { 200: Delivery },
    errors: ['INVALID_TRANSITION'],
    examples: { request: {}, response: pendingDeliveryExample },
  }),
};
