import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Request, RequestHandler, Response } from 'express';
import { docsFolder } from '../docs-folder.js';
import { ApiError } from '../edge/api-error.js';
import { splitTarget } from './edge-request.js';

/** Each path, and the file that the build made for it. */
const files: ReadonlyMap<string, string> = new Map([
  ['/api/docs', 'swagger-ui.html'],
  ['/api/redoc', 'redoc.html'],
  ['/api/openapi.json', 'openapi.json'],
  ['/static/medcor-api.postman_collection.json', 'medcor-api.postman_collection.json'],
  ...under('/api/docs', ['swagger-ui.css', 'swagger-ui-bundle.js', 'swagger-ui-bundle.js.LICENSE.txt']),
  ...under('/api/docs', ['swagger-start.js', 'pages.css', 'icon.svg']),
  ...under('/api/redoc', ['redoc.standalone.js', 'redoc.standalone.js.LICENSE.txt', 'redoc-start.js']),
]);

function under(path: string, names: readonly string[]): [string, string][] {
  return names.map((name) => [`${path}/${name}`, name]);
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
};

/** What the two pages may do beyond what the server's other answers may, which is nothing. */
const policies: Readonly<Record<string, string>> = {
  'swagger-ui.html': policy("style-src 'self'", "img-src 'self' data: blob:"),
  'redoc.html': policy(
    // The hashes of the two style elements that its script makes: an empty one, filled by rules, and that of a library.
    "style-src 'self' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=' " +
      "'sha256-QMIg+bpjm3JdElJ388KYke01izlUW0UoNOeKjpMxdgc='",
    "img-src 'self' data:",
    // The search.
    'worker-src blob:',
  ),
};

function policy(...own: string[]): string {
  const all = ["default-src 'none'", "script-src 'self'", "connect-src 'self'", ...own];
  return [...all, "frame-ancestors 'none'", "base-uri 'none'", "form-action 'none'"].join(';');
}

interface Content {
  readonly bytes: Buffer;
  readonly etag: string;
}

/**
 * The pages around the API: Swagger UI, ReDoc, the OpenAPI document and the Postman collection. They are anyone's,
 * and stand before the edge: nobody is asked for a token, or counted.
 */
export function createDocsPages(): RequestHandler {
  const opened = new Map<string, Content>();

  return (request, response, next) => {
    const path = splitTarget(request.originalUrl).path.replace(/(.)\/$/, '$1');
    const file = files.get(path);
    return file === undefined ? next() : show(file, request, response);
  };

  async function show(file: string, request: Request, response: Response): Promise<void> {
    const headers = { Allow: 'GET, HEAD, OPTIONS', 'Cache-Control': 'private, no-cache' };
    if (request.method === 'OPTIONS') return void response.status(204).set(headers).end();
    if (!['GET', 'HEAD'].includes(request.method)) throw new ApiError('METHOD_NOT_ALLOWED', { headers });

    const content = opened.get(file) ?? (await open(file));
    opened.set(file, content);
    response.set({ 'Content-Type': types[extname(file)], 'Cache-Control': 'public, no-cache' });
    if (policies[file]) response.set('Content-Security-Policy', policies[file]);
    // Express answers 304 by the tag, and a HEAD without the content.
    response.set('ETag', content.etag).send(content.bytes);
  }
}

/** Tagged by its content: of a package from a registry, every file has the same date. */
async function open(file: string): Promise<Content> {
  const bytes = await readFile(new URL(file, docsFolder));
  return { bytes, etag: `"${createHash('sha256').update(bytes).digest('base64url')}"` };
}
