import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { docsFolder } from '../docs-folder.js';
import { openHttpServer, type TestHttpServer } from './http-server.test-support.js';
import { RawClient } from './raw-client.test-support.js';

const html = 'text/html; charset=utf-8';
const javascript = 'text/javascript; charset=utf-8';
const json = 'application/json; charset=utf-8';

const served: [path: string, type: string][] = [
  ['/api/docs/', html],
  ['/api/docs/swagger-ui.css', 'text/css; charset=utf-8'],
  ['/api/docs/swagger-ui-bundle.js', javascript],
  ['/api/docs/swagger-ui-bundle.js.LICENSE.txt', 'text/plain; charset=utf-8'],
  ['/api/docs/swagger-start.js', javascript],
  ['/api/docs/pages.css', 'text/css; charset=utf-8'],
  ['/api/docs/icon.svg', 'image/svg+xml'],
  ['/api/redoc/', html],
  ['/api/redoc/redoc.standalone.js', javascript],
  ['/api/redoc/redoc.standalone.js.LICENSE.txt', 'text/plain; charset=utf-8'],
  ['/api/redoc/redoc-start.js', javascript],
  ['/api/openapi.json', json],
  ['/static/medcor-api.postman_collection.json', json],
];

describe('the pages around the API', () => {
  let http: TestHttpServer;
  let reachedEdge: string[];

  beforeAll(async () => {
    reachedEdge = [];
    http = await openHttpServer(async ({ path }) => reachedEdge.push(path));
  });
  afterAll(() => http.close());

  /** The answer's JSON, whatever its shape. */
  const jsonOf = async (response: Response): Promise<ReturnType<typeof JSON.parse>> => response.json();

  const ask = (path: string, init: RequestInit = {}) => fetch(http.url + path, init);

  it.each(served)('are there with and without a slash at the end: %s', async (path, type) => {
    const bare = path.replace(/\/$/, '');
    const [response, other] = await Promise.all([ask(bare), ask(`${bare}/?any=thing`)]);
    expect([response.status, other.status]).toEqual([200, 200]);
    expect(response.headers.get('content-type')).toBe(type);
    const content = await response.text();
    expect(content.length).toBeGreaterThan(100);
    expect((await other.text()) === content).toBe(true);
    expect(response.headers.get('content-length')).toBe(String(Buffer.byteLength(content)));
    expect(reachedEdge).toEqual([]);
  });

  it('are all that the build made', async () => {
    expect((await readdir(docsFolder)).filter((file) => file !== 'stamp.sha256')).toHaveLength(served.length);
  });

  it('answer a HEAD with the headers alone', async () => {
    const [response, whole] = await Promise.all([ask('/api/docs/', { method: 'HEAD' }), ask('/api/docs/')]);
    expect([response.status, await response.text()]).toEqual([200, '']);
    for (const header of ['content-type', 'content-length', 'etag', 'cache-control']) {
      expect([header, response.headers.get(header)]).toEqual([header, whole.headers.get(header)]);
    }
  });

  it('are sent once, and again when they have changed', async () => {
    const { headers } = await ask('/api/openapi.json');
    expect(headers.get('cache-control')).toBe('public, no-cache');
    const etag = headers.get('etag');
    // `fetch` would add that it wants nothing from a cache.
    const revalidate = async (known: string | null) => {
      const client = await RawClient.open(http.port);
      client.send(['GET /api/openapi.json HTTP/1.1', `If-None-Match: ${known}`, 'Connection: close']);
      return client.answer();
    };
    const { status, headers: unchanged } = await revalidate(etag);
    expect([status, unchanged.etag, unchanged['content-length']]).toEqual([304, etag, undefined]);
    expect((await revalidate('"another"')).status).toBe(200);
  });

  it.each(['POST', 'PUT', 'DELETE', 'PATCH'])('can only be read: not %s', async (method) => {
    for (const path of ['/api/docs/', '/api/redoc', '/api/openapi.json']) {
      const response = await ask(path, { method });
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS']);
      const { error } = await jsonOf(response);
      expect(error).toEqual({
        code: 'METHOD_NOT_ALLOWED',
        message: expect.any(String),
        details: {},
        request_id: response.headers.get('x-request-id'),
      });
    }
  });

  it('tell the methods they take', async () => {
    const response = await ask('/api/docs/', { method: 'OPTIONS' });
    expect([response.status, response.headers.get('allow')]).toEqual([204, 'GET, HEAD, OPTIONS']);
  });

  it.each(['/', '/API/docs/', '/api/docs//', '/api/docs/stamp.sha256', '/api/docs/%2e%2e%2fopenapi.json'])(
    'are nothing else: %s',
    async (path) => {
      reachedEdge = [];
      await ask(path);
      expect(reachedEdge).toEqual([path]);
    },
  );

  it('may load from their own server alone, and nothing written into them', async () => {
    for (const path of ['/api/docs/', '/api/redoc/']) {
      const policy = (await ask(path)).headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none';script-src 'self';connect-src 'self';");
      expect(policy).toContain("frame-ancestors 'none';base-uri 'none';form-action 'none'");
      expect(policy).not.toMatch(/unsafe|https?:|\*/);
    }
    const { headers } = await ask('/api/openapi.json');
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none';frame-ancestors/);
  });

  it('name this server, by whatever name it was reached, and no other', async () => {
    const { openapi, servers } = await jsonOf(await ask('/api/openapi.json'));
    expect([openapi, servers]).toEqual(['3.1.0', [{ url: '/', description: 'This server' }]]);
  });
});
