import { contendersOf, startContender } from '../contenders.mjs';
import { measure } from '../measure.mjs';
import { operations } from '../operations.mjs';
import { end } from '../processes.mjs';
import { bringToRest } from '../rest.mjs';
import { prepare } from '../sign-ins.mjs';

/**
 * Our server on data of each size, each by a server of its own: they take turns, so that a machine which gets slower
 * does so for all sizes. `tell` hears the figures of each operation.
 */
export async function measureRows({ made, names, ...job }, tell) {
  const entrants = [];
  const growth = [];
  try {
    for (const each of made) {
      const contender = await startContender('ours', contendersOf().ours, each);
      const dataset = { ...(await prepare(each, contender)), taken: 0 };
      entrants.push({ contender, dataset });
      await bringToRest([contender], dataset);
    }
    for (const name of names) {
      const sensible = entrants
        .filter(({ dataset }) => dataset.rows >= (operations[name].rows ?? 0))
        .map((entrant) => ({ ...entrant, name }));
      const found = await measure({ ...job, entrants: sensible });
      const figures = found.map((figure, place) => ({
        ...{ name, rows: sensible[place].dataset.rows },
        ...figure,
      }));
      growth.push(...figures);
      tell(name, figures);
    }
    return growth;
  } finally {
    await Promise.all(entrants.map(({ contender }) => end(contender, 'SIGKILL')));
  }
}
