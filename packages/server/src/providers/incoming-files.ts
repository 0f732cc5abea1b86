import { createHash, randomBytes } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ApiError } from '../edge/api-error.js';
import { isErrno } from '../exclusive-file.js';
import type { StoredFile } from '../ports.js';
import { checkFile } from './file-check.js';

/** Older than any upload still under way: the process that wrote it is gone. */
const ABANDONED_AFTER_MS = 60 * 60 * 1000;

/** A file that has arrived whole and may be kept, for as long as the work with it takes. */
export interface ArrivedFile extends StoredFile {
  readonly path: string;
}

/**
 * Files on their way in: each is written to a private file of the folder as it arrives, checked, and handed to the
 * work that puts it where it stays. Whatever becomes of it, nothing is left in the folder.
 * Throws `413 PAYLOAD_TOO_LARGE`, `415 UNSUPPORTED_MEDIA_TYPE`, `503 PROVIDER_UNAVAILABLE` when the disk is full, and
 * whatever the content or the work throws.
 */
export function createIncomingFiles(folder: string) {
  let cleared: Promise<void> | undefined;

  return async function receive<T>(
    filename: string,
    content: AsyncIterable<Uint8Array>,
    work: (file: ArrivedFile) => Promise<T>,
  ): Promise<T> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    // Nobody's upload has to fail because an old one cannot be cleared away.
    cleared ??= clearAbandoned(folder).catch(() => undefined);
    await cleared;
    const key = randomBytes(16).toString('hex');
    const path = join(folder, key);
    try {
      const found = await writeTo(path, filename, content);
      return await work({ key, path, ...found });
    } catch (error) {
      throw hasNoRoom(error) ? noRoom(error) : error;
    } finally {
      await rm(path, { force: true });
    }
  };
}

/** Of the disk, of a quota, or of what one file may have. */
function hasNoRoom(error: unknown): boolean {
  return isErrno(error, 'ENOSPC', 'EDQUOT', 'EFBIG');
}

/** Room is made by people, which takes a while. */
function noRoom(cause: unknown): ApiError {
  const message = 'There is no room for files at the moment.';
  return new ApiError('PROVIDER_UNAVAILABLE', { message, headers: { 'Retry-After': '60' }, cause });
}

/** Removes what a process that died left half-written. */
async function clearAbandoned(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => undefined);
    if (found && Date.now() - found.mtimeMs > ABANDONED_AFTER_MS) await rm(path, { force: true });
  }
}

async function writeTo(path: string, filename: string, content: AsyncIterable<Uint8Array>) {
  const file = await open(path, 'wx', 0o600);
  try {
    return await copy(file, filename, content);
  } finally {
    await file.close();
  }
}

async function copy(file: FileHandle, filename: string, content: AsyncIterable<Uint8Array>) {
  const hash = createHash('sha256');
  const check = checkFile(filename);
  for await (const chunk of content) {
    check.add(chunk);
    hash.update(chunk);
    await file.appendFile(chunk);
  }
  return { ...check.result(), sha256: hash.digest('hex') };
}
