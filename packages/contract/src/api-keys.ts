import * as z from 'zod/v4';
import { components } from './shared/components.js';
import { endpoint } from './shared/endpoint.js';
import { Id, NoContent, Timestamp, TimestampOut, text } from './shared/fields.js';
import { pagedList } from './shared/lists.js';

export const ApiKeyAccess = z.enum(['read', 'write']).register(components, { id: 'ApiKeyAccess' });

/** A key for a machine; it acts as its owner, never beyond. */
export const ApiKey = z
  .strictObject({
    id: z.int(),
    name: z.string(),
    access: ApiKeyAccess,
    hint: z.string().describe('The first characters of the key.'),
    expires_at: TimestampOut.nullable(),
    last_used_at: TimestampOut.nullable(),
    created_at: TimestampOut,
  })
  .register(components, { id: 'ApiKey' });
export type ApiKey = z.output<typeof ApiKey>;

/** A new key; the only answer that shows it. */
export const ApiKeyCreated = z
  .strictObject({
    ...ApiKey.shape,
    key: z.string().describe('Send it as the bearer token. Shown this once.'),
  })
  .register(components, { id: 'ApiKeyCreated' });
export type ApiKeyCreated = z.output<typeof ApiKeyCreated>;

export const ApiKeyCreate = z
  .strictObject({
    name: text(100),
    access: ApiKeyAccess,
    expires_at: Timestamp.nullable().optional().describe('Never, when absent.'),
  })
  .register(components, { id: 'ApiKeyCreate' });
export type ApiKeyCreate = z.output<typeof ApiKeyCreate>;

const apiKeyExample: ApiKey = {
  id: 1,
  name: 'Nightly import',
  access: 'write',
  hint: 'mk_3fT9',
  expires_at: null,
  last_used_at: null,
  created_at: '2025-01-20T09:00:00.000Z',
};

export const apiKeys = {
  list: endpoint({
    ...pagedList({
      item: ApiKey,
      name: 'ApiKey',
      filters: {},
      ordering: ['created_at'],
      defaultOrdering: '-created_at',
    }),
    path: '/api/auth/api-keys/',
    summary: 'List your API keys',
    description: 'Your keys, without the keys themselves.',
    permission: 'account',
    apiKeys: false,
    examples: { response: { count: 1, next: null, previous: null, results: [apiKeyExample] } },
  }),
  create: endpoint({
    method: 'POST',
    path: '/api/auth/api-keys/',
    summary: 'Create an API key',
    description: 'Makes a key for a machine and shows it once. It cannot touch accounts or keys.',
    permission: 'account',
    apiKeys: false,
    cache: 'no-store',
    body: ApiKeyCreate,
    success: { 201: ApiKeyCreated },
    examples: {
      request: { name: 'Nightly import', access: 'write' },
      response: { ...apiKeyExample, key: 'mk_3fT9exampleexampleexampleexampleexample' },
    },
  }),
  delete: endpoint({
    method: 'DELETE',
    path: '/api/auth/api-keys/:id/',
    pathParams: z.strictObject({ id: Id }),
    summary: 'Delete an API key',
    description: 'The key stops at once.',
    permission: 'account',
    apiKeys: false,
    success: { 204: NoContent },
  }),
};
