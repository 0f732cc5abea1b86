import type { Knex } from 'knex';
import { StartError } from '../start-error.js';
import type { BulkStore } from './bulk-store.js';
import type { Database } from './database.js';
import { type DatabaseLoad, databaseLoad } from './database-load.js';
import { connectAsApplication, connectAsOwner } from './knex/connect.js';
import { createKnexBulkStore } from './knex/knex-bulk-store.js';
import { createKnexDatabase } from './knex/knex-database.js';
import type { ServingLimits } from './knex/serving-limits.js';
import { migrate } from './migrate.js';

export interface DatabaseConfig {
  /** PostgreSQL; the embedded database where there is none. */
  readonly databaseUrl: string | undefined;
  readonly databasePoolMax: number;
  readonly dataDir: string;
  /** For a server; commands take the time they need. */
  readonly servingLimits?: Required<ServingLimits>;
}

export interface OpenDatabase {
  readonly database: Database;
  /** The same database, to be filled. */
  readonly bulk: BulkStore;
  readonly kind: 'embedded' | 'postgresql';
  /** The application's connections, where other processes may use the database too. */
  readonly connections?: Knex;
  readonly load: DatabaseLoad;
  /** The migrations that were applied just now. */
  readonly migrations: readonly string[];
  close(): Promise<void>;
}

/** Opens the configured database, brought to the newest schema. Throws `StartError` where that cannot be. */
export function openDatabase(config: DatabaseConfig): Promise<OpenDatabase> {
  return config.databaseUrl === undefined
    ? openEmbeddedDatabase(config)
    : openPostgresql(config.databaseUrl, config);
}

async function openPostgresql(
  url: string,
  { databasePoolMax, servingLimits }: DatabaseConfig,
): Promise<OpenDatabase> {
  const connection = { connectionString: url };
  const migrations = await asOwner(connection, async (owner) => {
    await assertUsable(owner, url);
    return migrate(owner);
  });
  const application = connectAsApplication(connection, databasePoolMax, servingLimits);
  return {
    database: createKnexDatabase(application),
    bulk: createKnexBulkStore(application),
    kind: 'postgresql',
    load: databaseLoad(application),
    connections: application,
    migrations,
    close: () => application.destroy(),
  };
}

async function openEmbeddedDatabase({ dataDir, servingLimits }: DatabaseConfig): Promise<OpenDatabase> {
  const { openEmbedded } = await import('./embedded.js');
  const embedded = await openEmbedded(dataDir);
  try {
    const migrations = await asOwner(embedded.connection(), migrate);
    const limits = servingLimits && { queueMax: servingLimits.queueMax };
    const application = connectAsApplication(embedded.connection(), 1, limits);
    return {
      database: createKnexDatabase(application),
      bulk: createKnexBulkStore(application),
      kind: 'embedded',
      load: databaseLoad(application),
      migrations,
      async close() {
        await application.destroy();
        await embedded.close();
      },
    };
  } catch (error) {
    await embedded.close();
    throw error;
  }
}

async function asOwner<T>(connection: object, work: (owner: Knex) => Promise<T>): Promise<T> {
  const owner = connectAsOwner(connection);
  try {
    return await work(owner);
  } finally {
    await owner.destroy();
  }
}

/** Asks the server what it is; the first thing asked of it. */
async function assertUsable(owner: Knex, url: string): Promise<void> {
  const { rows } = await owner.raw('show server_version').catch((cause) => {
    const reason = cause.message || cause.code;
    throw new StartError(
      `PostgreSQL at ${new URL(url).host} cannot be used: ${reason}. Check DATABASE_URL.`,
      {
        cause,
      },
    );
  });
  assertSupported(rows[0].server_version);
}

/** Throws for what is older than the features that the schema uses. */
export function assertSupported(serverVersion: string): void {
  if (Number.parseInt(serverVersion, 10) < 14) {
    throw new StartError(`PostgreSQL ${serverVersion} is too old: MedCor needs version 14 or newer.`);
  }
}
