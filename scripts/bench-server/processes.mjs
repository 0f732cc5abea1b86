import { spawn, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

/** Clock ticks of /proc/<pid>/stat a second: Linux has had no other number for decades. */
const TICKS = 100;

const canPin = availableParallelism() > 1 && spawnSync('taskset', ['-c', '0', 'true']).status === 0;

/**
 * Where servers run, and where all else does: what asks them, and PostgreSQL, which the kernel would otherwise wake on the core
 * of whoever asks it, in that one's place.
 */
export const cores = { servers: '0', load: '1', all: '0,1' };

export const pinning = canPin
  ? 'servers on core 0, PostgreSQL and the load on core 1 (taskset)'
  : 'no process pinned to a core';

/** Everything that was started here and has not ended. */
const running = new Set();

/** Starts a process, on one core where that can be. It ends with this one. */
export function start(command, args, { core, env = {}, cwd, stdio = ['ignore', 'ignore', 'pipe'] } = {}) {
  const [program, ...rest] = canPin && core ? ['taskset', '-c', core, command, ...args] : [command, ...args];
  const child = spawn(program, rest, {
    cwd,
    stdio,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
  });
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text) => {
    said = (said + text).slice(-20_000);
  });
  const ended = new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
  const one = { child, pid: child.pid, ended, said: () => said, hasEnded: false };
  running.add(one);
  ended.then(() => {
    one.hasEnded = true;
    running.delete(one);
  });
  return one;
}

/** Moves a process that runs already, with all that it started itself, and what it will. */
export function pin({ pid }, core) {
  if (canPin) for (const each of familyOf(pid)) spawnSync('taskset', ['-acp', core, String(each)]);
}

/** Ends a process, which may be stopped, with all that it started itself. */
export async function end(one, signal = 'SIGTERM') {
  if (one.hasEnded) return;
  resume(one);
  one.child.kill(signal);
  await one.ended;
}

export async function endAll() {
  await Promise.all([...running].map((one) => end(one, 'SIGKILL')));
}

/** A stopped process takes nothing of the machine while others are measured. */
export function suspend({ pid, hasEnded }) {
  if (!hasEnded) for (const each of familyOf(pid)) process.kill(each, 'SIGSTOP');
}

export function resume({ pid, hasEnded }) {
  if (!hasEnded) for (const each of familyOf(pid)) process.kill(each, 'SIGCONT');
}

/** Milliseconds of processor time that a process and its children have had. */
export function cpuMs({ pid }) {
  return familyOf(pid).reduce((sum, each) => sum + ownCpuMs(each), 0);
}

/** Resident memory of a process and its children, in MiB. */
export function memoryMiB({ pid }) {
  const pages = familyOf(pid).map((each) =>
    Number(readFileSync(`/proc/${each}/statm`, 'utf8').split(' ')[1]),
  );
  return (pages.reduce((sum, each) => sum + each, 0) * 4096) / 2 ** 20;
}

/** Of its threads in nanoseconds where the kernel tells them; with the children that have ended, in ticks. */
function ownCpuMs(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
    const ticks = (...places) =>
      (places.reduce((sum, place) => sum + Number(fields[place]), 0) * 1000) / TICKS;
    return (exactCpuMs(pid) ?? ticks(11, 12)) + ticks(13, 14);
  } catch {
    return 0; // It has ended meanwhile.
  }
}

function exactCpuMs(pid) {
  try {
    const threads = readdirSync(`/proc/${pid}/task`);
    return (
      threads.reduce(
        (sum, thread) =>
          sum + Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]),
        0,
      ) / 1e6
    );
  } catch {
    return undefined;
  }
}

function familyOf(pid) {
  const family = [pid];
  for (const each of family) {
    try {
      for (const thread of readdirSync(`/proc/${each}/task`)) {
        const children = readFileSync(`/proc/${each}/task/${thread}/children`, 'utf8');
        family.push(...children.split(' ').filter(Boolean).map(Number));
      }
    } catch {
      // It has ended meanwhile.
    }
  }
  return family;
}
