import knex, { type Knex } from 'knex';
import pg from 'pg';
import { remember } from '../../remember.js';
import { applicationRole } from '../migrate.js';
import { prepareStatements } from './prepared-statements.js';
import { boundQueue, giveUpWhatStalls, type ServingLimits, settingsFor } from './serving-limits.js';

/** Values as the domain has them: 64-bit counts as numbers, instants as ISO strings, days as they are. */
export const types = {
  getTypeParser(oid: number, format: string) {
    const { builtins } = pg.types;
    if (oid === builtins.INT8) return Number;
    if (oid === builtins.TIMESTAMPTZ) return toInstant;
    if (oid === builtins.DATE) return (text: string) => text;
    return format === 'binary' ? pg.types.getTypeParser(oid, format) : pg.types.getTypeParser(oid);
  },
};

/**
 * An instant as PostgreSQL writes it to a session in UTC: `2025-01-20 09:00:00.5+00`. Cut and put together again, it costs
 * a fraction of a `Date`, of which a list of fifty would make two hundred.
 */
export function toInstant(text: string): string {
  const zone = text.length - 3;
  const hasFraction = text[19] === '.';
  if (text[10] !== ' ' || !text.endsWith('+00') || (!hasFraction && zone !== 19)) {
    return new Date(text).toISOString();
  }
  const milliseconds = hasFraction ? text.slice(20, Math.min(zone, 23)).padEnd(3, '0') : '000';
  return `${text.slice(0, 10)}T${text.slice(11, 19)}.${milliseconds}Z`;
}

/** Errors are logged, so they carry the statement without its values, which may be a patient's. */
const compileSqlOnError = false;

/** Whatever knex would print reaches whoever asked as an error. */
const log: Knex.Logger = { warn() {}, error() {}, deprecate() {}, debug() {} };

/** How long a request waits for a free connection before it is told that the database is not available. */
const ACQUIRE_TIMEOUT_MS = 5000;

/** How many texts of statements are remembered as PostgreSQL takes them, beyond which the oldest is forgotten. */
const MAX_TEXTS = 500;

/** What is longer writes many rows, and has a text for each number of them. */
const MAX_TEXT_LENGTH = 5000;

/** As the owner of the tables: for migrations, and for nothing else. */
export function connectAsOwner(connection: object, max = 1): Knex {
  return knex({
    client: 'pg',
    compileSqlOnError,
    log,
    connection: { ...connection, types },
    pool: { min: 0, max },
  });
}

/**
 * As the application's role, which row-level security binds. Who serves requests sets limits; what fills or looks
 * through a whole database at leisure has none.
 */
export function connectAsApplication(connection: object, max: number, limits?: ServingLimits): Knex {
  const settings = limits ? settingsFor(limits) : { connection: {}, sql: '' };
  // In a pipeline, what is asked while another question is on its way is sent at once, and not kept until that is answered.
  const ofDriver = { ...connection, types, pipeline: true, ...settings.connection };
  let watch: ((client: pg.Client) => void) | undefined;
  const application = knex({
    client: 'pg',
    compileSqlOnError,
    log,
    connection: ofDriver,
    acquireConnectionTimeout: ACQUIRE_TIMEOUT_MS,
    pool: {
      min: 0,
      max,
      afterCreate(client: pg.Client, done: (error: Error | null, client: pg.Client) => void) {
        watch?.(client);
        prepareStatements(client);
        client.query(
          `deallocate all; set role ${applicationRole}; set timezone to 'UTC'${settings.sql}`,
          (error: Error | null) => done(error, client),
        );
      },
    },
  });
  rememberTexts(application);
  if (limits) {
    boundQueue(application, limits.queueMax);
    if (limits.statementMs !== undefined) watch = giveUpWhatStalls(application, limits.statementMs);
  }
  return application;
}

/** knex looks through a statement for the places of its values each time that it is asked, and most are asked again and again. */
function rememberTexts({ client }: Knex): void {
  const known = new Map<string, string>();
  const positioned: (sql: string) => string = client.positionBindings.bind(client);
  client.positionBindings = (sql: string) => {
    const remembered = known.get(sql);
    if (remembered !== undefined) return remembered;
    const text = positioned(sql);
    if (sql.length <= MAX_TEXT_LENGTH) remember(known, sql, text, MAX_TEXTS);
    return text;
  };
}
