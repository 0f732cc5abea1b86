import { fromServer } from '../from-server.mjs';
import { statements } from './statements.mjs';

const pg = fromServer('pg');
const { builtins } = pg.types;

/** As our server reads them: counts as numbers, instants as ISO strings, days as they are. */
const types = {
  getTypeParser(oid, format) {
    if (oid === builtins.INT8) return Number;
    if (oid === builtins.TIMESTAMPTZ) return (text) => new Date(text).toISOString();
    if (oid === builtins.DATE) return (text) => text;
    return pg.types.getTypeParser(oid, format);
  },
};

/** PostgreSQL through prepared statements, as the role that row-level security binds. */
export function openStore({ url, max }) {
  const pool = new pg.Pool({ connectionString: url, max, min: max, types, options: '-c role=medcor_app' });
  const ask = async (client, name, values) =>
    (await client.query({ name, text: statements[name], values })).rows;

  return {
    ask: (name, values) => ask(pool, name, values),
    /** Does the work in one transaction: all of it, or nothing. */
    async transaction(work) {
      const client = await pool.connect();
      try {
        await client.query('begin');
        const result = await work((name, values) => ask(client, name, values));
        await client.query('commit');
        return result;
      } catch (error) {
        await client.query('rollback');
        throw error;
      } finally {
        client.release();
      }
    },
  };
}
