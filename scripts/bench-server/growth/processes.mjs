import { fileURLToPath } from 'node:url';
import { freePort, untilAnswered } from '../../local-server.mjs';
import { contendersOf, startContender } from '../contenders.mjs';
import { operations, requestsOf } from '../operations.mjs';
import { cores, end, pin, start } from '../processes.mjs';
import { prepare } from '../sign-ins.mjs';
import { median, quantile } from '../statistics.mjs';

const proxyFile = fileURLToPath(new URL('./proxy.mjs', import.meta.url));
const MEASURED = ['get', 'list'];

/**
 * One server, and two, behind the same proxy, with limits that PostgreSQL keeps for both. Nothing but the load is
 * pinned: with two cores, two servers have to share them with all the rest.
 */
export async function measureProcesses({ load, postgres, made, connections, rounds, runMs }) {
  const { limited } = contendersOf();
  pin(postgres, cores.all);
  const servers = [];
  const figures = [];
  try {
    for (let number = 0; number < 2; number += 1) {
      servers.push(await startContender('ours', { ...limited, core: null }, made));
    }
    const dataset = await prepare(made, servers[0]);
    const proxies = [await startProxy(servers.slice(0, 1)), await startProxy(servers)];
    for (const name of MEASURED) {
      const found = proxies.map(() => []);
      for (let round = -1; round < rounds; round += 1) {
        for (const [index, proxy] of proxies.entries()) {
          const requests = requestsOf(operations[name], dataset, proxy);
          const length = round < 0 ? { warmUpMs: 0, count: 3000 } : { warmUpMs: runMs / 4, runMs };
          const result = await load.run(proxy, postgres, { connections, requests, ...length });
          if (round >= 0) found[index].push(result);
        }
      }
      for (const [index, results] of found.entries()) {
        figures.push({
          ...{ name, processes: index + 1, connections },
          perSecond: median(results.map(({ perSecond }) => perSecond)),
          p50: median(results.map(({ latencies }) => quantile(latencies, 0.5))),
          p99: median(results.map(({ latencies }) => quantile(latencies, 0.99))),
        });
      }
    }
    return figures;
  } finally {
    await Promise.all(servers.map((server) => end(server, 'SIGKILL')));
    pin(postgres, cores.load);
  }
}

async function startProxy(servers) {
  const port = await freePort();
  const proxy = start(
    process.execPath,
    [proxyFile, ...[port, ...servers.map((each) => each.port)].map(String)],
    {
      core: cores.load,
    },
  );
  await untilAnswered(proxy, `http://127.0.0.1:${port}/api/health/`);
  return Object.assign(proxy, { port, name: 'ours', title: 'the proxy' });
}
