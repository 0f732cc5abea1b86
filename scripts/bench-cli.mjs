#!/usr/bin/env node
/**
 * What the command line costs, beside others, in one run: `pnpm bench:cli`. Packs it, installs it and the others from
 * npm in folders of their own, and measures the CPU time of commands above an empty program of Node's (medians of
 * interleaved runs; the list is of the offline API on this machine), and what is installed.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const RUNS = 25;
const cli = fileURLToPath(new URL('../packages/cli', import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'medcor-bench-cli-'));
const env = {
  ...process.env,
  MEDCOR_CONFIG_DIR: path.join(folder, 'config'),
  MEDCOR_NO_KEYRING: '1',
  HOME: folder,
};
const run = (program, args, { cwd = folder, input } = {}) =>
  execFileSync(program, args, { cwd, env, input, encoding: 'utf8', stdio: ['pipe', 'pipe', 'ignore'] });

let mock;
try {
  run('npx', ['-y', 'pnpm@10', 'pack', '--pack-destination', folder], { cwd: cli });
  const tarball = path.join(
    folder,
    readdirSync(folder).find((name) => name.endsWith('.tgz')),
  );
  const medcor = path.join(install('medcor', tarball), '@medcor/cli/dist/medcor.cjs');
  const medplum = path.join(install('medplum', '@medplum/cli@5.0.10'), '@medplum/cli/dist/cjs/index.cjs');
  const commander = install('commander', 'commander@15.1.0');
  const minimal = path.join(folder, 'commander/minimal.cjs');
  writeFileSync(
    minimal,
    `const { program } = require('commander'); program.name('x').version('1').command('list').action(() => {}); program.parse();`,
  );
  const bare = path.join(folder, 'bare.cjs');
  writeFileSync(bare, '');

  mock = spawn('node', [medcor, 'mock', '--port', '0', '--rate-limit', 'off'], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const said = await signInLine(mock);
  const [, url] = /at (http:\S+) \(/.exec(said);
  const [, email, password] = /Sign in as (\S+) with the password (.+)\n/.exec(said);
  const at = ['--base-url', url];
  run('node', [medcor, 'login', '--email', email, '--password-stdin', ...at], { input: password });

  const times = cpuTimes({
    bare: [bare],
    'medcor --version': [medcor, '--version'],
    'medcor --help': [medcor, '--help'],
    'medcor appointments create --help': [medcor, 'appointments', 'create', '--help'],
    'medcor appointments list': [medcor, 'appointments', 'list', ...at],
    'medplum --version': [medplum, '--version'],
    'medplum --help': [medplum, '--help'],
    'commander alone --version': [minimal, '--version'],
    'commander alone --help': [minimal, '--help'],
  });
  console.table([...times].map(([command, ms]) => ({ command, 'CPU ms above node': ms })));
  console.table(
    [
      ['medcor', path.join(folder, 'medcor/node_modules')],
      ['@medplum/cli', path.join(folder, 'medplum/node_modules')],
      ['commander', commander],
    ].map(([name, modules]) => ({ name, ...installed(modules) })),
  );
  console.log(`Node ${process.version}; medians of ${RUNS} interleaved runs.`);
} finally {
  mock?.kill();
  rmSync(folder, { recursive: true, force: true });
}

function install(name, what) {
  const place = path.join(folder, name);
  mkdirSync(place);
  writeFileSync(path.join(place, 'package.json'), '{"private":true}');
  run('npm', ['install', '--no-audit', '--no-fund', '--silent', what], { cwd: place });
  return path.join(place, 'node_modules');
}

async function signInLine({ stderr }) {
  let said = '';
  while (!said.includes('the password')) said += String((await once(stderr, 'data'))[0]);
  return said;
}

/** Milliseconds of user and system time of each command, above those of the first. */
function cpuTimes(commands) {
  const times = new Map(Object.keys(commands).map((name) => [name, []]));
  for (let round = 0; round < RUNS; round += 1) {
    for (const [name, args] of Object.entries(commands)) times.get(name).push(cpuTime(args));
  }
  const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
  const [[, first]] = times;
  const base = median(first);
  return [...times].slice(1).map(([name, values]) => [name, median(values) - base]);
}

function cpuTime(args) {
  const script = 'TIMEFORMAT="%3U %3S"; { time node "$@" >/dev/null 2>/dev/null; } 2>&1';
  const [user, system] = run('bash', ['-c', script, 'bash', ...args])
    .trim()
    .split(' ')
    .map(Number);
  return Math.round((user + system) * 1000);
}

function installed(modules) {
  const kilobytes = Number(run('du', ['-sk', modules]).split('\t')[0]);
  const listed = run('npm', ['ls', '--all', '--parseable'], { cwd: path.dirname(modules) });
  return { packages: listed.trim().split('\n').length - 1, 'installed kB': kilobytes };
}
