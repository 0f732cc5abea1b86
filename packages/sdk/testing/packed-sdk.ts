import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const sdk = fileURLToPath(new URL('..', import.meta.url));
const repository = path.join(sdk, '../..');

/** The SDK as it would be published, installed by npm in a folder of its own. */
export interface PackedSdk {
  readonly tarball: string;
  readonly folder: string;
  /** Writes files of a consumer. */
  write(files: Readonly<Record<string, string>>): Promise<void>;
  /** Runs a program in the folder; answers what it prints. Throws with all of that when it fails. */
  run(program: string, ...args: string[]): Promise<string>;
  remove(): Promise<void>;
}

export async function packSdk(): Promise<PackedSdk> {
  const folder = await mkdtemp(path.join(tmpdir(), 'medcor-consumer-'));
  // The build for packing is made beside the one that stands, which other tests may be reading.
  await run(
    'node',
    [
      path.join(repository, 'node_modules/tsup/dist/cli-default.js'),
      '--out-dir',
      path.join(folder, 'package/dist'),
    ],
    {
      cwd: sdk,
      env: { ...process.env, npm_lifecycle_event: 'prepack' },
    },
  );
  await run('cp', ['package.json', 'README.md', path.join(folder, 'package')], { cwd: sdk });
  await run('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], {
    cwd: path.join(folder, 'package'),
  });
  const tarball = (await readdir(folder)).find((name) => name.endsWith('.tgz')) ?? '';
  const consumer = path.join(folder, 'consumer');
  await mkdir(consumer);
  const inConsumer: PackedSdk = {
    tarball: path.join(folder, tarball),
    folder: consumer,
    async write(files) {
      for (const [name, text] of Object.entries(files)) await writeFile(path.join(consumer, name), text);
    },
    async run(program, ...args) {
      try {
        const { stdout } = await run(program, args, { cwd: consumer, maxBuffer: 1 << 26 });
        return stdout;
      } catch (error) {
        const { stdout, stderr } = Object(error);
        throw new Error(`${program} ${args.join(' ')}\n${stdout}\n${stderr}`, { cause: error });
      }
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
  await inConsumer.write({ 'package.json': '{"name":"consumer","private":true}' });
  await inConsumer.run('npm', 'install', '--offline', '--no-audit', '--no-fund', inConsumer.tarball);
  return inConsumer;
}
