import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { brokenLinksOf, filesLinkedFrom, markdownFilesIn } from '../testing/markdown-links.js';

const repository = fileURLToPath(new URL('../../..', import.meta.url));

describe('links in documents', () => {
  const files = markdownFilesIn(repository);
  const names = files.map((file) => path.relative(repository, file));

  it('are looked for in every document', () => {
    expect(names).toEqual(expect.arrayContaining(['README.md', 'docs/README.md', 'packages/sdk/README.md']));
    expect(names.length).toBeGreaterThan(40);
  });

  it('lead to files and headings that are there', () => {
    expect(files.flatMap(brokenLinksOf)).toEqual([]);
  });

  it('lead from the index to every document under docs', () => {
    const docs = path.join(repository, 'docs/');
    const reached = new Set([path.join(docs, 'README.md')]);
    // A set goes on to what is added to it meanwhile.
    for (const file of reached) {
      if (files.includes(file)) for (const target of filesLinkedFrom(file)) reached.add(target);
    }
    expect(files.filter((file) => file.startsWith(docs) && !reached.has(file))).toEqual([]);
  });

  describe('would be found wanting', () => {
    let folder: string;

    beforeAll(async () => {
      folder = await mkdtemp(path.join(tmpdir(), 'medcor-links-'));
      await writeFile(
        path.join(folder, 'other.md'),
        '# One `two`\n\n## Same\n\n## Same\n\n```sh\n# Not this\n```\n',
      );
    });
    afterAll(() => rm(folder, { recursive: true, force: true }));

    it.each([
      ['[a](missing.md)', 1],
      ['[a](other.md#three)', 1],
      ['[a](other.md#not-this)', 1],
      ['[`a`](#here)', 1],
      ['[a]: missing.md', 1],
      ['<img src="missing.svg" alt="">', 1],
      ['[a](other.md) [b](other.md#one-two) [c](other.md#same-1)', 0],
      ['[a](https://example.org/missing.md) `[b](missing.md)`', 0],
      ['```md\n[a](missing.md)\n```', 0],
    ])('%s', async (markdown, faults) => {
      const file = path.join(folder, 'some.md');
      await writeFile(file, `${markdown}\n`);
      expect(brokenLinksOf(file)).toHaveLength(faults);
    });
  });
});
