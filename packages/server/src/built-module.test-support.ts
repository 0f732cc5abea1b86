import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'tsup';

export interface BuiltModule {
  readonly url: string;
  /** Runs code in a process of its own, in which the module's exports are in scope as `built`. */
  run(code: string): TestProcess;
  remove(): Promise<void>;
}

export interface TestProcess {
  readonly child: ChildProcess;
  readonly pid: number;
  /** The next line that it prints. */
  line(): Promise<string>;
  kill(): Promise<void>;
}

/** Builds one module for processes that can be killed, which the test's own cannot. */
export async function buildModule(source: URL): Promise<BuiltModule> {
  // Below the package, so that the module finds the libraries that it imports.
  const outDir = await mkdtemp(fileURLToPath(new URL('../node_modules/.test-', import.meta.url)));
  const entry = fileURLToPath(source);
  const outExtension = () => ({ js: '.mjs' });
  await build({
    entry: [entry],
    outDir,
    outExtension,
    format: 'esm',
    external: [/^(?!@medcor\/)[a-z@]/],
    noExternal: ['@medcor/contract'],
    config: false,
    silent: true,
    esbuildOptions(options) {
      options.conditions = ['medcor-source'];
    },
  });
  const url = pathToFileURL(join(outDir, basename(entry).replace('.ts', '.mjs'))).href;
  return {
    url,
    run: (code) => startProcess(`import * as built from '${url}';\n${code}`),
    remove: () => rm(outDir, { recursive: true, force: true }),
  };
}

function startProcess(code: string): TestProcess {
  const args = ['--input-type=module', '--eval', code];
  // Code from the command line finds libraries from where the process runs.
  const cwd = new URL('..', import.meta.url);
  const child = spawn(process.execPath, args, { cwd, stdio: ['pipe', 'pipe', 'inherit'] });
  const { pid, stdout } = child;
  if (pid === undefined || stdout === null) throw new Error('The process did not start.');
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const lines = createInterface({ input: stdout })[Symbol.asyncIterator]();
  return {
    child,
    pid,
    async line() {
      const { value, done } = await lines.next();
      if (done) throw new Error('The process has ended.');
      return value;
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
