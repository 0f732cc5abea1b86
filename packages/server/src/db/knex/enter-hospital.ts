import type { Knex } from 'knex';
import type { TransactionTenant } from '../database.js';

/** What a transaction is begun with, if not with a mere `BEGIN`; knex passes it on without knowing it. */
export interface Entering extends Knex.TransactionConfig {
  readonly begin?: string;
}

interface Connection {
  query(sql: string): Promise<unknown>;
}

/** As far as it is needed here: knex has no types for what a transaction is made of. */
interface KnexTransaction {
  begin(connection: Connection): Promise<unknown>;
  query(connection: Connection, sql: string): Promise<unknown>;
  isCompleted(): boolean;
}

/** Row-level security reads the setting; without it the clinical tables are empty. */
export function entering(tenant: TransactionTenant): Entering {
  if (tenant === 'platform') return {};
  const hospital = tenant === 'everyone' ? 'all' : String(Number(tenant));
  return { begin: `BEGIN; SET LOCAL app.hospital = '${hospital}'` };
}

/** One of the two may have been done: what is left of it is for nobody else. */
async function abandon(connection: Connection): Promise<void> {
  Object.assign(connection, { __knex__disposed: 'A transaction did not begin.' });
  // The embedded database has but one session, whatever becomes of the connection.
  await connection.query('ROLLBACK').catch(() => undefined);
}

/** Lets a transaction that is {@link entering} a hospital do so as it begins: one statement less for each. */
export function enterAsTransactionsBegin({ client }: Knex): void {
  const make: (work: unknown, config: Entering, outer: unknown) => KnexTransaction =
    client.transaction.bind(client);
  client.transaction = (work: unknown, config: Entering, outer: unknown) => {
    const transaction = make(work, config, outer);
    const { begin } = config;
    if (begin !== undefined) {
      transaction.begin = async (connection) => {
        await transaction.query(connection, begin);
        if (transaction.isCompleted()) await abandon(connection);
      };
    }
    return transaction;
  };
}
