import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { Environment } from '../src/config.js';

const read = (path: string) => readFile(new URL(`../../../${path}`, import.meta.url), 'utf8');

/** The rows of the table under "Environment": a variable, its default, and what it means. */
async function documented(): Promise<string[][]> {
  const page = await read('docs/deployment.md');
  const [, section = ''] = /\n## Environment\n(.*?)\n## /s.exec(page) ?? [];
  const rows = section.split('\n').filter((line) => line.startsWith('| `'));
  return rows.map((row) => row.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, '')));
}

it('tells of every variable that is read, and of no other', async () => {
  const names = (await documented()).map(([name = '']) => name.replaceAll('`', ''));
  expect(names.toSorted()).toEqual(Object.keys(Environment.shape).toSorted());
});

it('tells the defaults that they have, and what they mean', async () => {
  const defaults = new Map<string, unknown>(Object.entries(Environment.parse({})));
  for (const [name = '', shown = '', meaning = ''] of await documented()) {
    const value = defaults.get(name.replaceAll('`', ''));
    const isPlain = typeof value === 'string' || typeof value === 'number';
    if (isPlain) expect([name, shown]).toEqual([name, `\`${value}\``]);
    expect(shown, name).not.toBe('');
    expect(meaning, name).not.toBe('');
  }
});

it('sets nothing in containers that is not read', async () => {
  const [compose, image] = await Promise.all([read('compose.yaml'), read('Dockerfile')]);
  const server = compose.split(/^ {2}migrate:$/m)[1]?.split(/^configs:$/m)[0] ?? '';
  const set = [...server.matchAll(/^ {6}([A-Z][A-Z0-9_]*):/gm), ...image.matchAll(/^(?:ENV| {3}) (\w+)=/gm)];
  const names = set.map(([, name = '']) => name);
  expect(names).toEqual(expect.arrayContaining(['DATABASE_URL', 'S3_BUCKET', 'NODE_ENV', 'MEDCOR_DATA_DIR']));
  expect(names.filter((name) => !Object.hasOwn(Environment.shape, name))).toEqual([]);
});
