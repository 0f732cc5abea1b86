import type { Knex } from 'knex';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createMigratedTestDatabase, type TestDatabase } from '../../../testing/database.js';
import { connectAsApplication } from './connect.js';
import { type Entering, entering, shortenTransactions } from './transactions.js';

let created: TestDatabase;
let knex: Knex;

beforeAll(async () => {
  created = await createMigratedTestDatabase();
  knex = connectAsApplication({ connectionString: created.url }, 1);
  shortenTransactions(knex);
});
afterAll(async () => {
  await knex.destroy();
  await created.drop();
});

const hospitalIn = async (connection: Knex) => {
  const { rows } = await connection.raw(`select current_setting('app.hospital', true) as hospital`);
  return rows[0].hospital;
};

it.each([
  [7, '7'],
  ['everyone', 'all'],
  ['platform', null],
] as const)(
  'a transaction of %s is in %s from its first statement on, and the next one is not',
  async (tenant, name) => {
    const inside = await knex.transaction(hospitalIn, entering(tenant));
    expect(inside || null).toBe(name);
    expect((await hospitalIn(knex)) || null).toBe(null);
  },
);

it('leaves no connection in a transaction that could not begin', async () => {
  const broken: Entering = { begin: 'BEGIN; SELECT 1 / 0' };
  await expect(knex.transaction(hospitalIn, broken)).rejects.toThrow('division by zero');
  expect(await knex.transaction(hospitalIn, entering(8))).toBe('8');
});
