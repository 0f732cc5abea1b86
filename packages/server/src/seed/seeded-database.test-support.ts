import { openSqlDatabase, type SqlDatabase, type SqlStore } from '../../testing/sql-database.js';
import type { Clock } from '../ports.js';
import { createArgon2Passwords } from '../providers/argon2-passwords.js';
import { nodeSecrets } from '../providers/node-secrets.js';
import { type Seeded, seed } from './seed.js';
import { readSeedOptions } from './seed-options.js';

type Numbers = Parameters<typeof readSeedOptions>[0];

/** A database of its own, with an invented hospital in it. */
export interface SeededDatabase {
  readonly sql: SqlDatabase;
  readonly seeded: Seeded;
  /** Asks it in SQL, as the owner of the tables. */
  ask(statement: string): Promise<Record<string, unknown>[]>;
  /** Adds one more hospital. */
  seedAgain(numbers?: Numbers): Promise<Seeded>;
  close(): Promise<void>;
}

export async function openSeeded(
  store: SqlStore,
  numbers: Numbers = {},
  clock: Clock = () => new Date(),
): Promise<SeededDatabase> {
  const sql = await openSqlDatabase(store);
  const ports = { store: sql.bulk, clock, passwordHasher: createArgon2Passwords(), secrets: nodeSecrets };
  const seedAgain = (again: Numbers = {}) => seed(ports, readSeedOptions(again));
  return {
    sql,
    seeded: await seedAgain(numbers),
    ask: async (statement) => (await sql.asOwner((owner) => owner.raw(statement))).rows,
    seedAgain,
    close: () => sql.close(),
  };
}

/** Every pair of rows that share somebody and some time, which there should be none of. */
export const clashes = `
  select 'slots of a doctor' as of, a.id from availability_slots a join availability_slots b
      on a.doctor_id = b.doctor_id and a.id < b.id and a.start_time < b.end_time and b.start_time < a.end_time
  union all
  select 'live appointments', a.id from appointments a join appointments b
      on (a.patient_id = b.patient_id or a.doctor_id = b.doctor_id or a.slot_id = b.slot_id)
     and a.id < b.id and a.start_time < b.end_time and b.start_time < a.end_time
   where a.status in ('scheduled', 'confirmed', 'completed') and b.status in ('scheduled', 'confirmed', 'completed')
  union all
  select 'an appointment and its slot', a.id from appointments a join availability_slots s on s.id = a.slot_id
   where (a.doctor_id, a.start_time, a.end_time) is distinct from (s.doctor_id, s.start_time, s.end_time)`;
