#!/usr/bin/env node
/**
 * Runs the reliability checks at full length: `pnpm reliability`, or `pnpm reliability fuzz crash`. Their short
 * versions are tests; these are the same tests with more rounds.
 */
import { spawn } from 'node:child_process';

const parts = {
  races: {
    file: 'packages/server/src/features/appointments/concurrency.test.ts',
    env: { MEDCOR_RACE_ROUNDS: '125' },
  },
  fuzz: { file: 'packages/server/test/hostile.test.ts', env: { MEDCOR_FUZZ_RUNS: '360' } },
  crash: { file: 'packages/server/test/crash.test.ts', env: { MEDCOR_CRASH_ROUNDS: '20' } },
  webhooks: {
    file: 'packages/server/test/webhook-crash.test.ts',
    env: { MEDCOR_WEBHOOK_EVENTS: '2000', MEDCOR_WEBHOOK_KILLS: '10' },
  },
  ssrf: { file: 'packages/server/src/providers/webhook-sender.test.ts', env: {} },
  isolation: { file: 'packages/server/test/matrix.test.ts', env: {} },
  limits: { file: 'packages/server/test/shared-rate-limits.test.ts', env: {} },
  parity: { file: 'packages/sdk/test/parity.test.ts', env: { MEDCOR_PARITY_RUNS: '100' } },
  idempotency: { file: 'packages/server/src/features/idempotency/idempotency.test.ts', env: {} },
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !Object.hasOwn(parts, name));
if (unknown.length > 0) {
  const known = Object.keys(parts).join(', ');
  process.stderr.write(`There is no part ${unknown.join(', ')}. The parts are ${known}.\n`);
  process.exit(2);
}

for (const name of asked.length > 0 ? asked : Object.keys(parts)) {
  const { file, env } = parts[name];
  process.stdout.write(`\n${name}: ${file} ${JSON.stringify(env)}\n`);
  const code = await run(['vitest', 'run', file], env);
  if (code !== 0) process.exit(code);
}

function run([command, ...args], env) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, ...env } });
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
