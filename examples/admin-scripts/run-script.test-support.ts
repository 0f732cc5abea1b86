import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BuiltMedcor } from '../../packages/cli/testing/built-medcor.js';
import { installCommands } from '../../packages/cli/testing/installed-commands.js';
import { type Outcome, openShell, watch } from '../../packages/cli/testing/run-medcor.js';

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

/** What comes of a script, which ends by itself or is killed as a whole. */
type ScriptOutcome = Omit<Outcome, 'signal'>;

export interface StartedScript {
  readonly ended: Promise<ScriptOutcome>;
  kill(): Promise<void>;
}

export function openTerminal(built: BuiltMedcor, baseUrl: string, token: string): Terminal {
  const bin = installCommands(path.join(built.folder, 'bin'), { medcor: built.entry });
  const shell = openShell(built, baseUrl);
  const own = { ...shell.env, PATH: `${bin}:${process.env.PATH}`, MEDCOR_TOKEN: token };

  const start: Terminal['start'] = (script, args, env = {}) => {
    const child = spawn('/bin/sh', [path.join(here, script), ...args], {
      env: { ...own, ...env },
      // A process group of its own.
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    child.stdin.end();
    const { pid } = child;
    if (pid === undefined) throw new Error(`${script} cannot be run.`);
    const ended = watch(child).ended.then(({ signal: _signal, ...outcome }) => outcome);
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
