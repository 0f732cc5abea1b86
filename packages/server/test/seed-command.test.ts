import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testing/database.js';
import { freePort, startServerProcess } from '../testing/server-process.js';

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `medcor-server seed` as built. */
function runSeed(args: string[], environment: Record<string, string>): Promise<Outcome> {
  const child = spawn(process.execPath, [main, 'seed', ...args], {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, stdout, stderr })));
}

const lastLine = (output: string) => output.trimEnd().split('\n').at(-1) ?? '';

describe('medcor-server seed', () => {
  let folder: string;
  let database: TestDatabase;

  beforeAll(async () => {
    if (!existsSync(main)) throw new Error('Build the server first: pnpm build');
    folder = await mkdtemp(path.join(tmpdir(), 'medcor-seed-'));
    database = await createTestDatabase();
  });
  afterAll(async () => {
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  const environments = {
    'the embedded database': () => ({ MEDCOR_DATA_DIR: path.join(folder, 'embedded') }),
    PostgreSQL: () => ({ MEDCOR_DATA_DIR: path.join(folder, 'files'), DATABASE_URL: database.url }),
  };

  it.each(['the embedded database', 'PostgreSQL'] as const)(
    'fills %s, each time with a hospital more, and ends with what its administrator signs in by',
    async (store) => {
      const environment = environments[store]();
      const outcomes = [
        await runSeed(['--json'], environment),
        await runSeed(['--doctors', '1', '--patients=2', '--appointments', '3', '--json'], environment),
      ];
      expect(outcomes.map(({ code, stderr }) => [code, stderr])).toEqual([
        [0, ''],
        [0, ''],
      ]);
      const signIns = outcomes.map(({ stdout }) => JSON.parse(lastLine(stdout)));
      const password = expect.stringMatching(/^Demo-.{16}$/);
      expect(signIns).toEqual([
        { email: 'admin@example.org', password },
        { email: 'admin2@example.org', password },
      ]);

      const server = startServerProcess(await freePort(), environment);
      try {
        await server.ready();
        const seen = [];
        for (const signIn of signIns) {
          const { tokens, user } = await server.post('/api/auth/login/', signIn);
          const { count } = await server.get(`/api/appointments/?hospital=${user.hospital}`, tokens.access);
          seen.push([user.is_superuser, count]);
        }
        expect(seen).toEqual([
          [true, 60],
          [false, 3],
        ]);
      } finally {
        await server.stop();
      }
    },
    60_000,
  );

  it('tells people what it made, and how to sign in', async () => {
    const { stdout } = await runSeed(['--doctors', '1', '--patients', '1'], environments.PostgreSQL());
    expect(stdout).toMatch(/^Made Riverbend General Hospital \d+ \(id \d+\)\./);
    const said = Object.fromEntries(
      stdout.split('\n').flatMap((line) => {
        const [, what, value] = /^ {2}(\S.*?) {2,}(\S+)$/.exec(line) ?? [];
        return what && value ? [[what, value]] : [];
      }),
    );
    expect(said).toEqual({
      Doctors: '1',
      Patients: '1',
      Appointments: '60',
      'E-mail': expect.stringMatching(/^admin\d*@example\.org$/),
      Password: expect.stringMatching(/^Demo-/),
      Doctor: expect.stringMatching(/@example\.org$/),
      Nurse: expect.stringMatching(/@example\.org$/),
      'Front desk': expect.stringMatching(/@example\.org$/),
      Patient: expect.stringMatching(/@example\.com$/),
    });
  });

  it.each([
    [['--doctors', '-1'], '--doctors must be a whole number from 0 to 1000, not "-1".'],
    [['--patients=few'], '--patients must be a whole number from 0 to 100000, not "few".'],
    [['--nurses', '3'], "Unknown option '--nurses'. See --help."],
    [['everything'], 'There is no "everything" to seed. See --help.'],
  ])('ends with one line for %j, and touches nothing', async (args, line) => {
    const environment = { MEDCOR_DATA_DIR: path.join(folder, 'untouched') };
    expect(await runSeed(args, environment)).toEqual({ code: 1, stdout: '', stderr: `${line}\n` });
    expect(existsSync(environment.MEDCOR_DATA_DIR)).toBe(false);
  });
});
