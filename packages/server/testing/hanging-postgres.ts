import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import type { PostgresServer } from './postgres-server.js';

/** Has a server hang: its system still takes connections for it, and nothing ever comes of them. Answers how to go on. */
export async function hang(server: PostgresServer): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  const [postmaster] = (await readFile(join(server.dataDir, 'postmaster.pid'), 'utf8')).split('\n');
  // First the one who would start others. The own connection comes last: it still has to say who they are.
  const stopped = [Number(postmaster)];
  process.kill(Number(postmaster), 'SIGSTOP');
  const { rows } = await client.query<{ pid: number }>(
    'select pid from pg_stat_activity order by pid = pg_backend_pid()',
  );
  for (const { pid } of rows) {
    process.kill(pid, 'SIGSTOP');
    stopped.push(pid);
  }
  return async () => {
    for (const pid of stopped.splice(0)) process.kill(pid, 'SIGCONT');
    await client.end();
  };
}
