/** Databases are a thousand small files each: in memory they are made in a tenth of the time. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { processExists } from '../src/db/process-start.js';

const memory = '/dev/shm';
const prefix = 'medcor-tests-';
const ROOM = 4 * 2 ** 30;

/** Has this process, and all that it starts, keep temporary files in memory, if there is room, until it ends. */
export function keepTemporaryFilesInMemory(): void {
  if (process.env.TMPDIR || !hasRoom()) return;
  for (const name of readdirSync(memory)) if (isLeft(name)) remove(join(memory, name));
  const folder = mkdtempSync(join(memory, `${prefix}${process.pid}-`));
  // PostgreSQL is another user where the tests are root.
  chmodSync(folder, 0o711);
  process.once('exit', () => remove(folder));
  if (isExecutable(folder)) process.env.TMPDIR = folder;
}

function hasRoom(): boolean {
  try {
    const { bavail, bsize } = statfsSync(memory);
    return bavail * bsize > ROOM;
  } catch {
    return false;
  }
}

/** Tests run programs from there; a container may not let them. */
function isExecutable(folder: string): boolean {
  const script = join(folder, 'executable');
  writeFileSync(script, '#!/bin/sh\n', { mode: 0o700 });
  return spawnSync(script).status === 0;
}

/** Whether it was left by somebody who was killed. */
function isLeft(name: string): boolean {
  return name.startsWith(prefix) && !processExists(Number.parseInt(name.slice(prefix.length), 10));
}

function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}
