import { fileURLToPath } from 'node:url';
import { cores, cpuMs, start } from './processes.mjs';

/** The process that asks; see load-generator.mjs. */
export function startLoad() {
  const one = start(process.execPath, [fileURLToPath(new URL('./load-generator.mjs', import.meta.url))], {
    core: cores.load,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });

  return {
    ...one,
    /**
     * Asks a contender, and answers what came of it: latencies, and the processor time that the contender and
     * PostgreSQL had for it, `settled` included, which is what the contender still has to do afterwards.
     */
    async run(contender, postgres, job, settled = async () => undefined) {
      let before;
      const found = await new Promise((resolve, reject) => {
        const done = (how, value) => {
          one.child.off('message', hear);
          how(value);
        };
        const hear = ({ begun, found, failed }) => {
          if (begun) before = { contender: cpuMs(contender), postgres: cpuMs(postgres) };
          if (failed) done(reject, new Error(`${contender.title}: ${failed}\n${contender.said()}`));
          if (found) done(resolve, found);
        };
        one.child.on('message', hear);
        one.ended.then((how) => done(reject, new Error(`The load ended (${how}): ${one.said()}`)));
        one.child.send({ ...job, port: contender.port });
      });
      await settled();
      const after = { contender: cpuMs(contender), postgres: cpuMs(postgres) };
      const requests = found.latencies.length;
      if (!before || requests === 0) throw new Error(`${contender.title} answered nothing in time.`);
      return {
        ...found,
        perSecond: (1000 * requests) / found.elapsedMs,
        cpu: (after.contender - before.contender) / requests,
        postgresCpu: (after.postgres - before.postgres) / requests,
      };
    },
  };
}
