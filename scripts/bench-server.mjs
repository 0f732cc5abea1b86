#!/usr/bin/env node
/**
 * What our server costs, beside others, in one run on one machine: `pnpm bench:server`. Real PostgreSQL, data made by
 * `medcor-server seed`, contenders that are checked to answer the same before they are measured in turns.
 */
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ownServer } from './bench-server/contenders.mjs';
import { startLoad } from './bench-server/load.mjs';
import { help, readOptions } from './bench-server/options.mjs';
import { startPostgres } from './bench-server/postgres.mjs';
import { endAll } from './bench-server/processes.mjs';
import { mustShow } from './bench-server/report/must-show.mjs';
import { printTables } from './bench-server/report/table.mjs';
import { writeReport } from './bench-server/report/write.mjs';
import { runAll, showProfiles } from './bench-server/run.mjs';

const options = readOptions(process.argv.slice(2));
if (options.help) {
  process.stdout.write(help);
  process.exit(0);
}
if (!existsSync(ownServer)) {
  process.stderr.write('Build the server first: pnpm build\n');
  process.exit(1);
}

const run = options.from ? JSON.parse(await readFile(options.from, 'utf8')) : await measured();
if (run) {
  printTables(run);
  console.table(mustShow(run));
  if (options.write) await writeReport(run);
}

/** Whatever becomes of it, nothing that it started is left. */
async function measured() {
  const folder = await mkdtemp(path.join(tmpdir(), 'medcor-bench-server-'));
  let postgres;
  const cleanUp = async () => {
    await endAll();
    await postgres?.stop();
    await rm(folder, { recursive: true, force: true });
  };
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => void cleanUp().finally(() => process.exit(1)));
  }
  try {
    postgres = await startPostgres();
    const tools = { load: startLoad(), postgres, folder };
    if (options.profile) return await showProfiles(tools, options);
    const file = options.json ?? path.join(tmpdir(), 'bench-server.json');
    const found = await runAll(tools, options, (run) => writeFile(file, JSON.stringify(run, null, 2)));
    process.stderr.write(`The figures are in ${file}.\n`);
    return found;
  } finally {
    await cleanUp();
  }
}
