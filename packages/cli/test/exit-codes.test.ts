import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Shell } from '../testing/run-medcor.js';
import { type CliWorld, openCliWorld } from '../testing/signed-in.js';

let world: CliWorld;
let admin: Shell;
let patient: Shell;

beforeAll(async () => {
  world = await openCliWorld();
  admin = await world.signIn(world.fixture.first.admin.email);
  patient = await world.signIn(world.fixture.first.patient.email);
});
afterAll(() => world.close());

const user = {
  email: 'twice@example.org',
  first_name: 'A',
  last_name: 'B',
  role: 'staff',
  password: 'Correct-Horse-7!',
};

describe('medcor exits with', () => {
  it.each([
    ['what is done', ['users', 'list']],
    ['help', ['help']],
    ['help on a command', ['users', 'list', '--help']],
    ['the version', ['--version']],
    ['what is only shown', ['users', 'delete', '1', '--dry-run']],
    ['what a shell could complete', ['complete', '--', 'us']],
  ])('0: %s', async (_, args) => {
    expect(await admin.medcor(args)).toMatchObject({ code: 0, stderr: '' });
  });

  it.each([
    [['nothing'], 'There is no "nothing".'],
    [['usres', 'list'], 'Did you mean "users"?'],
    [['users', 'lst'], 'Did you mean "list"?'],
    [['users', 'list', '--serach', 'x'], 'There is no --serach. Did you mean "search"?'],
    [['users', 'list', '--page', 'two'], '--page is a whole number, not "two".'],
    [['users', 'list', '--role', 'boss'], '--role is one of '],
    [['users', 'list', '--is-active=perhaps'], '--is-active is true or false, not "perhaps".'],
    [['users', 'list', '--page', '1', '--page', '2'], '--page is given more than once.'],
    [['users', 'list', '--max-retries', '-1'], 'max-retries'],
    [['constructor'], 'There is no "constructor".'],
    [['constructor', 'list'], 'There is no "constructor".'],
    [['help', 'constructor'], 'There is no help on "constructor".'],
    [['users', 'list', '--query', 'results['], '--query is no JMESPath'],
    [['users', 'list', '--query', 'length(count)'], '--query cannot be applied'],
    [['users', 'get', '1', '--break-glass', 'Şok'], '--break-glass goes in a header'],
    [['export', 'users', 'out.csv'], '"out.csv" is none of the export\'s: add --file.'],
    [['logout', '--dry-run'], '"medcor logout" has no --dry-run.'],
    [['import', 'constructor', '--file', 'x'], 'Usage: medcor import users|slots --file'],
    [['users', 'list', '-o', 'xml'], '--output is one of table, json, ndjson, csv, yaml'],
    [['users', 'list', '--fields', 'id,nme'], 'There is no field "nme". There are: id, '],
    [['users', 'get'], 'Usage: medcor users get <id>'],
    [['users', 'get', '1', '2'], 'Usage: medcor users get <id>'],
    [
      ['users', 'create', '--first-name', 'A'],
      'Still needed: --email, --last-name, password (in --data), --role.',
    ],
    [['users', 'create', '--data', '{'], '--data is not JSON.'],
    [['users', 'create', '--data', '[]'], '--data is not a JSON object.'],
    [['users', 'create', '--data', '@nowhere.json'], 'nowhere.json cannot be read.'],
    [['users', 'delete', '1'], 'This deletes users 1: add --yes.'],
    [['users', 'list', '--base-url', 'ftp://example.org'], '"ftp://example.org" is no address of a server'],
    [['api', 'FETCH', '/api/users/'], 'Usage: medcor api GET|POST|PUT|DELETE'],
    [['import', 'users'], 'Usage: medcor import users|slots --file'],
    [['export', 'nothing'], 'Usage: medcor export RESOURCE'],
    [['webhooks', 'listen'], 'Usage: medcor webhooks listen --forward-to URL'],
    [['completion', 'tcsh'], 'Usage: medcor completion bash|zsh|fish'],
    [['login'], 'Add --email, and --password-stdin'],
  ])('2, and says what is wrong with the line: %j', async (args, said) => {
    const { code, stdout, stderr } = await (args[0] === 'login' ? world.stranger : admin).medcor(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(said);
  });

  it('3 for what is not found', async () => {
    const { code, stderr } = await admin.medcor(['users', 'get', '999999']);
    expect(code).toBe(3);
    expect(stderr).toMatch(/"list" shows what there is\.\n\(NOT_FOUND, request \S+\)\n$/);
  });

  it('4 for who is not signed in, nor has a right', async () => {
    const stranger = await world.stranger.medcor(['users', 'list']);
    expect(stranger.code).toBe(4);
    expect(stranger.stderr).toContain('Sign in with "medcor login", or set MEDCOR_TOKEN.');
    const denied = await patient.medcor(['webhooks', 'list']);
    expect(denied.code).toBe(4);
    expect(denied.stderr).toContain('"--help" of this command says who may.');
  });

  it('5 for what the server refuses as invalid, a line for each field', async () => {
    const args = ['users', 'create', '--data', '-'];
    const { code, stderr } = await admin.medcor(args, { input: JSON.stringify({ ...user, password: 'x' }) });
    expect(code).toBe(5);
    expect(stderr).toMatch(/^ {2}password: \S/m);
    // Also what is no more than a wrong value, if only the server knows.
    expect(await admin.medcor(['users', 'list', '--page', '0'])).toMatchObject({ code: 5 });
  });

  it('6 for a conflict', async () => {
    const args = ['users', 'create', '--data', '-'];
    expect(await admin.medcor(args, { input: JSON.stringify(user) })).toMatchObject({ code: 0 });
    expect(await admin.medcor(args, { input: JSON.stringify(user) })).toMatchObject({ code: 6 });
    const stale = [
      'users',
      'update',
      String(world.fixture.first.staff.id),
      '--bio',
      'x',
      '--if-match',
      '"stale"',
    ];
    const { code, stderr } = await admin.medcor(stale);
    expect(code).toBe(6);
    expect(stderr).toContain('It has changed since');
  });

  it('7 for too many requests', async () => {
    const limited = await world.api.limited({ user: 1, address: 100, bulk: 1 });
    const token = { MEDCOR_TOKEN: world.fixture.first.admin.token };
    const args = ['users', 'list', '--base-url', limited.url, '--max-retries', '0'];
    await admin.medcor(args, { env: token });
    const { code, stderr } = await admin.medcor(args, { env: token });
    expect(code).toBe(7);
    expect(stderr).toMatch(/^Try again in \d+ s\.$/m);
  });

  it('8 for a server that is dead, or out of order', async () => {
    const nobody = await admin.medcor(['users', 'list', '--base-url', 'http://127.0.0.1:1']);
    expect(nobody.code).toBe(8);
    expect(nobody.stderr).toContain('Is the server running, and is this its address?');
    const broken = createServer((_, response) => response.writeHead(500).end('<h1>Oops</h1>'));
    broken.listen(0, '127.0.0.1');
    await once(broken, 'listening');
    const { port } = broken.address() as AddressInfo;
    expect(await admin.medcor(['users', 'list', '--base-url', `http://127.0.0.1:${port}`])).toMatchObject({
      code: 8,
    });
    broken.close();
  });

  it('1 when something on this machine is in the way', async () => {
    expect(await admin.medcor(['export', 'users', '--file', '/nowhere/users.csv'])).toMatchObject({
      code: 1,
    });
  });

  it('130 when it is interrupted', async () => {
    const silent = createServer(() => undefined);
    silent.listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    const asked = once(silent, 'request');
    const running = admin.start(['users', 'list', '--base-url', `http://127.0.0.1:${port}`]);
    await asked;
    running.process.kill('SIGINT');
    expect(await running.ended).toMatchObject({ code: 130, stdout: '' });
    silent.closeAllConnections();
    silent.close();
  });

  it('what "help exit-codes" says, every one of them', async () => {
    const { stdout } = await admin.medcor(['help', 'exit-codes']);
    expect([...stdout.matchAll(/^ {2}(\d+)/gm)].map(([, code]) => code)).toEqual([
      '0',
      '1',
      '2',
      '3',
      '4',
      '5',
      '6',
      '7',
      '8',
      '130',
    ]);
  });
});

describe('for a program, what went wrong', () => {
  it('is the API’s own envelope on standard error', async () => {
    const { stderr, stdout } = await admin.medcor(['users', 'get', '999999', '-o', 'json']);
    expect(stdout).toBe('');
    expect(JSON.parse(stderr)).toMatchObject({ error: { code: 'NOT_FOUND', details: {} } });
  });

  it('is one of the same shape where there was no answer', async () => {
    const { stderr } = await admin.medcor(['users', 'get', '-o', 'json']);
    expect(JSON.parse(stderr)).toMatchObject({ error: { code: 'UsageError', details: {} } });
  });
});
