import type * as z from 'zod/v4';
import { type PermissionId, permissions } from '../permissions.js';
import { ErrorBody, type ErrorCode, type ErrorStatus, errorCodes } from './errors.js';
import type { EventType } from './event-types.js';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** How calls are counted against the rate limits; `none` is not counted at all. */
export type RateClass = 'standard' | 'bulk' | 'none';

/**
 * Whether a token is needed.
 * - `required`: without one the answer is 401;
 * - `first-run`: without one the call is let through to the service, which allows it while the installation is
 *   unclaimed;
 * - `none`: anyone; a token that is sent all the same is not looked at.
 */
export type SignIn = 'required' | 'first-run' | 'none';

/**
 * What a repeated call does.
 * - `safe`: reads only; `natural`: the same call again leaves the same state;
 * - `key`: an `Idempotency-Key` makes it happen once; `none`: neither.
 */
export type Idempotency = 'safe' | 'natural' | 'key' | 'none';

/** How a list is answered and ordered. */
export interface ListMetadata {
  /** `page`: `{count, next, previous, results}`; `array`: the bare rows, with the paging in the headers. */
  readonly answer: 'page' | 'array';
  /** The fields that `ordering` takes. */
  readonly ordering: readonly string[];
  readonly defaultOrdering: string;
}

export interface EndpointExamples {
  readonly request?: unknown;
  readonly response?: unknown;
}

/** A second form of a body: `multipart/form-data` with one file, beside the JSON. */
export interface UploadForm {
  /** The part that is the file. */
  readonly field: string;
  /** The other parts. */
  readonly fields: z.ZodObject;
  readonly maxBytes: number;
}

/** What every endpoint says of itself beside its schemas. */
export interface EndpointMetadata {
  readonly signIn: SignIn;
  /** The row of the permission table; `null` where no token is needed. */
  readonly permission: PermissionId | null;
  /** Whether an API key may make the call; accounts and keys are out of a machine's reach. */
  readonly apiKeys: boolean;
  readonly rate: RateClass;
  readonly idempotency: Idempotency;
  /** `no-store` for answers that carry tokens or files. */
  readonly cache: 'no-cache' | 'no-store';
  readonly events: readonly EventType[];
  readonly list: ListMetadata | null;
  /** The field of the body whose rows stand each for itself: what is wrong with one is told of that one alone. */
  readonly rows: string | null;
  /** How the body can be sent as a form with a file in it, where it can. */
  readonly upload: UploadForm | null;
  /** Every error code the endpoint can answer, the ones all endpoints share included. */
  readonly errors: readonly ErrorCode[];
  readonly examples: EndpointExamples;
}

type SuccessStatus = 200 | 201 | 202 | 204;

interface EndpointDefinition {
  method: Method;
  path: `/${string}`;
  summary: string;
  description: string;
  permission?: PermissionId;
  signIn?: SignIn;
  apiKeys?: boolean;
  rate?: RateClass;
  cache?: 'no-cache' | 'no-store';
  events?: readonly EventType[];
  list?: ListMetadata;
  rows?: string;
  upload?: UploadForm;
  errors?: readonly ErrorCode[];
  examples?: EndpointExamples;
  pathParams?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  contentType?: 'multipart/form-data' | 'application/json';
  success: Partial<Record<SuccessStatus, z.ZodType>>;
}

type EndpointSettings =
  | 'permission'
  | 'signIn'
  | 'apiKeys'
  | 'rate'
  | 'cache'
  | 'events'
  | 'list'
  | 'rows'
  | 'upload'
  | 'errors'
  | 'examples'
  | 'success';

/** A finished endpoint: a ts-rest route, with typed metadata. */
export type Endpoint<D extends EndpointDefinition = EndpointDefinition> = Omit<D, EndpointSettings> & {
  readonly success: D['success'];
  readonly responses: D['success'] & { readonly [S in ErrorStatus]?: typeof ErrorBody };
  readonly metadata: EndpointMetadata & { readonly signIn: SignInOf<D> };
};

type SignInOf<D extends EndpointDefinition> = D extends { signIn: infer S extends SignIn }
  ? S
  : D extends { permission: PermissionId }
    ? 'required'
    : D extends { permission?: never }
      ? 'none'
      : SignIn;

/**
 * Defines one endpoint. Gathers what the server needs to know into `metadata`, and adds to the successful
 * answers every error answer that follows from the definition (a token needed: 401; a body: 400, 413, 415; …).
 */
export function endpoint<const D extends EndpointDefinition>(definition: D): Endpoint<D> {
  const { permission, signIn, apiKeys, rate, cache, events, list, rows, upload, ...rest } = definition;
  const { errors, examples, success, ...route } = rest;
  const metadata: EndpointMetadata = {
    signIn: signIn ?? (permission ? 'required' : 'none'),
    permission: permission ?? null,
    apiKeys: apiKeys ?? true,
    rate: rate ?? 'standard',
    idempotency: idempotencyOf(definition),
    cache: cache ?? 'no-cache',
    events: events ?? [],
    list: list ?? null,
    rows: rows ?? null,
    upload: upload ?? null,
    errors: allErrors(definition),
    examples: examples ?? {},
  };
  const responses: Record<number, z.ZodType> = { ...success };
  for (const code of metadata.errors) responses[errorCodes[code].status] = ErrorBody;
  // The spread keeps every property of D that is not a setting; TypeScript cannot see that through `Omit`.
  return { ...route, success, responses, metadata } as unknown as Endpoint<D>;
}

function idempotencyOf({ method, path }: EndpointDefinition): Idempotency {
  if (method === 'GET') return 'safe';
  if (method !== 'POST') return 'natural';
  const account = path.startsWith('/api/auth/') && !path.startsWith('/api/auth/users/');
  return account ? 'none' : 'key';
}

function allErrors(definition: EndpointDefinition): ErrorCode[] {
  const { method, permission, signIn, pathParams, body, errors, rate } = definition;
  const found = new Set<ErrorCode>(errors);
  const add = (...codes: ErrorCode[]) => {
    for (const code of codes) found.add(code);
  };
  if (permission && signIn !== 'none') {
    add('NOT_AUTHENTICATED', 'INVALID_TOKEN', 'TOKEN_EXPIRED', 'ACCOUNT_DISABLED');
    const anyoneRefused = Object.values(permissions[permission].scopes).includes('none');
    if (anyoneRefused || definition.apiKeys === false || method !== 'GET') add('PERMISSION_DENIED');
  }
  // Unknown query parameters are refused everywhere, so that even an endpoint without input can answer this.
  add('VALIDATION_ERROR', 'INTERNAL_ERROR');
  if (pathParams) add('NOT_FOUND');
  if (body) add('PAYLOAD_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE');
  if (body && definition.contentType !== 'multipart/form-data') add('MALFORMED_JSON');
  if (idempotencyOf(definition) === 'key') add('IDEMPOTENCY_CONFLICT', 'IDEMPOTENCY_MISMATCH');
  if (method === 'PUT' || method === 'DELETE') add('PRECONDITION_FAILED');
  if (rate !== 'none') add('RATE_LIMITED', 'DATABASE_UNAVAILABLE');
  return [...found].sort((a, b) => errorCodes[a].status - errorCodes[b].status || a.localeCompare(b));
}
