import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createViteServer } from 'vitest/node';
import { fromServer } from './from-server.mjs';
import { cores, pin } from './processes.mjs';

const pg = fromServer('pg');
const testing = fileURLToPath(new URL('../../packages/server/testing', import.meta.url));

/** What whoever runs PostgreSQL for a hospital would set on a machine of this size; all that keeps data safe is on. */
const settings = {
  shared_buffers: '1GB',
  effective_cache_size: '3GB',
  random_page_cost: '1.1',
  max_wal_size: '4GB',
  // It counts only while it is told to: see count-statements.mjs.
  shared_preload_libraries: 'pg_stat_statements',
};

/** A PostgreSQL of our own, on this machine's npm-shipped binaries, which ends with this process whatever happens. */
export async function startPostgres() {
  const server = await (await loadStart())({ durable: true });
  try {
    await withClient(server.url, async (client) => {
      for (const [name, value] of Object.entries(settings))
        await client.query(`alter system set ${name} = '${value}'`);
    });
    await server.kill('SIGINT');
    await server.start();
    await withClient(server.url, async (client) => {
      await client.query('create extension pg_stat_statements');
      await client.query(`alter system set pg_stat_statements.track = 'none'`);
      await client.query('select pg_reload_conf()');
    });
    const [pid] = (await readFile(join(server.dataDir, 'postmaster.pid'), 'utf8')).split('\n');
    const started = Object.assign(server, { pid: Number(pid) });
    pin(started, cores.load);
    return started;
  } catch (error) {
    await server.stop();
    throw error;
  }
}

export async function withClient(url, work) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The tests' own way to start one, which is TypeScript. */
async function loadStart() {
  const vite = await createViteServer({
    root: testing,
    configFile: false,
    appType: 'custom',
    logLevel: 'error',
    server: { middlewareMode: true, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
  });
  try {
    return (await vite.ssrLoadModule('/postgres-server.ts')).startPostgres;
  } finally {
    await vite.close();
  }
}
