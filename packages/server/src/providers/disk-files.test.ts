import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDiskFiles } from './disk-files.js';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'medcor-files-'));
});

afterEach(() => rm(folder, { recursive: true }));

async function* chunks(...parts: (string | Uint8Array | Error)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) {
    if (part instanceof Error) throw part;
    yield Buffer.from(part);
  }
}

async function read(content: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of content) parts.push(part);
  return Buffer.concat(parts).toString();
}

/** Every file below the folder. */
async function filesIn(path: string): Promise<string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}

describe('createDiskFiles', () => {
  it('keeps a file under its key and tells what it is', async () => {
    const files = createDiskFiles(folder);
    const stored = await files.put('a.pdf', chunks('%PDF', '-1.7', ' content'));
    expect(stored).toEqual({
      key: expect.stringMatching(/^[0-9a-f]{32}$/),
      size: 16,
      sha256: createHash('sha256').update('%PDF-1.7 content').digest('hex'),
      contentType: 'application/pdf',
    });
    expect(await read(await files.open(stored.key))).toBe('%PDF-1.7 content');
    expect(await readdir(join(folder, stored.key.slice(0, 2)))).toEqual([stored.key]);
    expect(await readdir(join(folder, 'incoming'))).toEqual([]);
  });

  it('takes in many files at once', async () => {
    const files = createDiskFiles(folder);
    const stored = await Promise.all(
      Array.from({ length: 20 }, (_, index) => files.put('note.txt', chunks(`note ${index}`))),
    );
    const contents = await Promise.all(stored.map(async ({ key }) => read(await files.open(key))));
    expect(contents).toEqual(stored.map((_, index) => `note ${index}`));
  });

  it('leaves nothing of a file whose content breaks off', async () => {
    const put = createDiskFiles(folder).put('a.txt', chunks('begun', new Error('gone')));
    await expect(put).rejects.toThrow('gone');
    expect(await filesIn(folder)).toEqual([]);
  });

  it('refuses what is not on the list, and nothing at all', async () => {
    const files = createDiskFiles(folder);
    for (const content of [chunks('MZ\0\0'), chunks()]) {
      await expect(files.put('a.pdf', content)).rejects.toMatchObject({ code: 'UNSUPPORTED_MEDIA_TYPE' });
    }
    expect(await filesIn(folder)).toEqual([]);
  });

  it('takes 25 MiB and not a byte more, and stops reading there', async () => {
    const files = createDiskFiles(folder);
    const mebibyte = Buffer.alloc(1024 * 1024, 'a');
    const whole = Array.from({ length: 25 }, () => mebibyte);
    expect(await files.put('a.txt', chunks(...whole))).toMatchObject({ size: 25 * 1024 * 1024 });

    let readTo = 0;
    async function* endless() {
      for (;;) {
        readTo += 1;
        yield mebibyte;
      }
    }
    await expect(files.put('a.txt', endless())).rejects.toMatchObject({ code: 'PAYLOAD_TOO_LARGE' });
    expect(readTo).toBe(26);
    await expect(files.put('a.txt', chunks(...whole, 'a'))).rejects.toMatchObject({ status: 413 });
    expect(await filesIn(folder)).toHaveLength(1);
  });

  it('removes a file, also one that is not there', async () => {
    const files = createDiskFiles(folder);
    const { key } = await files.put('a.txt', chunks('text'));
    await files.remove(key);
    await files.remove(key);
    expect(await filesIn(folder)).toEqual([]);
    await expect(files.open(key)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('clears out what a process that died left behind, and nothing younger', async () => {
    const incoming = join(folder, 'incoming');
    await mkdir(incoming);
    await writeFile(join(incoming, 'old'), 'half');
    await utimes(join(incoming, 'old'), new Date('2025-01-01'), new Date('2025-01-01'));
    await writeFile(join(incoming, 'young'), 'half');
    await createDiskFiles(folder).put('a.txt', chunks('text'));
    expect(await readdir(incoming)).toEqual(['young']);
  });
});
