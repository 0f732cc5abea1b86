import { EventEmitter, once } from 'node:events';
import { afterEach, expect, it, vi } from 'vitest';
import type { DatabaseLoad } from '../db/database-load.js';
import type { EdgeRequest } from '../edge/exchange.js';
import { openHttpServer, type TestHttpServer } from './http-server.test-support.js';
import { createMetrics } from './metrics.js';
import { RawClient } from './raw-client.test-support.js';

const token = 'a-token-of-prometheus';
const calm: DatabaseLoad = {
  connections: () => ({ used: 2, free: 3, pending: 4 }),
  outbox: async () => ({ waiting: 5, oldestDueSeconds: 6.5 }),
};
const slow = new EventEmitter<{ arrived: []; goOn: [] }>();

/** Knows one path with a parameter, as the edge does. */
async function answer({ path }: EdgeRequest) {
  if (path.startsWith('/api/slow/')) {
    slow.emit('arrived');
    await once(slow, 'goOn');
  }
  const route = path.startsWith('/api/users/') ? '/api/users/:id/' : undefined;
  return { status: route ? 200 : 404, headers: {}, body: '{}', route };
}

const running: TestHttpServer[] = [];
afterEach(async () => {
  for (const server of running.splice(0)) await server.close();
});

async function open(options: { load?: DatabaseLoad; token?: string } = {}): Promise<TestHttpServer> {
  const metrics = createMetrics({ load: options.load ?? calm, token: options.token });
  const server = await openHttpServer(answer, { metrics });
  running.push(server);
  return server;
}

/** The samples with this name, by their labels. */
async function samples({ url }: TestHttpServer, name: string): Promise<Record<string, string>> {
  const response = await fetch(`${url}/metrics`);
  expect(response.status).toBe(200);
  const lines = (await response.text()).split('\n').filter((line) => !line.startsWith('#'));
  const found = lines.flatMap((line) => {
    const [, labels = '', value = ''] = new RegExp(`^${name}(?:\\{(.*)\\})? (.*)$`).exec(line) ?? [];
    return value === '' ? [] : [[labels, value]];
  });
  return Object.fromEntries(found);
}

/** A request is counted when its connection knows of its end: a moment after the caller does. */
const eventually = (check: () => Promise<void>) => vi.waitFor(check, { interval: 5 });

it('counts requests by route, method and status, and never by what callers call their paths', async () => {
  const server = await open();
  for (const path of ['/api/users/1/', '/api/users/2/?a=b', '/api/none/', '/wp-login.php']) {
    await fetch(server.url + path);
  }
  await fetch(`${server.url}/api/users/3/`, { method: 'DELETE' });
  const client = await RawClient.open(server.port);
  client.send(['PROPFIND /api/users/4/ HTTP/1.1']);
  await client.answer();
  await eventually(async () =>
    expect(await samples(server, 'http_requests_total')).toMatchObject({
      'route="/api/users/:id/",method="GET",status="200"': '2',
      'route="/api/users/:id/",method="DELETE",status="200"': '1',
      'route="/api/users/:id/",method="other",status="200"': '1',
      'route="unknown",method="GET",status="404"': '2',
      'route="/metrics",method="GET",status="200"': expect.any(String),
    }),
  );
  const routes = Object.keys(await samples(server, 'http_requests_total')).map(
    (labels) => labels.split(',')[0],
  );
  expect(new Set(routes)).toEqual(
    new Set(['route="/api/users/:id/"', 'route="unknown"', 'route="/metrics"']),
  );
  expect(await samples(server, 'http_request_duration_seconds_bucket')).toMatchObject({
    'le="+Inf",route="/api/users/:id/",method="GET"': '2',
  });
});

