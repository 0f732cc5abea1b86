import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'tsup';

/** A worker as it is where the optional packages are not installed: built where none are found. */
export async function buildUninstalledWorker(name: 'flite-worker' | 'pocketsphinx-worker') {
  const outDir = await mkdtemp(path.join(tmpdir(), 'medcor-uninstalled-'));
  await build({
    entry: [fileURLToPath(new URL(`./${name}.ts`, import.meta.url))],
    outDir,
    outExtension: () => ({ js: '.mjs' }),
    format: 'esm',
    config: false,
    silent: true,
  });
  return {
    script: pathToFileURL(path.join(outDir, `${name}.mjs`)),
    remove: () => rm(outDir, { recursive: true, force: true }),
  };
}
