import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { openApiDocument } from '@medcor/contract/openapi';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Command } from '../src/command.types.js';
import { commandHelp } from '../src/generated/command-help.js';
import { resources } from '../src/generated/commands.js';
import { hidden } from '../src/secrets.js';
import { type BuiltMedcor, buildMedcor } from '../testing/built-medcor.js';
import { openShell, type Shell } from '../testing/run-medcor.js';

const run = promisify(execFile);
const commands = Object.values(resources).flatMap((each) => each());
const nowhere = 'http://localhost:1';

/** `POST /api/appointments/{id}/` of each operation. */
const operations = Object.entries(openApiDocument().paths ?? {}).flatMap(([at, methods]) =>
  Object.keys(Object(methods))
    .filter((method) => ['get', 'post', 'put', 'delete', 'patch'].includes(method))
    .map((method) => `${method.toUpperCase()} ${at}`),
);

let built: BuiltMedcor;
let shell: Shell;

beforeAll(async () => {
  built = await buildMedcor();
  shell = openShell(built, nowhere);
});
afterAll(() => built.remove());

describe('commands', () => {
  it('are there for every operation of the OpenAPI document, one each', () => {
    const routes = commands.map(({ route }) => route.replace(/:(\w+)/g, '{$1}'));
    expect(operations.length).toBeGreaterThan(100);
    expect(routes.toSorted()).toEqual(operations.toSorted());
  });

  it('are called differently, in kebab case', () => {
    const names = commands.map(({ resource, action }) => `${resource} ${action}`);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^[a-z]+(?:-[a-z]+)* [a-z]+(?:-[a-z]+)*$/.test(name))).toEqual([]);
  });

  it('stand a line each in "help --all"', async () => {
    const { stdout, code } = await shell.medcor(['help', '--all']);
    expect(code).toBe(0);
    const lines = stdout.trimEnd().split('\n');
    for (const { resource, action } of commands) {
      expect(lines.filter((line) => line.startsWith(`medcor ${resource} ${action}`))).not.toEqual([]);
    }
    expect(lines.every((line) => line.startsWith('medcor '))).toBe(true);
  });

  it('are those of the README, with their flags', async () => {
    const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
    const lines = [...readme.matchAll(/^medcor (.+?)(?: > \S+)?$/gm)].map(([, line = '']) => line.split(' '));
    expect(lines.length).toBeGreaterThan(10);
    await writeFile(path.join(shell.env.HOME ?? '', 'doctor.json'), '{"email":"a@example.org"}');
    for (const line of lines) {
      const isOperation = commands.some(({ resource, action }) => resource === line[0] && action === line[1]);
      const outcome = await shell.medcor([...line, isOperation ? '--dry-run' : '--help']);
      if (line.includes('@doctor.json')) expect(outcome.stderr).toMatch(/^Still needed: /);
      else expect(outcome, line.join(' ')).toMatchObject({ code: 0, stderr: '' });
    }
    const [exitCodes = ''] = /^\| 0 \|[\s\S]+?\n\n/m.exec(readme) ?? [];
    const { stdout } = await shell.medcor(['help', 'exit-codes']);
    for (const row of exitCodes.trimEnd().split('\n')) {
      const [, code = '', words = ''] = /^\| (\d+) \| (.+) \|$/.exec(row) ?? [];
      expect(stdout).toContain(`  ${code.padEnd(3)}  ${words}\n`);
    }
  });

  it('have an example that sends what the contract shows', { timeout: 120_000 }, async () => {
    const [half, otherHalf] = [
      commands.filter((_, index) => index % 2),
      commands.filter((_, index) => !(index % 2)),
    ];
    await Promise.all(
      [half, otherHalf].map(async (part) => {
        for (const command of part) await expectExampleOf(command);
      }),
    );
  });
});

async function expectExampleOf(command: Command): Promise<void> {
  const { resource, action, operation, kind } = command;
  const example = commandHelp[operation]?.().example ?? null;
  const folder = path.join(built.folder, operation);
  await mkdir(folder);
  await writeFile(path.join(folder, 'body.json'), JSON.stringify(example));
  const { stdout: help } = await shell.medcor([resource, action, '--help']);
  expect(help, operation).toMatch(/^Allowed: \S/m);
  const line = /^Example: medcor (.+)$/m.exec(help)?.[1] ?? '';
  const script = `node '${built.entry}' ${line.replace(/ > \S+$/, '')} --dry-run`;
  const { stdout } = await run('bash', ['-c', script], { cwd: folder, env: { ...shell.env } });
  const [request = '', ...body] = stdout.split('\n');
  const [method = '', pattern = ''] = command.route.split(' ');
  expect(request).toMatch(new RegExp(`^${method} ${nowhere}${pattern.replace(/:\w+/g, '[^/]+')}(?:\\?.*)?$`));
  if (method === 'GET' || kind === 'upload' || example === null) return;
  const shown = JSON.parse(JSON.stringify(example, hidden));
  expect(JSON.parse(body.join('\n') || '{}'), operation).toEqual(shown);
}
