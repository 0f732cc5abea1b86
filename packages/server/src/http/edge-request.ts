import { isIP } from 'node:net';
import type { Request } from 'express';
import type { EdgeRequest } from '../edge/exchange.js';
import { isLocalRequest } from './local-request.js';
import { readBody } from './request-body.js';
import { readFile } from './request-file.js';
import { readForm } from './request-form.js';

export interface EdgeRequestOptions {
  /** Whether a caller on this machine may be taken for its owner: not behind a proxy, and not in production. */
  readonly trustsLocal: boolean;
  /** What to build addresses from when a request names no sensible host. */
  readonly publicUrl: string;
}

/** What the edge is told of a request that came by Express, which sees through trusted proxies. */
export function toEdgeRequest(request: Request, requestId: string, options: EdgeRequestOptions): EdgeRequest {
  const { path, search } = splitTarget(request.originalUrl);
  return {
    method: request.method,
    path,
    search,
    header(name) {
      const value = request.headers[name.toLowerCase()];
      return Array.isArray(value) ? value.join(', ') : value;
    },
    ip: addressOf(request),
    // Few are asked for these.
    get baseUrl() {
      return baseUrlOf(request) ?? options.publicUrl;
    },
    get isLocal() {
      return options.trustsLocal && isLocalRequest(request);
    },
    requestId,
    readBody: (limit) => readBody(request, limit),
    readFile: () => readFile(request),
    readForm: (field, limit) => readForm(request, field, limit),
  };
}

/** A request names a path, or a whole address as it does to a proxy. */
export function splitTarget(target: string): { path: string; search: string } {
  const [, path = '', search = ''] = /^(?:https?:\/\/[^/?]*)?([^?]*)(?:\?(.*))?$/is.exec(target) ?? [];
  return { path, search };
}

/** A proxy may pass on anything as the caller's address; then it is the proxy's own that is known. */
function addressOf(request: Request): string {
  const address =
    [request.ip, request.socket.remoteAddress].find((found) => found && isIP(found)) ?? 'unknown';
  return address.replace(/^::ffff:(?=\d+\.)/, '');
}

/** The host goes into links and headers: anything that is not a plain name or address is left out. */
function baseUrlOf(request: Request): string | undefined {
  const { host, protocol } = request;
  if (!/^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i.test(host ?? '')) return undefined;
  return `${protocol === 'https' ? 'https' : 'http'}://${host}`;
}
