/** A build step: writes the migrated, empty database from which the server makes its embedded one in a second. */
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { createPgConfig } from '@electric-sql/pglite/node-postgres';
import { startPglite } from './embedded.js';
import { connectAsOwner } from './knex/connect.js';
import { migrate } from './migrate.js';

const template = new URL('./embedded-template.tar.gz', import.meta.url);
const stamp = new URL('./embedded-template.sha256', import.meta.url);

/** All that the template is made by: this script, which is built into one file, and the database's version. */
async function currentStamp(): Promise<string> {
  const own = await readFile(fileURLToPath(import.meta.url));
  const pglite = await readFile(new URL(import.meta.resolve('@electric-sql/pglite/pglite.wasm')));
  return createHash('sha256').update(own).update(pglite).digest('hex');
}

async function makeTemplate(): Promise<Uint8Array> {
  const pglite = await startPglite();
  const owner = connectAsOwner(createPgConfig(pglite));
  await migrate(owner);
  await owner.destroy();
  // Nothing is ever created from these two, and without them there is a third of the files to write.
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

const [wanted, made] = await Promise.all([currentStamp(), readFile(stamp, 'utf8').catch(() => '')]);
if (made !== wanted) {
  await writeFile(template, await makeTemplate());
  await writeFile(stamp, wanted);
}
