import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { ownRequestId } from '../edge/request-id.js';
import { splitTarget } from './edge-request.js';
import { loggablePath } from './loggable-path.js';

/** Gives a request the id under which it is found in the logs: the caller's own, if it is a sane one. */
export function identify(request: IncomingMessage, response: ServerResponse): void {
  response.setHeader('X-Request-Id', ownRequestId(request.headers['x-request-id']) ?? randomUUID());
}

export function requestIdOf(response: ServerResponse): string {
  return String(response.getHeader('X-Request-Id'));
}

/** Logs a request when it is over: what was asked and how it ended, and nothing that was in it. */
export function logWhenDone(request: IncomingMessage, response: ServerResponse, logger: Logger): void {
  if (!logger.isLevelEnabled('info')) return;
  const start = performance.now();
  const { method, url = '' } = request;
  response.once('close', () => {
    const entry = {
      request_id: requestIdOf(response),
      method,
      path: loggablePath(splitTarget(url).path),
      status: response.statusCode,
      ms: Math.round(performance.now() - start),
      ...(!response.writableFinished && { cut_off: true }),
    };
    logger.info(entry, 'request');
  });
}
