import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { attachmentSamples, refusedSamples } from '../../testing/attachment-samples.js';
import { startS3Server } from '../../testing/s3-server.js';
import type { FileStore } from '../ports.js';
import { createDiskFiles } from './disk-files.js';
import { chunks, contentOf } from './file-content.test-support.js';
import { createS3Files } from './s3-files.js';

interface OpenStore {
  readonly files: FileStore;
  /** What is kept, by name. */
  kept(): Promise<string[]>;
  close(): Promise<void>;
}

const stores: Record<string, (folder: string) => Promise<OpenStore>> = {
  'a folder': async (folder) => ({
    files: createDiskFiles(folder),
    kept: () => filesIn(folder),
    close: async () => undefined,
  }),
  'a bucket': async (folder) => {
    const { settings, objects, close } = await startS3Server();
    return {
      files: createS3Files(settings, folder),
      // What lies in the folder is of no use to anyone, so it counts as kept too.
      kept: async () => [...(await objects()), ...(await filesIn(folder))],
      close,
    };
  },
};

/** Every file below the folder. */
async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map(({ parentPath, name }) => relative(folder, join(parentPath, name)));
}

describe.each(Object.entries(stores))('files in %s', (_name, openStore) => {
  let folder: string;
  let store: OpenStore;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'medcor-files-'));
    store = await openStore(folder);
  });
  afterEach(async () => {
    await store.close();
    await rm(folder, { recursive: true });
  });

  it('are kept under their keys, and told apart by their content', async () => {
    const { files, kept } = store;
    const stored = await files.put('a.pdf', chunks('%PDF', '-1.7', ' content'));
    expect(stored).toEqual({
      key: expect.stringMatching(/^[0-9a-f]{32}$/),
      size: 16,
      sha256: createHash('sha256').update('%PDF-1.7 content').digest('hex'),
      contentType: 'application/pdf',
    });
    expect(await contentOf(await files.open(stored.key))).toBe('%PDF-1.7 content');
    expect(await kept()).toEqual([`${stored.key.slice(0, 2)}/${stored.key}`]);
  });

  it.each(Object.entries(attachmentSamples))('may be %s', async (type, sample) => {
    const name = type === 'text/csv' ? 'a.csv' : 'a';
    expect(await store.files.put(name, chunks(sample))).toMatchObject({ contentType: type });
  });

  it.each(Object.entries(refusedSamples))('may not be %s', async (_kind, sample) => {
    const put = store.files.put('a.pdf', chunks(sample));
    await expect(put).rejects.toMatchObject({
      code: 'UNSUPPORTED_MEDIA_TYPE',
      details: { file: [expect.any(String)] },
    });
    expect(await store.kept()).toEqual([]);
  });

  it('arrive many at once', async () => {
    const { files } = store;
    const stored = await Promise.all(
      Array.from({ length: 20 }, (_, index) => files.put('note.txt', chunks(`note ${index}`))),
    );
    const contents = await Promise.all(stored.map(async ({ key }) => contentOf(await files.open(key))));
    expect(contents).toEqual(stored.map((_, index) => `note ${index}`));
  });

  it('leave nothing when their content breaks off', async () => {
    const put = store.files.put('a.txt', chunks('begun', new Error('gone')));
    await expect(put).rejects.toThrow('gone');
    expect(await store.kept()).toEqual([]);
  });

  it('may have 25 MiB and not a byte more, and are not read any further', async () => {
    const { files, kept } = store;
    const mebibyte = Buffer.alloc(1024 * 1024, 'a');
    const whole = Array.from({ length: 25 }, () => mebibyte);
    const stored = await files.put('a.txt', chunks(...whole));
    expect(stored).toMatchObject({ size: 25 * 1024 * 1024 });
    const hash = createHash('sha256');
    for await (const chunk of await files.open(stored.key)) hash.update(chunk);
    expect(hash.digest('hex')).toBe(stored.sha256);

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
    expect(await kept()).toHaveLength(1);
  });

  it('are removed, also those that are not there', async () => {
    const { files, kept } = store;
    const { key } = await files.put('a.txt', chunks('text'));
    await files.remove(key);
    await files.remove(key);
    expect(await kept()).toEqual([]);
    await expect(files.open(key)).rejects.toThrow();
  });

  it('that a process which died left half-written are cleared away, and nothing younger', async () => {
    const incoming = join(folder, 'incoming');
    await mkdir(incoming);
    await writeFile(join(incoming, 'old'), 'half');
    await utimes(join(incoming, 'old'), new Date('2025-01-01'), new Date('2025-01-01'));
    await writeFile(join(incoming, 'young'), 'half');
    await store.files.put('a.txt', chunks('text'));
    expect(await readdir(incoming)).toEqual(['young']);
  });
});
