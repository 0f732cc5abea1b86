import { describeMachine } from '../reliability/machine.mjs';
import { contendersOf, djangoIsThere, djangoVersion, startContender } from './contenders.mjs';
import { countStatements } from './count-statements.mjs';
import { makeDataset } from './datasets.mjs';
import { measureMemory } from './growth/memory.mjs';
import { measureProcesses } from './growth/processes.mjs';
import { measureTenants } from './growth/tenants.mjs';
import { measure } from './measure.mjs';
import { operations } from './operations.mjs';
import { end, pinning } from './processes.mjs';
import { profile } from './profile.mjs';
import { bringToRest } from './rest.mjs';
import { assertSameAnswers } from './same-answers.mjs';
import { prepare } from './sign-ins.mjs';

/** The operations for which limits are shown: what a limit costs is the same for all. */
const limitedOperations = ['get', 'list', 'book'];

/** Who shows how latency grows with the rows: ours, and the floor, which tells how much of it is PostgreSQL's. */
const growthContenders = ['ours', 'other', 'floor'];

/** Where all contenders are compared, if it is among the sizes. */
const MAIN_ROWS = 100_000;

/** By all contenders together, each for a second, at the very most. */
const BOOKED_A_SECOND = 10_000;

const TENANTS = [1, 10, 100, 1000];

const tell = (text) => void process.stderr.write(`${text}\n`);

/** All that the options ask for. */
export async function runAll(tools, options) {
  const { quick, rounds, runMs } = options;
  const { machine, date } = await describeMachine();
  const mainRows = options.rows.includes(MAIN_ROWS) ? MAIN_ROWS : options.rows[0];
  const connections = options.connections.includes(16) ? 16 : options.connections[0];
  const all = contendersOf(options.compare);
  const run = {
    date,
    machine: djangoIsThere() ? `${machine}, ${djangoVersion()}` : machine,
    ...{ pinning, command: `pnpm bench:server ${process.argv.slice(2).join(' ')}`.trim() },
    ...{ rounds, runMs, connections, mainRows },
    titles: Object.fromEntries(Object.entries(all).map(([name, { title }]) => [name, title])),
    ...{ contenders: [], seeds: [], figures: [] },
  };
  if (!all.django) tell('Django REST framework is left out: its packages are not there.');
  for (const rows of options.rows) await runAt(rows, { tools, options, run, all });
  if (!quick && !options.only) {
    tell('As it grows: tenants.');
    run.tenants = await measureTenants({ ...tools, counts: TENANTS, connections, rounds, runMs });
  }
  return run;
}

/** All that is measured on data of one size. */
async function runAt(rows, { tools, options, run, all }) {
  const { postgres, folder } = tools;
  const { mainRows, connections, rounds } = run;
  const isMain = rows === mainRows;
  const names = Object.keys(operations).filter(
    (name) => (options.only?.includes(name) ?? true) && rows >= (operations[name].rows ?? 0),
  );
  const slots = names.includes('book') ? BOOKED_A_SECOND * (options.runMs / 1000 + 1) : 0;
  const made = await makeDataset(postgres, rows, folder, slots);
  run.seeds.push({ ...{ rows, doctors: made.doctors, patients: made.patients }, seconds: made.seedSeconds });
  tell(`${rows} appointments: seeded in ${made.seedSeconds.toFixed(1)} s.`);
  const started = [];
  try {
    for (const [name, contender] of Object.entries(all)) {
      if (name !== 'ours' && !(options.contenders?.includes(name) ?? true)) continue;
      if (isMain || growthContenders.includes(name)) {
        started.push(await startContender(name, contender, made));
      }
    }
    if (isMain) run.contenders = started.map(({ name }) => name);
    const dataset = await prepare(made, started[0]);
    dataset.taken = await assertSameAnswers(started, dataset, names);
    await bringToRest(started, dataset);
    tell(`The same answers from ${started.map(({ name }) => name).join(', ')}.`);
    if (isMain) run.statements = await countStatements({ ...tools, contenders: started, dataset, names });
    const places = isMain ? options.connections : [connections];
    for (const at of places) {
      run.figures.push(...(await figuresAt(at, { tools, options, started, dataset, names })));
    }
    await Promise.all(started.map((contender) => end(contender, 'SIGKILL')));
    if (isMain && !options.quick && !options.only) {
      tell('As it grows: processes, and memory.');
      run.processes = await measureProcesses({ ...tools, made, connections, rounds, runMs: options.runMs });
      run.memory = await measureMemory({ ...tools, made, connections });
    }
  } finally {
    await Promise.all(started.map((contender) => end(contender, 'SIGKILL')));
    await postgres.dropDatabase(`bench_${rows}`);
  }
}

async function figuresAt(connections, { tools, options, started, dataset, names }) {
  const { rounds, runMs } = options;
  const figures = [];
  for (const name of names) {
    const contenders = started.filter((each) => each.name !== 'limited' || limitedOperations.includes(name));
    const times = { rounds, runMs, warmUpMs: Math.min(200, runMs / 4) };
    const found = await measure({ ...tools, contenders, dataset, name, connections, ...times });
    for (const [contender, result] of found) {
      figures.push({ rows: dataset.rows, connections, name, contender, ...result });
    }
    const told = [...found].map(([who, { perSecond }]) => `${who} ${Math.round(perSecond)}/s`);
    tell(`${name} at ${connections}: ${told.join(', ')}`);
  }
  return figures;
}

/** Where our server spends its time. */
export async function showProfiles(
  tools,
  { rows: [rows], connections: [connections], runMs, profile: names },
) {
  const made = await makeDataset(tools.postgres, rows, tools.folder, BOOKED_A_SECOND * (runMs / 1000));
  await profile({ ...tools, made, names, connections, runMs });
}
