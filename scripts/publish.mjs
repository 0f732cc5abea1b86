#!/usr/bin/env node
/**
 * Publishes the packages in a folder, as `pnpm release --out folder` has left them: `node scripts/publish.mjs folder`. What
 * is published already is left as it is, so that one that has stopped halfway can be run again. Nothing that has to be
 * installed is used: the right to publish is in the environment, and only npm is to have it.
 */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { run } from './release/run.mjs';

const [folder = '.'] = process.argv.slice(2);
try {
  const tarballs = (await readdir(folder)).filter((file) => file.endsWith('.tgz'));
  if (tarballs.length === 0) throw new Error(`There are no packages in ${folder}.`);
  for (const tarball of tarballs) await publish(path.resolve(folder, tarball));
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

async function publish(tarball) {
  const { name, version } = JSON.parse(await run('tar', ['-xzOf', tarball, 'package/package.json']));
  const there = await isPublished(`${name}@${version}`);
  if (!there) await run('npm', ['publish', tarball, '--access', 'public', '--provenance']);
  process.stdout.write(`${name} ${version} ${there ? 'was published before' : 'is published'}.\n`);
}

async function isPublished(spec) {
  try {
    return (await run('npm', ['view', spec, 'version'])).trim() !== '';
  } catch (error) {
    // npm knows nothing of that name, or not that version: anything else is no answer.
    if (error.message.includes('E404')) return false;
    throw error;
  }
}
