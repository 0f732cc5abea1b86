import type { Knex } from 'knex';
import { StartError } from '../start-error.js';
import { raiseEventNumbers } from './event-numbers.js';
import { migrationSource } from './migrations/index.js';

/** The role under which the application works: it owns nothing, and row-level security binds it. */
export const applicationRole = 'medcor_app';

const config: Knex.MigratorConfig = { migrationSource, tableName: 'schema_migrations' };

/** Any number that nothing else locks: processes that start together migrate one after the other. */
const migrationLock = 7_301_202;

/**
 * Brings the database to the newest schema: all in one transaction, under a lock that ends with the connection.
 * A login that may not change it only looks whether it is. Answers the names of the migrations applied.
 */
export async function migrate(login: Knex): Promise<string[]> {
  if (!(await mayChangeTables(login))) return assertMigrated(login);
  await ensureApplicationRole(login);
  return login.transaction(async (transaction) => {
    await transaction.raw('select pg_advisory_xact_lock(?)', [migrationLock]);
    await assertNotNewer(transaction);
    // Whoever left knex's own lock behind is gone: it could not have held ours.
    await transaction.migrate.forceFreeMigrationsLock(config);
    const [, applied] = await transaction.migrate.latest(config);
    await raiseEventNumbers(transaction);
    return applied as string[];
  });
}

/** The database's administrator has to do something that we may not. */
export class DatabaseSetupError extends StartError {
  override readonly name = 'DatabaseSetupError';
}

/** Whether a login owns the tables, or may make them where there are none yet. */
async function mayChangeTables(login: Knex): Promise<boolean> {
  const { rows } = await login.raw(`
    select coalesce(
      (select pg_has_role(relowner, 'usage') from pg_class where oid = to_regclass('schema_migrations')),
      has_schema_privilege(current_schema(), 'create')
    ) as may_change`);
  return rows[0].may_change === true;
}

/** Throws {@link DatabaseSetupError} unless a login that owns nothing can work with the schema as it is. */
async function assertMigrated(login: Knex): Promise<[]> {
  await mayTakeRole(login).catch((cause) => {
    const sql = `grant ${applicationRole} to "<the user of DATABASE_URL>";`;
    throw new DatabaseSetupError(
      `The database user may not take the role ${applicationRole}. Have an administrator run: ${sql}`,
      { cause },
    );
  });
  const applied = await appliedMigrations(login);
  const missing = (await ownMigrations()).filter((name) => !applied.includes(name));
  if (missing.length === 0) return [];
  throw new DatabaseSetupError(
    `The database lacks ${missing.join(', ')}, and its user may not change tables: ` +
      'run "medcor-server migrate" with the DATABASE_URL of their owner.',
  );
}

/** Throws {@link DatabaseSetupError} for a schema from after our time, which only newer servers may go on with. */
async function assertNotNewer(owner: Knex): Promise<void> {
  const own = await ownMigrations();
  const newer = (await appliedMigrations(owner)).filter((name) => !own.includes(name));
  if (newer.length === 0) return;
  throw new DatabaseSetupError(
    `A newer version has brought the database to ${newer.join(', ')}: use that one, or a backup from before it.`,
  );
}

async function ownMigrations(): Promise<string[]> {
  const own = await migrationSource.getMigrations([]);
  return own.map(({ name }) => name);
}

async function appliedMigrations(login: Knex): Promise<string[]> {
  const { rows } = await login.raw(`select to_regclass('schema_migrations') is not null as has_any`);
  return rows[0].has_any ? login('schema_migrations').pluck('name') : [];
}

/** Makes the application's role where it is missing; roles are shared by all databases of a server. */
async function ensureApplicationRole(owner: Knex): Promise<void> {
  const existing = await owner('pg_roles').where({ rolname: applicationRole }).first();
  try {
    if (!existing) await owner.raw(`create role ${applicationRole} nologin`).catch(unlessMadeMeanwhile);
    await mayTakeRole(owner).catch(() => owner.raw(`grant ${applicationRole} to current_user`));
    await mayTakeRole(owner);
  } catch (cause) {
    const sql = `create role ${applicationRole} nologin; grant ${applicationRole} to "<the user of DATABASE_URL>";`;
    throw new DatabaseSetupError(
      `The database user may not make or take the role ${applicationRole}. Have an administrator run: ${sql}`,
      { cause },
    );
  }
}

function unlessMadeMeanwhile(error: { code?: string }): void {
  const duplicateObject = '42710';
  const uniqueViolation = '23505';
  if (error.code !== duplicateObject && error.code !== uniqueViolation) throw error;
}

async function mayTakeRole(owner: Knex): Promise<void> {
  await owner.transaction((transaction) => transaction.raw(`set local role ${applicationRole}`));
}
