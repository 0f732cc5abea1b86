import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { chmod, readFile } from 'node:fs/promises';
import { createServer, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import { checks } from '@medcor/contract/conformance';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BuiltMedcor, buildMedcor } from '../testing/built-medcor.js';
import { openShell } from '../testing/run-medcor.js';

const run = promisify(execFile);
let built: BuiltMedcor;
beforeAll(async () => {
  built = await buildMedcor();
});
afterAll(() => built.remove());

async function startMock(...args: string[]) {
  const shell = openShell(built, 'http://127.0.0.1:1');
  const running = shell.start(['mock', '--port', '0', ...args]);
  const said = await running.says(args.includes('empty') ? 'Ctrl-C ends it' : /with the password .+\n/);
  const [, url = ''] = /at (http:\S+) \(/.exec(said) ?? [];
  const [, email = '', password = ''] = /Sign in as (\S+) with the password (.+)\n/.exec(said) ?? [];
  return { running, url, email, password };
}

/** Forwards to a server, whose hospitals it moves to another city. */
async function startForger(target: string) {
  const server = createServer((request, response) => {
    const { method, url, headers } = request;
    const forwarded = send(`${target}${url}`, { method, headers }, async (answer) => {
      const { 'content-length': _length, ...kept } = answer.headers;
      response.writeHead(answer.statusCode ?? 502, kept);
      if (!String(kept['content-type']).includes('json')) {
        answer.pipe(response);
        return;
      }
      let text = '';
      for await (const chunk of answer.setEncoding('utf8')) text += chunk;
      response.end(text.replaceAll('"city":"', '"city":"Forged '));
    });
    forwarded.on('error', () => response.destroy());
    response.on('close', () => forwarded.destroy());
    request.pipe(forwarded);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // The type of `address` allows for pipes.
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => void server.close() };
}

describe('medcor mock', () => {
  it('serves the API, and people to sign in as; another may not use its port', async () => {
    const { running, url, email, password } = await startMock();
    const shell = openShell(built, url);
    const signedIn = await shell.medcor(['login', '--email', email, '--password-stdin'], {
      input: `${password}\n`,
    });
    expect(signedIn).toMatchObject({ code: 0, stdout: '' });
    const { results } = JSON.parse((await shell.medcor(['appointments', 'list', '--page-size', '1'])).stdout);
    expect(results).toHaveLength(1);
    const second = await shell.medcor(['mock', '--port', new URL(url).port]);
    expect(second).toMatchObject({ code: 1 });
    expect(second.stderr).toContain('cannot be used: EADDRINUSE');

    const healthy = await shell.medcor(['doctor']);
    expect(healthy).toMatchObject({ code: 0, stderr: '' });
    expect(healthy.stdout.split('\n').filter((line) => line.startsWith('ok'))).toHaveLength(5);

    running.process.kill('SIGINT');
    expect(await running.ended).toMatchObject({ code: 130, stdout: '' });
    const ill = await shell.medcor(['doctor']);
    expect(ill.code).toBe(1);
    expect(ill.stdout).toMatch(/^not ok {2}server http/m);
    await chmod(path.join(shell.configFolder, 'tokens.json'), 0o644);
    expect((await shell.medcor(['doctor'])).stdout).toContain('can be read by others: chmod 600 it');
  });

  it('holds what the contract says, every check of it, over real HTTP', { timeout: 120_000 }, async () => {
    const { running, url, email, password } = await startMock('--rate-limit', 'off');
    const shell = openShell(built, url);
    const args = ['conformance', '--email', email];
    const unasked = await shell.medcor(args, { input: password });
    expect(unasked.code).toBe(2);
    expect(unasked.stderr).toContain('leaves them there: add --yes');
    const { code, stdout, stderr } = await shell.medcor([...args, '--yes'], { input: password });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const [, held, of, skipped] = /^(\d+) of (\d+) checks hold; (\d+) need/.exec(stdout) ?? [];
    expect(held).toBe(of);
    expect(Number(of) + Number(skipped)).toBe(checks.length);
    expect(Number(of)).toBeGreaterThan(checks.length * 0.8);
    running.process.kill('SIGINT');
    await running.ended;
  });

  it('says that a server which limits requests cannot be held against it', async () => {
    const { running, url, email, password } = await startMock();
    const args = ['conformance', '--email', email, '--yes'];
    const { code, stderr } = await openShell(built, url).medcor(args, { input: password });
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `${url} limits requests: start it with RATE_LIMIT=off for this.\n`,
    });
    running.process.kill('SIGINT');
    await running.ended;
  });

  it('is found not to hold it where something between changes an answer', { timeout: 120_000 }, async () => {
    const { running, url, email, password } = await startMock('--rate-limit', 'off');
    const between = await startForger(url);
    const args = ['conformance', '--email', email, '--yes'];
    const { code, stdout, stderr } = await openShell(built, between.url).medcor(args, { input: password });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^not ok hospitals: /m);
    expect(stderr).toMatch(/^\d+ checks do not hold at http/);
    between.close();
    running.process.kill('SIGINT');
    await running.ended;
  });
});

describe('medcor completion', () => {
  it('completes commands, flags and their words in bash', async () => {
    const shell = openShell(built, 'http://127.0.0.1:1');
    const { stdout: script } = await shell.medcor(['completion', 'bash']);
    const complete = async (...words: string[]) => {
      const line = `medcor() { node '${built.entry}' "$@"; }; ${script}
COMP_WORDS=(medcor ${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length}; _medcor; printf '%s\\n' "\${COMPREPLY[@]}"`;
      const { stdout } = await run('bash', ['-c', line], { env: { ...shell.env } });
      return stdout.trim().split('\n');
    };
    expect(await complete('appo')).toEqual(['appointments']);
    expect(await complete('appointments', 'co')).toEqual(['confirm', 'complete']);
    expect(await complete('appointments', 'list', '--stat')).toEqual(['--status']);
    expect(await complete('appointments', 'list', '--status', 'c')).toEqual([
      'confirmed',
      'completed',
      'cancelled',
    ]);
    expect(await complete('webhooks', 'l')).toEqual(['list', 'listen']);
  });
});

it('says its version, which is the package’s', async () => {
  const { version } = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8'));
  const shell = openShell(built, 'http://127.0.0.1:1');
  expect(await shell.medcor(['--version'])).toMatchObject({ code: 0, stdout: `${version}\n` });
});
