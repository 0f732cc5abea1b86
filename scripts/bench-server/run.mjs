import { describeMachine } from '../reliability/machine.mjs';
import { contendersOf, djangoIsThere, djangoVersion, startContender } from './contenders.mjs';
import { countStatements } from './count-statements.mjs';
import { makeDataset } from './datasets.mjs';
import { measureMemory } from './growth/memory.mjs';
import { measureProcesses } from './growth/processes.mjs';
import { measureRows } from './growth/rows.mjs';
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

/** Where all contenders are compared, if it is among the sizes. */
const MAIN_ROWS = 100_000;

/** By all contenders together, each for a second, at the very most. */
const BOOKED_A_SECOND = 10_000;

/** What a read costs, and one that the audit log tells of. */
const AUDITED = ['get', 'record'];

const TENANTS = [1, 10, 100, 1000];

const tell = (text) => void process.stderr.write(`${text}\n`);

/** All that the options ask for. What is known already is handed to `keep` after each step: a run is long. */
export async function runAll(tools, options, keep) {
  const { rounds, runMs } = options;
  const { machine, date } = await describeMachine();
  const mainRows = options.rows.includes(MAIN_ROWS) ? MAIN_ROWS : options.rows[0];
  const connections = options.connections.includes(16) ? 16 : options.connections[0];
  const all = contendersOf(options.compare);
  const run = {
    date,
    machine: djangoIsThere() ? `${machine}, ${djangoVersion()}` : machine,
    ...{ pinning, command: commandOf(process.argv.slice(2)) },
    ...{ rounds, runMs, connections, mainRows },
    titles: Object.fromEntries(Object.entries(all).map(([name, { title }]) => [name, title])),
    ...{ contenders: [], seeds: [], figures: [] },
  };
  if (!all.django) tell('Django REST framework is left out: its packages are not there.');
  const names = Object.keys(operations).filter((name) => options.only?.includes(name) ?? true);
  const seed = (rows) => seedSize(rows, { tools, options, run, names });
  const made = [await seed(mainRows)];
  const [main] = made;
  await compareAll(main, { tools, options, run, all, names, keep });
  if (!options.quick && !options.only) {
    tell('As it grows: processes, and memory.');
    run.processes = await measureProcesses({ ...tools, made: main, connections, rounds, runMs });
    run.memory = await measureMemory({ ...tools, made: main, connections });
    await keep(run);
    tell('As it grows: tenants.');
    run.tenants = await measureTenants({ ...tools, counts: TENANTS, connections, rounds, runMs });
    await keep(run);
  }
  if (options.rows.length > 1) {
    for (const rows of options.rows) if (rows !== mainRows) made.push(await seed(rows));
    made.sort((one, other) => one.rows - other.rows);
    tell('As it grows: rows.');
    const job = { ...tools, made, connections, rounds, runMs, names };
    run.growth = await measureRows(job, (name, figures) => tellOf(name, connections, figures, 'rows'));
    await keep(run);
  }
  return run;
}

/** As somebody else would type it: where the figures go is nobody's concern. */
function commandOf(args) {
  const isOfJson = (arg, place) => arg === '--json' || args[place - 1] === '--json';
  return ['pnpm bench:server', ...args.filter((arg, place) => !isOfJson(arg, place))].join(' ');
}

async function seedSize(rows, { tools, options, run, names }) {
  const slots = names.includes('book') ? BOOKED_A_SECOND * (options.runMs / 1000 + 1) : 0;
  const made = await makeDataset(tools.postgres, rows, tools.folder, slots);
  run.seeds.push({ ...{ rows, doctors: made.doctors, patients: made.patients }, seconds: made.seedSeconds });
  tell(`${rows} appointments: seeded in ${made.seedSeconds.toFixed(1)} s.`);
  return made;
}

/** All contenders on the same data. */
async function compareAll(made, { tools, options, run, all, names, keep }) {
  const started = [];
  try {
    for (const [name, contender] of Object.entries(all)) {
      if (name !== 'ours' && !(options.contenders?.includes(name) ?? true)) continue;
      started.push(await startContender(name, contender, made));
    }
    run.contenders = started.map(({ name }) => name);
    const dataset = await prepare(made, started[0]);
    const sensible = names.filter((name) => made.rows >= (operations[name].rows ?? 0));
    dataset.taken = await assertSameAnswers(started, dataset, sensible);
    await bringToRest(started, dataset);
    tell(`The same answers from ${run.contenders.join(', ')}.`);
    run.statements = await countStatements({ ...tools, contenders: started, dataset, names: sensible });
    for (const connections of options.connections) {
      for (const name of sensible) {
        const entrants = started
          .filter((contender) => contender.name !== 'limited' || limitedOperations.includes(name))
          .map((contender) => ({ contender, dataset, name }));
        const found = await measure({ ...tools, ...options, entrants, connections });
        const figures = found.map((figure, place) => ({
          ...{ name, connections, contender: entrants[place].contender.name },
          ...figure,
        }));
        run.figures.push(...figures);
        tellOf(name, connections, figures, 'contender');
      }
      await keep(run);
    }
    if (AUDITED.every((name) => sensible.includes(name))) {
      const entrants = AUDITED.map((name) => ({ contender: started[0], dataset, name }));
      run.audited = await measure({ ...tools, ...options, entrants, connections: run.connections });
      await keep(run);
    }
  } finally {
    await Promise.all(started.map((contender) => end(contender, 'SIGKILL')));
  }
}

function tellOf(name, connections, figures, who) {
  const told = figures.map((figure) => `${figure[who]} ${Math.round(figure.perSecond)}/s`);
  tell(`${name} at ${connections}: ${told.join(', ')}`);
}

/** Where our server spends its time. */
export async function showProfiles(
  tools,
  { rows: [rows], connections: [connections], runMs, profile: names },
) {
  const made = await makeDataset(tools.postgres, rows, tools.folder, BOOKED_A_SECOND * (runMs / 1000));
  await profile({ ...tools, made, names, connections, runMs });
}
