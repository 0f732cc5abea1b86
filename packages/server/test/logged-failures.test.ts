import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toApiError } from '../src/db/knex/failures.js';
import { createLogger } from '../src/logging.js';
import { openSqlDatabase, type SqlDatabase, sqlStores } from '../testing/sql-database.js';

/** By the code of the failure: each makes the database quote what it was given. */
const statements = {
  '22P02': "select 'Ann Smith'::text::integer",
  '23502': "insert into webhooks (url) values ('Ann Smith')",
  '42703': 'select "Ann Smith" from users',
  P0001: "do $$ begin raise exception 'Ann %', 'Smith' using hint = 'Ann', detail = 'Smith'; end $$",
};

describe.each(sqlStores)('what %s fails with', (store) => {
  let sql: SqlDatabase;
  beforeAll(async () => {
    sql = await openSqlDatabase(store);
  });
  afterAll(() => sql.close());

  it.each(Object.entries(statements))('is logged without values: %s', async (code, statement) => {
    const failure: unknown = await sql
      .asOwner((connection) => connection.raw(statement))
      .catch((error) => error);
    const lines: string[] = [];
    const logger = createLogger('trace', { write: (line) => void lines.push(line) });
    logger.error({ err: toApiError(failure) }, 'fault');
    expect(JSON.parse(lines.join(''))).toMatchObject({ err: { type: 'DatabaseError', code } });
    expect(lines.join('')).not.toMatch(/Ann|Smith/);
  });
});
