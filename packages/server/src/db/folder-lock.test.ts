import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type BuiltModule, buildModule, type TestProcess } from '../built-module.test-support.js';
import { FolderInUseError, lockFolder } from './folder-lock.js';
import { processStart, systemRun } from './process-start.js';

let built: BuiltModule;
let folder: string;
const processes: TestProcess[] = [];

beforeAll(async () => {
  built = await buildModule(new URL('./folder-lock.ts', import.meta.url));
});
afterAll(() => built.remove());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'medcor-lock-'));
});
afterEach(async () => {
  await Promise.all(processes.splice(0).map((process) => process.kill()));
  await rm(folder, { recursive: true, force: true });
});

/** A process that tries to take the folder, says how it went, and keeps it until its input ends. */
function contend(): TestProcess {
  const started = built.run(`
    const taken = await built.lockFolder('${folder}').catch((error) => error);
    console.log(taken instanceof Error ? taken.message : 'taken');
    for await (const _ of process.stdin);
    await taken.release?.();
  `);
  processes.push(started);
  return started;
}

const inUseBy = (pid: number) => `The data folder ${folder} is in use by process ${pid}.`;

/** Leaves a lock as another process would have. */
async function leaveLock(holder: string | object): Promise<void> {
  await mkdir(join(folder, 'lock'));
  const text = typeof holder === 'string' ? holder : JSON.stringify(holder);
  await writeFile(join(folder, 'lock', 'left.json'), text);
}

/** What this process writes of itself. */
async function ownLock(): Promise<Record<string, unknown>> {
  const lock = await lockFolder(folder);
  const [name = ''] = await readdir(join(folder, 'lock'));
  const holder = JSON.parse(await readFile(join(folder, 'lock', name), 'utf8'));
  await lock.release();
  return holder;
}

describe('a folder', () => {
  it('is one process’ at a time', async () => {
    const first = contend();
    expect(await first.line()).toBe('taken');
    expect(await contend().line()).toBe(inUseBy(first.pid));
    await expect(lockFolder(folder)).rejects.toThrow(new FolderInUseError(inUseBy(first.pid)));

    first.child.stdin?.end();
    await once(first.child, 'close');
    const lock = await lockFolder(folder);
    expect(await contend().line()).toBe(inUseBy(process.pid));
    await lock.release();
    expect(await readdir(folder)).toEqual([]);
  });

  it('is not taken twice by the same process', async () => {
    const lock = await lockFolder(folder);
    await expect(lockFolder(folder)).rejects.toThrow(inUseBy(process.pid));
    await lock.release();
    await (await lockFolder(folder)).release();
  });

  it('passes to one of many when its process was killed', async () => {
    const holder = contend();
    await holder.line();
    await holder.kill();
    const contenders = Array.from({ length: 8 }, contend);
    const said = await Promise.all(contenders.map((contender) => contender.line()));
    const [winner, ...others] = contenders.filter((_, index) => said[index] === 'taken');
    expect(others).toEqual([]);
    expect(said.filter((line) => line === inUseBy(winner?.pid ?? 0))).toHaveLength(7);
  });

  it('passes on when its process has ended, but is still in the list of processes', async () => {
    // The shell becomes a program that never asks how its child ended.
    const code = `import * as built from '${built.url}'; await built.lockFolder('${folder}'); console.log('taken');
      setInterval(() => {}, 1000);`;
    const script = '"$0" --input-type=module --eval "$1" & echo $!; exec sleep 60';
    const parent: ChildProcess = spawn('sh', ['-c', script, process.execPath, code], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    parent.stdout?.on('data', (chunk) => {
      output += chunk;
    });
    while (parent.stdout && !output.includes('taken')) await once(parent.stdout, 'data');
    const pid = Number.parseInt(output, 10);
    process.kill(pid, 'SIGKILL');
    while ((await processStart(pid)) !== undefined) await new Promise(setImmediate);
    expect(process.kill(pid, 0)).toBe(true);
    await (await lockFolder(folder)).release();
    parent.kill('SIGKILL');
  });

  it('passes on when the process of that number is another one by now', async () => {
    await leaveLock({ ...(await ownLock()), start: 'long ago' });
    await (await lockFolder(folder)).release();
  });

  it.skipIf(!existsSync('/proc'))('passes on when the machine has been started anew', async () => {
    await leaveLock({ ...(await ownLock()), system: 'before' });
    await (await lockFolder(folder)).release();
  });

  it('does not pass to another container, where process numbers mean something else', async () => {
    await leaveLock({
      ...(await ownLock()),
      pid: 1,
      start: 'x',
      namespace: 'pid:[1]',
      system: await systemRun(),
    });
    await expect(lockFolder(folder)).rejects.toThrow(
      `The data folder ${folder} is in use by process 1 of another container. ` +
        `If that one is gone for good, remove ${folder}/lock.`,
    );
  });

  it.each(['', '{"pid":', '{}'])('passes on when the lock is broken: %j', async (text) => {
    await leaveLock(text);
    await (await lockFolder(folder)).release();
  });

  it('passes on when the lock is empty', async () => {
    await mkdir(join(folder, 'lock'));
    await (await lockFolder(folder)).release();
  });
});
