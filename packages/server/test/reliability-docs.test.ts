import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/** docs/reliability.md is written by `pnpm reliability`: that all of its figures are there, and that they are zeros. */

const root = new URL('../../../', import.meta.url);
const page = readFileSync(new URL('docs/reliability.md', root), 'utf8');

/** Those that were promised, in the order in which the page has them; others may follow. */
const promised = ['races', 'crash', 'webhooks', 'isolation', 'fuzz', 'ssrf', 'limits', 'idempotency', 'load'];

interface Row {
  readonly part: string;
  readonly result: string;
  readonly date: string;
}

const rows: Row[] = page
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => {
    const [part = '', _over, _attempts, result = '', _seed, date = ''] = line
      .replace(/^\| | \|$/g, '')
      .split(' | ');
    return { part: part.replaceAll('`', ''), result, date };
  });

it('has the nine figures', () => {
  const parts = [...new Set(rows.map(({ part }) => part))];
  expect(parts.slice(0, promised.length)).toEqual(promised);
});

it('counts of what must not happen none at all', () => {
  expect(rows.filter(({ result }) => !/^0 /.test(result))).toEqual([]);
});

it('says of each day on which machine that was', () => {
  const machines = [...page.matchAll(/^- (\d{4}-\d{2}-\d{2}): \d+ cores.*, Node .*, PostgreSQL /gm)];
  const days = machines.map(([, day]) => day);
  expect(rows.filter(({ date }) => !days.includes(date))).toEqual([]);
});

it('names tests that are there', () => {
  const files = [...page.matchAll(/packages\/\S+\.test\.ts/g)].map(([file]) => file);
  expect(files.length).toBeGreaterThanOrEqual(promised.length);
  expect(files.filter((file) => !existsSync(new URL(file, root)))).toEqual([]);
});
