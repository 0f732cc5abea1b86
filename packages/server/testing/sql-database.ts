import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Knex } from 'knex';
import type { BulkStore } from '../src/db/bulk-store.js';
import type { Database } from '../src/db/database.js';
import { openEmbedded } from '../src/db/embedded.js';
import { connectAsApplication, connectAsOwner } from '../src/db/knex/connect.js';
import { createKnexBulkStore } from '../src/db/knex/knex-bulk-store.js';
import { createKnexDatabase } from '../src/db/knex/knex-database.js';
import { migrate } from '../src/db/migrate.js';
import { createTestDatabase } from './database.js';

/** The stores that speak SQL. */
export const sqlStores = ['the embedded database', 'PostgreSQL'] as const;
export type SqlStore = (typeof sqlStores)[number];

type Work<T> = (connection: Knex.Transaction) => Promise<T>;

/** A migrated database, to be asked in SQL. What is done in SQL is undone when the work is over. */
export interface SqlDatabase {
  /** The store over it, which the application works with. */
  readonly database: Database;
  readonly bulk: BulkStore;
  /** As the application's role, for one hospital, or for none. */
  asApplication<T>(hospital: number | null, work: Work<T>): Promise<T>;
  /** As the owner of the tables, whom nothing binds but the constraints. */
  asOwner<T>(work: Work<T>): Promise<T>;
  close(): Promise<void>;
}

export async function openSqlDatabase(store: SqlStore): Promise<SqlDatabase> {
  const server = await openSqlServer(store);
  const owner = connectAsOwner(server.connection());
  await migrate(owner);
  await owner.destroy();
  // One connection: the embedded database has no more, and what it keeps from one use to the next would show.
  const application = connectAsApplication(server.connection(), 1);

  const undone = async <T>(preparation: string, work: Work<T>): Promise<T> => {
    const transaction = await application.transaction();
    try {
      if (preparation) await transaction.raw(preparation);
      return await work(transaction);
    } finally {
      await transaction.rollback();
    }
  };

  return {
    database: createKnexDatabase(application),
    bulk: createKnexBulkStore(application),
    asApplication: (hospital, work) =>
      undone(hospital === null ? '' : `set local app.hospital = '${hospital}'`, work),
    asOwner: (work) => undone('set local role none', work),
    async close() {
      await application.destroy();
      await server.close();
    },
  };
}

/** Something to connect to: a new database of PostgreSQL, or the embedded database in a folder of its own. */
export function openSqlServer(store: SqlStore): Promise<SqlServer> {
  return store === 'PostgreSQL' ? openPostgresql() : openFolder();
}

interface SqlServer {
  connection(): object;
  close(): Promise<void>;
}

async function openPostgresql(): Promise<SqlServer> {
  const created = await createTestDatabase();
  return { connection: () => ({ connectionString: created.url }), close: () => created.drop() };
}

async function openFolder(): Promise<SqlServer> {
  const folder = await mkdtemp(path.join(tmpdir(), 'medcor-sql-'));
  const template = new URL('../dist/embedded-template.tar.gz', import.meta.url);
  const embedded = await openEmbedded(folder, template);
  return {
    connection: embedded.connection,
    async close() {
      await embedded.close();
      await rm(folder, { recursive: true });
    },
  };
}
