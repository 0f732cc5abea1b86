import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testing/database.js';
import { publish } from '../testing/figures.js';
import { freePort, type ServerProcess, startServerProcess } from '../testing/server-process.js';

/** Two built servers on one PostgreSQL, with the limits that they have unless told otherwise. */
const setupToken = 'a-set-up-token-for-both';
const password = 'Correct-Horse-7!';
let folder: string;
let database: TestDatabase;
let servers: ServerProcess[] = [];

const on = (index: number): ServerProcess => {
  const server = servers[index % 2];
  if (!server) throw new Error('The servers have not been started.');
  return server;
};

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'medcor-limits-'));
  database = await createTestDatabase();
  const start = async (name: string) =>
    startServerProcess(await freePort(), {
      DATABASE_URL: database.url,
      JWT_SECRET: 'a-secret-that-both-of-them-know-of',
      MEDCOR_DATA_DIR: path.join(folder, name),
      MEDCOR_SETUP_TOKEN: setupToken,
      TRUST_PROXY: '1',
      RATE_LIMIT: '',
    });
  servers = [await start('a'), await start('b')];
  await Promise.all(servers.map((server) => server.ready()));
});
afterAll(async () => {
  await Promise.all(servers.map((server) => server.stop()));
  await database?.drop();
  await rm(folder, { recursive: true, force: true });
});

it('two processes let exactly 100 of 300 requests of one user through', async () => {
  const setUp = (url: string, body: unknown) =>
    on(0).call('POST', url, { body, headers: { 'X-Setup-Token': setupToken } });
  const hospital = await setUp('/api/hospitals/', {
    name: 'First Hospital',
    city: 'Springfield',
    state: 'IL',
    country: 'USA',
    hospital_type: 'general',
    contact_email: 'office@example.org',
    contact_phone: '+1-555-0100',
  });
  const admin = await setUp('/api/auth/register/', {
    email: 'root@example.org',
    password,
    password_confirm: password,
    first_name: 'Rosa',
    last_name: 'Root',
    role: 'admin',
    hospital: hospital.body.id,
  });
  expect(admin.status).toBe(201);
  const token = admin.body.tokens.access;

  const answers = await Promise.all(
    Array.from({ length: 300 }, (_, index) => on(index).call('GET', '/api/auth/profile/', { token })),
  );
  const passed = answers.filter(({ status }) => status === 200);
  const refused = answers.filter(({ body }) => body.error?.code === 'RATE_LIMITED');
  publish({
    part: 'limits',
    over: 'PostgreSQL',
    attempts: '300 requests of one user, to two processes at once, of which 100 may pass',
    result: `${Math.abs(passed.length - 100)} too many or too few`,
  });
  expect([passed.length, refused.length]).toEqual([100, 200]);

  // Each of the hundred was a request of its own.
  const remaining = passed.map(({ headers }) => Number(headers.get('X-RateLimit-Remaining')));
  expect(remaining.sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, index) => index));
  for (const { headers } of refused) expect(Number(headers.get('Retry-After'))).toBeGreaterThanOrEqual(1);
});

it('two processes let exactly 20 of 60 requests of one IPv6 subscriber through', async () => {
  const answers = await Promise.all(
    Array.from({ length: 60 }, (_, index) =>
      on(index).call('GET', '/api/nowhere/', { headers: { 'X-Forwarded-For': `2001:db8:1:2::${index}` } }),
    ),
  );
  const codes = answers.map(({ body }) => body.error?.code);
  expect(codes.filter((code) => code === 'NOT_FOUND').length).toBe(20);
  expect(codes.filter((code) => code === 'RATE_LIMITED').length).toBe(40);
});
