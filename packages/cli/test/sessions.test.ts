import { execFile } from 'node:child_process';
import { mkdtemp, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startInterferingProxy } from '../../sdk/testing/interfering-proxy.js';
import { openShell } from '../testing/run-medcor.js';
import { type CliWorld, openCliWorld, password } from '../testing/signed-in.js';

const run = promisify(execFile);
let world: CliWorld;
beforeAll(async () => {
  world = await openCliWorld();
});
afterAll(() => world.close());

const adminEmail = () => world.fixture.first.admin.email;
const signedInAs = async (shell: Awaited<ReturnType<CliWorld['signIn']>>) =>
  JSON.parse((await shell.medcor(['whoami'])).stdout).email;

describe('a session', () => {
  it('is kept where only its owner reads it, and said to be once', async () => {
    const shell = openShell(world.built, world.api.url);
    const file = path.join(shell.configFolder, 'tokens.json');
    const args = ['login', '--email', adminEmail(), '--password-stdin'];
    const signedIn = await shell.medcor(args, { input: password });
    expect(signedIn.stderr).toContain(`The session is kept in ${file}.`);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(shell.configFolder)).mode & 0o777).toBe(0o700);
    const { stdout, stderr } = await shell.medcor(['users', 'list', '--page-size', '1']);
    expect(stdout + stderr).not.toContain('tokens.json');
  });

  it('goes to the server that it came from, and to no other', async () => {
    const other = await startInterferingProxy(world.api.url);
    try {
      const shell = await world.signIn(adminEmail());
      const { code } = await shell.medcor(['whoami', '--base-url', other.url]);
      expect(code).toBe(4);
      expect(other.requests.map(({ headers }) => headers.authorization)).toEqual([undefined]);
    } finally {
      await other.close();
    }
  });

  it('is refreshed when its token has run out, and goes on so', async () => {
    const shell = await world.signIn(adminEmail());
    const file = path.join(shell.configFolder, 'tokens.json');
    const kept = JSON.parse(await readFile(file, 'utf8'));
    const [key = ''] = Object.keys(kept);
    kept[key].access = world.fixture.second.patient.token.replace(/\.[^.]+$/, '.gone');
    await writeFile(file, JSON.stringify(kept));
    expect(await signedInAs(shell)).toBe(adminEmail());
    const refreshed = JSON.parse(await readFile(file, 'utf8'));
    expect(refreshed[key].access).not.toBe(kept[key].access);
  });

  it('ends with "logout", here and at the server', async () => {
    const shell = await world.signIn(adminEmail());
    const file = path.join(shell.configFolder, 'tokens.json');
    const [tokens] = Object.values<{ access: string }>(JSON.parse(await readFile(file, 'utf8')));
    expect(await shell.medcor(['logout'])).toMatchObject({ code: 0 });
    expect(await shell.medcor(['whoami'])).toMatchObject({ code: 4 });
    expect(await readFile(file, 'utf8')).toBe('{}\n');
    const env = { MEDCOR_TOKEN: tokens?.access ?? '' };
    expect(await world.stranger.medcor(['whoami'], { env })).toMatchObject({ code: 4 });
  });

  it('is ended by "logout", not what MEDCOR_TOKEN stands for', async () => {
    const shell = await world.signIn(adminEmail());
    const kept = await readFile(path.join(shell.configFolder, 'tokens.json'), 'utf8');
    const [tokens] = Object.values<{ access: string }>(JSON.parse(kept));
    const env = { MEDCOR_TOKEN: world.fixture.first.staff.token };
    expect(await shell.medcor(['logout'], { env })).toMatchObject({ code: 0 });
    expect(await shell.medcor(['whoami'], { env })).toMatchObject({ code: 0 });
    expect(await shell.medcor(['whoami'], { env: { MEDCOR_TOKEN: tokens?.access ?? '' } })).toMatchObject({
      code: 4,
    });
  });

  it('at another address, named once, does not become the profile’s', async () => {
    const shell = openShell(world.built, '');
    await shell.medcor(['config', 'set', 'base-url', 'https://example.org']);
    const args = ['login', '--email', adminEmail(), '--password-stdin', '--base-url', world.api.url];
    expect(await shell.medcor(args, { input: password })).toMatchObject({ code: 0 });
    expect(JSON.parse((await shell.medcor(['config', 'list'])).stdout)).toMatchObject([
      { base_url: 'https://example.org' },
    ]);
    expect(await shell.medcor(['whoami', '--base-url', world.api.url])).toMatchObject({ code: 0 });
    await shell.medcor(['config', 'remove', 'default']);
  });

  it('is begun with a password that comes late', async () => {
    const shell = openShell(world.built, world.api.url);
    const late = `(sleep 1; echo '${password}') | node '${world.built.entry}' login --email ${adminEmail()} --password-stdin`;
    const { stderr } = await run('bash', ['-c', late], { env: { ...shell.env } });
    expect(stderr).toContain('Signed in to');
  });

  it('is each profile’s own', async () => {
    const shell = await world.signIn(adminEmail());
    const asPatient = ['--profile', 'patient'];
    await shell.medcor(
      ['login', '--email', world.fixture.first.patient.email, '--password-stdin', ...asPatient],
      {
        input: password,
      },
    );
    expect(await signedInAs(shell)).toBe(adminEmail());
    await shell.medcor(['config', 'use', 'patient']);
    expect(await signedInAs(shell)).toBe(world.fixture.first.patient.email);
    const list = JSON.parse((await shell.medcor(['config', 'list'])).stdout);
    expect(list).toMatchObject([{ profile: 'default' }, { profile: 'patient', is_current: true }]);
  });

  it('can be a token or an API key of the environment, at any server', async () => {
    const { first } = world.fixture;
    const env = { MEDCOR_TOKEN: first.admin.token };
    expect(JSON.parse((await world.stranger.medcor(['whoami'], { env })).stdout).email).toBe(
      first.admin.email,
    );
    const made = await world.stranger.medcor(
      ['api-keys', 'create', '--name', 'for scripts', '--access', 'read'],
      { env },
    );
    const { key, access } = JSON.parse(made.stdout);
    expect(access).toBe('read');
    const byKey = await world.stranger.medcor(['whoami'], { env: { MEDCOR_TOKEN: key } });
    expect(byKey).toMatchObject({ code: 0 });
  });
});

