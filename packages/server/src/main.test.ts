import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import knex from 'knex';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testing/database.js';

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const quickstart = fileURLToPath(new URL('../../../examples/quickstart/quickstart.mjs', import.meta.url));
let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  if (!existsSync(main)) throw new Error('Build the server first: pnpm build');
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'medcor-main-'));
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built server; `whenReady` is called with its process id once it greets. */
function run(
  args: string[],
  env: Record<string, string> = {},
  input = '',
  whenReady: (pid: number, url: string) => void = () => undefined,
): Promise<Outcome> {
  const settings = {
    DATABASE_URL: database.url,
    MEDCOR_DATA_DIR: folder,
    PORT: '0',
    LOG_LEVEL: 'warn',
    ...env,
  };
  const child = spawn(process.execPath, [main, ...args], { env: { PATH: process.env.PATH, ...settings } });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
    const [url] = /http:\/\/localhost:\d+/.exec(stdout) ?? [];
    if (stdout.includes('try next') && child.pid !== undefined && url) whenReady(child.pid, url);
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  child.stdin.end(input);
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, stdout, stderr })));
}

describe('medcor-server', () => {
  it('tells of itself without touching anything', async () => {
    const [help, version] = await Promise.all([run(['--help'], { PORT: 'x' }), run(['-v'])]);
    expect(help).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('create-superuser') });
    expect(version).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
    expect(await readdir(folder)).toEqual([]);
  });

  it.each([
    [[], { PORT: 'abc' }, 'PORT must be a whole number from 0 to 65535, not "abc".'],
    [['fly'], {}, 'There is no command "fly". See --help.'],
    [['migrate', 'now'], {}, 'There is no "now" to migrate. See --help.'],
    [['--password', 'x'], {}, "Unknown option '--password'. See --help."],
    [['create-superuser'], {}, 'create-superuser needs --email. See --help.'],
    [
      ['create-superuser', '--email', 'a@b.com'],
      {},
      'No password: type it, pipe it in, or set MEDCOR_PASSWORD.',
    ],
  ])('ends with one line for %j %j', async (args, env, line) => {
    expect(await run(args, env)).toEqual({ code: 1, stdout: '', stderr: `${line}\n` });
  });

  it('migrates', async () => {
    expect(await run(['migrate'])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^Applied 0001-/),
    });
    expect(await run(['migrate'])).toMatchObject({ code: 0, stdout: 'The database is up to date.\n' });
  });

  it('makes superusers, with a password that is piped in or in the environment', async () => {
    const add = (email: string, env: Record<string, string>, input: string) =>
      run(['create-superuser', '--email', email, '--last-name', 'Grace'], env, input);
    expect(await add('one@example.com', {}, 'Correct-Horse-7!\nrest')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^Made the superuser one@example\.com \(id \d+\)\.\n$/),
    });
    expect(await add('two@example.com', { MEDCOR_PASSWORD: 'Correct-Horse-7!' }, '')).toMatchObject({
      code: 0,
    });
    expect(await add('two@example.com', {}, 'Correct-Horse-7!')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('email: An account with this e-mail address exists.'),
    });
    expect(await add('three@example.com', {}, 'short')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^password: .*\n$/),
    });
  });

  it('verifies the audit log that the server sealed, and names what was altered behind its back', async () => {
    const audited = await createTestDatabase();
    const env = { DATABASE_URL: audited.url };
    const sql = knex({ client: 'pg', connection: audited.url, pool: { min: 0, max: 1 } });
    const signIn = async (url: string) => {
      for (const email of ['nobody@example.org', 'noone@example.org']) {
        const body = JSON.stringify({ email, password: 'Wrong-Horse-7!' });
        await fetch(`${url}/api/auth/login/`, {
          method: 'POST',
          body,
          headers: { 'Content-Type': 'application/json' },
        });
      }
    };
    try {
      // What was not sealed yet is sealed before the server stops.
      await run([], env, '', async (pid, url) => {
        await signIn(url);
        process.kill(pid, 'SIGTERM');
      });
      const sound = await run(['audit', 'verify'], env);
      expect(sound).toMatchObject({
        code: 0,
        stdout: expect.stringMatching(/^2 lines are as they were sealed\. The head is \S+\.\n$/),
      });
      const head = /head is (\S+)\.\n/.exec(sound.stdout)?.[1] ?? '';
      expect(await run(['audit', 'verify', '--head', head], env)).toMatchObject({ code: 0 });
      // Of all seals, one in 64 begins with a dash.
      const dashed = `-${head.slice(1)}`;
      expect((await run(['audit', 'verify', '--head', dashed], env)).stderr).toContain('its end was cut off');

      await sql('audit_log').where({ id: 2 }).update({ actor_id: 1 });
      expect(await run(['audit', 'verify'], env)).toEqual({
        code: 1,
        stdout: '',
        stderr: 'Line 2 of the log (id 2) was altered, or is not in its place.\n',
      });
      await sql('audit_log').where({ id: 2 }).delete();
      await sql('audit_seals').where({ audit_id: 2 }).delete();
      expect(await run(['audit', 'verify'], env)).toMatchObject({ code: 0 });
      expect(await run(['audit', 'verify', '--head', head], env)).toMatchObject({
        code: 1,
        stderr: expect.stringContaining('its end was cut off'),
      });
    } finally {
      await sql.destroy();
      await audited.drop();
    }
  });

  it('serves until it is told to stop', async () => {
    const signals = ['SIGTERM', 'SIGINT'] as const;
    const outcomes = await Promise.all(
      signals.map((signal) => run([], {}, '', (pid) => process.kill(pid, signal))),
    );
    for (const { code, stdout, stderr } of outcomes) {
      expect([code, stderr]).toEqual([0, '']);
      expect(stdout).toContain('is ready at http://localhost:');
    }
  });

  it('serves the quick start over the embedded database, and has nothing to complain of', async () => {
    let walk: Promise<{ stdout: string }> | undefined;
    const { code, stderr } = await run([], { DATABASE_URL: '' }, '', (pid, baseUrl) => {
      walk ??= promisify(execFile)(process.execPath, [quickstart, baseUrl]).finally(() => process.kill(pid));
    });
    expect((await walk)?.stdout).toContain('Issue a prescription');
    expect([code, stderr]).toEqual([0, '']);
  });
});
