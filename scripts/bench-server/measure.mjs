import { takeBack } from './extras.mjs';
import { operations, requestsOf } from './operations.mjs';
import { withClient } from './postgres.mjs';
import { resume, suspend } from './processes.mjs';
import { median, quantile } from './statistics.mjs';

/** Audited operations of ours are sealed in the background, up to a second later, and that belongs to their cost. */
const SEALED_WITHIN_MS = 20_000;

/**
 * Measures one operation: the contenders take turns, round by round, and while one is asked the others are stopped.
 * Answers, by contender, what each round found.
 */
export async function measure({ load, postgres, contenders, dataset, name, connections, rounds, ...times }) {
  const operation = operations[name];
  const found = new Map(contenders.map(({ name }) => [name, []]));
  for (let round = -1; round < rounds; round += 1) {
    for (const contender of inTurn(contenders, round)) {
      // The first round warms everybody up, and is as many requests as that takes.
      const length = round < 0 ? { warmUpMs: 0, count: warmUpOf(contender) } : times;
      const result = await runOnce({ load, postgres, contender, dataset, operation, connections, ...length });
      if (round >= 0) found.get(contender.name).push(result);
    }
    if (operation.once) {
      await withClient(dataset.url, (client) => takeBack(client, dataset.samples));
      dataset.taken = 0;
    }
  }
  return new Map([...found].map(([contender, results]) => [contender, summed(results)]));
}

/** Whoever was first is last in the next round: nobody always has the same one before. */
function inTurn(contenders, round) {
  const first = (round + contenders.length) % contenders.length;
  return [...contenders.slice(first), ...contenders.slice(0, first)];
}

/** V8 compiles what is used often; Python has nothing to wait for. */
function warmUpOf({ name }) {
  return name === 'django' ? 50 : 500;
}

async function runOnce({ load, postgres, contender, dataset, operation, connections, ...length }) {
  const { once, tagged, audited } = operation;
  const requests = requestsOf(operation, dataset, contender, once ? dataset.taken : 0);
  resume(contender);
  try {
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
    await untilIdle(dataset);
    suspend(contender);
  }
}

/** Ours seals what it recorded; what others recorded is not left to it. */
async function untilSealed({ url }, { name }) {
  await withClient(url, async (client) => {
    if (!['ours', 'limited', 'other'].includes(name)) return client.query('delete from audit_unsealed');
    return until(async () => {
      const { rowCount } = await client.query('select from audit_unsealed limit 1');
      return rowCount === 0;
    });
  });
}

/** A process is not stopped in the middle of a transaction, whose locks others would wait for. */
async function untilIdle({ url }) {
  await withClient(url, (client) =>
    until(async () => {
      const { rowCount } = await client.query(
        `select from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
            and backend_type = 'client backend' and state <> 'idle' limit 1`,
      );
      return rowCount === 0;
    }),
  );
}

async function until(isSo) {
  const deadline = performance.now() + SEALED_WITHIN_MS;
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error('PostgreSQL did not come to rest.');
    await new Promise((resolve) => setTimeout(resolve, 10));
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
  };
}
