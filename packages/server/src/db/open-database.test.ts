import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PostgresServer, startPostgres } from '../../testing/postgres-server.js';
import { buildModule } from '../built-module.test-support.js';
import { StartError } from '../start-error.js';
import { connectAsApplication, connectAsOwner } from './knex/connect.js';
import { toApiError } from './knex/failures.js';
import { migrate } from './migrate.js';
import { assertSupported, openDatabase } from './open-database.js';

/** Its own server: roles are shared by all databases of one, and this one is killed too. */
let server: PostgresServer;
let count = 0;

beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

const createDatabase = () => {
  count += 1;
  return server.createDatabase(`start ${count}`);
};
const configOf = (databaseUrl: string) => ({ databaseUrl, databasePoolMax: 3, dataDir: '/nowhere' });

async function asSuperuser<T>(url: string, sql: string): Promise<T[]> {
  const owner = connectAsOwner({ connectionString: url });
  try {
    return (await owner.raw(sql)).rows;
  } finally {
    await owner.destroy();
  }
}

/** The same database, as another user. */
function urlAs(user: string, url: string): string {
  const changed = new URL(url);
  changed.username = user;
  return changed.href;
}

describe('opening PostgreSQL', () => {
  it('succeeds for all processes that start at once on an empty server', async () => {
    const url = await createDatabase();
    const built = await buildModule(new URL('./open-database.ts', import.meta.url));
    const starts = Array.from({ length: 3 }, () =>
      built.run(`
        const opened = await built.openDatabase(${JSON.stringify(configOf(url))});
        const installation = await opened.database.read('platform', (all) => all.installation.get());
        console.log(opened.migrations.length, installation.claimed_at);
        await opened.close();
      `),
    );
    const said = await Promise.all(starts.map((start) => start.line()));
    await built.remove();
    expect(said.sort()).toEqual(['0 null', '0 null', expect.stringMatching(/^[1-9]\d* null$/)]);
  });

  it('succeeds for many databases at once', async () => {
    const urls = await Promise.all([createDatabase(), createDatabase(), createDatabase()]);
    const opened = await Promise.all([...urls, ...urls].map((url) => openDatabase(configOf(url))));
    expect(opened.filter(({ migrations }) => migrations.length > 0)).toHaveLength(3);
    await Promise.all(opened.map(({ close }) => close()));
  });

  it('works under a role that owns nothing, and that row-level security binds', async () => {
    const url = await createDatabase();
    const { close } = await openDatabase(configOf(url));
    await close();
    const application = connectAsApplication({ connectionString: url }, 1);
    const clinical = await application('pg_class').where({ relrowsecurity: true, relforcerowsecurity: true });
    expect(clinical.length).toBeGreaterThanOrEqual(6);
    await expect(application('schema_migrations').del()).rejects.toThrow('permission denied');
    await expect(application.raw('create table mine (id integer)')).rejects.toThrow('permission denied');
    await expect(application('specialties').insert({ code: 'secret' })).rejects.toThrow(/^(?!.*secret)/);
    await application.destroy();
  });

  it('needs no superuser, once an administrator has made the role where the user may not', async () => {
    const other = await startPostgres();
    try {
      const database = await other.createDatabase('clinic');
      await asSuperuser(database, 'create role plain login; alter database clinic owner to plain');
      const opening = openDatabase(configOf(urlAs('plain', database)));
      await expect(opening).rejects.toThrow(StartError);
      await expect(opening).rejects.toThrow(
        'Have an administrator run: create role medcor_app nologin; grant medcor_app to "<the user of DATABASE_URL>";',
      );
      await asSuperuser(database, 'create role medcor_app nologin; grant medcor_app to "plain"');
      await (await openDatabase(configOf(urlAs('plain', database)))).close();

      const another = await other.createDatabase('practice');
      await asSuperuser(another, 'revoke medcor_app from plain; drop owned by medcor_app');
      await asSuperuser(
        another,
        'create role maker login createrole; alter database practice owner to maker',
      );
      await asSuperuser(another, 'grant medcor_app to maker with admin option, inherit false, set false');
      await (await openDatabase(configOf(urlAs('maker', another)))).close();
    } finally {
      await other.stop();
    }
  });

  it('needs no owner of the tables, once they are there', async () => {
    const url = await createDatabase();
    await asSuperuser(url, 'create role app login');
    const opening = () => openDatabase(configOf(urlAs('app', url)));
    await expect(opening()).rejects.toThrow(
      'The database user may not take the role medcor_app. Have an administrator run: ' +
        'grant medcor_app to "<the user of DATABASE_URL>";',
    );
    await asSuperuser(url, 'grant medcor_app to app');
    await expect(opening()).rejects.toThrow(
      /^The database lacks 0001-foundation, 0002-[a-z-]+.*: run "medcor-server migrate" with the DATABASE_URL of/,
    );
    await (await openDatabase(configOf(url))).close();
    const { migrations, database, connections, close } = await opening();
    expect(migrations).toEqual([]);
    expect(await database.read('platform', (all) => all.installation.get())).toMatchObject({
      claimed_at: null,
    });
    // Whatever statement was smuggled in, and whatever role it took off: there is none behind it that may do more.
    await expect(connections?.raw('reset role; drop table users')).rejects.toThrow(
      'must be owner of table users',
    );
    await close();

    await asSuperuser(url, `delete from schema_migrations where name = '0002-around-the-core'`);
    await expect(opening()).rejects.toThrow(/^The database lacks 0002-around-the-core, and/);
  });

  it.each([
    [
      'postgres://u:hidden@127.0.0.1:1/medcor',
      /^PostgreSQL at 127\.0\.0\.1:1 cannot be used: .*ECONNREFUSED.*\. Check DATABASE_URL\.$/,
    ],
    [
      'postgres://u:hidden@nowhere.invalid/medcor',
      /^PostgreSQL at nowhere\.invalid cannot be used: .*\. Check/,
    ],
  ])('says in one line what is wrong with %s', async (url, message) => {
    const opening = openDatabase(configOf(url));
    await expect(opening).rejects.toThrow(message);
    await expect(opening).rejects.toThrow(StartError);
    await expect(opening).rejects.not.toThrow(/hidden|\n/);
  });

  it('says that there is no such database or user', async () => {
    const missing = new URL(server.url);
    missing.pathname = '/missing';
    await expect(openDatabase(configOf(missing.href))).rejects.toThrow('database "missing" does not exist');
    await expect(openDatabase(configOf(urlAs('nobody', server.url)))).rejects.toThrow(
      'role "nobody" does not exist',
    );
  });

  it.each([
    ['13.22 (Debian 13.22-1)', false],
    ['9.6.24', false],
    ['14.0', true],
    ['18.1', true],
    ['19beta1', true],
  ])('of version %s: %s', (version, isSupported) => {
    const check = () => assertSupported(version);
    if (isSupported) expect(check).not.toThrow();
    else expect(check).toThrow(`PostgreSQL ${version} is too old: MedCor needs version 14 or newer.`);
  });
});

