import type { Knex } from 'knex';
import type { TransactionTenant } from '../database.js';

/** What a transaction is begun with, if not with a mere `BEGIN`; knex passes it on without knowing it. */
export interface Entering extends Knex.TransactionConfig {
  readonly begin?: string;
}

/** As far as it is needed here: knex has no types for what a transaction is made of. */
interface KnexTransaction {
  begin(connection: object): Promise<unknown>;
  query(connection: object, sql: string): Promise<unknown>;
  isCompleted(): boolean;
}

/** Row-level security reads the setting; without it the clinical tables are empty. */
export function entering(tenant: TransactionTenant): Entering {
  if (tenant === 'platform') return {};
  const hospital = tenant === 'everyone' ? 'all' : String(Number(tenant));
  return { begin: `BEGIN; SET LOCAL app.hospital = '${hospital}'` };
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
        // One of the two may have been done: the connection is not for anybody else.
        if (transaction.isCompleted())
          Object.assign(connection, { __knex__disposed: 'A transaction did not begin.' });
      };
    }
    return transaction;
  };
}
