/** The vitest global setup that gives every test file of a run one PostgreSQL server. */
import type { TestProject } from 'vitest/node';
import { databaseAdmin, startPostgres, type TestPostgres } from './postgres-server.js';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A superuser's URL of the run's PostgreSQL server, for `inject`. */
    postgresUrl: string;
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
  medcorTestPostgres?: { server: Promise<TestPostgres>; users: number };
};

/** Starts the run's server for the first project that asks, and tells each project its URL. */
export async function setup(project: TestProject): Promise<void> {
  shared.medcorTestPostgres ??= { server: openTestPostgres(), users: 0 };
  shared.medcorTestPostgres.users += 1;
  project.provide('postgresUrl', (await shared.medcorTestPostgres.server).url);
}

/** Stops the server when the last project is done with it. */
export async function teardown(): Promise<void> {
  const current = shared.medcorTestPostgres;
  if (!current) return;
  current.users -= 1;
  if (current.users > 0) return;
  delete shared.medcorTestPostgres;
  await (await current.server).stop();
}
