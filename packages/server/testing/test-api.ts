import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Knex } from 'knex';
import type { Database } from '../src/db/database.js';
import { createMemoryDatabase } from '../src/db/memory/memory-database.js';
import { openDatabase } from '../src/db/open-database.js';
import { unpackTemplate } from '../src/db/unpack-template.js';
import type { Seal } from '../src/lists/pager.js';
import type { Clock, Mail, RateLimiter } from '../src/ports.js';
import { createMemoryRateLimits } from '../src/providers/memory-rate-limits.js';
import type { RateLimits } from '../src/providers/rate-limits.js';
import { createSharedRateLimits } from '../src/providers/shared-rate-limits.js';
import { createMigratedTestDatabase } from './database.js';
import { createHttpClient, type HttpClient } from './http-client.js';
import { startTestServer } from './test-server.js';
import type { TestWebhooks } from './test-webhooks.js';

export type { CallOptions, TestResponse } from './http-client.js';

/** The stores that the HTTP tests of every feature run over. */
export const stores = ['memory', 'PostgreSQL'] as const;

/**
 * All that there are, for tests of what a store itself has to hold: the contract, lists, what is written at once, what
 * happens together or not at all. The embedded database is asked in the same words as PostgreSQL.
 */
export const everyStore = [...stores, 'the embedded database'] as const;
export type Store = (typeof everyStore)[number];

/** The API over real HTTP, in this process. Every answer is checked against its schema: a breach is a 500. */
export interface TestApi extends HttpClient {
  /** Mails that were sent, newest last. */
  readonly mails: readonly Mail[];
  readonly webhooks: TestWebhooks;
  readonly database: Database;
  readonly clock: Clock;
  readonly seal: Seal;
  /** Has someone told when there are deliveries to webhooks to be made. */
  onQueued(listener: () => void): void;
  /** Moves the server's clock. */
  advance(milliseconds: number): void;
  /** The same API by another server, which counts requests, from nothing on. */
  limited(limits: RateLimits): Promise<HttpClient>;
  close(): Promise<void>;
}

export async function openTestApi(store: Store): Promise<TestApi> {
  const folder = await mkdtemp(path.join(tmpdir(), 'medcor-test-'));
  const opened = await openStore(store, folder);
  const server = await startTestServer(opened.database, folder);
  const servers = [server];
  return {
    ...createHttpClient(server.url),
    mails: server.mails,
    webhooks: server.webhooks,
    database: opened.database,
    clock: server.clock,
    seal: server.seal,
    onQueued: server.onQueued,
    advance: server.advance,
    async limited(limits) {
      const limiting = await startTestServer(opened.database, folder, await limiterOf(opened, limits));
      servers.push(limiting);
      return createHttpClient(limiting.url);
    },
    async close() {
      await Promise.all(servers.map((each) => each.close()));
      await opened.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

interface OpenStore {
  readonly database: Database;
  readonly connections?: Knex;
  close(): Promise<void>;
}

async function limiterOf({ connections }: OpenStore, limits: RateLimits): Promise<RateLimiter> {
  if (!connections) return createMemoryRateLimits(limits);
  await connections('rate_limits').delete();
  return createSharedRateLimits(connections, limits);
}

/** A migrated, empty database: made by the build, so that a test file need not make its own. */
const template = new URL('../dist/embedded-template.tar.gz', import.meta.url);

async function openStore(store: Store, folder: string): Promise<OpenStore> {
  if (store === 'memory') return { database: createMemoryDatabase(), close: async () => undefined };
  if (store === 'the embedded database') {
    await unpackTemplate(template, path.join(folder, 'database'));
    return openDatabase({ databaseUrl: undefined, databasePoolMax: 1, dataDir: folder });
  }
  const created = await createMigratedTestDatabase();
  const opened = await openDatabase({ databaseUrl: created.url, databasePoolMax: 10, dataDir: folder });
  return {
    ...opened,
    async close() {
      await opened.close();
      await created.drop();
    },
  };
}
