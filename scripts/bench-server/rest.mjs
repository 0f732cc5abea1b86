import { withClient } from './postgres.mjs';
import { resume, suspend } from './processes.mjs';

const PATIENCE_MS = 30_000;

/**
 * Stops contenders, none of them within a transaction: others would wait for its locks, and PostgreSQL could clear
 * nothing away. They do things in the background too, so whoever is found within one goes on until it is over.
 */
export async function bringToRest(contenders, { url }) {
  await withClient(url, async (client) => {
    const areAny = async (...states) => {
      const { rowCount } = await client.query(
        `select from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
            and backend_type = 'client backend' and state = any ($1) limit 1`,
        [states],
      );
      return rowCount > 0;
    };
    const withinOne = ['idle in transaction', 'idle in transaction (aborted)'];
    for (;;) {
      for (const contender of contenders) suspend(contender);
      await until(async () => !(await areAny('active')));
      if (!(await areAny(...withinOne))) return;
      for (const contender of contenders) resume(contender);
      await until(async () => !(await areAny('active', ...withinOne)));
    }
  });
}

/** Ours seals what it recorded; what others recorded is not left to it. */
export async function untilSealed({ url }, { name }) {
  await withClient(url, async (client) => {
    if (!['ours', 'limited', 'other'].includes(name)) return client.query('delete from audit_unsealed');
    return until(async () => (await client.query('select from audit_unsealed limit 1')).rowCount === 0);
  });
}

async function until(isSo) {
  const deadline = performance.now() + PATIENCE_MS;
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error('PostgreSQL did not come to rest.');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