describe('no secret', () => {
  it('is printed: neither a token nor a password', async () => {
    const folder = await mkdtemp(path.join(world.built.folder, 'secrets-'));
    const body = path.join(folder, 'body.json');
    await writeFile(body, JSON.stringify({ email: adminEmail(), password }));
    const bulk = path.join(folder, 'bulk.json');
    await writeFile(bulk, JSON.stringify({ users: [{ email: 'a@example.org', password }] }));
    const shell = await world.signIn(adminEmail());
    const kept = await readFile(path.join(shell.configFolder, 'tokens.json'), 'utf8');
    const secrets = [
      password,
      ...(kept.match(/"[\w-]{20,}[\w.-]*"/g) ?? []).map((text) => text.slice(1, -1)),
    ];
    expect(secrets).toHaveLength(3);
    const said = await Promise.all(
      [
        ['whoami', '--verbose'],
        ['auth', 'login', '--data', `@${body}`],
        ['auth', 'login', '--data', `@${body}`, '--dry-run'],
        ['api', 'POST', '/api/auth/login/', '--data', `@${body}`],
        ['api', 'POST', '/api/auth/login/', '--data', `@${body}`, '--dry-run'],
        ['users', 'bulk', '--data', `@${bulk}`, '--dry-run'],
        ['config', 'list'],
        ['doctor'],
      ].map(async (args) => {
        const { stdout, stderr, code } = await shell.medcor(args);
        expect(code, args.join(' ')).toBe(0);
        return stdout + stderr;
      }),
    );
    expect(said.join()).toContain(adminEmail());
    for (const secret of secrets) expect(said.join()).not.toContain(secret);
    expect(said.join()).not.toMatch(/"(?:access|refresh)"/);
  });

  it.each([
    ['a flag', ['--password', 'Hidden-Horse-7!']],
    ['a flag with more in it', ['--users', '{"password":"Hidden-Horse-7!"}']],
    ['--data as it stands', ['--data', '{"password":"Hidden-Horse-7!"}']],
  ])('is taken from the command line, where others see it: not by %s', async (_, args) => {
    const { code, stdout, stderr } = await world.stranger.medcor([
      'users',
      args[0] === '--users' ? 'bulk' : 'create',
      ...args,
    ]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('would be seen by others on this machine: use --data @file, or --data -.');
    expect(stderr).not.toContain('Hidden-Horse-7!');
  });
});
