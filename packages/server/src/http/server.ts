import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import cors from 'cors';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import helmet from 'helmet';
import type { Logger } from 'pino';
import type { Config } from '../config.js';
import { answerJson } from '../edge/answer.js';
import { ApiError } from '../edge/api-error.js';
import type { Edge } from '../edge/edge.js';
import { isErrno } from '../exclusive-file.js';
import { refuseBrokenRequests } from './broken-requests.js';
import { splitTarget, toEdgeRequest } from './edge-request.js';
import { isLoopbackOrigin } from './local-request.js';
import { respond } from './respond.js';

interface HttpServerOptions
  extends Pick<Config, 'isProduction' | 'trustProxy' | 'corsOrigins' | 'publicUrl'> {
  readonly edge: Edge;
  readonly logger: Logger;
}

/** How long callers may take. A load balancer drops idle connections after 60 seconds: we must not be first. */
const limits = {
  maxHeaderSize: 16 * 1024,
  headersTimeout: 20_000,
  requestTimeout: 300_000,
  keepAliveTimeout: 65_000,
};

/** A connection on which nothing moves for so long is dropped, in the middle of an answer too. */
const INACTIVITY_MS = 120_000;

/** Nothing that we answer is a page: no script, frame or form has any business with it. */
const securityHeaders = helmet({
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

/** The API over HTTP: Express brings requests to the edge and its answers back, and does nothing else. */
export function createHttpServer(options: HttpServerOptions): Server {
  const app = createExpress(options);
  const server = createServer(limits, (request, response) => {
    // Without this last handler, Express answers what it could not route at all with a page of its own.
    app(request as Request, response as Response, (error: unknown) => {
      fail(error ?? new ApiError('NOT_FOUND'), request as Request, response as Response, options.logger);
    });
  });
  server.timeout = INACTIVITY_MS;
  // We know of no expectation that we could fail, so the request is like any other.
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
  refuseBrokenRequests(server);
  return server;
}

function createExpress({
  edge,
  logger,
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

  app.use((request, response, next) => {
    identify(request, response);
    logWhenDone(request, response, logger);
    next();
  });
  app.use(securityHeaders);
  app.use(
    cors({
      origin: allowedOrigins(corsOrigins),
      methods: 'GET,POST,PUT,DELETE',
      exposedHeaders,
      maxAge: 600,
    }),
  );

  const edgeOptions = { trustsLocal: trustProxy === false && !isProduction, publicUrl };
  app.use(async (request, response) => {
    const answer = await edge(toEdgeRequest(request, requestIdOf(response), edgeOptions));
    await respond(request, response, answer);
  });
  app.use((error: unknown, request: Request, response: Response, _next: NextFunction) =>
    fail(error, request, response, logger),
  );
  return app;
}

/** Gives a request the id under which it is found in the logs: the caller's own, if it is a sane one. */
function identify(request: Request, response: Response): void {
  const own = request.headers['x-request-id'];
  const isSane = typeof own === 'string' && /^[\w.-]{1,128}$/.test(own);
  response.setHeader('X-Request-Id', isSane ? own : randomUUID());
}

function requestIdOf(response: Response): string {
  return String(response.getHeader('X-Request-Id'));
}

function logWhenDone(request: Request, response: Response, logger: Logger): void {
  const start = performance.now();
  response.once('close', () => {
    logger.info(
      {
        request_id: requestIdOf(response),
        method: request.method,
        path: splitTarget(request.originalUrl).path,
        status: response.statusCode,
        ms: Math.round(performance.now() - start),
        ...(!response.writableFinished && { cut_off: true }),
      },
      'request',
    );
  });
}

type CorsOrigin = NonNullable<cors.CorsOptions['origin']>;

function allowedOrigins(origins: Config['corsOrigins']): CorsOrigin {
  if (origins === '*') return '*';
  const isAllowed = origins === 'loopback' ? isLoopbackOrigin : (origin: string) => origins.includes(origin);
  return (origin, answer) => answer(null, origin !== undefined && isAllowed(origin));
}

/** Whatever went wrong outside of the edge, in the envelope; an answer that has begun can only be broken off. */
async function fail(error: unknown, request: Request, response: Response, logger: Logger): Promise<void> {
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
