import { type Operation, readsOneResource } from '@medcor/contract';
import type { RateLimiter } from '../ports.js';
import type { Origin } from './actor.js';
import { type AdmissionOptions, admit, authenticate, maySetUp } from './admission.js';
import { answerJson } from './answer.js';
import { ApiError } from './api-error.js';
import type { Call, IdempotencyClaim, IdempotencyKeys } from './call.js';
import type { EdgeRequest, EdgeResponse } from './exchange.js';
import { parseInput } from './input.js';
import { type PerformOptions, perform } from './perform.js';
import { withRateLimits } from './rate-limit.js';
import type { RouteInput } from './route.js';
import { createRouter } from './router.js';

export interface EdgeOptions extends AdmissionOptions, Omit<PerformOptions, 'readerOf'> {
  /** The operations that are served. */
  readonly operations: readonly Operation[];
  readonly idempotency: IdempotencyKeys;
  /** Counts requests; without one there are no limits. */
  readonly limit?: RateLimiter | undefined;
  /** Told of every failure that is not the caller's. */
  readonly onFault: (error: unknown, requestId: string) => void;
}

export type Edge = (request: EdgeRequest) => Promise<EdgeResponse>;

/**
 * The way of every request, whatever brings it: routed, identified, counted, permitted, parsed, done, answered. The
 * Express server and the mock are two sides of this one edge.
 */
export function createEdge(options: EdgeOptions): Edge {
  const match = createRouter(options.operations);
  const readers = new Map(
    options.operations
      .filter(({ endpoint }) => readsOneResource(endpoint))
      .map((operation) => [operation.endpoint.path, operation]),
  );
  const performing = {
    ...options,
    readerOf: ({ endpoint }: Operation) => readers.get(endpoint.path),
  };

  return withRateLimits(options.limit, async function serve(request, tally) {
    let cache = 'private, no-cache';
    let route: string | undefined;
    let call: Call | undefined;
    let claim: IdempotencyClaim | undefined;
    let response: EdgeResponse;
    try {
      const { operation, params } = match(request.method, request.path);
      const { endpoint } = operation;
      route = endpoint.path;
      if (endpoint.metadata.cache === 'no-store') cache = 'no-store';
      const actor = await authenticate(options, endpoint.metadata.signIn, request);
      await tally.count(endpoint.metadata.rate, actor);
      call = { operation, request, params, actor, input: nothing };
      admit(operation, actor);
      call = { ...call, input: await parseInput(endpoint, request, params) };
      claim = await options.idempotency.claim(call);
      response = claim?.earlier ?? (await perform(performing, call, routeInput(options, call), claim));
    } catch (caught) {
      const error = await tally.countFailure(caught);
      if (request.method === 'OPTIONS' && isWrongMethod(error)) {
        return { status: 204, headers: error.headers, body: null };
      }
      response = await failure(options, request, call, error);
    }
    await claim?.settle(response).catch((error) => options.onFault(error, request.requestId));
    return { ...response, route, headers: { 'Cache-Control': cache, ...response.headers } };
  });
}

const nothing = { params: undefined, query: undefined, body: undefined };

function routeInput(options: EdgeOptions, { operation, request, input, actor }: Call): RouteInput {
  // `parseInput` made the parts by the endpoint's own schemas; the route's types are those schemas'.
  return {
    upload: undefined,
    ...input,
    actor,
    origin: originOf(request),
    maySetUp: maySetUp(options, request),
    readFile: () => request.readFile(),
    header: (name) => request.header(name),
    async actorNow() {
      const found = await authenticate(options, operation.endpoint.metadata.signIn, request);
      admit(operation, found);
      return found;
    },
  } as RouteInput;
}

function originOf(request: EdgeRequest): Origin {
  return { ip: request.ip, userAgent: request.header('user-agent') ?? null, requestId: request.requestId };
}

/** Thrown with the methods that the path does take: to someone who asks for those it is the answer. */
function isWrongMethod(error: unknown): error is ApiError {
  return error instanceof ApiError && error.code === 'METHOD_NOT_ALLOWED';
}

async function failure(
  options: EdgeOptions,
  request: EdgeRequest,
  call: Call | undefined,
  error: unknown,
): Promise<EdgeResponse> {
  const { requestId } = request;
  const known = error instanceof ApiError ? error : new ApiError('INTERNAL_ERROR', { cause: error });
  if (known.status >= 500) options.onFault(error, requestId);
  if (call && isRefusal(call, known)) {
    await options.audit.recordRefusal(call, known).catch((fault) => options.onFault(fault, requestId));
  }
  return answerJson(known.status, known.toBody(requestId), known.headers);
}

/** What the audit log tells of that was not done: what the caller may not do, and signing in. */
function isRefusal({ operation }: Call, { status }: ApiError): boolean {
  return status === 403 || (operation.id === 'auth.login' && status === 401);
}
