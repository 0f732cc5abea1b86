import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Shell } from '../testing/run-medcor.js';
import { type CliWorld, openCliWorld } from '../testing/signed-in.js';

const run = promisify(execFile);
const total = 130;

let world: CliWorld;
let admin: Shell;

beforeAll(async () => {
  world = await openCliWorld();
  admin = await world.signIn(world.fixture.first.admin.email);
  const users = Array.from({ length: total }, (_, index) => ({
    email: `listed${index}@example.org`,
    first_name: 'Listed',
    // What has to be quoted, and what breaks lines.
    last_name: index === 0 ? '=1+1, "Ọmọ"\n👩‍⚕️' : `Person ${index}`,
    role: 'patient',
    password: 'Correct-Horse-7!',
  }));
  await world.api.post('/api/auth/users/bulk/', { users }, world.fixture.first.admin.token);
});
afterAll(() => world.close());

const listed = ['users', 'list', '--search', 'listed', '--ordering', 'id'];

async function outputOf(args: readonly string[], options = {}): Promise<string> {
  const { code, stdout, stderr } = await admin.medcor(args, options);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
}

describe('a list', () => {
  it('is the page as it is answered, and one array with --all', async () => {
    const page = JSON.parse(await outputOf([...listed, '-o', 'json', '--page-size', '7']));
    expect(page).toMatchObject({ count: total, previous: null });
    expect(page.results).toHaveLength(7);
    const all = JSON.parse(await outputOf([...listed, '--all', '-o', 'json']));
    expect(all).toHaveLength(total);
    expect(all[0]).toEqual(page.results[0]);
  });

  it('is JSON where nobody looks', async () => {
    expect(JSON.parse(await outputOf(listed)).count).toBe(total);
  });

  it('is an array also when there is nothing in it, and a table says so', async () => {
    const nothing = ['users', 'list', '--search', 'nobody-is-called-so', '--all'];
    expect(await outputOf([...nothing, '-o', 'json'])).toBe('[]\n');
    expect(await outputOf([...nothing, '-o', 'ndjson'])).toBe('');
    expect(await outputOf([...nothing, '-o', 'csv'])).toBe('');
    expect(await outputOf([...nothing, '-o', 'table'])).toBe('Nothing found.\n');
  });

  it('is a line each as NDJSON', async () => {
    const lines = (await outputOf([...listed, '--all', '-o', 'ndjson'])).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line).email)).toEqual(
      Array.from({ length: total }, (_, index) => `listed${index}@example.org`),
    );
  });

  it('is CSV, with texts as they are', async () => {
    const csv = await outputOf([...listed, '--all', '-o', 'csv', '--fields', 'email,last_name']);
    expect(csv.split('\n').slice(0, 4)).toEqual([
      'email,last_name',
      `listed0@example.org,"=1+1, ""Ọmọ""`,
      '👩‍⚕️"',
      'listed1@example.org,Person 1',
    ]);
  });

  it('is YAML', async () => {
    expect(await outputOf([...listed, '-o', 'yaml', '--fields', 'email,id', '--page-size', '1'])).toMatch(
      /^- email: listed0@example\.org\n {2}id: \d+\n$/,
    );
  });

  it('is what an expression makes of it', async () => {
    const query = ['--query', 'results[?last_name==`Person 5`].email | [0]'];
    expect(await outputOf([...listed, '--page-size', '100', ...query])).toBe('"listed5@example.org"\n');
  });

  it('is a table of names, with how many there are more', async () => {
    const table = await outputOf([...listed, '--page-size', '3', '-o', 'table']);
    const [head, ...rows] = table.trimEnd().split('\n');
    expect(head).toMatch(/^ID +FIRST NAME +LAST NAME +/);
    expect(rows).toHaveLength(4);
    expect(rows[0]).toContain('=1+1, "Ọmọ" 👩‍⚕️');
    expect(rows.at(-1)).toBe(`3 of ${total}. "--all" for the rest.`);
    expect(table).not.toContain('\u001b');
  });

  it('ends in peace when its reader has had enough', async () => {
    const line = `node '${world.built.entry}' ${listed.join(' ')} --all -o ndjson | head -1; echo "\${PIPESTATUS[0]}"`;
    const { stdout, stderr } = await run('bash', ['-c', line], { env: { ...admin.env } });
    expect(stderr).toBe('');
    const [first = '', status] = stdout.split('\n');
    expect(JSON.parse(first).email).toBe('listed0@example.org');
    expect(status).toBe('0');
  });
});

