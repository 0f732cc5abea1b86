import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testing/database.js';
import { type RunningServer, startServer } from './app.js';
import { type Config, readConfig } from './config.js';
import { greeting } from './greeting.js';

let database: TestDatabase;
let folder: string;
const running: RunningServer[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'medcor-app-'));
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
  await rm(folder, { recursive: true, force: true });
});

async function start(env: Record<string, string> = {}): Promise<RunningServer> {
  const server = await startServer(configOf(env));
  running.push(server);
  return server;
}

function configOf(env: Record<string, string>): Config {
  return readConfig({
    DATABASE_URL: database.url,
    MEDCOR_DATA_DIR: folder,
    PORT: '0',
    LOG_LEVEL: 'silent',
    ...env,
  });
}

/** The answer's JSON, whatever its shape. */
const jsonOf = async (response: Response): Promise<ReturnType<typeof JSON.parse>> => response.json();

const listHospitals = (server: RunningServer, token: string) =>
  fetch(`${server.url}/api/hospitals/`, { headers: { Authorization: `Bearer ${token}` } });

describe('the server', () => {
  it('serves, tells of its parts, and stops', async () => {
    const server = await start();
    for (const path of ['live', 'ready']) {
      const response = await fetch(`${server.url}/api/${path}/`);
      expect([response.status, await response.json()]).toEqual([200, { status: 'ok' }]);
    }
    expect(await (await fetch(`${server.url}/api/health/`)).json()).toEqual({
      status: 'ok',
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
      uptime_s: expect.any(Number),
      checks: { database: 'ok' },
    });
    await Promise.all([server.close(), server.close()]);
    await expect(fetch(server.url)).rejects.toThrow();
  });

  it('makes a set-up token at the first start, and keeps it', async () => {
    const first = await start();
    expect(first.newSetupToken?.path).toBe(join(folder, 'setup-token'));
    expect((await readFile(join(folder, 'setup-token'), 'utf8')).trim()).toBe(first.newSetupToken?.secret);
    await first.close();
    expect((await start()).newSetupToken).toBeUndefined();
    expect((await start({ MEDCOR_SETUP_TOKEN: 'x'.repeat(16) })).newSetupToken).toBeUndefined();
  });

  it('believes its tokens after a restart, and those of the other processes', async () => {
    const server = await start();
    const code = async (other: RunningServer, token: string) =>
      (await jsonOf(await listHospitals(other, token))).error?.code;
    const setUp = { 'Content-Type': 'application/json' };
    const hospital = await fetch(`${server.url}/api/hospitals/`, {
      method: 'POST',
      headers: setUp,
      body: JSON.stringify({
        name: 'City General Hospital',
        city: 'New York',
        state: 'NY',
        country: 'USA',
        hospital_type: 'general',
        contact_email: 'admin@citygeneral.com',
        contact_phone: '+1-212-555-0100',
      }),
    });
    const admin = await fetch(`${server.url}/api/auth/register/`, {
      method: 'POST',
      headers: setUp,
      body: JSON.stringify({
        email: 'admin@hospital.com',
        password: 'SecurePassword123!',
        password_confirm: 'SecurePassword123!',
        first_name: 'John',
        last_name: 'Admin',
        role: 'admin',
        hospital: (await jsonOf(hospital)).id,
      }),
    });
    const { access } = (await jsonOf(admin)).tokens;
    const [again, withOtherKey] = [await start(), await start({ JWT_SECRET: 'x'.repeat(32) })];
    expect(await code(server, access)).toBeUndefined();
    expect(await code(again, access)).toBeUndefined();
    expect(await code(withOtherKey, access)).toBe('INVALID_TOKEN');
    expect(again.isClaimed).toBe(true);
  });

  it('says in one line that its port is taken, or that it has no such address', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    // The type of `address` allows for pipes.
    const { port } = other.address() as AddressInfo;
    await expect(start({ PORT: String(port) })).rejects.toThrow(
      `Port ${port} of 127.0.0.1 is in use: stop what is using it, or set PORT to another.`,
    );
    other.close();
    await expect(start({ HOST: '192.0.2.1' })).rejects.toThrow(
      'This machine has no address 192.0.2.1: set HOST to one that it has.',
    );
  });
});

describe('the greeting', () => {
  const server: RunningServer = {
    url: 'http://127.0.0.1:8002',
    port: 8002,
    database: 'embedded',
    dataDir: '/data',
    isClaimed: false,
    newSetupToken: { secret: 'the-token', path: '/data/setup-token' },
    close: async () => undefined,
  };

  it('warns of the embedded database, shows a new set-up token, and gives three things to try', () => {
    const text = greeting(server, '1.2.3', undefined);
    expect(text).toContain('MedCor 1.2.3 is ready at http://localhost:8002\n');
    expect(text).toMatch(/embedded, in \/data\n.*not for production, since a power loss may lose data/);
    expect(text).toMatch(/the-token.*kept in \/data\/setup-token\n/s);
    expect(text).toContain(
      "curl http://localhost:8002/api/hospitals/ -H 'Content-Type: application/json' -d '{",
    );
    expect(text.split('Three things to try next:\n')[1]?.trim().split('\n')).toHaveLength(3);
  });

  it('shows nothing that is secret of PostgreSQL, and no token when there is none', () => {
    const claimed: RunningServer = {
      ...server,
      database: 'postgresql',
      isClaimed: true,
      newSetupToken: undefined,
      url: 'http://10.0.0.1:80',
    };
    const text = greeting(claimed, '1.2.3', 'postgres://user:hidden@db:5432/medcor?sslmode=require');
    expect(text).toContain('ready at http://10.0.0.1:80\n');
    expect(text).toContain('Database: PostgreSQL at db:5432/medcor\n');
    expect(text).not.toMatch(/hidden|token/);
    expect(text).toContain('/api/auth/login/');
  });
});
