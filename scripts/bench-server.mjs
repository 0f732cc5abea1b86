#!/usr/bin/env node
/**
 * What our server costs, beside others, in one run on one machine: `pnpm bench:server`. Real PostgreSQL, data made by
 * `medcor-server seed`, contenders that are checked to answer the same before they are measured in turns.
 */
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { contendersOf, ownServer, startContender } from './bench-server/contenders.mjs';
import { makeDataset } from './bench-server/datasets.mjs';
import { startLoad } from './bench-server/load.mjs';
import { measure } from './bench-server/measure.mjs';
import { operations } from './bench-server/operations.mjs';
import { help, readOptions } from './bench-server/options.mjs';
import { startPostgres } from './bench-server/postgres.mjs';
import { end, endAll, suspend } from './bench-server/processes.mjs';
import { assertSameAnswers } from './bench-server/same-answers.mjs';
import { prepare } from './bench-server/sign-ins.mjs';
import { printTable } from './bench-server/table.mjs';

const options = readOptions(process.argv.slice(2));
if (options.help) {
  process.stdout.write(help);
  process.exit(0);
}
if (!existsSync(ownServer)) {
  process.stderr.write('Build the server first: pnpm build\n');
  process.exit(1);
}

/** The operations for which limits are shown: what a limit costs is the same for all. */
const limitedOperations = ['get', 'list', 'book'];

/** By all contenders together, each for a second, at the very most. */
const BOOKED_A_SECOND = 10_000;

const tell = (text) => process.stderr.write(`${text}\n`);
const folder = await mkdtemp(path.join(tmpdir(), 'medcor-bench-server-'));
const load = startLoad();
let postgres;
const cleanUp = async () => {
  await endAll();
  await postgres?.stop();
  await rm(folder, { recursive: true, force: true });
};
for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, () => void cleanUp().finally(() => process.exit(1)));

try {
  postgres = await startPostgres();
  const figures = [];
  for (const rows of options.rows) figures.push(...(await measureAt(rows)));
  printTable(figures);
  const file = options.json ?? path.join(tmpdir(), 'bench-server.json');
  await writeFile(file, JSON.stringify({ options, figures }, null, 2));
  tell(`The figures are in ${file}.`);
} finally {
  await cleanUp();
}

/** All that is measured on data of one size. */
async function measureAt(rows) {
  const names = Object.keys(operations).filter(
    (name) => (options.only?.includes(name) ?? true) && rows >= (operations[name].rows ?? 0),
  );
  // As many as all contenders can be expected to book in a round, after which they are taken back.
  const slots = names.includes('book') ? BOOKED_A_SECOND * (options.runMs / 1000 + 1) : 0;
  const made = await makeDataset(postgres, rows, folder, slots);
  tell(
    `${rows} appointments, ${made.doctors} doctors, ${made.patients} patients: seeded in ${made.seedSeconds.toFixed(1)} s.`,
  );
  const started = [];
  try {
    for (const [name, contender] of Object.entries(contendersOf(options.compare))) {
      if (name !== 'ours' && !(options.contenders?.includes(name) ?? true)) continue;
      started.push(await startContender(name, contender, made));
    }
    const dataset = await prepare(made, started[0]);
    dataset.taken = await assertSameAnswers(started, dataset, names);
    for (const contender of started) suspend(contender);
    tell(`The same answers from ${started.map(({ name }) => name).join(', ')}.`);
    return await measureAll(started, dataset, names);
  } finally {
    await Promise.all(started.map((contender) => end(contender, 'SIGKILL')));
    await postgres.dropDatabase(`bench_${rows}`);
  }
}

async function measureAll(started, dataset, names) {
  const figures = [];
  const { rounds, runMs } = options;
  for (const connections of options.connections) {
    for (const name of names) {
      const contenders = started.filter(
        (each) => each.name !== 'limited' || limitedOperations.includes(name),
      );
      const times = { rounds, runMs, warmUpMs: Math.min(200, runMs / 4) };
      const found = await measure({ load, postgres, contenders, dataset, name, connections, ...times });
      for (const [contender, result] of found)
        figures.push({ rows: dataset.rows, connections, name, contender, ...result });
      tell(
        `${name} at ${connections}: ${[...found].map(([who, { perSecond }]) => `${who} ${Math.round(perSecond)}/s`).join(', ')}`,
      );
    }
  }
  return figures;
}
