import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, readlink, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isErrno } from '../exclusive-file.js';
import { StartError } from '../start-error.js';
import { processStart, systemRun } from './process-start.js';

/** Each failure but the last means that someone else came first: that many do not come at once. */
const MAX_ATTEMPTS = 50;

/** Another process works in the folder, or this one does already. */
export class FolderInUseError extends StartError {
  override readonly name = 'FolderInUseError';
}

export interface FolderLock {
  release(): Promise<void>;
}

interface Holder {
  readonly pid: number;
  readonly start: string;
  readonly system: string;
  /** Containers count their processes apart: an id says nothing outside of its own. */
  readonly namespace: string;
}

/**
 * Takes a folder for this process. The lock is a folder in it that holds one file, which tells of its holder, and
 * appears whole by a rename that fails while another is there. The file's name is never used twice, so to remove
 * a dead holder's file can never remove a living one's: however many find a stale lock, one gets it.
 * Throws {@link FolderInUseError}.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const lock = join(folder, 'lock');
  const name = `${randomUUID()}.json`;
  const draft = join(folder, `lock-${name}`);
  await mkdir(draft, { mode: 0o700 });
  await writeFile(join(draft, name), JSON.stringify(await thisProcess()), { mode: 0o600 });
  try {
    for (let attempt = 1; !(await moveInto(draft, lock, attempt)); attempt += 1)
      await removeStale(folder, lock);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
  return {
    async release() {
      await rm(join(lock, name), { force: true });
      await removeIfEmpty(lock);
    },
  };
}

/** Whether the draft is the lock now. A lock that is empty belongs to no one, and gives way. */
async function moveInto(draft: string, lock: string, attempt: number): Promise<boolean> {
  try {
    await rename(draft, lock);
    return true;
  } catch (error) {
    // EPERM and EACCES are Windows' words for a lock that is there, but can mean that nothing ever succeeds.
    if (attempt < MAX_ATTEMPTS && isErrno(error, 'ENOTEMPTY', 'EEXIST', 'EPERM', 'EACCES')) return false;
    throw error;
  }
}

/** Removes what a dead process has left; throws for a living one. */
async function removeStale(folder: string, lock: string): Promise<void> {
  for (const file of await contentOf(lock)) {
    const holder = await readHolder(join(lock, file));
    if (holder) await assertDead(folder, lock, holder);
    await rm(join(lock, file), { force: true });
  }
  await removeIfEmpty(lock);
}

async function assertDead(folder: string, lock: string, holder: Holder): Promise<void> {
  if (holder.system !== (await systemRun())) return;
  if (holder.namespace !== (await processNamespace())) {
    throw new FolderInUseError(
      `The data folder ${folder} is in use by process ${holder.pid} of another container. ` +
        `If that one is gone for good, remove ${lock}.`,
    );
  }
  if ((await processStart(holder.pid)) !== holder.start) return;
  throw new FolderInUseError(`The data folder ${folder} is in use by process ${holder.pid}.`);
}

async function thisProcess(): Promise<Holder> {
  const { pid } = process;
  const [start = 'unknown', system, namespace] = await Promise.all([
    processStart(pid),
    systemRun(),
    processNamespace(),
  ]);
  return { pid, start, system, namespace };
}

function processNamespace(): Promise<string> {
  return readlink('/proc/self/ns/pid').catch(() => 'the only one');
}

async function contentOf(lock: string): Promise<string[]> {
  try {
    return await readdir(lock);
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return [];
    throw error;
  }
}

/** `undefined` when the file is gone meanwhile, or was never one of ours. */
async function readHolder(path: string): Promise<Holder | undefined> {
  try {
    // Only `lockFolder` writes here, and a file appears with all its content.
    return JSON.parse(await readFile(path, 'utf8')) as Holder;
  } catch (error) {
    if (error instanceof SyntaxError || isErrno(error, 'ENOENT')) return undefined;
    throw error;
  }
}

async function removeIfEmpty(lock: string): Promise<void> {
  try {
    await rmdir(lock);
  } catch (error) {
    if (!isErrno(error, 'ENOENT', 'ENOTEMPTY', 'EEXIST')) throw error;
  }
}
