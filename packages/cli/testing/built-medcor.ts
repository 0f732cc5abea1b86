import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'tsup';
import configurations from '../tsup.config.js';
import { endAll } from './run-medcor.js';

const cli = fileURLToPath(new URL('..', import.meta.url));

export interface BuiltMedcor {
  /** What Node runs. */
  readonly entry: string;
  /** A folder for what a test keeps. */
  readonly folder: string;
  /** And ends what still runs of it. */
  remove(): Promise<void>;
}

/** Builds the command as it is published, in a folder of its own: what stands in `dist` may be older. */
export async function buildMedcor(): Promise<BuiltMedcor> {
  const folder = await mkdtemp(path.join(tmpdir(), 'medcor-cli-'));
  const outDir = path.join(folder, 'dist');
  for (const { entry, outDir: place = 'dist', ...options } of configurations) {
    await build({
      ...options,
      config: false,
      silent: true,
      clean: false,
      entry: entry.map((file) => path.join(cli, file)),
      outDir: path.join(folder, place),
    });
  }
  return {
    entry: path.join(outDir, 'medcor.cjs'),
    folder,
    async remove() {
      endAll();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
