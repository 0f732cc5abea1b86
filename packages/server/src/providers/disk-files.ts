import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { MAX_ATTACHMENT_BYTES } from '@medcor/contract';
import { ApiError } from '../edge/api-error.js';
import type { FileStore, StoredFile } from '../ports.js';
import { recogniseContent } from './file-content-type.js';

/** Older than any upload still under way: the process that wrote it is gone. */
const ABANDONED_AFTER_MS = 60 * 60 * 1000;

/**
 * Files in a local folder: `<folder>/<2 hex>/<key>`. They arrive in `<folder>/incoming`, and are moved to where
 * they stay only when they are whole and on the disk.
 */
export function createDiskFiles(folder: string): FileStore {
  const incoming = join(folder, 'incoming');
  const pathOf = (key: string) => join(folder, key.slice(0, 2), key);
  let cleared: Promise<void> | undefined;

  return {
    async put(filename, content) {
      await mkdir(incoming, { recursive: true, mode: 0o700 });
      // Nobody's upload has to fail because an old one cannot be cleared away.
      cleared ??= clearAbandoned(incoming).catch(() => undefined);
      await cleared;
      const key = randomBytes(16).toString('hex');
      const partial = join(incoming, key);
      try {
        const found = await receive(partial, filename, content);
        await moveInto(partial, pathOf(key));
        return { key, ...found };
      } catch (error) {
        await rm(partial, { force: true });
        await rm(pathOf(key), { force: true });
        throw error;
      }
    },
    async open(key) {
      const path = pathOf(key);
      // A missing file is told of now, and not half-way into the answer; the handle is opened by who reads.
      await stat(path);
      return chunksOf(path);
    },
    remove: (key) => rm(pathOf(key), { force: true }),
  };
}

/** Removes what a process that died left half-written. */
async function clearAbandoned(incoming: string): Promise<void> {
  for (const name of await readdir(incoming)) {
    const path = join(incoming, name);
    const found = await stat(path).catch(() => undefined);
    if (found && Date.now() - found.mtimeMs > ABANDONED_AFTER_MS) await rm(path, { force: true });
  }
}

async function receive(
  path: string,
  filename: string,
  content: AsyncIterable<Uint8Array>,
): Promise<Omit<StoredFile, 'key'>> {
  const hash = createHash('sha256');
  const recognition = recogniseContent(filename);
  let size = 0;
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const chunk of content) {
      size += chunk.length;
      if (size > MAX_ATTACHMENT_BYTES) throw tooLarge();
      hash.update(chunk);
      recognition.add(chunk);
      await file.appendFile(chunk);
    }
    const contentType = recognition.type();
    if (!contentType) throw unsupported(size);
    await file.sync();
    return { size, sha256: hash.digest('hex'), contentType };
  } finally {
    await file.close();
  }
}

async function moveInto(partial: string, path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await rename(partial, path);
  await syncFolder(dirname(path));
  await syncFolder(dirname(dirname(path)));
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

function tooLarge(): ApiError {
  const message = `The file is larger than ${MAX_ATTACHMENT_BYTES / 1024 / 1024} MiB.`;
  return new ApiError('PAYLOAD_TOO_LARGE', { message, details: { file: [message] } });
}

function unsupported(size: number): ApiError {
  const message = size === 0 ? 'The file is empty.' : 'The content is of no type that is taken here.';
  return new ApiError('UNSUPPORTED_MEDIA_TYPE', { message, details: { file: [message] } });
}
