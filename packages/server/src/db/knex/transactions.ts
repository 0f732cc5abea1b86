import type { Knex } from 'knex';
import type { TransactionTenant } from '../database.js';
import {
  ask,
  type Client,
  type Connection,
  type Queryable,
  type Statement,
  type Stream,
} from './queryable.js';

/** What is asked with the end of a transaction, and who is told of the rows. */
interface LastStatement extends Statement {
  readonly tell: (rows: readonly unknown[]) => void;
}

/** How a transaction begins that enters no hospital. */
const PLAIN = 'BEGIN';

/** How a transaction of a tenant begins. Row-level security reads the setting; without it the clinical tables are empty. */
export function beginning(tenant: TransactionTenant): string {
  if (tenant === 'platform') return PLAIN;
  return `${PLAIN}; SET LOCAL app.hospital = '${tenant === 'everyone' ? 'all' : Number(tenant)}'`;
}

/** Of each transaction that is under way, by its client. */
const lastStatements = new WeakMap<object, LastStatement[]>();

/**
 * Asks for what is only written, and read by nobody in the transaction: it is sent together with the `COMMIT`, and the
 * transaction fails with it. `tell` is called with the rows once all is written. Outside of {@link runTransaction} it is asked at once.
 */
export async function askAtTheEnd(
  knex: Queryable,
  { sql, bindings }: Statement,
  tell: LastStatement['tell'] = () => undefined,
): Promise<void> {
  const last = lastStatements.get(knex.client);
  if (last) {
    last.push({ sql, bindings, tell });
    return;
  }
  tell(await ask(knex, { sql, bindings }));
}

/**
 * Runs the work in one transaction: all of it happens, or nothing. It is as knex' own, with fewer ways to PostgreSQL and
 * back, and made in a fraction of the time: it begins together with its first question, and what is asked
 * {@link askAtTheEnd} goes together with its `COMMIT`.
 */
export async function runTransaction<T>(
  { client }: Knex,
  begin: string,
  work: (transaction: Queryable) => Promise<T>,
): Promise<T> {
  const pool: Client = client;
  const connection = await pool.acquireConnection();
  try {
    const transaction = openTransaction(pool, connection, begin);
    try {
      const result = await work(transaction.queryable);
      await transaction.commit();
      return result;
    } catch (error) {
      await transaction.rollback();
      throw error;
    }
  } finally {
    await pool.releaseConnection(connection);
  }
}

/**
 * The pool for reads alone, each of which is a transaction by itself, begun as it is told: all of that goes to PostgreSQL in one
 * message, and comes back in one.
 */
export function readsWithin({ client }: Knex, begin: string): Queryable {
  const pool: Client = client;
  const query: Client['query'] = async (connection, asked) => {
    if (!isRead(asked)) throw new Error('Reads change nothing.');
    const [, answer] = await inOneWrite(connection.connection.stream, () => {
      const ask = (one: typeof asked) => pool.query(connection, one);
      return Promise.all([ask(begin), ask(asked), ask('COMMIT')]);
    });
    return answer;
  };
  return queryableOver(Object.assign(Object.create(pool), { query }));
}

function openTransaction(pool: Client, connection: Connection, begin: string) {
  const { stream } = connection.connection;
  const last: LastStatement[] = [];
  let state: 'beginning' | 'open' | 'over' = 'beginning';
  let begun: Promise<void> | undefined;

  const toBegin = (): Promise<void> => {
    if (begun) return begun;
    stream.cork?.();
    begun = pool.query(connection, begin).then(() => {
      if (state === 'beginning') state = 'open';
    });
    // Whoever asks anything is told, and so is the commit.
    begun.catch(() => undefined);
    // By then the first question has been asked.
    process.nextTick(() => stream.uncork?.());
    return begun;
  };

  /** What is asked before it has begun goes out at once, if it could do no harm should there be no transaction then. */
  const ask: Client['query'] = async (_connection, asked) => {
    if (state === 'over') throw new Error('The transaction is over.');
    if (state === 'open') return pool.query(connection, asked);
    const beginning = toBegin();
    if (!isRead(asked)) await beginning;
    const answer = pool.query(connection, asked);
    // What kept it from beginning comes first, and says more.
    answer.catch(() => undefined);
    await beginning;
    return answer;
  };
  const own: Client = Object.assign(Object.create(pool), {
    transacting: true,
    acquireConnection: async () => connection,
    releaseConnection: async () => undefined,
    query: ask,
  } satisfies Partial<Client>);
  lastStatements.set(own, last);

  return {
    queryable: queryableOver(own),

    async commit(): Promise<void> {
      const [only, ...others] = last;
      if (!begun && (!only || (begin === PLAIN && others.length === 0))) {
        state = 'over';
        // By itself, a statement is a transaction.
        only?.tell((await pool.query(connection, only)).response.rows);
        return;
      }
      await toBegin();
      state = 'over';
      const [committed, ...answers] = await inOneWrite(stream, () => {
        const asked = last.map(({ sql, bindings }) => pool.query(connection, { sql, bindings }));
        return Promise.all([pool.query(connection, 'COMMIT'), ...asked]);
      });
      // So PostgreSQL ends what has failed, when somebody in it has taken a failure for none.
      if (committed.response.command === 'ROLLBACK')
        throw new Error('The transaction had failed: it was undone.');
      for (const [index, { tell }] of last.entries()) tell(answers[index]?.response.rows ?? []);
    },

    /** Undoes what there is to be undone; a connection on which that fails is for nobody else. */
    async rollback(): Promise<void> {
      state = 'over';
      if (!begun) return;
      await Promise.all([begun, pool.query(connection, 'ROLLBACK')]).catch(() => {
        Object.assign(connection, { __knex__disposed: 'A transaction was not ended.' });
      });
    },
  };
}

function queryableOver(client: Client): Queryable {
  return Object.assign((table: string) => client.queryBuilder().table(table), {
    raw: client.raw.bind(client),
    queryBuilder: () => client.queryBuilder(),
    client,
  });
}

function inOneWrite<T>(stream: Stream, ask: () => T): T {
  stream.cork?.();
  try {
    return ask();
  } finally {
    stream.uncork?.();
  }
}

function isRead(asked: string | Statement): boolean {
  return /^\s*select\b/i.test(typeof asked === 'string' ? asked : asked.sql);
}
