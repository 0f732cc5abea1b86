import type { Knex } from 'knex';
import { StartError } from '../start-error.js';
import { migrationSource } from './migrations/index.js';

/** The role under which the application works: it owns nothing, and row-level security binds it. */
export const applicationRole = 'medcor_app';

const config: Knex.MigratorConfig = { migrationSource, tableName: 'schema_migrations' };

/** Any number that nothing else locks: processes that start together migrate one after the other. */
const migrationLock = 7_301_202;

/**
 * Brings the database to the newest schema: all in one transaction, under a lock that ends with the connection.
 * Answers the names of the migrations applied.
 */
export async function migrate(owner: Knex): Promise<string[]> {
  await ensureApplicationRole(owner);
  return owner.transaction(async (transaction) => {
    await transaction.raw('select pg_advisory_xact_lock(?)', [migrationLock]);
    // Whoever left knex's own lock behind is gone: it could not have held ours.
    await transaction.migrate.forceFreeMigrationsLock(config);
    const [, applied] = await transaction.migrate.latest(config);
    return applied as string[];
  });
}

/** The database's administrator has to do something that we may not. */
export class DatabaseSetupError extends StartError {
  override readonly name = 'DatabaseSetupError';
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
