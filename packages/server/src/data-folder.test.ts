import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { keepSecret, openDataFolder } from './data-folder.js';
import { StartError } from './start-error.js';

let parent: string;
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'medcor-data-'));
});
afterEach(() => rm(parent, { recursive: true, force: true }));

it('makes the folder for nobody else to read', async () => {
  const folder = await openDataFolder(join(parent, 'a/b'));
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  expect(await openDataFolder(folder)).toBe(folder);
});

it('says so when the folder cannot be made', async () => {
  await writeFile(join(parent, 'file'), '');
  await expect(openDataFolder(join(parent, 'file/data'))).rejects.toThrow(
    `The data folder ${parent}/file/data cannot be made: set MEDCOR_DATA_DIR to one that can.`,
  );
});

it('makes a secret once, whoever comes at the same time, and keeps it', async () => {
  let number = 0;
  const make = () => {
    number += 1;
    return `secret ${number}`;
  };
  const all = await Promise.all(Array.from({ length: 20 }, () => keepSecret(parent, 'token', make)));
  expect(new Set(all.map(({ secret }) => secret)).size).toBe(1);
  expect(all.filter(({ isNew }) => isNew)).toHaveLength(1);
  expect(await keepSecret(parent, 'token', make)).toEqual({ ...all[0], isNew: false });
  expect(await readdir(parent)).toEqual(['token']);
  expect((await stat(join(parent, 'token'))).mode & 0o777).toBe(0o600);
});

it('takes no empty file for a secret', async () => {
  await writeFile(join(parent, 'token'), '\n');
  await expect(keepSecret(parent, 'token', () => 'new')).rejects.toThrow(StartError);
});
