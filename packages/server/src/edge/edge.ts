import type { Operation } from '@medcor/contract';
import type { Actor, Origin } from './actor.js';
import { answer, answerJson } from './answer.js';
import { ApiError } from './api-error.js';
import type { EdgeRequest, EdgeResponse } from './exchange.js';
import { parseInput } from './input.js';
import { permit } from './permit.js';
import type { RouteHandler } from './route.js';
import { createRouter } from './router.js';

/** A served operation: its endpoint, and what answers it. */
export interface ServedOperation extends Operation {
  readonly handle: RouteHandler;
}

export interface EdgeOptions {
  readonly operations: readonly ServedOperation[];
  /** The user behind a bearer token, or a `401`/`403`. */
  readonly identify: (token: string) => Promise<Actor>;
  /** Whether a set-up token is the installation's own. */
  readonly isSetupToken: (token: string) => boolean;
  /** Whether the installation still waits for its first hospital. */
  readonly awaitsFirstHospital: () => Promise<boolean>;
  /** Told of every failure that is not the caller's. */
  readonly onFault: (error: unknown, requestId: string) => void;
  /** Whether every answer is checked against its schema; for tests, a breach is a fault. */
  readonly checkAnswers: boolean;
}

export type Edge = (request: EdgeRequest) => Promise<EdgeResponse>;

/**
 * The way of every request, whatever brings it: routed, identified, permitted, parsed, handled, answered. The
 * Express server and the mock are two sides of this one edge.
 */
export function createEdge(options: EdgeOptions): Edge {
  const match = createRouter(options.operations);

  return async function serve(request) {
    let cache = 'private, no-cache';
    try {
      const { operation, params } = match(request.method, request.path);
      const { endpoint } = operation;
      if (endpoint.metadata.cache === 'no-store') cache = 'no-store';
      const actor = await authenticate(options, endpoint.metadata.signIn, request);
      admit(operation, actor);
      const input = await parseInput(endpoint, request, params);
      // `parseInput` made the parts by the endpoint's own schemas; the route's types are those schemas'.
      const output = await operation.handle({
        ...input,
        actor,
        origin: originOf(request),
        maySetUp: maySetUp(options, request),
        readFile: () => request.readFile(),
      } as Parameters<RouteHandler>[0]);
      if (options.checkAnswers) checkAnswer(operation, output);
      const response = answer(endpoint, request, output);
      return { ...response, headers: { 'Cache-Control': cache, ...response.headers } };
    } catch (error) {
      if (request.method === 'OPTIONS' && isWrongMethod(error)) {
        return { status: 204, headers: error.headers, body: null };
      }
      return failure(options, request, error, cache);
    }
  };
}

async function authenticate(
  options: EdgeOptions,
  signIn: Operation['endpoint']['metadata']['signIn'],
  request: EdgeRequest,
): Promise<Actor | null> {
  if (signIn === 'none') return null;
  const header = request.header('authorization');
  const token = header === undefined ? undefined : /^Bearer +(\S+)$/i.exec(header)?.[1];
  if (token !== undefined) return options.identify(token);
  if (header !== undefined)
    throw new ApiError('INVALID_TOKEN', { message: 'Send the token as "Bearer <token>".' });
  if (signIn === 'first-run' && maySetUp(options, request) && (await options.awaitsFirstHospital()))
    return null;
  throw new ApiError('NOT_AUTHENTICATED', { headers: { 'WWW-Authenticate': 'Bearer' } });
}

/** Refuses who may not make this call at all; how far the others reach, the service asks of the same gate. */
function admit({ endpoint }: Operation, actor: Actor | null): void {
  if (!actor) return;
  const { permission, apiKeys } = endpoint.metadata;
  if (permission) permit(actor, permission);
  const { credential } = actor;
  if (credential.kind !== 'api-key') return;
  if (!apiKeys)
    throw new ApiError('PERMISSION_DENIED', { message: 'An API key cannot touch accounts or keys.' });
  if (credential.access === 'read' && endpoint.method !== 'GET') {
    throw new ApiError('PERMISSION_DENIED', { message: 'This API key may only read.' });
  }
}

function originOf(request: EdgeRequest): Origin {
  return { ip: request.ip, userAgent: request.header('user-agent') ?? null, requestId: request.requestId };
}

function maySetUp(options: EdgeOptions, request: EdgeRequest): boolean {
  const token = request.header('x-setup-token');
  return token === undefined ? request.isLocal : options.isSetupToken(token);
}

function checkAnswer({ id, endpoint }: Operation, output: unknown): void {
  const { list } = endpoint.metadata;
  if (list) output = pageBody(list.answer, output);
  const schema = Object.values(endpoint.success)[0];
  if (!schema || (endpoint.metadata.cache === 'no-store' && endpoint.method === 'GET')) return;
  const result = schema.safeParse(output);
  if (!result.success) throw new Error(`The answer of ${id} breaks its schema: ${result.error.message}`);
}

function pageBody(shape: 'page' | 'array', output: unknown): unknown {
  const { rows, total } = output as { rows: unknown[]; total: number };
  return shape === 'array' ? rows : { count: total, next: null, previous: null, results: rows };
}

/** Thrown with the methods that the path does take: to someone who asks for those it is the answer. */
function isWrongMethod(error: unknown): error is ApiError {
  return error instanceof ApiError && error.code === 'METHOD_NOT_ALLOWED';
}

function failure(options: EdgeOptions, request: EdgeRequest, error: unknown, cache: string): EdgeResponse {
  const known = error instanceof ApiError ? error : new ApiError('INTERNAL_ERROR', { cause: error });
  if (known.status >= 500) options.onFault(error, request.requestId);
  return answerJson(known.status, known.toBody(request.requestId), {
    ...known.headers,
    'Cache-Control': cache,
  });
}
