/** Databases of their own for test files, on the server that `global-postgres.ts` started. */
import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import { databaseAdmin } from './postgres-server.js';

export interface TestDatabase {
  readonly url: string;
  /** Drops the database, closing the connections that are left. */
  drop(): Promise<void>;
}

/** Creates a database that is migrated, and otherwise empty. */
export function createMigratedTestDatabase(): Promise<TestDatabase> {
  return createTestDatabase(inject('postgresTemplate'));
}

/** Creates a database with a unique name: an empty one, or a copy of the database named `template`. */
export async function createTestDatabase(template?: string): Promise<TestDatabase> {
  const admin = databaseAdmin(inject('postgresUrl'));
  const name = `medcor_test_${randomUUID().replaceAll('-', '')}`;
  const url = await admin.createDatabase(name, template);
  return { url, drop: () => admin.dropDatabase(name) };
}
