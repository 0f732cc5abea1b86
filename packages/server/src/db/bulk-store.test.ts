import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSqlDatabase, type SqlDatabase, sqlStores } from '../../testing/sql-database.js';
import { type TenantRows, writeTenant } from '../../testing/tenant-rows.js';

const at = '2041-01-01T00:00:00.000Z';
const HOUR = 60 * 60 * 1000;

describe.each(sqlStores)('filling %s', (store) => {
  let sql: SqlDatabase;
  let own: TenantRows;
  let other: TenantRows;

  beforeAll(async () => {
    sql = await openSqlDatabase(store);
    own = await writeTenant(sql.database);
    other = await writeTenant(sql.database);
  });
  afterAll(() => sql.close());

  /** A doctor's slots of an hour each, one after the other. */
  const slots = (doctor: number, count: number, from = at) =>
    Array.from({ length: count }, (_, index) => {
      const start = Date.parse(from) + index * HOUR;
      return {
        ...{ doctor_id: doctor, is_open: true, notes: `It's "${index}", ü?`, created_at: at, updated_at: at },
        start_time: new Date(start).toISOString(),
        end_time: new Date(start + HOUR).toISOString(),
      };
    });

  const slotsOf = async (doctor: number): Promise<Record<string, unknown>[]> =>
    sql.asOwner((owner) => owner('availability_slots').where({ doctor_id: doctor }).orderBy('start_time'));

  it('takes more rows than one statement does, as those of the hospital', async () => {
    await sql.bulk.transaction(async (transaction) => {
      const hospital = await transaction.enter(own.hospital);
      await hospital.insertAll('availability_slots', slots(own.otherDoctor, 6001));
    });
    const rows = await slotsOf(own.otherDoctor);
    expect(rows).toHaveLength(6001);
    expect(rows[6000]).toMatchObject({ hospital_id: own.hospital, notes: `It's "6000", ü?`, created_at: at });
  });

  it('gives out every id once', async () => {
    const take = () =>
      sql.bulk.transaction(async (transaction) => {
        const hospital = await transaction.enter(own.hospital);
        return [...(await hospital.takeIds('users', 3)), ...(await hospital.takeIds('users', 2))];
      });
    const ids = [...(await take()), ...(await take())];
    expect(ids).toEqual([...new Set(ids)].sort((a, b) => a - b));
    expect(ids).toHaveLength(10);
  });

  it('leaves nothing behind when a constraint refuses a row', async () => {
    const before = await slotsOf(own.doctor);
    const filling = sql.bulk.transaction(async (transaction) => {
      const hospital = await transaction.enter(own.hospital);
      await hospital.insertAll('availability_slots', slots(own.doctor, 5, '2042-01-01T00:00:00.000Z'));
      await hospital.insertAll('availability_slots', slots(own.doctor, 1, '2042-01-01T04:30:00.000Z'));
    });
    await expect(filling).rejects.toMatchObject({ code: 'SLOT_OVERLAP' });
    expect(await slotsOf(own.doctor)).toEqual(before);
  });

  it('lets in nothing of another hospital', async () => {
    const filling = (table: string, rows: Record<string, unknown>[]) =>
      sql.bulk.transaction(async (transaction) => {
        const hospital = await transaction.enter(own.hospital);
        await hospital.insertAll(table, rows);
      });
    await expect(filling('availability_slots', slots(other.doctor, 1))).rejects.toMatchObject({
      code: 'INVALID_REFERENCE',
    });
    await sql.bulk.transaction(async (transaction) => {
      const hospital = await transaction.enter(own.hospital);
      expect(await hospital.patients.find(own.patient)).toBeDefined();
      expect(await hospital.patients.find(other.patient)).toBeUndefined();
    });
  });

  it('knows whose addresses a domain’s are', async () => {
    const [account] = await sql.asOwner((owner) => owner('users').where({ id: own.doctor }));
    const [, domain] = account.email.split('@');
    await sql.bulk.transaction(async ({ emailsAt }) => {
      expect(await emailsAt(domain)).toContain(account.email);
      expect(await emailsAt(`x${domain}`)).toEqual([]);
    });
  });
});
