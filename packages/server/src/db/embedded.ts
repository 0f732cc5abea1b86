import { access, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { isErrno } from '../exclusive-file.js';
import { StartError } from '../start-error.js';
import { lockFolder } from './folder-lock.js';
import { unpackTemplate } from './unpack-template.js';

/** PostgreSQL inside this process, for trying things out: it needs no set-up, and does not survive a power loss. */
export interface EmbeddedDatabase {
  /** Settings for knex. The database has one session, so use one pool of one connection at a time. */
  connection(): object;
  close(): Promise<void>;
}

/** Where the build puts a migrated, empty database: beside the code that this module is built into. */
const builtTemplate = new URL('./embedded-template.tar.gz', import.meta.url);

/**
 * Opens the database in a folder, which it takes for this process; makes it at the first time, from the template
 * or, where there is none, in some seconds more.
 * Throws `FolderInUseError`, since two processes in one folder lose each other's rows without any error.
 */
export async function openEmbedded(folder: string, template = builtTemplate): Promise<EmbeddedDatabase> {
  const lock = await lockFolder(folder);
  try {
    const cluster = join(folder, 'database');
    if (!(await exists(join(cluster, 'PG_VERSION')))) await createCluster(cluster, template);
    const { createPgConfig } = await import('@electric-sql/pglite/node-postgres');
    const pglite = await startPglite(cluster).catch((cause) => {
      throw damaged(cluster, cause);
    });
    return {
      connection: () => createPgConfig(pglite),
      async close() {
        await pglite.close();
        await lock.release();
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/**
 * Starts PGlite with the extensions that the schema needs; in memory without a folder. Its buffers are small: it
 * clears them all at the start, and the system's own cache stands behind them.
 */
export async function startPglite(folder?: string): Promise<PGlite> {
  // With nothing else under way, Node would wait until every function that V8 optimises meanwhile is optimised.
  const underWay = setInterval(() => {}, 60_000);
  try {
    const [{ PGlite }, { btree_gist }, { pg_trgm }] = await Promise.all([
      import('@electric-sql/pglite'),
      import('@electric-sql/pglite/contrib/btree_gist'),
      import('@electric-sql/pglite/contrib/pg_trgm'),
    ]);
    return await PGlite.create({
      ...(folder && { dataDir: folder }),
      extensions: { btree_gist, pg_trgm },
      startParams: [...PGlite.defaultStartParams, '-c', 'shared_buffers=16MB'],
    });
  } finally {
    clearInterval(underWay);
  }
}

/** The folder gets its name when all is in it, so one that a killed process was making is never mistaken for it. */
async function createCluster(cluster: string, template: URL): Promise<void> {
  const unfinished = `${cluster}.creating`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { mode: 0o700 });
  if (await exists(template)) {
    unpackTemplate(template, unfinished);
  } else {
    const pglite = await startPglite(unfinished);
    await pglite.close();
  }
  try {
    await rename(unfinished, cluster);
  } catch (cause) {
    if (!isErrno(cause, 'ENOTEMPTY', 'EEXIST')) throw cause;
    throw new StartError(`${cluster} is no database of ours, and not empty: move it away.`, { cause });
  }
}

function damaged(cluster: string, cause: unknown): StartError {
  return new StartError(
    `The embedded database in ${cluster} does not open: a power loss may have damaged it. ` +
      'Bring the folder back from a backup, or move it away to begin with an empty one.',
    { cause },
  );
}

function exists(path: string | URL): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
