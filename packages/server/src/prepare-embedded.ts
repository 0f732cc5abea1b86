/** A build step: writes the template of the embedded database, unless the one that is there is the right one. */
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { makeTemplate } from './db/embedded-template.js';

const template = new URL('./embedded-template.tar.gz', import.meta.url);
const stamp = new URL('./embedded-template.sha256', import.meta.url);

/** All that the template is made by: this script, which is built into one file, and the database itself. */
async function currentStamp(): Promise<string> {
  const own = await readFile(fileURLToPath(import.meta.url));
  const pglite = await readFile(new URL(import.meta.resolve('@electric-sql/pglite/pglite.wasm')));
  return createHash('sha256').update(own).update(pglite).digest('hex');
}

const [wanted, made] = await Promise.all([currentStamp(), readFile(stamp, 'utf8').catch(() => '')]);
if (made !== wanted) {
  await writeFile(template, await makeTemplate());
  await writeFile(stamp, wanted);
}
