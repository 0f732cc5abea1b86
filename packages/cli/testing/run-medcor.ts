import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import type { BuiltMedcor } from './built-medcor.js';

export interface Outcome {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface RunningMedcor {
  readonly process: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly ended: Promise<Outcome>;
  /** Resolves once standard output and standard error have it, in what they have said until then. */
  says(what: string | RegExp): Promise<string>;
}

/** Someone at a shell of their own: with their own configuration, and nobody's variables. */
export interface Shell {
  readonly env: Readonly<Record<string, string>>;
  readonly configFolder: string;
  start(args: readonly string[], options?: RunOptions): RunningMedcor;
  medcor(args: readonly string[], options?: RunOptions): Promise<Outcome>;
}

const running = new Set<RunningMedcor['process']>();

/** Ends every command that a test has left behind. */
export function endAll(): void {
  for (const child of running) child.kill('SIGKILL');
}

export function openShell({ entry, folder }: BuiltMedcor, baseUrl: string): Shell {
  const home = mkdtempSync(path.join(folder, 'home-'));
  const configFolder = path.join(home, 'medcor');
  const env = {
    PATH: process.env.PATH ?? '',
    HOME: home,
    XDG_CONFIG_HOME: home,
    TZ: 'UTC',
    // The keyring of whoever runs the tests is not ours to write in.
    MEDCOR_NO_KEYRING: '1',
    MEDCOR_BASE_URL: baseUrl,
  };
  const start: Shell['start'] = (args, { input = '', env: more = {} } = {}) => {
    const child = spawn(process.execPath, [entry, ...args], {
      env: { ...env, ...more },
      cwd: home,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    running.add(child);
    child.once('close', () => running.delete(child));
    // One that ends before it has read all of it does not concern us.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    return watch(child);
  };
  return { env, configFolder, start, medcor: (args, options) => start(args, options).ended };
}

/** Keeps what a command says. */
export function watch(child: RunningMedcor['process']): RunningMedcor {
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = once(child, 'close').then(([code, signal]) => ({ code, signal, stdout, stderr }));
  return {
    process: child,
    ended,
    says: (what) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const said = stdout + stderr;
          if (typeof what === 'string' ? said.includes(what) : what.test(said)) resolve(said);
        };
        child.stdout.on('data', look);
        child.stderr.on('data', look);
        ended.then(() => reject(new Error(`It ended without "${what}":\n${stdout}\n${stderr}`)));
        look();
      }),
  };
}
