/**
 * Writes the part of the SDK that is made from the contract: `pnpm generate`. With `--check` nothing is written, and
 * what stands there already has to be the same.
 */
import { execFileSync } from 'node:child_process';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { generatedFiles } from './generated-files.js';

const folder = fileURLToPath(new URL('..', import.meta.url));
/** Where nothing stands but what is made here. */
const generated = ['src/generated', 'type-tests'];
const repository = fileURLToPath(new URL('../../..', import.meta.url));

const files = new Map(
  [...generatedFiles()].map(([name, text]): [string, string] => [name, formatted(name, text)]),
);
if (process.argv.includes('--check')) await check();
else await write();

async function write(): Promise<void> {
  for (const name of generated) await rm(path.join(folder, name), { recursive: true, force: true });
  for (const [name, text] of files) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  process.stdout.write(`${files.size} files written\n`);
}

async function check(): Promise<void> {
  const there = (await Promise.all(generated.map(filesIn))).flat();
  const names = [...new Set([...there, ...files.keys()])].sort();
  const stale: string[] = [];
  for (const name of names) {
    const text = there.includes(name) ? await readFile(path.join(folder, name), 'utf8') : undefined;
    if (text !== files.get(name)) stale.push(name);
  }
  if (stale.length === 0) return;
  process.stderr.write(`The contract has moved on: run "pnpm generate". Stale: ${stale.join(', ')}\n`);
  process.exitCode = 1;
}

async function filesIn(name: string): Promise<string[]> {
  const entries = await readdir(path.join(folder, name), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
}

function formatted(name: string, text: string): string {
  return execFileSync('biome', ['check', '--write', `--stdin-file-path=${path.join(folder, name)}`], {
    cwd: repository,
    input: text,
    encoding: 'utf8',
  });
}
