import { takeBack } from './extras.mjs';
import { operations, requestsOf } from './operations.mjs';
import { withClient } from './postgres.mjs';
import { resume } from './processes.mjs';
import { bringToRest } from './rest.mjs';

/** What is done now and then, such as looking at a session, is less than half a statement a request. */
const ASKED = 20;

/** How many statements a request of each operation is to PostgreSQL, those that begin and end a transaction included. */
export async function countStatements({ load, postgres, contenders, dataset, names }) {
  const counted = [];
  const ask = (text, values) =>
    withClient(postgres.url, async (client) => (await client.query(text, values)).rows);
  const track = async (what) => {
    await ask(`alter system set pg_stat_statements.track = '${what}'`);
    await ask('select pg_reload_conf()');
  };
  await track('top');
  for (const contender of contenders) {
    resume(contender);
    for (const name of names) {
      const { once, tagged } = operations[name];
      const asked = async (count) => {
        const requests = requestsOf(operations[name], dataset, contender, once ? dataset.taken : 0);
        const job = { connections: 1, warmUpMs: 0, count, requests, once, tagged };
        const { begun } = await load.run(contender, postgres, job);
        if (once) dataset.taken += begun;
      };
      await asked(1);
      await ask('select pg_stat_statements_reset()');
      await asked(ASKED);
      const rows = await ask(
        `select calls::integer from pg_stat_statements join pg_database on pg_database.oid = dbid where datname = $1`,
        [new URL(dataset.url).pathname.slice(1)],
      );
      const statements = rows.reduce((sum, { calls }) => sum + Math.round(calls / ASKED), 0);
      counted.push({ name, contender: contender.name, statements });
    }
    await bringToRest([contender], dataset);
  }
  await track('none');
  await withClient(dataset.url, (client) => takeBack(client, dataset.samples));
  dataset.taken = 0;
  return counted;
}
