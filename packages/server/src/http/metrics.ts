import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Delivery } from '@medcor/contract';
import type { RequestHandler } from 'express';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { DatabaseLoad } from '../db/database-load.js';
import { ApiError } from '../edge/api-error.js';

/** What Prometheus is told of a server, under `/metrics`. */
export interface Metrics {
  /** Counts a request, from now until it is over. */
  count(request: IncomingMessage, response: ServerResponse): void;
  /** Says which path of the contract a request was taken for. */
  name(response: ServerResponse, route: string | undefined): void;
  /** Counts an attempt to deliver to a webhook, by what it came to. */
  countDelivery(status: Delivery['status']): void;
  readonly page: RequestHandler;
}

interface MetricsOptions {
  readonly load: DatabaseLoad;
  /** Whoever reads the metrics has to know it; without one anybody may. */
  readonly token: string | undefined;
}

export const metricsPath = '/metrics';

/** Every path that is none in the contract; what is sent to us must not make names of its own. */
const unknownRoute = 'unknown';

const knownMethods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH']);

/** What nginx has for callers who went away before their answer began. */
const CALLER_GONE = 499;

/** From a look into the cache to a large file over a slow line, in seconds. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** Each server has a registry of its own: several in one process do not get into each other's numbers. */
export function createMetrics({ load, token }: MetricsOptions): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = countRequests(registry);
  const readDatabase = readDatabaseInto(registry, load);
  const attempts = new Counter({
    name: 'medcor_webhook_attempts_total',
    help: 'Attempts to deliver to a webhook: delivered, failed so that it is tried again, or dead.',
    labelNames: ['status'],
    registers: [registry],
  });

  return {
    ...requests,
    countDelivery: (status) => attempts.inc({ status }),
    async page(request, response) {
      requests.name(response, metricsPath);
      if (request.method !== 'GET') throw new ApiError('METHOD_NOT_ALLOWED', { headers: { Allow: 'GET' } });
      if (token !== undefined) assertToken(token, request.headers.authorization);
      await readDatabase();
      const text = await registry.metrics();
      response.set({ 'Content-Type': registry.contentType, 'Cache-Control': 'no-store' }).send(text);
    },
  };
}

function countRequests(registry: Registry): Pick<Metrics, 'count' | 'name'> {
  const registers = [registry];
  const routes = new WeakMap<ServerResponse, string>();
  const inFlight = new Gauge({
    name: 'http_requests_in_flight',
    help: 'Requests that are being answered.',
    registers,
  });
  const total = new Counter({
    name: 'http_requests_total',
    help: 'Requests by the path in the contract, the method and the status; 499 when the caller went away.',
    labelNames: ['route', 'method', 'status'],
    registers,
  });
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'From the head of a request until its answer is out.',
    labelNames: ['route', 'method'],
    buckets,
    registers,
  });

  return {
    count(request, response) {
      const start = performance.now();
      inFlight.inc();
      response.once('close', () => {
        inFlight.dec();
        const given = request.method ?? '';
        const method = knownMethods.has(given) ? given : 'other';
        const route = routes.get(response) ?? unknownRoute;
        const status = response.headersSent ? response.statusCode : CALLER_GONE;
        total.inc({ route, method, status });
        duration.observe({ route, method }, (performance.now() - start) / 1000);
      });
    },
    name(response, route) {
      if (route !== undefined) routes.set(response, route);
    },
  };
}

/** Answers what brings the numbers of the database up to date. */
function readDatabaseInto(registry: Registry, load: DatabaseLoad): () => Promise<void> {
  const registers = [registry];
  const connections = new Gauge({
    name: 'medcor_database_connections',
    help: 'Connections of this process: used and free ones, and how many are being waited for.',
    labelNames: ['state'],
    registers,
  });
  const waiting = new Gauge({
    name: 'medcor_outbox_deliveries',
    help: 'Webhook deliveries that are still to be made.',
    registers,
  });
  const oldestDue = new Gauge({
    name: 'medcor_outbox_oldest_due_seconds',
    help: 'For how long the oldest delivery that is still to be made has been due.',
    registers,
  });

  return async () => {
    const outbox = await load.outbox().catch(() => undefined);
    // What is not known is better not told than told wrong: the rest is wanted all the more while a database is lost.
    waiting.set(outbox?.waiting ?? Number.NaN);
    oldestDue.set(outbox?.oldestDueSeconds ?? Number.NaN);
    for (const [state, count] of Object.entries(load.connections())) connections.set({ state }, count);
  };
}

/** Throws `401`. Takes as long for any token, so that nothing can be found out letter by letter. */
function assertToken(token: string, header: string | undefined): void {
  const given = /^Bearer +(\S+)$/i.exec(header ?? '')?.[1];
  const headers = { 'WWW-Authenticate': 'Bearer' };
  if (given === undefined) throw new ApiError('NOT_AUTHENTICATED', { headers });
  if (!timingSafeEqual(digest(given), digest(token))) throw new ApiError('INVALID_TOKEN', { headers });
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
