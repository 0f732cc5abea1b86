import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Logger } from 'pino';
import { type RunningServer, startServer } from '../src/app.js';
import { readConfig } from '../src/config.js';
import { createTestDatabase } from './database.js';
import { createHttpClient, type HttpClient } from './http-client.js';

/** The server as `medcor-server` starts it, in this process, put together from variables of the environment. */
export interface ConfiguredServer extends HttpClient {
  readonly running: RunningServer;
  /** Where its database is; the embedded one has no address. */
  readonly databaseUrl: string | undefined;
  readonly folder: string;
  /** Stops it, and removes all that it kept. */
  close(): Promise<void>;
}

/** On a PostgreSQL database of its own, unless a variable says otherwise; rate limits are off. */
export async function openConfiguredServer(
  environment: Record<string, string | undefined> = {},
  logger?: Logger,
): Promise<ConfiguredServer> {
  const folder = await mkdtemp(path.join(tmpdir(), 'medcor-configured-'));
  const created = 'DATABASE_URL' in environment ? undefined : await createTestDatabase();
  const settings = {
    DATABASE_URL: created?.url,
    MEDCOR_DATA_DIR: folder,
    PORT: '0',
    LOG_LEVEL: 'silent',
    RATE_LIMIT: 'off',
    ...environment,
  };
  const running = await startServer(readConfig(settings), logger);
  return {
    ...createHttpClient(running.url),
    running,
    databaseUrl: settings.DATABASE_URL,
    folder,
    async close() {
      await running.close();
      await created?.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
