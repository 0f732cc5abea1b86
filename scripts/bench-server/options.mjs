import { parseArgs } from 'node:util';

export const help = `Usage: pnpm bench:server [options]

  --quick                  About two minutes: 10,000 rows, 16 connections, few rounds.
  --rows N,N,…             Sizes of the data (10000,100000,1000000).
  --connections N,N,…      (1,16,64)
  --rounds N               Interleaved runs of each (5; quick 3).
  --seconds N              How long a run takes (0.6; quick 0.4; with --profile 5).
  --only NAME,…            Some operations alone: see scripts/bench-server/operations.mjs.
  --contenders NAME,…      Some of them alone: ours, other, limited, floor, express, django.
  --compare PATH           Another build of our server, its dist/main.js, measured beside this one as "other"; the
                           database has to be new enough for it, and not too new.
  --profile NAME,…         Show where our server spends its time for these operations, and measure nothing.
  --json PATH              Where the figures go (bench-server.json in the temporary folder).
  --from PATH              Measure nothing, and take the figures of an earlier run.
  --write                  Write docs/performance.md and its charts.
`;

export function readOptions(args) {
  const { values } = parseArgs({
    args: args.filter((arg) => arg !== '--'),
    options: {
      quick: { type: 'boolean', default: false },
      rows: { type: 'string' },
      connections: { type: 'string' },
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      only: { type: 'string' },
      contenders: { type: 'string' },
      compare: { type: 'string' },
      profile: { type: 'string' },
      json: { type: 'string' },
      from: { type: 'string' },
      write: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const { quick, write, compare, json, from } = values;
  const numbers = (given, usual) => (given ?? usual).split(',').map(Number);
  return {
    ...{ quick, write, compare, json, from, help: values.help },
    rows: numbers(values.rows, quick ? '10000' : '10000,100000,1000000'),
    connections: numbers(values.connections, quick ? '16' : '1,16,64'),
    rounds: Number(values.rounds ?? (quick ? 3 : 5)),
    runMs: 1000 * Number(values.seconds ?? (values.profile ? 5 : quick ? 0.4 : 0.6)),
    only: values.only?.split(','),
    profile: values.profile?.split(','),
    contenders: values.contenders?.split(','),
  };
}
