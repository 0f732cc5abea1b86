import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openShell } from '../testing/run-medcor.js';
import { type CliWorld, openCliWorld } from '../testing/signed-in.js';

const rows = 10_000;
const bad = 37;

let world: CliWorld;
beforeAll(async () => {
  world = await openCliWorld();
});
afterAll(() => world.close());

/** Lines of users, every 270th of which is wrong, each in one of four ways. */
function csvOf(name: string): { text: string; badLines: number[] } {
  const badLines: number[] = [];
  const lines = Array.from({ length: rows }, (_, index) => {
    const isBad = index % 270 === 7 && badLines.length < bad;
    if (isBad) badLines.push(index + 2);
    const way = isBad ? badLines.length % 4 : undefined;
    const email = way === 0 ? 'no address' : `${name}${index}@example.org`;
    const role = way === 1 ? 'boss' : 'patient';
    const born = way === 2 ? '2001-02-30' : '2001-02-28';
    const lastName = way === 3 ? '' : `"Person, ${index} Ọ 👩‍⚕️"`;
    return `${email},Imported,${lastName},${role},${born},Correct-Horse-${index}!`;
  });
  const head = 'email,first_name,last_name,role,date_of_birth,password';
  return { text: `${[head, ...lines].join('\n')}\n`, badLines };
}

