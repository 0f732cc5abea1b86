import { contendersOf, startContender } from '../contenders.mjs';
import { operations, requestsOf } from '../operations.mjs';
import { end, memoryMiB } from '../processes.mjs';
import { prepare } from '../sign-ins.mjs';
import { median } from '../statistics.mjs';

const MARKS = [10_000, 100_000];

/** The garbage collector lets it rise by a fifth and fall again, within some ten thousand requests. */
const LOOKS = 12;
const REQUESTS_A_LOOK = 1000;

const MIX = ['get', 'profile', 'list', 'patients', 'slots', 'record'];

/** Resident memory of our server after so many requests of all kinds: the median of a dozen looks from there on. */
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
      const looks = [];
      for (let look = 0; look < LOOKS; look += 1) {
        const count = mark + look * REQUESTS_A_LOOK - done;
        await load.run(server, postgres, { connections, warmUpMs: 0, count, requests });
        done += count;
        looks.push(memoryMiB(server));
      }
      figures.push({ requests: mark, memoryMiB: median(looks), looks });
    }
    return figures;
  } finally {
    await end(server, 'SIGKILL');
  }
}
