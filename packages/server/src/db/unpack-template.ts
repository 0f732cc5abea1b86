import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

const BLOCK = 512;

/**
 * Unpacks a database template, a gzipped tar, into a folder. It knows as much of the format as PGlite's dumps use:
 * plain files and folders with short names. Synchronous, since nothing is served yet, and five hundred small files
 * take several times as long by way of the thread pool.
 */
export function unpackTemplate(template: URL, folder: string): void {
  const archive = gunzipSync(readFileSync(template), { chunkSize: 1024 * 1024 });
  // A block of zeros ends the archive.
  for (let at = 0; archive[at]; ) {
    const path = join(folder, field(archive, at, 100));
    const size = Number.parseInt(field(archive, at + 124, 12), 8);
    const content = at + BLOCK;
    const isFolder = field(archive, at + 156, 1) === '5';
    if (isFolder) mkdirSync(path, { recursive: true, mode: 0o700 });
    else writeFileSync(path, archive.subarray(content, content + size), { mode: 0o600 });
    at = content + Math.ceil(size / BLOCK) * BLOCK;
  }
}

function field(archive: Buffer, at: number, length: number): string {
  const [text = ''] = archive.toString('latin1', at, at + length).split('\0');
  return text;
}
