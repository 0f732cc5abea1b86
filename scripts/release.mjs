#!/usr/bin/env node
/**
 * Makes the packages that are to be published, and sees them work as whoever installs them will: `pnpm release --out
 * folder`. They have to be of a version by then, which `pnpm release:version` makes; with `--dry-run` they need not be.
 * Publishing what is in the folder is for `scripts/publish.mjs`.
 */
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { passApiGate } from './release/api-gate.mjs';
import { judge, pack, readVersion } from './release/packages.mjs';
import { sbomOf } from './release/sbom.mjs';
import { tryOut } from './release/try-out.mjs';

const { values } = parseArgs({
  args: process.argv.slice(2).filter((arg) => arg !== '--'),
  options: { 'dry-run': { type: 'boolean', default: false }, out: { type: 'string' } },
});
const tell = (text) => void process.stdout.write(`${text}\n`);
const folder = await mkdtemp(path.join(tmpdir(), 'medcor-release-'));
try {
  tell(await passApiGate({ toPublish: !values['dry-run'] }));
  const tarballs = await pack(folder);
  tell(`Packed ${Object.keys(tarballs).join(', ')} ${await readVersion()}.`);
  await judge(tarballs);
  tell('publint and attw find nothing.');
  const places = await tryOut(tarballs, folder, tell);
  const sboms = await describe(places);
  if (values.out) await keep(tarballs, sboms, path.resolve(values.out));
  tell('Nothing was published.');
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** What each package is made of, where it was installed. */
async function describe(places) {
  const sboms = {};
  for (const [name, place] of Object.entries(places)) sboms[name] = await sbomOf(`@medcor/${name}`, place);
  const counts = Object.entries(sboms).map(([name, { components }]) => `${name} ${components.length}`);
  tell(`Libraries that each is made of: ${counts.join(', ')}.`);
  return sboms;
}

/** What was tried out is what is published: the very same files. */
async function keep(tarballs, sboms, out) {
  await mkdir(out, { recursive: true });
  for (const [name, tarball] of Object.entries(tarballs)) {
    await copyFile(tarball, path.join(out, path.basename(tarball)));
    await writeFile(path.join(out, `${name}.cdx.json`), JSON.stringify(sboms[name], null, 2));
  }
  tell(`The packages and their bills of materials are in ${out}.`);
}
