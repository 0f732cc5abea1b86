import type { Knex } from 'knex';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../testing/database.js';
import { knexAuditLog } from '../../features/audit-log/audit-log.knex.js';
import { migrate } from '../migrate.js';
import { connectAsOwner } from './connect.js';

/** What a page of a long list costs, by the plan that PostgreSQL carries out. */

const rows = 20_000;
const minute = 60_000;
const start = Date.UTC(2025, 0, 1);

let database: TestDatabase;
let owner: Knex;

beforeAll(async () => {
  database = await createTestDatabase();
  owner = connectAsOwner({ connectionString: database.url });
  await migrate(owner);
  await owner.raw(
    `insert into audit_log (at, action, resource, hospital_id, outcome)
     select ?::timestamptz + n * interval '1 minute', 'read', 'user', 1, 'success'
       from generate_series(1, ?) as n`,
    [new Date(start).toISOString(), rows],
  );
  await owner.raw(
    `insert into audit_log (at, action, resource, hospital_id, outcome)
     select ?, 'read', 'user', 2, 'success' from generate_series(1, ?)`,
    [new Date(start).toISOString(), rows],
  );
  await owner.raw('analyze audit_log');
});
afterAll(async () => {
  await owner.destroy();
  await database.drop();
});

interface Plan {
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly Plans?: readonly Plan[];
}

/** How many rows PostgreSQL looks at for the page behind that row. */
async function looksAt(hospital: number, at: number, row: number, descending: boolean): Promise<number> {
  const queries: { sql: string; bindings: Knex.RawBinding[] }[] = [];
  const listen = (query: { sql: string; bindings: Knex.RawBinding[] }) => queries.push(query);
  owner.on('query', listen);
  const order = ['at', 'id'].map((field) => ({ field, descending }));
  const after = [new Date(at).toISOString(), row];
  const page = { where: [], words: [], order, after, offset: 0, limit: 20 };
  const found = await knexAuditLog(owner, hospital).list(page);
  owner.removeListener('query', listen);
  const expected = descending ? row - 1 : row + 1;
  expect(found.rows[0]?.id).toBe(expected);

  const query = queries.find(({ sql }) => sql.includes(' limit '));
  if (!query) throw new Error('No page was asked for.');
  const sql = query.sql.replace(/\$\d+/g, '?');
  const explained = await owner.raw(`explain (analyze, format json) ${sql}`, query.bindings);
  return seenBy(explained.rows[0]['QUERY PLAN'][0].Plan);
}

function seenBy(plan: Plan): number {
  const below = (plan.Plans ?? []).map(seenBy);
  const own = (plan['Actual Rows'] + (plan['Rows Removed by Filter'] ?? 0)) * plan['Actual Loops'];
  return Math.max(own, ...below);
}

it.each([true, false])(
  'a page behind a cursor costs the same wherever it is (backwards: %s)',
  async (descending) => {
    for (const row of [100, rows / 2, rows - 100]) {
      expect(await looksAt(1, start + row * minute, row, descending)).toBeLessThan(200);
    }
  },
);

it.each([true, false])('and among rows of one and the same instant (backwards: %s)', async (descending) => {
  for (const place of [100, rows / 2, rows - 100]) {
    expect(await looksAt(2, start, rows + place, descending)).toBeLessThan(200);
  }
});
