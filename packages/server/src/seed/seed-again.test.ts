import { afterEach, describe, expect, it } from 'vitest';
import { type SqlStore, sqlStores } from '../../testing/sql-database.js';
import { clashes, openSeeded, type SeededDatabase } from './seeded-database.test-support.js';

const tables = [
  'hospitals',
  'users',
  'patients',
  'doctor_specialties',
  'availability_slots',
  'appointments',
  'medical_records',
  'medical_record_versions',
  'treatments',
  'prescriptions',
  'subscription_plans',
  'subscriptions',
];

/** All there is of a hospital but the password. */
async function dump({ ask }: SeededDatabase, hospital: number): Promise<Record<string, unknown[]>> {
  const rows: Record<string, unknown[]> = {};
  for (const table of tables) {
    const hospitalOf = { hospitals: 'id', subscription_plans: hospital }[table] ?? 'hospital_id';
    const found = await ask(
      `select to_jsonb(t) - 'password_hash' as row from ${table} t where ${hospitalOf} = ${hospital}
        order by to_jsonb(t) - 'password_hash'`,
    );
    rows[table] = found.map(({ row }) => row);
  }
  return rows;
}

describe('seeding again', () => {
  const opened: SeededDatabase[] = [];
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((database) => database.close()));
  });
  const open = async (...given: Parameters<typeof openSeeded>) => {
    const database = await openSeeded(...given);
    opened.push(database);
    return database;
  };
  /** What a fresh database holds once it is seeded in March 2026, when the clocks of the hospital go forward. */
  const invent = async (store: SqlStore, at: string, seed = '1') => {
    const database = await open(store, { seed }, () => new Date(at));
    return dump(database, database.seeded.hospital.id);
  };

  it('with the same numbers gives the same all day, in either store', async () => {
    const early = await invent('PostgreSQL', '2026-03-10T06:00:00Z');
    expect(Object.values(early).filter((rows) => rows.length === 0)).toEqual([]);
    expect(await invent('the embedded database', '2026-03-11T04:59:00Z')).toEqual(early);
  });

  it('with another seed gives others', async () => {
    const { users, ...first } = await invent('PostgreSQL', '2026-03-10T06:00:00Z');
    const { users: others, ...second } = await invent('PostgreSQL', '2026-03-10T06:00:00Z', '2');
    expect(others).toHaveLength(users?.length ?? 0);
    expect(others).not.toEqual(users);
    expect(second.appointments).not.toEqual(first.appointments);
  });

  it.each(sqlStores)('in %s adds another hospital, and leaves the first one as it was', async (store) => {
    const database = await open(store);
    const { seeded: first } = database;
    const before = await dump(database, first.hospital.id);
    const second = await database.seedAgain();
    const third = await database.seedAgain({ doctors: '1', patients: '1', appointments: '1' });
    expect([first, second, third].map(({ hospital }) => [hospital.name, hospital.slug])).toEqual([
      ['Riverbend General Hospital', 'riverbend-general-hospital'],
      ['Riverbend General Hospital 2', 'riverbend-general-hospital-2'],
      ['Riverbend General Hospital 3', 'riverbend-general-hospital-3'],
    ]);
    expect([first, second, third].map(({ admin }) => admin.email)).toEqual([
      'admin@example.org',
      'admin2@example.org',
      'admin3@example.org',
    ]);
    expect([first, second, third].map(({ isSuperuser }) => isSuperuser)).toEqual([true, false, false]);
    expect(new Set([first, second, third].map(({ password }) => password)).size).toBe(3);
    expect(await database.ask('select id from users where is_superuser')).toEqual([{ id: first.admin.id }]);
    expect(await dump(database, first.hospital.id)).toEqual(before);
    expect(await database.ask('select count(*) from subscription_plans')).toEqual([{ count: 2 }]);
    const { appointments } = await dump(database, second.hospital.id);
    expect(appointments).toHaveLength(60);
  });

  it('while somebody else does so gives each a hospital of their own', async () => {
    const database = await open('PostgreSQL', { doctors: '0', patients: '0' });
    const added = await Promise.all([database.seedAgain(), database.seedAgain()]);
    expect(added.map(({ hospital }) => hospital.name).sort()).toEqual([
      'Riverbend General Hospital 2',
      'Riverbend General Hospital 3',
    ]);
  });

  it.each([
    ['3', '1', '40'],
    ['1', '3', '40'],
    ['30', '20', '3000'],
    ['2', '0', '0'],
  ])('takes %s doctors, %s patients and %s appointments', async (doctors, patients, appointments) => {
    const { ask } = await open('PostgreSQL', { doctors, patients, appointments });
    const count = (table: string) => `(select count(*) from ${table})`;
    expect(
      await ask(
        `select ${count('doctor_specialties where is_primary')} as doctors, ${count('patients')} as patients,
                ${count('appointments')} as appointments`,
      ),
    ).toEqual([{ doctors: Number(doctors), patients: Number(patients), appointments: Number(appointments) }]);
    expect(await ask(clashes)).toEqual([]);
  });
});
