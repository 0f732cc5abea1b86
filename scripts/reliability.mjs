#!/usr/bin/env node
/**
 * Runs the reliability checks at full length and writes what they find to docs/reliability.md: all of them by
 * `pnpm reliability`, some by `pnpm reliability fuzz crash`. Their short versions are tests; these are the same
 * tests with more rounds.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeMachine } from './reliability/machine.mjs';
import { pageOf, rowsOf } from './reliability/page.mjs';
import { parts } from './reliability/parts.mjs';
import { runPart } from './reliability/run.mjs';

const page = new URL('../docs/reliability.md', import.meta.url);

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !Object.hasOwn(parts, name));
if (unknown.length > 0) {
  const known = Object.keys(parts).join(', ');
  process.stderr.write(`There is no part ${unknown.join(', ')}. The parts are ${known}.\n`);
  process.exit(2);
}

const folder = await mkdtemp(join(tmpdir(), 'medcor-reliability-'));
const failed = [];
try {
  for (const name of asked.length > 0 ? asked : Object.keys(parts)) {
    const { figures, passed } = await runPart(name, parts[name], join(folder, name));
    if (!passed) failed.push(name);
    // After each part: what is found stays, whatever becomes of those to come.
    const former = rowsOf(await readFile(page, 'utf8').catch(() => ''));
    await writeFile(page, pageOf(former, name, figures, await describeMachine()));
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
if (failed.length > 0) {
  process.stderr.write(`Failed: ${failed.join(', ')}.\n`);
  process.exit(1);
}
