import type { Knex } from 'knex';
import type { TransactionTenant } from '../database.js';

/** What a transaction is begun with; knex passes it on without knowing it. */
export interface Entering extends Knex.TransactionConfig {
  readonly begin: string;
}

interface Statement {
  readonly sql: string;
  readonly bindings: readonly Knex.RawBinding[];
}

/** What is asked with the end of a transaction, and who is told of the rows. */
interface LastStatement extends Statement {
  readonly then: (rows: readonly unknown[]) => void;
}

/** As the driver has it. */
interface Connection {
  readonly connection: { readonly stream: { cork?(): void; uncork?(): void } };
  query(sql: string): Promise<unknown>;
}

interface TransactionClient {
  query(connection: Connection, asked: string | Statement): Promise<{ response: { rows: unknown[] } }>;
}

/** As far as it is needed here: knex has no types for what a transaction is made of. */
interface KnexTransaction {
  readonly trxClient: TransactionClient;
  begin(connection: Connection): Promise<unknown>;
  commit(connection: Connection, value: unknown): Promise<unknown>;
  query(connection: Connection, sql: string): Promise<unknown>;
  isCompleted(): boolean;
}

/** Row-level security reads the setting; without it the clinical tables are empty. */
export function entering(tenant: TransactionTenant): Entering {
  if (tenant === 'platform') return { begin: 'BEGIN' };
  const hospital = tenant === 'everyone' ? 'all' : String(Number(tenant));
  return { begin: `BEGIN; SET LOCAL app.hospital = '${hospital}'` };
}

/** Of each transaction that is under way, by its client. */
const lastStatements = new WeakMap<object, LastStatement[]>();

/**
 * Asks for what is only written, and read by nobody in the transaction: it is sent together with the `COMMIT`, and the
 * transaction fails with it. `then` is told of the rows. Where no transaction is {@link entering}, it is asked at once.
 */
export async function askAtTheEnd(
  knex: Knex,
  { sql, bindings }: Statement,
  then: LastStatement['then'] = () => undefined,
): Promise<void> {
  const last = lastStatements.get(knex.client);
  if (last) {
    last.push({ sql, bindings, then });
    return;
  }
  const { rows } = await knex.raw(sql, bindings);
  then(rows);
}

/**
 * Has transactions that are {@link entering} take fewer ways to PostgreSQL and back: they begin together with their first
 * question, and what is asked {@link askAtTheEnd} goes together with their `COMMIT`.
 */
export function shortenTransactions({ client }: Knex): void {
  const make: (work: unknown, config: Partial<Entering>, outer: unknown) => KnexTransaction =
    client.transaction.bind(client);
  client.transaction = (work: unknown, config: Partial<Entering>, outer: unknown) => {
    const transaction = make(work, config, outer);
    const { begin: beginning } = config;
    if (beginning === undefined) return transaction;
    const commit = transaction.commit.bind(transaction);
    let begun: Promise<void> | undefined;
    transaction.begin = async (connection) => {
      lastStatements.set(transaction.trxClient, []);
      begun = begin(transaction, connection, beginning);
    };
    transaction.commit = async (connection, value) => {
      await begun;
      const { trxClient } = transaction;
      const last = lastStatements.get(trxClient) ?? [];
      lastStatements.delete(trxClient);
      return inOneWrite(connection, () => {
        const asked = Promise.all(
          last.map(async ({ then, ...statement }) => {
            const { response } = await trxClient.query(connection, statement);
            then(response.rows);
          }),
        ).then(() => value);
        // When the connection is lost, the `COMMIT` says so first.
        asked.catch(() => undefined);
        // After a failure it ends the transaction as a `ROLLBACK` would; the failure is in the value.
        return commit(connection, asked);
      });
    };
    return transaction;
  };
}

/**
 * Begins, and lets what is asked meanwhile go out at the same time, if it could do no harm should there be no transaction
 * then.
 */
function begin(transaction: KnexTransaction, connection: Connection, sql: string): Promise<void> {
  const { trxClient } = transaction;
  const { stream } = connection.connection;
  stream.cork?.();
  const { query: ask } = trxClient;
  const begun = transaction.query(connection, sql).then(() => {
    trxClient.query = ask;
    if (transaction.isCompleted()) return abandon(connection);
  });
  // By then the first question has been asked, if nothing else was waited for.
  process.nextTick(() => stream.uncork?.());
  trxClient.query = async (given, asked) => {
    if (!isHarmless(asked)) await begun;
    const [answer] = await Promise.all([ask(given, asked), begun]);
    return answer;
  };
  return begun;
}

function isHarmless(asked: string | Statement): boolean {
  return /^\s*(?:select|rollback)\b/i.test(typeof asked === 'string' ? asked : asked.sql);
}

/** One of the two may have been done: what is left of it is for nobody else. */
async function abandon(connection: Connection): Promise<void> {
  Object.assign(connection, { __knex__disposed: 'A transaction did not begin.' });
  // The embedded database has but one session, whatever becomes of the connection.
  await connection.query('ROLLBACK').catch(() => undefined);
}

function inOneWrite<T>({ connection: { stream } }: Connection, work: () => T): T {
  stream.cork?.();
  try {
    return work();
  } finally {
    stream.uncork?.();
  }
}
