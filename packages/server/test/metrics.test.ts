import { afterEach, expect, it, vi } from 'vitest';
import { type ConfiguredServer, openConfiguredServer } from '../testing/configured-server.js';

let server: ConfiguredServer;
afterEach(() => server.close());

const production = {
  NODE_ENV: 'production',
  JWT_SECRET: 'x'.repeat(32),
  SMTP_URL: 'smtp://127.0.0.1:1',
  // There is no balancer that has to hear of the end first.
  SHUTDOWN_DELAY_SECONDS: '0',
};
const token = 'a-token-of-prometheus';

it('names the paths of the contract, whoever asks and whatever comes of it', async () => {
  server = await openConfiguredServer({ RATE_LIMIT: undefined, RATE_LIMIT_ADDRESS: '3' });
  await server.call('GET', '/api/auth/users/12/');
  await server.call('GET', '/api/auth/users/x/');
  await server.call('POST', '/api/auth/login/', { raw: 'not JSON' });
  await server.call('PATCH', '/api/auth/users/13/');
  await server.call('GET', '/api/health/');
  await vi.waitFor(
    async () => {
      // Asked for more often than an address may ask for anything that is counted.
      const { status, headers, body } = await server.call('GET', '/metrics');
      expect([status, headers.get('X-RateLimit-Limit')]).toEqual([200, null]);
      for (const sample of [
        'http_requests_total{route="/api/auth/users/:id/",method="GET",status="401"} 2',
        'http_requests_total{route="/api/auth/login/",method="POST",status="400"} 1',
        'http_requests_total{route="unknown",method="PATCH",status="429"} 1',
        'http_requests_total{route="/api/health/",method="GET",status="200"} 1',
        'medcor_outbox_deliveries 0',
      ]) {
        expect(body).toContain(`${sample}\n`);
      }
      expect(body).toMatch(/^medcor_database_connections\{state="free"\} [1-9]/m);
    },
    { interval: 5 },
  );
});

it('are nobody’s in production without a token', async () => {
  server = await openConfiguredServer(production);
  for (const headers of [{}, { Authorization: `Bearer ${token}` }]) {
    expect(await server.call('GET', '/metrics', { headers })).toMatchObject({
      status: 404,
      body: { error: { code: 'NOT_FOUND' } },
    });
  }
});

it('are shown in production to whoever has the token', async () => {
  server = await openConfiguredServer({ ...production, METRICS_TOKEN: token });
  expect(await server.call('GET', '/metrics')).toMatchObject({ status: 401 });
  expect(await server.call('GET', '/metrics', { token })).toMatchObject({
    status: 200,
    body: expect.stringContaining('http_requests_in_flight 1'),
  });
});
