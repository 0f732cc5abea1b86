import { createPgConfig } from '@electric-sql/pglite/node-postgres';
import { startPglite } from './embedded.js';
import { connectAsOwner } from './knex/connect.js';
import { migrate } from './migrate.js';

/** A migrated, empty database as a gzipped tar, from which an embedded one is made much faster than from nothing. */
export async function makeTemplate(): Promise<Uint8Array> {
  const pglite = await startPglite();
  const owner = connectAsOwner(createPgConfig(pglite));
  await migrate(owner);
  await owner.destroy();
  // Nothing is ever created from these two, and without them half of the files need not be written.
  for (const database of ['template0', 'template1']) {
    await pglite.query('update pg_database set datistemplate = false where datname = $1', [database]);
    await pglite.query(`drop database ${database}`);
  }
  // The dump holds what is on disk.
  await pglite.query('checkpoint');
  const dump = await pglite.dumpDataDir('gzip');
  await pglite.close();
  return new Uint8Array(await dump.arrayBuffer());
}
