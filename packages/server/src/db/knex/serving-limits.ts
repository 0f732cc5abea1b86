import type { Knex } from 'knex';
import type pg from 'pg';
import { ApiError } from '../../edge/api-error.js';

/** What keeps those who wait for a database from waiting for ever, and from becoming ever more. */
export interface ServingLimits {
  /** How long a statement may take. The embedded database, which is in this very process, heeds none. */
  readonly statementMs?: number;
  /** How many may wait for a connection; whoever comes then is refused at once. */
  readonly queueMax: number;
}

/** How much later than PostgreSQL should have ended a statement it is taken for one that hangs. */
const GRACE_MS = 1000;

/** A server that hangs still takes connections, or its system does, and then says nothing on them. */
const CONNECT_TIMEOUT_MS = 3000;

/** How long to wait before a server that hung is asked again. */
const PROBE_PAUSE_MS = 200;

/** What the driver says when nothing came in time, to a statement, which knex puts in front, or to begin with. */
const stalled = /(?:^| - )(?:Query read timeout|timeout expired)$/;

/** The way to one of knex' connections; of those it has no types. */
type Acquire = () => Promise<unknown>;

/** For each connection: the driver's settings, and what is asked of PostgreSQL on it. */
export function settingsFor({ statementMs }: ServingLimits): { connection: object; sql: string } {
  if (statementMs === undefined) return { connection: {}, sql: '' };
  return {
    connection: { connectionTimeoutMillis: CONNECT_TIMEOUT_MS, query_timeout: statementMs + GRACE_MS },
    sql: `; set statement_timeout = ${statementMs}`,
  };
}

/** Refuses whoever would have to wait behind that many others. */
export function boundQueue(knex: Knex, queueMax: number): void {
  // knex has no types for what it is made of.
  const { client } = knex;
  const acquire: Acquire = client.acquireConnection.bind(client);
  client.acquireConnection = async () => {
    // There is no pool any more once it is closed.
    if (client.pool?.numPendingAcquires() >= queueMax) throw unavailable();
    return acquire();
  };
}

/**
 * When one connection hangs, all are dropped: they lead to the same server, which would keep whoever uses them next
 * waiting for as long. Everyone is refused at once from then on, until that server has answered on a new one.
 */
export function giveUpWhatStalls(knex: Knex, clients: ReadonlySet<pg.Client>): void {
  const { client } = knex;
  const acquire: Acquire = client.acquireConnection.bind(client);
  let isStalled = false;

  const probe = async (): Promise<void> => {
    try {
      client.releaseConnection(await acquire());
      isStalled = false;
    } catch {
      if (client.pool) probeLater();
    }
  };
  const probeLater = () => void setTimeout(probe, PROBE_PAUSE_MS).unref();
  const onFailure = (error: unknown) => {
    if (isStalled || !(error instanceof Error && stalled.test(error.message))) return;
    isStalled = true;
    for (const { connection } of clients) connection.stream.destroy();
    probeLater();
  };

  knex.on('query-error', onFailure);
  client.acquireConnection = async () => {
    if (isStalled) throw unavailable();
    try {
      return await acquire();
    } catch (error) {
      onFailure(error);
      throw error;
    }
  };
}

function unavailable(): ApiError {
  return new ApiError('DATABASE_UNAVAILABLE', { headers: { 'Retry-After': '1' } });
}
