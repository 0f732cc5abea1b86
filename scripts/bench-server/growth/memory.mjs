import { contendersOf, startContender } from '../contenders.mjs';
import { operations, requestsOf } from '../operations.mjs';
import { end, memoryMiB } from '../processes.mjs';
import { prepare } from '../sign-ins.mjs';

const MARKS = [10_000, 100_000];
const MIX = ['get', 'profile', 'list', 'patients', 'slots', 'record'];

/** Resident memory of our server after so many requests of all kinds. */
export async function measureMemory({ load, postgres, made, connections }) {
  const server = await startContender('ours', contendersOf().ours, made);
  try {
    const dataset = await prepare(made, server);
    // The short ones come more often than the lists, as they do.
    const weights = { get: 10, profile: 5, list: 1, patients: 2, slots: 1, record: 5 };
    const requests = Array.from({ length: 200 }, (_, index) =>
      MIX.flatMap((name) =>
        Array.from({ length: weights[name] }, (_, place) => {
          const all = requestsOf(operations[name], dataset, server, 0, 50);
          return all[(index * weights[name] + place) % all.length];
        }),
      ),
    ).flat();
    const figures = [];
    let done = 0;
    for (const mark of MARKS) {
      await load.run(server, postgres, { connections, warmUpMs: 0, count: mark - done, requests });
      done = mark;
      figures.push({ requests: mark, memoryMiB: memoryMiB(server) });
    }
    return figures;
  } finally {
    await end(server, 'SIGKILL');
  }
}
