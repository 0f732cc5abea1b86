import { createServer, IncomingMessage, type Server, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import cors from 'cors';
import express, { type Express, type Request, type Response } from 'express';
import helmet from 'helmet';
import type { Logger } from 'pino';
import type { Config } from '../config.js';
import { answerJson } from '../edge/answer.js';
import { ApiError } from '../edge/api-error.js';
import type { Edge } from '../edge/edge.js';
import { isErrno } from '../exclusive-file.js';
import { refuseBrokenRequests } from './broken-requests.js';
import { createDocsPages } from './docs-pages.js';
import { toEdgeRequest } from './edge-request.js';
import { isLoopbackOrigin } from './local-request.js';
import { type Metrics, metricsPath } from './metrics.js';
import { identify, logWhenDone, requestIdOf } from './request-log.js';
import { respond } from './respond.js';

interface HttpServerOptions
  extends Pick<Config, 'isProduction' | 'trustProxy' | 'corsOrigins' | 'publicUrl'> {
  readonly edge: Edge;
  readonly logger: Logger;
  /** Counts requests, and tells of them; without it nobody is told. */
  readonly metrics?: Metrics | undefined;
  readonly limits?: CallerLimits;
}

/** How long callers may take, in milliseconds. */
interface CallerLimits {
  readonly headersTimeout: number;
  readonly requestTimeout: number;
  readonly keepAliveTimeout: number;
  /** How often those who take too long are looked for. */
  readonly connectionsCheckingInterval: number;
  /** A connection on which nothing moves for so long is dropped, in the middle of an answer too. */
  readonly inactivity: number;
}

/** A load balancer drops idle connections after 60 seconds: we must not be first. */
const usualLimits: CallerLimits = {
  headersTimeout: 20_000,
  requestTimeout: 300_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 5000,
  inactivity: 120_000,
};

const MAX_HEADER_BYTES = 16 * 1024;

/** Nothing that we answer is a page: no script, frame or form has any business with it. */
const withSecurityHeaders = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
    },
  },
  xFrameOptions: { action: 'deny' },
});

/** The same on every answer, so Helmet is asked once. */
function securityHeaders(): Map<string, string> {
  const response = new ServerResponse(new IncomingMessage(new Socket()));
  withSecurityHeaders(response.req, response, () => undefined);
  return new Map(Object.entries(response.getHeaders()).map(([name, value]) => [name, String(value)]));
}

const exposedHeaders = [
  'X-Request-Id',
  'X-Next-Cursor',
  'X-Total-Count',
  'Link',
  'ETag',
  'Retry-After',
  'X-RateLimit-Limit',
  'X-RateLimit-Remaining',
  'X-RateLimit-Reset',
  'Idempotent-Replayed',
];

/** The API over HTTP: Express brings requests to the edge and its answers back, and does little else. */
export function createHttpServer(options: HttpServerOptions): Server {
  const { logger, metrics, limits = usualLimits } = options;
  const app = createExpress(options);
  const http = { ...limits, ...kindsOf(app), maxHeaderSize: MAX_HEADER_BYTES };
  const server = createServer(http, (request, response) => {
    identify(request, response);
    logWhenDone(request, response, logger);
    metrics?.count(request, response);
    // What Express cannot even route, it would without a last handler answer with a page of its own.
    app(request as Request, response as Response, (error: unknown = new ApiError('NOT_FOUND')) => {
      fail(error, request, response, logger).catch(() => response.destroy());
    });
  });
  server.timeout = limits.inactivity;
  // We know of no expectation that we could fail, so the request is like any other.
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
  refuseBrokenRequests(server);
  return server;
}

/**
 * Requests and responses that are Express' own kinds from the beginning. It would otherwise turn each of Node's into one
 * by changing its prototype, and V8 is slow with what that was done to.
 */
function kindsOf(app: Express) {
  class ExpressRequest extends IncomingMessage {}
  class ExpressResponse<R extends IncomingMessage> extends ServerResponse<R> {}
  // What Express adds comes in between; it makes its prototypes out of Node's, too.
  app.request = Object.setPrototypeOf(ExpressRequest.prototype, app.request);
  app.response = Object.setPrototypeOf(ExpressResponse.prototype, app.response);
  return { IncomingMessage: ExpressRequest, ServerResponse: ExpressResponse };
}

function createExpress({
  edge,
  metrics,
  isProduction,
  publicUrl,
  trustProxy,
  corsOrigins,
}: HttpServerOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.enable('case sensitive routing');
  app.set('query parser', false);
  app.set('trust proxy', trustProxy);

  const always = securityHeaders();
  app.use((_request, response, next) => {
    response.setHeaders(always);
    next();
  });
  app.use(
    cors({
      origin: allowedOrigins(corsOrigins),
      methods: 'GET,POST,PUT,DELETE',
      exposedHeaders,
      maxAge: 600,
    }),
  );

  app.use(createDocsPages());
  if (metrics) app.all(metricsPath, metrics.page);
  const edgeOptions = { trustsLocal: trustProxy === false && !isProduction, publicUrl };
  app.use(async (request, response) => {
    const answer = await edge(toEdgeRequest(request, requestIdOf(response), edgeOptions));
    metrics?.name(response, answer.route);
    await respond(request, response, answer);
  });
  return app;
}

type CorsOrigin = NonNullable<cors.CorsOptions['origin']>;

function allowedOrigins(origins: Config['corsOrigins']): CorsOrigin {
  if (origins === '*') return '*';
  const isAllowed = origins === 'loopback' ? isLoopbackOrigin : (origin: string) => origins.includes(origin);
  return (origin, answer) => answer(null, origin !== undefined && isAllowed(origin));
}

/** Whatever went wrong outside of the edge, in the envelope; an answer that has begun can only be broken off. */
async function fail(
  error: unknown,
  request: IncomingMessage,
  response: ServerResponse,
  logger: Logger,
): Promise<void> {
  const requestId = requestIdOf(response);
  const known = error instanceof ApiError ? error : new ApiError('INTERNAL_ERROR', { cause: error });
  if (known !== error && !isCallerLeaving(error))
    logger.error({ err: error, request_id: requestId }, 'fault');
  if (response.headersSent || response.destroyed) response.destroy();
  else await respond(request, response, answerJson(known.status, known.toBody(requestId), known.headers));
}

function isCallerLeaving(error: unknown): boolean {
  return isErrno(error, 'ERR_STREAM_PREMATURE_CLOSE', 'ERR_STREAM_DESTROYED', 'ECONNRESET', 'EPIPE');
}
