import type { Knex } from 'knex';
import { afterAll, beforeAll, expect, it } from 'vitest';
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

it('counts exactly up to ten thousand, and remembers larger counts for moments', async () => {
  const count = (kind: string, connection = owner) => {
    const query = connection('counted').where({ kind });
    return countRows(connection, rowsOf(query));
  };
  expect([await count('many'), await count('few')]).toEqual([10_001, 10_000]);
  await owner('counted').where({ id: 1 }).delete();
  expect([await count('many'), await count('few')]).toEqual([10_001, 9999]);
  expect(await owner.transaction((transaction) => count('many', transaction))).toBe(10_000);
});