it('tells how many requests are under way, and of callers who did not wait', async () => {
  const server = await open();
  const client = await RawClient.open(server.port);
  client.send(['GET /api/slow/ HTTP/1.1']);
  await once(slow, 'arrived');
  // The request for the page is one itself.
  expect(await samples(server, 'http_requests_in_flight')).toEqual({ '': '2' });
  client.socket.destroy();
  await eventually(async () => {
    expect(await samples(server, 'http_requests_in_flight')).toEqual({ '': '1' });
    expect(await samples(server, 'http_requests_total')).toMatchObject({
      'route="unknown",method="GET",status="499"': '1',
    });
  });
  slow.emit('goOn');
});

it('counts the attempts at deliveries by what came of each', async () => {
  const metrics = createMetrics({ load: calm, token: undefined });
  const server = await openHttpServer(answer, { metrics });
  running.push(server);
  for (const status of ['delivered', 'failed', 'delivered', 'dead'] as const) metrics.countDelivery(status);
  expect(await samples(server, 'medcor_webhook_attempts_total')).toEqual({
    'status="delivered"': '2',
    'status="failed"': '1',
    'status="dead"': '1',
  });
});

it('tells of the database and of the process', async () => {
  const server = await open();
  expect(await samples(server, 'medcor_database_connections')).toEqual({
    'state="used"': '2',
    'state="free"': '3',
    'state="pending"': '4',
  });
  expect(await samples(server, 'medcor_outbox_deliveries')).toEqual({ '': '5' });
  expect(await samples(server, 'medcor_outbox_oldest_due_seconds')).toEqual({ '': '6.5' });
  for (const name of ['process_resident_memory_bytes', 'nodejs_eventloop_lag_seconds']) {
    expect(Object.keys(await samples(server, name))).toEqual(['']);
  }
});

it('says that it does not know of the outbox while the database is lost, and tells the rest', async () => {
  const outbox = async () => {
    throw new Error('Lost.');
  };
  const server = await open({ load: { ...calm, outbox } });
  expect(await samples(server, 'medcor_outbox_deliveries')).toEqual({ '': 'Nan' });
  expect(await samples(server, 'medcor_outbox_oldest_due_seconds')).toEqual({ '': 'Nan' });
  expect(await samples(server, 'medcor_database_connections')).toMatchObject({ 'state="used"': '2' });
});

it('is of one server each', async () => {
  const [first, second] = [await open(), await open()];
  await fetch(`${first.url}/api/users/1/`);
  await eventually(async () =>
    expect(Object.keys(await samples(first, 'http_requests_total'))).toContainEqual(
      expect.stringContaining(':id'),
    ),
  );
  expect(Object.keys(await samples(second, 'http_requests_total'))).not.toContainEqual(
    expect.stringContaining(':id'),
  );
});

it('shows itself to nobody without the token, where there is one', async () => {
  const { url } = await open({ token });
  const read = (authorization?: string) =>
    fetch(`${url}/metrics`, authorization ? { headers: { Authorization: authorization } } : {});
  expect((await read(`Bearer ${token}`)).status).toBe(200);
  for (const [authorization, code] of [
    [undefined, 'NOT_AUTHENTICATED'],
    [`Basic ${token}`, 'NOT_AUTHENTICATED'],
    [`Bearer ${token}x`, 'INVALID_TOKEN'],
    [`Bearer ${token.slice(1)}`, 'INVALID_TOKEN'],
  ] as const) {
    const response = await read(authorization);
    expect([response.status, response.headers.get('WWW-Authenticate')]).toEqual([401, 'Bearer']);
    expect(await response.json()).toMatchObject({ error: { code } });
  }
});

it('is read by GET alone, with and without a slash, and is not kept', async () => {
  const { url } = await open();
  for (const path of ['/metrics', '/metrics/', '/metrics?a=b']) {
    const { status, headers } = await fetch(url + path);
    expect([status, headers.get('Cache-Control')]).toEqual([200, 'no-store']);
    expect(headers.get('Content-Type')).toMatch(/^text\/plain; version=0\.0\.4/);
  }
  expect((await fetch(`${url}/Metrics`)).status).toBe(404);
  const { status, headers } = await fetch(`${url}/metrics`, { method: 'POST', body: 'x' });
  expect([status, headers.get('Allow')]).toEqual([405, 'GET']);
});