describe('a lost PostgreSQL', () => {
  it('is told of as such, and found again', async () => {
    const url = await createDatabase();
    const { database, close } = await openDatabase(configOf(url));
    const application = connectAsApplication({ connectionString: url }, 2);
    const ask = () => database.read('platform', (all) => all.installation.get());
    const sleep = () =>
      application.raw('select pg_sleep(60)').catch((error) => Promise.reject(toApiError(error)));
    const lost = { code: 'DATABASE_UNAVAILABLE', status: 503, headers: { 'Retry-After': '1' } };

    for (const signal of ['SIGINT', 'SIGKILL'] as const) {
      await Promise.all([ask(), ask()]);
      const sleeping = expect(sleep()).rejects.toMatchObject(lost);
      const held = expect(
        database.transaction('platform', async (all) => {
          await all.installation.get();
          await server.kill(signal);
          // Who serves a connection may answer once more before they notice.
          for (;;) await all.installation.get();
        }),
      ).rejects.toMatchObject(lost);
      await Promise.all([sleeping, held]);
      await expect(ask()).rejects.toMatchObject(lost);
      await server.start();
      expect(await ask()).toMatchObject({ claimed_at: null });
    }
    await application.destroy();
    await close();
  });
});

it('leaves a database alone that is from after its time', async () => {
  const owner = connectAsOwner({ connectionString: await createDatabase() });
  await migrate(owner);
  await owner('schema_migrations').insert({ name: '9999-later', batch: 9, migration_time: owner.fn.now() });
  await expect(migrate(owner)).rejects.toThrow(
    'A newer version has brought the database to 9999-later: use that one, or a backup from before it.',
  );
  await expect(migrate(owner)).rejects.toThrow(StartError);
  await owner.destroy();
});

it('migrates nothing when all is there', async () => {
  const owner = connectAsOwner({ connectionString: await createDatabase() });
  expect(await migrate(owner)).toContain('0001-foundation');
  expect(await migrate(owner)).toEqual([]);
  await owner.destroy();
});
