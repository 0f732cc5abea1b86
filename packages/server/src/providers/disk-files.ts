import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FileStore } from '../ports.js';
import { createIncomingFiles } from './incoming-files.js';

/**
 * Files in a local folder: `<folder>/<2 hex>/<key>`. They arrive in `<folder>/incoming`, and are moved to where
 * they stay only when they are whole and on the disk.
 */
export function createDiskFiles(folder: string): FileStore {
  const receive = createIncomingFiles(join(folder, 'incoming'));
  const pathOf = (key: string) => join(folder, key.slice(0, 2), key);

  return {
    put: (filename, content) =>
      receive(filename, content, async ({ path, ...file }) => {
        try {
          await moveInto(path, pathOf(file.key));
          return file;
        } catch (error) {
          await rm(pathOf(file.key), { force: true });
          throw error;
        }
      }),
    async open(key) {
      const path = pathOf(key);
      // A missing file is told of now, and not half-way into the answer; the handle is opened by who reads.
      await stat(path);
      return chunksOf(path);
    },
    remove: (key) => rm(pathOf(key), { force: true }),
  };
}

async function moveInto(arrived: string, path: string): Promise<void> {
  // What may be read only cannot be brought to the disk everywhere.
  await sync(arrived, 'r+');
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await rename(arrived, path);
  await syncFolder(dirname(path));
  await syncFolder(dirname(dirname(path)));
}

async function sync(path: string, flags: string): Promise<void> {
  const file = await open(path, flags);
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Puts a folder's new entry on the disk; where folders cannot be opened (Windows) the system sees to it. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => undefined);
  try {
    await folder?.sync();
  } finally {
    await folder?.close();
  }
}

async function* chunksOf(path: string): AsyncGenerator<Uint8Array> {
  yield* createReadStream(path);
}
