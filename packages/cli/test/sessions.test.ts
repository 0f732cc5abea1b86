import { mkdtemp, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startInterferingProxy } from '../../sdk/testing/interfering-proxy.js';
import { type CliWorld, openCliWorld, password } from '../testing/signed-in.js';

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
    const shell = await world.signIn(adminEmail());
    const file = path.join(shell.configFolder, 'tokens.json');
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
    ['--data as it stands', ['--data', '{"password":"Hidden-Horse-7!"}']],
  ])('is taken from the command line, where others see it: not by %s', async (_, args) => {
    const { code, stdout, stderr } = await world.stranger.medcor(['users', 'create', ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('would be seen by others on this machine: use --data @file, or --data -.');
    expect(stderr).not.toContain('Hidden-Horse-7!');
  });
});
