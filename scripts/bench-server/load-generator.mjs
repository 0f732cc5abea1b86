/**
 * Asks a server as fast as it answers, in a process of its own: jobs come as messages, and so do what was found. It
 * speaks HTTP/1.1 over sockets itself, since Node's own client would take longer to ask than the floor to answer.
 */
import { openConnection } from './raw-connection.mjs';

process.on('message', async (job) => {
  try {
    process.send({ found: await run(job) });
  } catch (error) {
    process.send({ failed: error.message });
  }
});
process.once('disconnect', () => process.exit());

/**
 * Sends requests for a time, whose first part, in which everything gets warm, does not count; however slow they are,
 * as many of them count as there are connections. Or so many requests, if they take no longer than `mostMs`.
 */
async function run({ port, connections, warmUpMs, runMs, requests, count, mostMs = Infinity, ...how }) {
  const open = await Promise.all(Array.from({ length: connections }, () => openConnection(port)));
  const next = sourceOf(requests, how.once);
  const latencies = [];
  let begun = 0;
  const beginning = performance.now() + warmUpMs;
  const isOver =
    count === undefined
      ? (now) => now >= beginning + runMs && latencies.length >= connections
      : (now) => begun >= count || now >= beginning + mostMs;
  let isWarm = false;
  let last = beginning;

  const ask = async (connection, place) => {
    let ifMatch = how.tagged && (await tagOf(connection, next.at(place)));
    for (;;) {
      const start = performance.now();
      if (isOver(start)) return;
      if (!isWarm && start >= beginning) {
        isWarm = true;
        process.send({ begun: true });
      }
      begun += 1;
      const request = how.tagged
        ? next.at(place).replace('\r\n', `\r\nIf-Match: ${ifMatch}\r\n`)
        : next.take();
      const answer = await connection.ask(request);
      if (answer.status > 299) throw new Error(`${answer.status} for ${request}\n${answer.body()}`);
      if (how.tagged) ifMatch = answer.header('etag');
      const end = performance.now();
      if (start >= beginning) {
        latencies.push(end - start);
        last = end;
      }
    }
  };

  await Promise.all(open.map(ask));
  for (const connection of open) connection.close();
  return { latencies, elapsedMs: last - beginning, begun };
}

/** Requests one after the other: from the beginning again, or each but once. */
function sourceOf(requests, once) {
  let taken = 0;
  return {
    at: (place) => requests[place % requests.length],
    take() {
      if (once && taken >= requests.length) throw new Error('There is nothing left to be asked for once.');
      taken += 1;
      return requests[(taken - 1) % requests.length];
    },
  };
}

/** The tag that a change has to name: that of the resource as it is. */
async function tagOf(connection, change) {
  const [head] = change.split('\r\n\r\n');
  const read = `${head}\r\n`.replace(/^PUT/, 'GET').replace(/^Content-\S+ .*\r\n/gm, '');
  return (await connection.ask(`${read}\r\n`)).header('etag');
}
