import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqlServer, sqlStores } from '../../../testing/sql-database.js';
import { types } from './connect.js';
import { prepareStatements } from './prepared-statements.js';

/** Of every kind of value that a table of ours has, one row with all of them, and one with none. */
const kinds = `
  select 2::smallint as small, 7::integer as number, 9007199254740991::bigint as large, 12.50::numeric(12, 2) as price,
         true as yes, 'Zoë 🩺 "quoted"' as text, '{"a": [1, null]}'::jsonb as document, array[1, 2] as numbers,
         timestamptz '2025-01-20 09:00:00.5+00' as instant, date '2025-01-20' as day, $1::text as given
  union all select null, null, null, null, null, null, null, null, null, null, null`;

const row = {
  small: 2,
  number: 7,
  large: 9007199254740991,
  price: '12.50',
  yes: true,
  text: 'Zoë 🩺 "quoted"',
  document: { a: [1, null] },
  numbers: [1, 2],
  instant: '2025-01-20T09:00:00.500Z',
  day: '2025-01-20',
  given: 'value',
};
const nothing = Object.fromEntries(Object.keys(row).map((name) => [name, null]));

describe.each(sqlStores)('statements that are prepared over %s', (store) => {
  let server: Awaited<ReturnType<typeof openSqlServer>>;
  let client: pg.Client;
  let parsers: typeof types;
  let described: number;

  beforeEach(async () => {
    server = await openSqlServer(store);
    parsers = { ...types };
    const settings = { ...server.connection(), pipeline: true };
    client = new pg.Client({
      ...settings,
      types: { getTypeParser: (oid: number, format = 'text') => parsers.getTypeParser(oid, format) },
    });
    await client.connect();
    await client.query(`deallocate all; set timezone to 'UTC'`);
    prepareStatements(client);
    described = 0;
    client.connection.on('rowDescription', () => {
      described += 1;
    });
  });
  afterEach(async () => {
    await client.end();
    await server.close();
  });

  const ask = (text: string, values: unknown[]) =>
    new Promise<pg.QueryResult>((resolve, reject) => {
      client.query({ text, values }, (error: Error | null, result: pg.QueryResult) =>
        error ? reject(error) : resolve(result),
      );
    });

  it('answer the same rows each time, and are told once how they look', async () => {
    // Under a name from the second time on, of which the second and the third are on their way at once.
    const first = await ask(kinds, ['value']);
    const rest = await Promise.all([ask(kinds, ['value']), ask(kinds, ['value'])]);
    expect(described).toBe(3);
    const last = [await ask(kinds, ['value']), await ask(kinds, ['value'])];
    expect(described).toBe(3);
    for (const { rows, rowCount, command } of [first, ...rest, ...last]) {
      expect([rows, rowCount, command]).toEqual([[row, nothing], 2, 'SELECT']);
    }
    expect((await ask(kinds, ['another'])).rows).toEqual([{ ...row, given: 'another' }, nothing]);
  });

  it('answer in promises as well', async () => {
    for (let time = 0; time < 4; time += 1) {
      expect((await client.query({ text: kinds, values: ['value'] })).rows).toEqual([row, nothing]);
    }
  });

  it('fail one by one, and are what they were afterwards', async () => {
    const quotient = async (divisor: number) =>
      (await ask('select 6 / $1::integer as quotient', [divisor])).rows[0].quotient;
    const found: unknown[] = [];
    for (const divisor of [1, 2, 0, 3, 0, 6]) {
      found.push(await quotient(divisor).catch(({ code }: pg.DatabaseError) => code));
    }
    const together = await Promise.allSettled([2, 0, 3].map(quotient));
    expect(found).toEqual([6, 3, '22012', 2, '22012', 1]);
    expect(together.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('fail with what cannot be read, and nobody else does', async () => {
    for (let time = 0; time < 3; time += 1) await ask('select $1::jsonb as document', ['{}']);
    const selected = 'select $1::date as day';
    let isReadable = true;
    const read = (text: string) => {
      if (isReadable) return text;
      throw new Error('This is no day.');
    };
    parsers = {
      ...types,
      getTypeParser: (...asked) => (asked[0] === 1082 ? read : types.getTypeParser(...asked)),
    };
    for (let time = 0; time < 3; time += 1) await ask(selected, ['2025-01-20']);
    isReadable = false;
    const [failed, other] = await Promise.allSettled([
      ask(selected, ['2025-01-21']),
      ask('select $1::jsonb as document', ['{"a": 1}']),
    ]);
    expect(failed).toMatchObject({ status: 'rejected', reason: { message: 'This is no day.' } });
    expect(other).toMatchObject({ status: 'fulfilled', value: { rows: [{ document: { a: 1 } }] } });
    isReadable = true;
    expect((await ask(selected, ['2025-01-22'])).rows).toEqual([{ day: '2025-01-22' }]);
  });

  it('write, and answer what they wrote', async () => {
    await client.query('create table written (line text unique, place integer)');
    const insert = 'insert into written values ($1, $2) returning place';
    for (const place of [1, 2, 3, 4]) {
      expect((await ask(insert, [`line ${place}`, place])).rows).toEqual([{ place }]);
    }
    const update = 'update written set place = place + $1';
    for (let time = 0; time < 3; time += 1) {
      expect(await ask(update, [1])).toMatchObject({ rowCount: 4, command: 'UPDATE', rows: [] });
    }
    await expect(ask(insert, ['line 1', 9])).rejects.toMatchObject({ constraint: 'written_line_key' });
    expect((await ask(insert, ['line 9', 9])).rows).toEqual([{ place: 9 }]);
  });
});
