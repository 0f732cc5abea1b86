import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { BuiltMedcor } from '../../cli/testing/built-medcor.js';
import { installCommands } from '../../cli/testing/installed-commands.js';
import { openShell } from '../../cli/testing/run-medcor.js';
import { startServerProcess } from '../../server/testing/server-process.js';
import type { GuidePorts } from './guide.js';
import { type GuideShell, openGuideShell } from './shell.js';

const repository = fileURLToPath(new URL('../../..', import.meta.url));

/** Where a reader of a guide is: at a shell, beside a server on which the README's quick start has been run. */
export interface GuideWorld {
  readonly shell: GuideShell;
  close(): Promise<void>;
}

/** Without a server, where the guide starts its own. */
export async function openGuideWorld(
  medcor: BuiltMedcor,
  ports: GuidePorts,
  hasServer: boolean,
): Promise<GuideWorld> {
  const folder = await mkdtemp(path.join(tmpdir(), 'medcor-guide-'));
  const url = `http://localhost:${ports[8002]}`;
  const server = hasServer ? await startInhabited(ports[8002], folder) : undefined;
  const { env } = openShell(medcor, url);
  const bin = installCommands(path.join(folder, 'bin'), {
    medcor: medcor.entry,
    'medcor-server': path.join(repository, 'packages/server/dist/main.js'),
  });
  const home = path.join(folder, 'home');
  await mkdir(home);
  const shell = openGuideShell(home, {
    ...env,
    PATH: `${bin}:${env.PATH}`,
    PORT: String(ports[8002]),
    LOG_LEVEL: 'warn',
  });
  return {
    shell,
    async close() {
      shell.close();
      await server?.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function startInhabited(port: number, folder: string) {
  const environment = {
    MEDCOR_DATA_DIR: path.join(folder, '.medcor'),
    WEBHOOK_ALLOW_PRIVATE: 'true',
    WEBHOOK_RETRY_SCALE: '0.01',
  };
  // The database of whoever runs the tests is not ours to write in.
  const theirs = Object.keys(process.env).filter(
    (name) => (name === 'DATABASE_URL' || name.startsWith('MEDCOR_')) && !(name in environment),
  );
  const without = ['env', ...theirs.flatMap((name) => ['-u', name])];
  const server = startServerProcess(port, environment, without);
  await server.ready();
  const quickStart = path.join(repository, 'examples/quickstart/quickstart.mjs');
  await promisify(execFile)(process.execPath, [quickStart, server.url], { env: {} });
  return server;
}
