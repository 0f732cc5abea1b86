import { readsOneResource } from '../operations.js';
import type { Endpoint } from '../shared/endpoint.js';
import type { OpenApiHeader, OpenApiParameter, Reference } from './document.js';

/** The headers that answers carry. */
export const headers = {
  RequestId: {
    description: 'Identifies the request in the logs: the one you sent as `X-Request-Id`, else a new one.',
    schema: { type: 'string' },
  },
  RateLimitLimit: { description: 'Requests allowed in the window.', schema: { type: 'integer', minimum: 1 } },
  RateLimitRemaining: {
    description: 'Requests left in the window.',
    schema: { type: 'integer', minimum: 0 },
  },
  RateLimitReset: {
    description: 'When the window ends, in seconds of Unix time.',
    schema: { type: 'integer', minimum: 0 },
  },
  WwwAuthenticate: { description: 'The scheme to sign in by.', schema: { type: 'string' } },
  RetryAfter: { description: 'Seconds to wait.', schema: { type: 'integer', minimum: 0 } },
  NextCursor: {
    description: 'The `cursor` of the rows after these; absent on the last page.',
    schema: { type: 'string' },
  },
  TotalCount: {
    description: 'Rows in all; exact up to 10,000, above that up to 10 seconds old.',
    schema: { type: 'integer', minimum: 0 },
  },
  Link: {
    description: 'The addresses of the pages beside this one, as `rel="next"` and `rel="prev"`.',
    schema: { type: 'string' },
  },
  ETag: {
    description: 'The version of the resource, for `If-Match` and `If-None-Match`.',
    schema: { type: 'string' },
  },
  IdempotentReplayed: {
    description: '`true` when this is the answer that an earlier request with the same key was given.',
    schema: { type: 'string', enum: ['true'] },
  },
} as const satisfies Record<string, OpenApiHeader>;

type HeaderComponent = keyof typeof headers;

function references(components: Readonly<Record<string, HeaderComponent>>): Record<string, Reference> {
  return Object.fromEntries(
    Object.entries(components).map(([name, component]) => [
      name,
      { $ref: `#/components/headers/${component}` },
    ]),
  );
}

const rateHeaders = {
  'X-RateLimit-Limit': 'RateLimitLimit',
  'X-RateLimit-Remaining': 'RateLimitRemaining',
  'X-RateLimit-Reset': 'RateLimitReset',
} as const;

/** The headers of an endpoint's successful answer. */
export function successHeaders(endpoint: Endpoint): Record<string, Reference> {
  const { rate, list, idempotency } = endpoint.metadata;
  return references({
    'X-Request-Id': 'RequestId',
    ...(rate !== 'none' && rateHeaders),
    ...(list && { 'X-Next-Cursor': 'NextCursor' }),
    ...(list?.answer === 'array' && { 'X-Total-Count': 'TotalCount', Link: 'Link' }),
    ...(readsOneResource(endpoint) && { ETag: 'ETag' }),
    ...(idempotency === 'key' && { 'Idempotent-Replayed': 'IdempotentReplayed' }),
  });
}

/** The headers of `304 Not Modified`. */
export const notModifiedHeaders = references({ 'X-Request-Id': 'RequestId', ...rateHeaders, ETag: 'ETag' });

/** The headers of an error answer, whichever endpoint gives it. */
export function errorHeaders(status: number): Record<string, Reference> {
  return references({
    'X-Request-Id': 'RequestId',
    ...rateHeaders,
    ...(status === 401 && { 'WWW-Authenticate': 'WwwAuthenticate' }),
    ...((status === 429 || status === 503) && { 'Retry-After': 'RetryAfter' }),
  });
}

/** The headers that requests may carry. */
export const headerParameters = {
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description:
      'Makes the call happen once: within 24 hours the same key, caller and body gets the first answer again.',
    schema: { type: 'string', minLength: 1, maxLength: 255 },
  },
  IfMatch: {
    name: 'If-Match',
    in: 'header',
    required: false,
    description: 'The `ETag` you know. When the resource has changed since, the answer is `412`.',
    schema: { type: 'string' },
  },
  IfNoneMatch: {
    name: 'If-None-Match',
    in: 'header',
    required: false,
    description: "The `ETag` you know. When it still is the resource's, the answer is `304` without a body.",
    schema: { type: 'string' },
  },
  SetupToken: {
    name: 'X-Setup-Token',
    in: 'header',
    required: false,
    description:
      "The installation's set-up token; needed on the first run unless the call comes from the machine itself.",
    schema: { type: 'string' },
  },
} as const satisfies Record<string, OpenApiParameter>;

/** The header parameters of an endpoint. */
export function headerParametersOf(endpoint: Endpoint): Reference[] {
  const { idempotency, errors } = endpoint.metadata;
  const taken: Record<keyof typeof headerParameters, boolean> = {
    IdempotencyKey: idempotency === 'key',
    IfMatch: errors.includes('PRECONDITION_FAILED'),
    IfNoneMatch: readsOneResource(endpoint),
    SetupToken: takesSetupToken(endpoint),
  };
  return Object.entries(taken)
    .filter(([, isTaken]) => isTaken)
    .map(([name]) => ({ $ref: `#/components/parameters/${name}` }));
}

/** Whether the endpoint sets the installation up: the first hospital, and the first admin to register. */
function takesSetupToken({ metadata }: Endpoint): boolean {
  return metadata.signIn === 'first-run' || metadata.errors.includes('SETUP_CLOSED');
}