/** A proxy that tells of each bulk call before it is answered, so that a test can kill its caller then. */
async function startWatchedApi(target: string) {
  let onBulk: (answered: boolean) => void = () => undefined;
  let refusals: { times: number; status: number; code: string } = { times: 0, status: 0, code: '' };
  const server = createServer((request, response) => {
    const { method, url = '', headers } = request;
    const isBulk = url.includes('/bulk/');
    if (isBulk) onBulk(false);
    if (isBulk && refusals.times > 0) {
      const { status, code } = refusals;
      refusals = { ...refusals, times: refusals.times - 1 };
      response.writeHead(status, { 'Content-Type': 'application/json', 'Retry-After': '1' });
      response.end(JSON.stringify({ error: { code, message: 'Not yet.', details: {} } }));
      return;
    }
    const forwarded = send(`${target}${url}`, { method, headers }, (answer) => {
      if (isBulk) onBulk(true);
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    forwarded.on('error', () => response.destroy());
    request.pipe(forwarded);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    /** Resolves at the nth bulk call from now: when it comes, or when it is answered. */
    bulk: (nth: number, isAnswered: boolean) =>
      new Promise<void>((resolve) => {
        let seen = 0;
        onBulk = (answered) => {
          if (answered === isAnswered) seen += 1;
          if (seen === nth) resolve();
        };
      }),
    /** The next calls are refused, as many as said: a minute of the server's own limit is long for a test. */
    refuse(times: number, status: number, code: string) {
      refusals = { times, status, code };
    },
    close: () => server.close(),
  };
}

describe('an import', { timeout: 300_000 }, () => {
  it('of 10,000 users, 37 of them bad, killed twice, is resumed: each is there once, each bad one reported', async () => {
    const { first } = world.fixture;
    const watched = await startWatchedApi(world.api.url);
    const shell = await world.signIn(first.admin.email, watched.url);
    const file = path.join(world.built.folder, 'users.csv');
    const { text, badLines } = csvOf('imported');
    await writeFile(file, text);
    const args = ['import', 'users', '--file', file];

    // Once while the server has answered and nobody has written it down, once in the middle of a call.
    for (const [round, isAnswered] of [true, false].entries()) {
      const running = shell.start(round === 0 ? args : [...args, '--resume']);
      await watched.bulk(4, isAnswered);
      running.process.kill('SIGKILL');
      expect((await running.ended).signal).toBe('SIGKILL');
      expect(existsSync(`${file}.medcor-import.json`)).toBe(true);
    }

    const begunAnew = await shell.medcor(args);
    expect(begunAnew.code).toBe(2);
    expect(begunAnew.stderr).toContain('add --resume, or remove');

    const { code, stdout, stderr } = await shell.medcor([...args, '--resume']);
    expect({ code, stdout }).toEqual({ code: 5, stdout: '' });
    expect(stderr).toContain(`10000 of 10000`);
    expect(stderr).toContain(`${rows - bad} created, ${bad} refused: see ${file}.refused.csv.`);
    expect(existsSync(`${file}.medcor-import.json`)).toBe(false);

    const all = await shell.medcor([
      'export',
      'users',
      '--search',
      'imported',
      '-o',
      'ndjson',
      '--fields',
      'email',
    ]);
    const emails = all.stdout.trimEnd().split('\n');
    expect(emails).toHaveLength(rows - bad);
    expect(new Set(emails).size).toBe(rows - bad);

    const [, ...report] = (await readFile(`${file}.refused.csv`, 'utf8')).trimEnd().split('\n');
    expect(report.map((line) => Number(line.split(',')[0]))).toEqual(badLines);
    expect(report.slice(0, 4).map((line) => /"(\w+)(?::| is) \S/.exec(line)?.[1])).toEqual([
      'role',
      'date_of_birth',
      'last_name',
      'email',
    ]);
    watched.close();
  });

  it.concurrent.each([
    ['the limit on bulk calls to be over', 429, 'RATE_LIMITED'],
    ['what was still under way when it was interrupted', 409, 'IDEMPOTENCY_CONFLICT'],
  ])('waits for %s, however often', async (_, status, errorCode) => {
    const watched = await startWatchedApi(world.api.url);
    watched.refuse(4, status, errorCode);
    const { token } = world.fixture.first.admin;
    const name = `waits${status}`;
    const file = path.join(world.built.folder, `${name}.csv`);
    const head = 'email,first_name,last_name,role,password';
    await writeFile(file, `${head}\n${name}@example.org,A,B,patient,Correct-Horse-7!\n`);
    const args = ['import', 'users', '--file', file];
    const { code, stderr } = await openShell(world.built, watched.url).medcor(args, {
      env: { MEDCOR_TOKEN: token },
    });
    expect(code).toBe(0);
    expect(stderr.match(/Error, again in 1000 ms|The server takes more in 1 s/g)).toHaveLength(4);
    expect((await world.api.get(`/api/auth/users/?search=${name}`, token)).count).toBe(1);
    watched.close();
  });

  it('ends at once when it is interrupted, and is resumed', async () => {
    const watched = await startWatchedApi(world.api.url);
    const shell = await world.signIn(world.fixture.first.admin.email, watched.url);
    const file = path.join(world.built.folder, 'interrupted.csv');
    const lines = Array.from(
      { length: 1200 },
      (_, index) => `stopped${index}@example.org,A,B,patient,Correct-Horse-7!`,
    );
    await writeFile(file, `email,first_name,last_name,role,password\n${lines.join('\n')}\n`);
    const running = shell.start(['import', 'users', '--file', file]);
    await watched.bulk(2, false);
    running.process.kill('SIGINT');
    const { code, stderr } = await running.ended;
    expect(code).toBe(130);
    expect(stderr).toContain('Interrupted: --resume goes on from here.');
    const resumed = await shell.medcor(['import', 'users', '--file', file, '--resume']);
    expect(resumed).toMatchObject({ code: 0 });
    expect(resumed.stderr).toContain('1200 created.');
    watched.close();
  });

  it('of the same file again creates nobody twice, and says so', async () => {
    const shell = await world.signIn(world.fixture.first.admin.email);
    const file = path.join(world.built.folder, 'again.csv');
    await writeFile(
      file,
      'email,first_name,last_name,role,password\nagain@example.org,A,B,patient,Correct-Horse-7!\n',
    );
    expect(await shell.medcor(['import', 'users', '--file', file])).toMatchObject({ code: 0 });
    const { code, stderr } = await shell.medcor(['import', 'users', '--file', file]);
    expect(code).toBe(5);
    expect(stderr).toContain('0 created, 1 refused');
  });

  it('of a file that has changed since is not resumed', async () => {
    const shell = await world.signIn(world.fixture.first.admin.email);
    const file = path.join(world.built.folder, 'changed.csv');
    await writeFile(file, 'email\nx@example.org\n');
    const sha256 = createHash('sha256').update('another').digest('hex');
    await writeFile(
      `${file}.medcor-import.json`,
      JSON.stringify({ sha256, batches: 1, created: 1, refused: [] }),
    );
    const { code, stderr } = await shell.medcor(['import', 'users', '--file', file, '--resume']);
    expect(code).toBe(2);
    expect(stderr).toContain('is not what it was');
  });

  it('is resumed where it was going, and nowhere else', async () => {
    const shell = await world.signIn(world.fixture.first.admin.email);
    const file = path.join(world.built.folder, 'elsewhere.csv');
    const text =
      'email,first_name,last_name,role,password\nelsewhere@example.org,A,B,patient,Correct-Horse-7!\n';
    await writeFile(file, text);
    const sha256 = createHash('sha256').update(text).digest('hex');
    const origin = { what: 'users', sha256, profile: 'default', base_url: 'https://example.org' };
    await writeFile(
      `${file}.medcor-import.json`,
      JSON.stringify({ ...origin, run: 'r', done: 0, created: 0, refused: [] }),
    );
    const { code, stderr } = await shell.medcor(['import', 'users', '--file', file, '--resume']);
    expect(code).toBe(2);
    expect(stderr).toContain('is an import of users into https://example.org, of the profile "default"');
  });

  it('sends no more in a call than the server takes', async () => {
    const shell = await world.signIn(world.fixture.first.admin.email);
    const file = path.join(world.built.folder, 'long.csv');
    const lines = Array.from(
      { length: 300 },
      (_, index) => `long${index}@example.org,A,B,patient,Correct-Horse-7!,${'ọ'.repeat(2000)}`,
    );
    await writeFile(file, `email,first_name,last_name,role,password,bio\n${lines.join('\n')}\n`);
    const { code, stderr } = await shell.medcor(['import', 'users', '--file', file]);
    expect(code).toBe(0);
    expect(stderr).toContain('300 created.');
  });

  it('leaves nothing to resume where it was refused as a whole', async () => {
    const file = path.join(world.built.folder, 'stranger.csv');
    await writeFile(
      file,
      'email,first_name,last_name,role,password\nx@example.org,A,B,patient,Correct-Horse-7!\n',
    );
    expect(await world.stranger.medcor(['import', 'users', '--file', file])).toMatchObject({ code: 4 });
    expect(existsSync(`${file}.medcor-import.json`)).toBe(false);
  });

  it.each([['\n'], ['\r\n']])(
    'says with --dry-run what is wrong, of the line where it begins, and sends nothing: %j',
    async (end) => {
      const shell = await world.signIn(world.fixture.first.admin.email);
      const file = path.join(world.built.folder, 'dry.csv');
      const good = `dry1@example.org,A,"B${end}C",patient,Correct-Horse-7!`;
      const bad = `dry2@example.org,A,"B${end}C",boss,Correct-Horse-7!`;
      await writeFile(file, ['\ufeffemail,first_name,last_name,role,password', good, '', bad, ''].join(end));
      const { code, stdout, stderr } = await shell.medcor(['import', 'users', '--file', file, '--dry-run']);
      expect(code).toBe(5);
      expect(stdout).toMatch(/^line 5: role is one of .+\n$/);
      expect(stderr).toContain('1 lines would be sent, 1 are refused here. Nothing was sent.');
      expect(
        (await world.api.get('/api/auth/users/?search=dry1', world.fixture.first.admin.token)).count,
      ).toBe(0);
    },
  );

  it('of slots creates each, and reports those that overlap', async () => {
    const { first } = world.fixture;
    const shell = await world.signIn(first.doctor.email);
    const file = path.join(world.built.folder, 'slots.csv');
    const slot = (start: string, end: string) =>
      `${first.doctor.id},2031-03-03T${start}:00Z,2031-03-03T${end}:00Z`;
    await writeFile(
      file,
      `doctor,start_time,end_time\n${[slot('10:00', '10:30'), slot('10:15', '10:45'), slot('10:30', '11:00')].join('\n')}\n`,
    );
    const { code, stderr } = await shell.medcor(['import', 'slots', '--file', file]);
    expect(code).toBe(5);
    expect(stderr).toContain('2 created, 1 refused');
    expect(await readFile(`${file}.refused.csv`, 'utf8')).toMatch(/^line,reason\n3,".+"\n$/);
  });

  it.each([
    [
      'a column that is none',
      'email,nmae\na,b\n',
      'The file has columns that are none: nmae. There are: email, ',
    ],
    [
      'a column that is none, also without a line under it',
      'nmae\n',
      'The file has columns that are none: nmae.',
    ],
    ['what is not UTF-8', Buffer.from('email\nm\xfcller@example.org\n', 'latin1'), 'is not UTF-8'],
    ['what is no CSV', 'email,role\n"a,b\n', 'The file is no CSV: '],
  ])('refuses %s', async (_, text, said) => {
    const shell = await world.signIn(world.fixture.first.admin.email);
    const file = path.join(world.built.folder, 'refused.csv');
    await writeFile(file, text);
    const { code, stderr } = await shell.medcor(['import', 'users', '--file', file]);
    expect(code).toBe(2);
    expect(stderr).toContain(said);
  });
});
