import { operations } from '../operations.mjs';
import { finder } from './find.mjs';
import { mustShow } from './must-show.mjs';

/** More rows than are measured: to seed them takes an hour. */
const EXTRAPOLATED = 10_000_000;

const introduction = `# Performance: what was measured

Written by \`pnpm bench:server --write\`, in one run on one machine. Read the ratios: the figures are those of the
machine. Each contender is one process, on one core, with ten connections to the same PostgreSQL (npm-shipped; fsync
and all else that keeps data on), over the same data, and verifies the same tokens and looks at sessions and users as
often as we do. Before anything is measured, each is checked to answer the same: the same fields of the same rows. They
take turns within each round, those that are not asked are stopped, and what is told are medians over the rounds.
Whoever is asked has its core to itself: PostgreSQL and the process that asks are on the other one. Those
that run on Node have answered ten thousand requests of a kind before it is measured, or have been asked for eight
seconds: V8 goes on compiling for as long.

- **MedCor**: our server as it is, without limits; *limits on* counts every request in PostgreSQL.
- **node:http + pg**: the floor. The same answers written by hand, with prepared statements and nothing general.
- **bare Express**: the floor's answers behind Express 5.
- **Django REST framework**: the same endpoints as its tutorial would write them, with simplejwt, behind gunicorn.
`;

/** The page of a run, its charts standing beside it. */
export function pageOf(run) {
  return [
    introduction,
    ...whereOf(run),
    ...mustShowOf(run),
    ...(run.figures.length > 0 ? mainOf(run) : []),
    ...growthOf(run),
  ].join('\n');
}

function whereOf({ date, machine, pinning, command, seeds, runMs, rounds }) {
  return [
    '## Where',
    '',
    `- ${date}: ${machine}; ${pinning}`,
    `- \`${command}\`: ${rounds} rounds of ${runMs / 1000} s each`,
    ...seeds
      .toSorted((one, other) => one.rows - other.rows)
      .map(
        ({ rows, doctors, patients, seconds }) =>
          `- ${counted(rows)} appointments, ${counted(doctors)} doctors and ${counted(patients)} patients: ` +
          `\`medcor-server seed\` took ${seconds.toFixed(0)} s`,
      ),
    '',
  ];
}

function mustShowOf(run) {
  const lines = mustShow(run).map(({ what, wanted, found, isMet }) => [
    ...[what, wanted, found === undefined ? '–' : found.toFixed(2)],
    found === undefined ? 'not measured in this run' : isMet ? 'met' : '**not met**',
  ]);
  return [
    '## What it has to show',
    '',
    `Ratios at ${run.connections} connections${run.mainRows ? ` and ${counted(run.mainRows)} rows` : ''}.`,
    '',
    ...tableOf(['', 'wanted', 'found', ''], lines),
    '',
  ];
}

function mainOf(run) {
  const { titles, contenders, mainRows } = run;
  const { of, ratio } = finder(run);
  const all = [...new Set(run.figures.map(({ connections }) => connections))];
  const statementsOf = (name, contender) =>
    run.statements?.find((each) => each.name === name && each.contender === contender)?.statements ?? '–';
  return all.flatMap((at) => [
    `## ${counted(mainRows)} appointments, ${at} connection${at === 1 ? '' : 's'}`,
    '',
    ...(at === run.connections
      ? ['![Requests a second](performance/throughput.svg)', '', '![CPU time](performance/cpu.svg)', '']
      : []),
    ...tableOf(
      ['operation', '', 'req/s', 'p50 ms', 'p99 ms', 'CPU ms', 'PostgreSQL ms', 'statements', 'MedCor is'],
      Object.keys(operations).flatMap((name) =>
        contenders.flatMap((contender) => {
          const figure = of(name, contender, at);
          if (!figure) return [];
          const times = [figure.p50, figure.p99].map((ms) => ms.toFixed(1));
          const costs = [figure.cpu, figure.postgresCpu].map((ms) => ms.toFixed(2));
          const is = contender === 'ours' ? '' : `${ratio(name, 'ours', contender, at).toFixed(2)} ×`;
          const title = contender === 'ours' ? operations[name].title : '';
          return [
            [
              title,
              titles[contender],
              counted(figure.perSecond),
              ...times,
              ...costs,
              statementsOf(name, contender),
              is,
            ],
          ];
        }),
      ),
    ),
    '',
  ]);
}

function growthOf(run) {
  const { grown, growth, sizes, extrapolated } = finder(run);
  const ms = (value) => (value === undefined ? '–' : value.toFixed(1));
  const parts = [];
  if (sizes.length > 1) {
    const [few, many] = [sizes[0], sizes.at(-1)];
    const names = Object.keys(operations).filter((name) => grown(name, many));
    parts.push('## As it grows: rows', '', `p50 in ms at ${run.connections} connections, ours.`);
    parts.push(
      'Each size has a server of its own, and they take turns: what it grows is the median over the rounds of what the',
      `most rows are to the fewest. ${counted(EXTRAPOLATED)} rows were not measured: that column is extrapolated from the`,
      'last two sizes, as if it went on to grow by as much from decade to decade.',
      '',
    );
    parts.push('![Latency by rows](performance/rows.svg)', '');
    const lines = names.map((name) => [
      operations[name].title,
      ...sizes.map((rows) => ms(grown(name, rows)?.p50)),
      growth(name, few, many)?.toFixed(2) ?? '–',
      ms(extrapolated(name, EXTRAPOLATED)),
    ]);
    const header = [...sizes.map(counted), 'grows', `${counted(EXTRAPOLATED)}, extrapolated`];
    parts.push(...tableOf(['operation', ...header], lines), '');
    parts.push(
      'A search of patients by a name finds the more of them the more there are; the same 50 matches show what size alone costs.',
      '',
    );
  }
  if (run.tenants) {
    const counts = [...new Set(run.tenants.map(({ tenants }) => tenants))];
    const names = [...new Set(run.tenants.map(({ name }) => name))];
    const found = (name, tenants) =>
      run.tenants.find((each) => each.name === name && each.tenants === tenants)?.p50;
    parts.push('## As it grows: tenants', '');
    parts.push('Hospitals of 200 appointments each, whose people ask in turn; p50 in ms.', '');
    parts.push('![Latency by tenants](performance/tenants.svg)', '');
    const lines = names.map((name) => [
      operations[name].title,
      ...counts.map((count) => ms(found(name, count))),
    ]);
    parts.push(...tableOf(['operation', ...counts.map(counted)], lines), '');
  }
  if (run.processes) {
    parts.push('## As it grows: processes', '');
    parts.push(
      'Behind one round-robin proxy, limits on. Two cores carry the servers, PostgreSQL, proxy and load.',
      '',
    );
    const lines = run.processes.map(({ name, processes, perSecond, p50, p99 }) => [
      ...[operations[name].title, processes, counted(perSecond), ms(p50), ms(p99)],
    ]);
    parts.push(...tableOf(['operation', 'processes', 'req/s', 'p50 ms', 'p99 ms'], lines), '');
  }
  if (run.memory) {
    parts.push('## Memory', '');
    parts.push(
      'The median of a dozen looks from there on, a thousand requests apart: the garbage collector lets it rise and fall.',
      '',
    );
    const lines = run.memory.map(({ requests, memoryMiB }) => [
      counted(requests),
      `${memoryMiB.toFixed(0)} MiB`,
    ]);
    parts.push(...tableOf(['after requests', 'resident'], lines), '');
  }
  return parts;
}

export function counted(number) {
  return Math.round(number).toLocaleString('en-US');
}

function tableOf(header, lines) {
  return [header, header.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`);
}
