import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type BuiltModule, buildModule } from '../built-module.test-support.js';
import { type EmbeddedDatabase, openEmbedded } from './embedded.js';
import { makeTemplate } from './embedded-template.js';
import { connectAsApplication, connectAsOwner } from './knex/connect.js';
import { openDatabase } from './open-database.js';

let shared: string;
let template: URL;
let built: BuiltModule;
let folder: string;

beforeAll(async () => {
  shared = await mkdtemp(join(tmpdir(), 'medcor-template-'));
  template = pathToFileURL(join(shared, 'template.tar.gz'));
  await writeFile(template, await makeTemplate());
  built = await buildModule(new URL('./embedded.ts', import.meta.url));
});
afterAll(async () => {
  await rm(shared, { recursive: true, force: true });
  await built.remove();
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'medcor-embedded-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function countSpecialties(embedded: EmbeddedDatabase): Promise<number> {
  const knex = connectAsApplication(embedded.connection(), 1);
  const [row] = await knex('specialties').count({ total: '*' });
  await knex.destroy();
  return Number(row?.total);
}

const inChild = (code: string, madeFrom = template) => `
  const embedded = await built.openEmbedded('${folder}', new URL('${madeFrom}'));
  ${code}
`;

describe('the embedded database', () => {
  it('is made from the template, for nobody else to read, and is kept', async () => {
    const first = await openEmbedded(folder, template);
    expect(await countSpecialties(first)).toBe(30);
    await first.close();
    expect((await readdir(folder)).sort()).toEqual(['database']);
    expect((await stat(join(folder, 'database'))).mode & 0o077).toBe(0);

    // Without the template, it cannot have been made anew.
    const again = await openEmbedded(folder, new URL('file:///nowhere'));
    expect(await countSpecialties(again)).toBe(30);
    await again.close();
  });

  it('is one session of one process, which the owner gives over to the application', async () => {
    const embedded = await openEmbedded(folder, template);
    await expect(openEmbedded(folder, template)).rejects.toThrow(`in use by process ${process.pid}.`);
    const owner = connectAsOwner(embedded.connection());
    expect((await owner.raw('select current_user')).rows).toEqual([{ current_user: 'postgres' }]);
    await owner.destroy();
    const application = connectAsApplication(embedded.connection(), 1);
    expect((await application.raw('select current_user')).rows).toEqual([{ current_user: 'medcor_app' }]);
    await expect(application('schema_migrations').delete()).rejects.toThrow('permission denied');
    await application.destroy();
    await embedded.close();
  });

  it('keeps all that was acknowledged when its process is killed while it writes', async () => {
    const writer = built.run(
      inChild(`
        const { default: pg } = await import('pg');
        const client = new pg.Client(embedded.connection());
        await client.connect();
        await client.query('create table written (number integer)');
        for (let number = 1; ; number += 1) {
          await client.query('insert into written values ($1)', [number]);
          console.log(number);
        }
      `),
    );
    let acknowledged = 0;
    while (acknowledged < 50) acknowledged = Number(await writer.line());
    await writer.kill();

    const embedded = await openEmbedded(folder, template);
    const knex = connectAsOwner(embedded.connection());
    const [row] = await knex('written').max({ last: 'number' }).count({ total: '*' });
    expect(Number(row?.last)).toBeGreaterThanOrEqual(acknowledged);
    expect(row?.total).toBe(row?.last);
    await knex.destroy();
    await embedded.close();
  });

  it('is made anew when its process was killed while it made it', async () => {
    // Whoever reads a pipe that nobody writes to waits, however fast the machine is.
    const pipe = join(shared, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const maker = built.run(inChild('', pathToFileURL(pipe)));
    const unfinished = join(folder, 'database.creating');
    while (!existsSync(unfinished)) await new Promise(setImmediate);
    maker.child.kill('SIGKILL');
    await once(maker.child, 'exit');
    await writeFile(join(unfinished, 'PG_VERSION'), 'half');

    const embedded = await openEmbedded(folder, template);
    expect(await countSpecialties(embedded)).toBe(30);
    await embedded.close();
    expect(await readdir(folder)).toEqual(['database']);
  });

  it('says so when it is damaged, or when something else is in its place', async () => {
    await (await openEmbedded(folder, template)).close();
    await truncate(join(folder, 'database/global/pg_control'), 10);
    await expect(openEmbedded(folder, template)).rejects.toThrow(
      /does not open: a power loss may have damaged it/,
    );

    await rm(join(folder, 'database'), { recursive: true });
    await mkdir(join(folder, 'database/notes'), { recursive: true });
    await expect(openEmbedded(folder, template)).rejects.toThrow(/is no database of ours, and not empty/);
    expect((await readdir(folder)).includes('lock')).toBe(false);
  });

  it('is migrated as its owner at every start, and then used as the application', async () => {
    await (await openEmbedded(folder, template)).close();
    for (let start = 1; start <= 2; start += 1) {
      const opened = await openDatabase({ databaseUrl: undefined, databasePoolMax: 10, dataDir: folder });
      expect(opened).toMatchObject({ kind: 'embedded', migrations: [] });
      // There is nobody to share them with: requests are counted in memory.
      expect(opened.connections).toBeUndefined();
      const installation = await opened.database.transaction('platform', (all) => all.installation.get());
      expect(installation).toMatchObject({ claimed_at: null });
      await opened.close();
    }
  });
});
