import type { Knex } from 'knex';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { createTestDatabase } from '../../../testing/database.js';
import { connectAsOwner } from './connect.js';
import { countRows } from './large-counts.js';
import { rowsOf } from './rows-of.js';

let created: Awaited<ReturnType<typeof createTestDatabase>>;
let owner: Knex;

beforeAll(async () => {
  created = await createTestDatabase();
  owner = connectAsOwner({ connectionString: created.url });
  await owner.raw('create table counted (id integer, kind text)');
  await owner.raw(`insert into counted select n, 'many' from generate_series(1, 10001) n`);
  await owner.raw(`insert into counted select n, 'few' from generate_series(1, 10000) n`);
});
afterAll(async () => {
  await owner.destroy();
  await created.drop();
});

beforeEach(() => vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => vi.useRealTimers());

const count = (kind: string, connection = owner) =>
  countRows(connection, rowsOf(connection('counted').where({ kind })));

it('counts exactly up to ten thousand, and remembers larger counts for moments', async () => {
  expect([await count('many'), await count('few')]).toEqual([10_001, 10_000]);
  await owner('counted').where({ id: 1 }).delete();
  expect([await count('many'), await count('few')]).toEqual([10_001, 9999]);
  expect(await owner.transaction((transaction) => count('many', transaction))).toBe(10_000);
});

it('counts many anew only once, however many ask when the old count has become too old', async () => {
  const kind = 'asked by many';
  await owner.raw('insert into counted select n, ? from generate_series(1, 10002) n', [kind]);
  const together = async () => {
    let asked = 0;
    const hear = () => {
      asked += 1;
    };
    owner.on('query', hear);
    const totals = await Promise.all(Array.from({ length: 20 }, () => count(kind)));
    owner.off('query', hear);
    return { asked, totals: [...new Set(totals)] };
  };
  expect(await count(kind)).toBe(10_002);
  await owner('counted').where({ kind, id: 1 }).delete();
  expect(await together()).toEqual({ asked: 0, totals: [10_002] });
  vi.advanceTimersByTime(10_001);
  expect(await together()).toEqual({ asked: 1, totals: [10_001] });

  // What has become few is counted for everyone: of that, all is to be exact.
  await owner('counted').where({ kind, id: 2 }).delete();
  vi.advanceTimersByTime(10_001);
  expect(await together()).toEqual({ asked: 20, totals: [10_000] });
});
