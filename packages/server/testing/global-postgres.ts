/** The vitest global setup that gives every test file of a run one PostgreSQL server. */
import { randomUUID } from 'node:crypto';
import type { TestProject } from 'vitest/node';
import { connectAsOwner } from '../src/db/knex/connect.js';
import { migrate } from '../src/db/migrate.js';
import { databaseAdmin, startPostgres, type TestPostgres } from './postgres-server.js';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A superuser's URL of the run's PostgreSQL server, for `inject`. */
    postgresUrl: string;
    /** The name of a database on it that is migrated and empty, to be copied. */
    postgresTemplate: string;
  }
}

/** The server named by TEST_DATABASE_URL, a superuser's URL, or else one of our own. */
export async function openTestPostgres(): Promise<TestPostgres> {
  const url = process.env.TEST_DATABASE_URL;
  if (!url) return startPostgres();
  const unsupported = async (): Promise<never> => {
    throw new Error('The server of TEST_DATABASE_URL is not ours to kill or start: unset it for this test');
  };
  return {
    ...databaseAdmin(url),
    url,
    port: Number(new URL(url).port || 5432),
    kill: unsupported,
    start: unsupported,
    stop: async () => {},
  };
}

/** Vitest loads this module once for each project that names it, so what they share is kept on the process. */
const shared = globalThis as typeof globalThis & {
  medcorTestPostgres?: { prepared: Promise<PreparedPostgres>; users: number };
};

interface PreparedPostgres {
  readonly server: TestPostgres;
  readonly template: string;
}

/** Migrated once for the whole run: a copy is made in a tenth of the time that the migrations take. */
async function prepare(): Promise<PreparedPostgres> {
  const server = await openTestPostgres();
  const template = `medcor_template_${randomUUID().replaceAll('-', '')}`;
  const owner = connectAsOwner({ connectionString: await server.createDatabase(template) });
  await migrate(owner);
  await owner.destroy();
  return { server, template };
}

/** Starts the run's server for the first project that asks, and tells each project where it is. */
export async function setup(project: TestProject): Promise<void> {
  shared.medcorTestPostgres ??= { prepared: prepare(), users: 0 };
  shared.medcorTestPostgres.users += 1;
  const { server, template } = await shared.medcorTestPostgres.prepared;
  project.provide('postgresUrl', server.url);
  project.provide('postgresTemplate', template);
}

/** Stops the server when the last project is done with it. */
export async function teardown(): Promise<void> {
  const current = shared.medcorTestPostgres;
  if (!current) return;
  current.users -= 1;
  if (current.users > 0) return;
  delete shared.medcorTestPostgres;
  const { server, template } = await current.prepared;
  await server.dropDatabase(template);
  await server.stop();
}
