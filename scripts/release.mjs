#!/usr/bin/env node
/**
 * Publishes the packages, once all of it has been seen to work as whoever installs it will: `pnpm release`. With
 * `--dry-run` all but the publishing. Versions and the changelog are made before, by `pnpm release:version`.
 */
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { passApiGate } from './release/api-gate.mjs';
import { judge, pack, readVersion, root } from './release/packages.mjs';
import { run } from './release/run.mjs';
import { sbomOf } from './release/sbom.mjs';
import { tryOut } from './release/try-out.mjs';

const { values } = parseArgs({
  args: process.argv.slice(2).filter((arg) => arg !== '--'),
  options: { 'dry-run': { type: 'boolean', default: false }, out: { type: 'string' } },
});
const tell = (text) => void process.stdout.write(`${text}\n`);
const folder = await mkdtemp(path.join(tmpdir(), 'medcor-release-'));
try {
  tell(await passApiGate());
  const tarballs = await pack(folder);
  tell(`Packed ${Object.keys(tarballs).join(', ')} ${await readVersion()}.`);
  await judge(tarballs);
  tell('publint and attw find nothing.');
  await tryOut(tarballs, folder, tell);
  if (values.out) await keep(tarballs, path.resolve(values.out));
  if (values['dry-run']) tell('Nothing was published.');
  else await publish(tarballs);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** What was tried out is what is published: the very same files. */
async function publish(tarballs) {
  for (const tarball of Object.values(tarballs)) {
    tell(await run('npm', ['publish', tarball, '--access', 'public', '--provenance'], { cwd: root }));
  }
  tell(await run('pnpm', ['exec', 'changeset', 'tag'], { cwd: root }));
}

/** The packed packages, each with what it is made of. */
async function keep(tarballs, out) {
  await mkdir(out, { recursive: true });
  for (const [name, tarball] of Object.entries(tarballs)) {
    await copyFile(tarball, path.join(out, path.basename(tarball)));
    await writeFile(path.join(out, `${name}.cdx.json`), JSON.stringify(await sbomOf(tarball), null, 2));
  }
  tell(`The packages and their bills of materials are in ${out}.`);
}