describe('what people are called', () => {
  it('breaks no table, whatever it looks like', async () => {
    const body = {
      email: 'odd@example.org',
      first_name: '2030-99-99T0Z',
      last_name: 'a\u001b[31mb',
      role: 'patient',
      password: 'Correct-Horse-7!',
    };
    await world.api.post('/api/auth/users/', body, world.fixture.first.admin.token).catch(() => undefined);
    const safe = { ...body, last_name: 'B' };
    await world.api.post('/api/auth/users/', safe, world.fixture.first.admin.token).catch(() => undefined);
    const table = await outputOf(['users', 'list', '--search', 'odd@', '-o', 'table']);
    expect(table).toContain('2030-99-99T0Z');
    expect(table).not.toContain('\u001b');
  });

  it('is a column of values where an expression picks one', async () => {
    const args = [...listed, '--page-size', '2', '--query', 'results[].email', '-o', 'csv'];
    expect(await outputOf(args)).toBe('value\nlisted0@example.org\nlisted1@example.org\n');
  });
});

describe('an export', () => {
  it('writes every row into a file', async () => {
    const file = path.join(world.built.folder, 'users.csv');
    const { code, stdout, stderr } = await admin.medcor([
      'export',
      'users',
      '--search',
      'listed',
      '--file',
      file,
    ]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toBe(`${total} rows written to ${file}.\n`);
    expect((await readFile(file, 'utf8')).split('\n').filter((line) => line.includes('@'))).toHaveLength(
      total,
    );
  });

  it('leaves no half of a file where there is no room for it', async () => {
    const folder = path.join(world.built.folder, 'small');
    await mkdir(folder);
    await writeFile(path.join(folder, 'users.csv'), 'what was there before');
    const line = `ulimit -f 16; exec node '${world.built.entry}' export users --file users.csv`;
    const failed = await run('bash', ['-c', line], { cwd: folder, env: { ...admin.env } }).catch(Object);
    expect(failed).toMatchObject({ code: 1, stdout: '' });
    expect(failed.stderr).toContain('EFBIG');
    expect(await readdir(folder)).toEqual(['users.csv']);
    expect(await readFile(path.join(folder, 'users.csv'), 'utf8')).toBe('what was there before');
  });
});

describe('one thing', () => {
  it('is lines of names and values in a table', async () => {
    const table = await outputOf(['hospitals', 'get', String(world.fixture.first.id), '-o', 'table']);
    expect(table).toMatch(/^id +\d+$/m);
    expect(table).toMatch(/^created at +\d{4}-\d\d-\d\d \d\d:\d\d \+00:00$/m);
    expect(
      await outputOf(['hospitals', 'get', String(world.fixture.first.id), '-o', 'table'], {
        env: { TZ: 'Asia/Kathmandu' },
      }),
    ).toMatch(/^created at +\d{4}-\d\d-\d\d \d\d:\d\d \+05:45$/m);
  });

  it('keeps to the flags over what --data has', async () => {
    const id = String(world.fixture.first.id);
    const args = ['hospitals', 'update', id, '--data', '-', '--city', 'Overtown', '--no-emergency-services'];
    const shown = await outputOf([...args, '--dry-run'], { input: '{"city":"Under","state":"IL"}' });
    expect(shown).toContain(`PUT ${world.api.url}/api/hospitals/${id}/\n`);
    expect(JSON.parse(shown.slice(shown.indexOf('\n')))).toEqual({
      city: 'Overtown',
      state: 'IL',
      emergency_services: false,
    });
    const updated = JSON.parse(await outputOf(args, { input: '{"city":"Under","state":"IL"}' }));
    expect(updated).toMatchObject({ city: 'Overtown', state: 'IL', emergency_services: false });
  });

  it('is done, and said to be, also where a field that is asked for is none', async () => {
    const id = String(world.fixture.first.id);
    const { code, stdout, stderr } = await admin.medcor([
      'hospitals',
      'update',
      id,
      '--city',
      'Done',
      '--fields',
      'nope',
    ]);
    expect(code).toBe(0);
    expect(stderr).toContain('There is no field "nope".');
    expect(JSON.parse(stdout)).toMatchObject({ city: 'Done' });
  });

  it('has its tag said with --verbose, for --if-match', async () => {
    const id = String(world.fixture.first.id);
    const { stderr } = await admin.medcor(['hospitals', 'get', id, '--verbose']);
    const [, tag = ''] = /^ETag: (\S+)$/m.exec(stderr) ?? [];
    const update = ['hospitals', 'update', id, '--city', 'Tagged', '--if-match', tag];
    expect(await admin.medcor(update)).toMatchObject({ code: 0 });
    expect(await admin.medcor(update)).toMatchObject({ code: 6 });
  });

  it('can be any call, as it is', async () => {
    const id = String(world.fixture.first.id);
    expect(JSON.parse(await outputOf(['api', 'GET', `/api/hospitals/${id}/`])).id).toBe(
      world.fixture.first.id,
    );
    expect(JSON.parse(await outputOf(['api', 'GET', '/api/auth/users/?search=listed12@'])).count).toBe(1);
  });
});
