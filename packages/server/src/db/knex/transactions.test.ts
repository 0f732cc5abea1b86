import type { Knex } from 'knex';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openSqlServer, sqlStores } from '../../../testing/sql-database.js';
import { connectAsOwner } from './connect.js';
import type { Queryable } from './queryable.js';
import { askAtTheEnd, beginning, readsWithin, runTransaction } from './transactions.js';

describe.each(sqlStores)('a transaction over %s', (store) => {
  let server: Awaited<ReturnType<typeof openSqlServer>>;
  let knex: Knex;

  beforeAll(async () => {
    server = await openSqlServer(store);
    knex = connectAsOwner({ ...server.connection(), pipeline: true });
    await knex.raw('create table written (line text unique)');
  });
  beforeEach(() => knex('written').delete());
  afterAll(async () => {
    await knex.destroy();
    await server.close();
  });

  const hospitalIn = async (connection: Queryable) => {
    const { rows } = await connection.raw(`select current_setting('app.hospital', true) as hospital`);
    return rows[0].hospital || null;
  };
  const write = (to: Queryable, line: string) => to('written').insert({ line });
  const writeAtTheEnd = (to: Queryable, line: string, then?: (rows: readonly unknown[]) => void) =>
    askAtTheEnd(to, { sql: 'insert into written values (?) returning line', bindings: [line] }, then);
  const lines = () => knex('written').orderBy('line').pluck('line');

  it.each([
    [7, '7'],
    ['everyone', 'all'],
    ['platform', null],
  ] as const)('of %s is in %s from its first statement on, and the next one is not', async (tenant, name) => {
    expect(await runTransaction(knex, beginning(tenant), hospitalIn)).toBe(name);
    expect(await hospitalIn(knex)).toBe(null);
  });

  it('leaves no connection that could not begin', async () => {
    const broken = runTransaction(knex, 'BEGIN; SELECT 1 / 0', hospitalIn);
    await expect(broken).rejects.toThrow('division by zero');
    expect(await runTransaction(knex, beginning(8), hospitalIn)).toBe('8');
  });

  it('writes nothing when it has not begun', async () => {
    const first = runTransaction(knex, 'SELECT 1 / 0', (transaction) => write(transaction, 'first'));
    await expect(first).rejects.toThrow('division by zero');
    const read = runTransaction(knex, 'SELECT 1 / 0', async (transaction) => {
      await Promise.all([hospitalIn(transaction), write(transaction, 'beside a question')]);
    });
    await expect(read).rejects.toThrow('division by zero');
    const last = runTransaction(knex, 'SELECT 1 / 0', (transaction) => writeAtTheEnd(transaction, 'last'));
    await expect(last).rejects.toThrow('division by zero');
    expect(await lines()).toEqual([]);
  });

  it('is undone when its work fails, whatever was asked', async () => {
    const failing = runTransaction(knex, 'BEGIN', async (transaction) => {
      await write(transaction, 'undone');
      await writeAtTheEnd(transaction, 'never asked');
      throw new Error('Undo.');
    });
    await expect(failing).rejects.toThrow('Undo.');
    const nothing = runTransaction(knex, 'BEGIN', async () => {
      throw new Error('Before anything.');
    });
    await expect(nothing).rejects.toThrow('Before anything.');
    expect(await lines()).toEqual([]);
  });

  it('writes what is asked at the end after all else, in that order, and tells of the rows when all is written', async () => {
    const told: unknown[] = [];
    const result = await runTransaction(knex, 'BEGIN', async (transaction) => {
      await writeAtTheEnd(transaction, 'c', (rows) => told.push(...rows));
      await writeAtTheEnd(transaction, 'd', (rows) => told.push(...rows));
      await write(transaction, 'b');
      expect(await transaction('written').pluck('line')).toEqual(['b']);
      return 'done';
    });
    expect(result).toBe('done');
    expect(told).toEqual([{ line: 'c' }, { line: 'd' }]);
    await runTransaction(knex, 'BEGIN', (transaction) => writeAtTheEnd(transaction, 'a'));
    expect(await lines()).toEqual(['a', 'b', 'c', 'd']);
    await writeAtTheEnd(knex, 'e', (rows) => told.push(...rows));
    expect(told.at(-1)).toEqual({ line: 'e' });
  });

  it.each([
    ['nothing when nothing is asked', 'platform', 0, []],
    ['one statement when one alone is written', 'platform', 1, ['insert']],
    ['that in a transaction when there are two', 'platform', 2, ['begin', 'insert', 'insert', 'commit']],
    ['that in a transaction when it enters a hospital', 7, 1, ['begin; set', 'insert', 'commit']],
  ] as const)('asks %s', async (_what, tenant, count, asked) => {
    const found: string[] = [];
    const hear = ({ sql }: { sql: string }) => found.push(sql.toLowerCase());
    knex.on('query', hear);
    await runTransaction(knex, beginning(tenant), async (transaction) => {
      for (let line = 0; line < count; line += 1) await writeAtTheEnd(transaction, String(line));
    });
    knex.off('query', hear);
    expect(found.map((sql) => /^(?:begin; set|\w+)/.exec(sql)?.[0])).toEqual(asked);
    expect(await lines()).toHaveLength(count);
  });

  it('fails with the one statement that it is', async () => {
    await write(knex, 'once');
    const failing = runTransaction(knex, 'BEGIN', (transaction) => writeAtTheEnd(transaction, 'once'));
    await expect(failing).rejects.toMatchObject({ constraint: 'written_line_key' });
    expect(await runTransaction(knex, beginning(8), hospitalIn)).toBe('8');
  });

  it('fails with what is asked at the end', async () => {
    const told: unknown[] = [];
    const failing = runTransaction(knex, 'BEGIN', async (transaction) => {
      await write(transaction, 'once');
      await writeAtTheEnd(transaction, 'other', (rows) => told.push(...rows));
      await writeAtTheEnd(transaction, 'once');
    });
    await expect(failing).rejects.toMatchObject({ constraint: 'written_line_key' });
    expect([await lines(), told]).toEqual([[], []]);
  });

  it('is not taken for done when a failure in it was taken for none', async () => {
    const failing = runTransaction(knex, 'BEGIN', async (transaction) => {
      await write(transaction, 'lost');
      await write(transaction, 'lost').catch(() => undefined);
    });
    await expect(failing).rejects.toThrow('it was undone');
    expect(await lines()).toEqual([]);
  });

  describe('of a read alone', () => {
    it('is entered anew by each, and by none that comes after', async () => {
      const reads = readsWithin(knex, beginning(7));
      expect([await hospitalIn(reads), await hospitalIn(knex), await hospitalIn(reads)]).toEqual([
        '7',
        null,
        '7',
      ]);
      const others = [1, 2, 3, 4, 5].map((hospital) => hospitalIn(readsWithin(knex, beginning(hospital))));
      expect(await Promise.all(others)).toEqual(['1', '2', '3', '4', '5']);
    });

    it('changes nothing', async () => {
      const reads = readsWithin(knex, beginning(7));
      await expect(write(reads, 'changed')).rejects.toThrow('Reads change nothing.');
      expect(await lines()).toEqual([]);
    });

    it('fails with what failed, and leaves the connection as it was', async () => {
      await expect(readsWithin(knex, beginning(7)).raw('select 1 / 0')).rejects.toThrow('division by zero');
      expect(await hospitalIn(knex)).toBe(null);
      await expect(hospitalIn(readsWithin(knex, 'BEGIN; SELECT 2 / 0'))).rejects.toThrow('division by zero');
      expect(await runTransaction(knex, beginning(8), hospitalIn)).toBe('8');
    });
  });

  it('answers nobody who asks when it is over', async () => {
    let kept: Queryable | undefined;
    await runTransaction(knex, 'BEGIN', async (transaction) => {
      kept = transaction;
      await write(transaction, 'in time');
    });
    await expect(kept && write(kept, 'late')).rejects.toThrow('The transaction is over.');
    expect(await lines()).toEqual(['in time']);
  });
});
