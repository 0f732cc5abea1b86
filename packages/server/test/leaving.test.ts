import { afterEach, expect, it, vi } from 'vitest';
import { createLogger } from '../src/logging.js';
import { openConfiguredServer } from '../testing/configured-server.js';

afterEach(() => vi.useRealTimers());

it('tells that it is not ready before it stops, and serves until then', async () => {
  const lines: string[] = [];
  const logger = createLogger('info', { write: (line) => void lines.push(line) });
  const server = await openConfiguredServer({ SHUTDOWN_DELAY_SECONDS: '300' }, logger);
  expect(await server.call('GET', '/api/ready/')).toMatchObject({ status: 200 });

  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const closed = server.running.close();
  expect(await server.call('GET', '/api/ready/')).toMatchObject({
    status: 503,
    body: { error: { code: 'PROVIDER_UNAVAILABLE', message: 'The server is stopping.' } },
  });
  expect(await server.call('GET', '/api/live/')).toMatchObject({ status: 200 });
  expect(await server.call('GET', '/api/health/')).toMatchObject({ body: { status: 'ok' } });
  expect(await server.call('GET', '/api/auth/profile/')).toMatchObject({ status: 401 });

  vi.advanceTimersByTime(300_000);
  vi.useRealTimers();
  await closed;
  await expect(server.call('GET', '/api/live/')).rejects.toThrow();
  expect(lines.filter((line) => JSON.parse(line).level > 30)).toEqual([]);
  await server.close();
});
