import { Socket } from 'node:net';
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

/** What the driver says when nothing came on a new connection. */
const notConnected = /(?:^| - )timeout expired$/;

/** The way to one of knex' connections; of those it has no types. */
type Acquire = () => Promise<unknown>;

/** For each connection: the driver's settings, and what is asked of PostgreSQL on it. */
export function settingsFor({ statementMs }: ServingLimits): { connection: object; sql: string } {
  if (statementMs === undefined) return { connection: {}, sql: '' };
  return {
    connection: { connectionTimeoutMillis: CONNECT_TIMEOUT_MS },
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
 * Answers how to watch a connection that is new.
 */
export function giveUpWhatStalls(knex: Knex, statementMs: number): (client: pg.Client) => void {
  const { client: pooled } = knex;
  const acquire: Acquire = pooled.acquireConnection.bind(pooled);
  const sockets = new Set<Socket>();
  let isStalled = false;

  const probe = async (): Promise<void> => {
    try {
      pooled.releaseConnection(await acquire());
      isStalled = false;
    } catch {
      if (pooled.pool) probeLater();
    }
  };
  const probeLater = () => void setTimeout(probe, PROBE_PAUSE_MS).unref();
  const onStalled = () => {
    if (!isStalled) probeLater();
    isStalled = true;
    for (const socket of sockets) socket.destroy();
  };

  pooled.acquireConnection = async () => {
    if (isStalled) throw unavailable();
    try {
      return await acquire();
    } catch (error) {
      if (error instanceof Error && notConnected.test(error.message)) onStalled();
      throw error;
    }
  };

  return (client) => {
    const { stream: socket } = client.connection;
    if (!(socket instanceof Socket)) return;
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    // The driver's limit on statements would leave the connection as it is, to hang for the next one.
    const unanswered = countUnanswered(client);
    socket.setTimeout(statementMs + GRACE_MS, () => {
      if (unanswered() > 0) onStalled();
    });
  };
}

/** Counts the queries that have no answer yet, of which several can be on their way. */
function countUnanswered(client: pg.Client): () => number {
  let unanswered = 0;
  const onAnswer = () => {
    unanswered -= 1;
  };
  const ask: (...asked: unknown[]) => unknown = client.query.bind(client);
  const counted = (...asked: unknown[]): unknown => {
    unanswered += 1;
    const tell = asked.at(-1);
    if (typeof tell !== 'function') {
      const answer = ask(...asked);
      Promise.resolve(answer).then(onAnswer, onAnswer);
      return answer;
    }
    return ask(...asked.slice(0, -1), (...answer: unknown[]) => {
      onAnswer();
      tell(...answer);
    });
  };
  // The same in all its forms.
  client.query = counted as typeof client.query;
  return () => unanswered;
}

function unavailable(): ApiError {
  return new ApiError('DATABASE_UNAVAILABLE', { headers: { 'Retry-After': '1' } });
}
