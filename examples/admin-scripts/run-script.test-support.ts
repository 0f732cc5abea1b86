import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BuiltMedcor } from '../../packages/cli/testing/built-medcor.js';
import { openShell } from '../../packages/cli/testing/run-medcor.js';

const here = fileURLToPath(new URL('.', import.meta.url));

/** An administrator's terminal, in which `medcor` is installed. */
export interface Terminal {
  /** Runs one of the scripts to its end. */
  run(
    script: string,
    args: readonly string[],
    env?: Readonly<Record<string, string>>,
  ): Promise<ScriptOutcome>;
  /** Starts one, to be killed with all that it has started. */
  start(script: string, args: readonly string[], env?: Readonly<Record<string, string>>): StartedScript;
}

export interface ScriptOutcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface StartedScript {
  readonly ended: Promise<ScriptOutcome>;
  kill(): Promise<void>;
}

export function openTerminal(built: BuiltMedcor, baseUrl: string, token: string): Terminal {
  const bin = path.join(built.folder, 'bin');
  mkdirSync(bin, { recursive: true });
  const command = path.join(bin, 'medcor');
  writeFileSync(command, `#!/bin/sh\nexec '${process.execPath}' '${built.entry}' "$@"\n`);
  chmodSync(command, 0o755);
  const shell = openShell(built, baseUrl);
  const own = { ...shell.env, PATH: `${bin}:${process.env.PATH}`, MEDCOR_TOKEN: token };

  const start: Terminal['start'] = (script, args, env = {}) => {
    const child = spawn('/bin/sh', [path.join(here, script), ...args], {
      env: { ...own, ...env },
      // A process group of its own.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const { pid } = child;
    if (pid === undefined) throw new Error(`${script} cannot be run.`);
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    const ended = once(child, 'close').then(([code]) => ({ code, stdout, stderr }));
    return {
      ended,
      async kill() {
        process.kill(-pid, 'SIGKILL');
        await ended;
      },
    };
  };
  return { start, run: (...args) => start(...args).ended };
}
