import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { isErrno } from '../exclusive-file.js';

/**
 * When a process began, in the system's own words, good for comparing only: a process that has been given the id
 * of another began at another time. `undefined` when no such process runs.
 */
export async function processStart(pid: number): Promise<string | undefined> {
  if (!processExists(pid)) return undefined;
  const found = (await fromProc(pid)) ?? (await fromPs(pid));
  if (!found) return 'unknown';
  // A process that has ended, but that its parent has not asked about yet, holds nothing any more.
  return found.state.startsWith('Z') ? undefined : found.start;
}

/** The running system, from its start to its end; not known everywhere. */
export function systemRun(): Promise<string> {
  return readFile('/proc/sys/kernel/random/boot_id', 'utf8').then(
    (id) => id.trim(),
    () => 'unknown',
  );
}

/** Whether there is a process of this id, whoever's it is. */
export function processExists(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return !isErrno(error, 'ESRCH');
  }
}

interface ProcessState {
  readonly state: string;
  readonly start: string;
}

/** Linux: field 22 is the start, in ticks since the system's; the name before may hold anything, brackets too. */
async function fromProc(pid: number): Promise<ProcessState | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, start] = [fields[0], fields[19]];
  return state && start ? { state, start } : undefined;
}

/** macOS, and others that have `ps`. */
async function fromPs(pid: number): Promise<ProcessState | undefined> {
  const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
  const format = ['-o', 'stat=', '-o', 'lstart='];
  const run = promisify(execFile)('ps', [...format, '-p', String(pid)], { env });
  const line = await run.then(({ stdout }) => stdout.trim()).catch(() => '');
  const [, state, start] = /^(\S+)\s+(.+)$/.exec(line) ?? [];
  return state && start ? { state, start } : undefined;
}
