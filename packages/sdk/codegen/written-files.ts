import { execFileSync } from 'node:child_process';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('../../..', import.meta.url));

interface Generated {
  /** The package's folder. */
  readonly folder: string;
  /** Where nothing stands but what is made here. */
  readonly places: readonly string[];
  /** The files, by their path in the package. */
  readonly files: ReadonlyMap<string, string>;
}

/**
 * Writes files that are made from others, in shape. With `--check` nothing is written, and what stands there
 * already has to be the same.
 */
export async function writeFiles({ folder, places, files }: Generated): Promise<void> {
  const shaped = new Map(
    [...files].map(([name, text]): [string, string] => [name, inShape(path.join(folder, name), text)]),
  );
  if (process.argv.includes('--check')) return check(folder, places, shaped);
  for (const place of places) await rm(path.join(folder, place), { recursive: true, force: true });
  for (const [name, text] of shaped) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  process.stdout.write(`${shaped.size} files written\n`);
}

async function check(
  folder: string,
  places: readonly string[],
  files: ReadonlyMap<string, string>,
): Promise<void> {
  const there = (await Promise.all(places.map((place) => filesIn(folder, place)))).flat();
  const stale: string[] = [];
  for (const name of [...new Set([...there, ...files.keys()])].sort()) {
    const text = there.includes(name) ? await readFile(path.join(folder, name), 'utf8') : undefined;
    if (text !== files.get(name)) stale.push(name);
  }
  if (stale.length === 0) return;
  process.stderr.write(
    `What is generated has fallen behind: run "pnpm generate". Stale: ${stale.join(', ')}\n`,
  );
  process.exitCode = 1;
}

async function filesIn(folder: string, place: string): Promise<string[]> {
  const entries = await readdir(path.join(folder, place), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
}

/** Documents stay as they are: the formatter does not look at them. */
function inShape(file: string, text: string): string {
  if (file.endsWith('.md')) return text;
  return execFileSync('biome', ['check', '--write', `--stdin-file-path=${file}`], {
    cwd: repository,
    input: text,
    encoding: 'utf8',
  });
}
