import { takeBack } from './extras.mjs';
import { operations, requestsOf } from './operations.mjs';
import { withClient } from './postgres.mjs';
import { resume } from './processes.mjs';
import { bringToRest, untilSealed } from './rest.mjs';
import { median, quantile } from './statistics.mjs';

/**
 * Measures what belongs side by side: the entrants, each an operation (by its name) of a contender on a dataset, take
 * turns, round by round, and while one is asked the others are stopped: a machine that gets slower does so for all.
 * Answers what was found of each, in their order.
 */
export async function measure({ load, postgres, entrants, connections, rounds, runMs }) {
  const found = new Map(entrants.map((entrant) => [entrant, []]));
  for (let round = -1; round < rounds; round += 1) {
    for (const entrant of inTurn(entrants, round)) {
      // The first round warms everybody up.
      const length =
        round < 0 ? { warmUpMs: 0, ...warmUpOf(entrant) } : { warmUpMs: Math.min(200, runMs / 4), runMs };
      const result = await runOnce({ load, postgres, ...entrant, connections, ...length });
      if (round >= 0) found.get(entrant).push(result);
    }
    const booked = entrants.filter(({ name }) => operations[name].once).map(({ dataset }) => dataset);
    for (const dataset of new Set(booked)) {
      await withClient(dataset.url, (client) => takeBack(client, dataset.samples));
      dataset.taken = 0;
    }
  }
  return [...found.values()].map(summed);
}

/** Whoever was first is last in the next round: nobody always has the same one before. */
function inTurn(entrants, round) {
  const first = (round + entrants.length) % entrants.length;
  return [...entrants.slice(first), ...entrants.slice(0, first)];
}

/** What each contender was asked already. */
const asked = new WeakMap();

/**
 * V8 compiles what is used often, and goes on to do so for thousands of requests, of which a server that has been up for a minute
 * has answered more. Python has nothing to wait for.
 */
function warmUpOf({ contender, name }) {
  const known = asked.get(contender) ?? new Set();
  asked.set(contender, known);
  const isCold = !known.has(name);
  known.add(name);
  if (contender.name === 'django') return { count: 50, mostMs: 2000 };
  if (!isCold) return { count: 1000, mostMs: 1000 };
  // Of what can be asked but once there has to be enough for all, one after the other.
  return { count: operations[name].once ? 2500 : 10_000, mostMs: 8000 };
}

async function runOnce({ load, postgres, contender, dataset, name, connections, ...length }) {
  const operation = operations[name];
  const { once, tagged, audited } = operation;
  const requests = requestsOf(operation, dataset, contender, once ? dataset.taken : 0);
  resume(contender);
  try {
    // Audited operations are sealed in the background, up to a second later, and that belongs to their cost.
    const settled = async () => audited && untilSealed(dataset, contender);
    const found = await load.run(
      contender,
      postgres,
      { connections, requests, once, tagged, ...length },
      settled,
    );
    if (once) dataset.taken += found.begun;
    return {
      perSecond: found.perSecond,
      p50: quantile(found.latencies, 0.5),
      p99: quantile(found.latencies, 0.99),
      cpu: found.cpu,
      postgresCpu: found.postgresCpu,
    };
  } finally {
    await bringToRest([contender], dataset);
  }
}

function summed(results) {
  const of = (field) => results.map((result) => result[field]);
  return {
    perSecond: median(of('perSecond')),
    p50: median(of('p50')),
    p99: median(of('p99')),
    cpu: median(of('cpu')),
    postgresCpu: median(of('postgresCpu')),
    rounds: of('perSecond'),
    p50s: of('p50'),
    costs: results.map(({ cpu, postgresCpu }) => cpu + postgresCpu),
  };
}
