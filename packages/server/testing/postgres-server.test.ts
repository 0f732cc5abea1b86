import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { openTestPostgres } from './global-postgres.js';
import { type PostgresServer, startPostgres } from './postgres-server.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const WAIT = { timeout: 20_000, interval: 25 };

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

const gone = (path: string) =>
  access(path).then(
    () => false,
    () => true,
  );

/** Whether a process runs: one that has ended, but that nobody has waited for yet, does not. */
async function isRunning(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const state = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return !/\) Z/.test(state);
}

describe('a test PostgreSQL', { timeout: 60_000 }, () => {
  let server: PostgresServer | undefined;
  let child: ChildProcess | undefined;

  afterEach(async () => {
    child?.kill('SIGKILL');
    child = undefined;
    await server?.stop();
    server = undefined;
  });

  it('keeps what was committed when it is killed and started again, until it is stopped', async () => {
    server = await startPostgres({ durable: true });
    const { url, port, dataDir } = server;
    expect(url).toBe(`postgres://medcor_owner@127.0.0.1:${port}/postgres`);
    const database = await server.createDatabase('ward');
    await query(database, 'CREATE TABLE bed (number integer)');
    await query(database, 'INSERT INTO bed VALUES (7)');

    await server.kill('SIGKILL');
    await expect(query(database, 'SELECT 1')).rejects.toThrow('ECONNREFUSED');
    await expect(server.kill('SIGINT')).rejects.toThrow('not running');

    await server.start();
    expect(server.url).toBe(url);
    expect(await query(database, 'SELECT number FROM bed')).toEqual([{ number: 7 }]);
    await expect(server.start()).rejects.toThrow('already running');

    const copy = await server.createDatabase('ward copy', 'ward');
    expect(await query(copy, 'SELECT number FROM bed')).toEqual([{ number: 7 }]);
    await server.dropDatabase('ward copy');
    await expect(query(copy, 'SELECT 1')).rejects.toThrow('does not exist');

    await server.stop();
    server = undefined;
    expect(await gone(join(dataDir, '..'))).toBe(true);
  });

  it('ends, and its folder with it, when the process that started it is killed', async () => {
    // Vite compiles the module for a process which, unlike this test's own, can be killed.
    child = spawn(process.execPath, ['--input-type=module', '-e', OWNER_PROCESS], {
      cwd: here,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    if (!child.stdout) throw new Error('the child has no output');
    const [line] = await once(child.stdout, 'data');
    const owned: { url: string; dataDir: string } = JSON.parse(String(line));
    const postmaster = Number((await readFile(join(owned.dataDir, 'postmaster.pid'), 'utf8')).split('\n')[0]);
    expect(await isRunning(postmaster)).toBe(true);
    expect(await query(owned.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);

    child.kill('SIGKILL');
    await vi.waitFor(async () => {
      expect(await isRunning(postmaster)).toBe(false);
      expect(await gone(join(owned.dataDir, '..'))).toBe(true);
    }, WAIT);
  });
});

describe('a test PostgreSQL as it comes', { timeout: 60_000 }, () => {
  let server: PostgresServer;

  beforeAll(async () => {
    server = await startPostgres();
  }, 60_000);
  afterEach(() => vi.unstubAllEnvs());
  afterAll(() => server?.stop());

  it('has the settings that tests rely on', async () => {
    const settings = await query(
      server.url,
      `SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes',
         'max_connections', 'listen_addresses', 'unix_socket_directories', 'server_encoding')`,
    );
    expect(Object.fromEntries(settings.map(({ name, setting }) => [name, setting]))).toEqual({
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
      max_connections: '200',
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      server_encoding: 'UTF8',
    });
    const databases = await query(
      server.url,
      "SELECT datcollate FROM pg_database WHERE datname = 'postgres'",
    );
    expect(databases).toEqual([{ datcollate: 'C' }]);
  });

  it('can be one that runs already, by TEST_DATABASE_URL, which is not killed, started or stopped', async () => {
    vi.stubEnv('TEST_DATABASE_URL', server.url);
    const opened = await openTestPostgres();
    expect(opened).toMatchObject({ url: server.url, port: server.port });
    const database = await opened.createDatabase('elsewhere');
    expect(await query(database, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await opened.dropDatabase('elsewhere');
    await expect(opened.kill('SIGKILL')).rejects.toThrow('TEST_DATABASE_URL');
    await expect(opened.start()).rejects.toThrow('TEST_DATABASE_URL');
    await opened.stop();
    expect(await query(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });
});

const OWNER_PROCESS = `
  import { createViteServer } from 'vitest/node';
  const vite = await createViteServer({
    root: process.cwd(), configFile: false, appType: 'custom', logLevel: 'error',
    server: { middlewareMode: true, ws: false, watch: null }, optimizeDeps: { noDiscovery: true },
  });
  const { startPostgres } = await vite.ssrLoadModule('/postgres-server.ts');
  const { url, dataDir } = await startPostgres();
  process.stdout.write(JSON.stringify({ url, dataDir }));
`;
