import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';

const BLOCK = 512;

/**
 * Unpacks a database template, a gzipped tar, into a folder. It knows as much of the format as PGlite's dumps use:
 * plain files and folders with short names.
 */
export async function unpackTemplate(template: URL, folder: string): Promise<void> {
  const archive = await promisify(gunzip)(await readFile(template), { chunkSize: 1024 * 1024 });
  // A block of zeros ends the archive.
  for (let at = 0; archive[at]; ) {
    const path = join(folder, field(archive, at, 100));
    const size = Number.parseInt(field(archive, at + 124, 12), 8);
    const content = at + BLOCK;
    const isFolder = field(archive, at + 156, 1) === '5';
    if (isFolder) await mkdir(path, { recursive: true, mode: 0o700 });
    else await writeFile(path, archive.subarray(content, content + size), { mode: 0o600 });
    at = content + Math.ceil(size / BLOCK) * BLOCK;
  }
}

function field(archive: Buffer, at: number, length: number): string {
  const [text = ''] = archive.toString('latin1', at, at + length).split('\0');
  return text;
}
