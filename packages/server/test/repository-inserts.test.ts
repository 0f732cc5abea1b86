import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database, Transaction } from '../src/db/database.js';
import { createMemoryDatabase } from '../src/db/memory/memory-database.js';
import type { ListRequest } from '../src/lists/list-fields.js';
import { freeHour } from '../testing/fixture.js';
import { openSqlDatabase } from '../testing/sql-database.js';
import { type TenantRows, writeTenant } from '../testing/tenant-rows.js';
import { everyStore } from '../testing/test-api.js';

/** What is added in a hospital is that hospital's, whatever a row says: here each says that it is another one's. */

type Insert = (all: Transaction, of: TenantRows, said: number) => Promise<{ id: number; hospital: number }>;

const everything: ListRequest = {
  where: [],
  words: [],
  order: [{ field: 'id', descending: false }],
  after: null,
  offset: 0,
  limit: 1000,
};
const at = '2041-01-01T00:00:00.000Z';
const times = { created_at: at, updated_at: at };

const slotOf = (doctor: number, said: number) => {
  const saying = { hospital: said };
  return { ...saying, doctor, ...freeHour(), is_open: true, notes: null, ...times };
};

const inserts: Record<string, Insert> = {
  'availabilitySlots.insert': ({ availabilitySlots }, { doctor }, said) =>
    availabilitySlots.insert(slotOf(doctor, said)),
  async 'availabilitySlots.insertAll'({ availabilitySlots }, { doctor }, said) {
    const [slot] = await availabilitySlots.insertAll([slotOf(doctor, said)]);
    if (!slot) throw new Error('No slot was added.');
    return slot;
  },
  async 'appointments.insert'({ availabilitySlots, appointments }, { doctor, otherPatient }, said) {
    const { notes, start_time, end_time, id: slot } = await availabilitySlots.insert(slotOf(doctor, said));
    const cancellation = { cancellation_reason: null, cancelled_by: null, cancelled_at: null };
    const kind = {
      appointment_type: 'consultation',
      status: 'scheduled',
      reason: null,
      symptoms: null,
    } as const;
    const place = { hospital: said, slot, doctor, patient: otherPatient, start_time, end_time };
    return appointments.insert({ ...place, ...kind, ...cancellation, notes, ...times });
  },
  'doctorSpecialties.insert': ({ doctorSpecialties }, { otherDoctor }, said) => {
    const assignment = { hospital: said, doctor: otherDoctor, specialty: 6, is_primary: false };
    return doctorSpecialties.insert({
      ...assignment,
      years_of_experience: null,
      certification_date: null,
      ...times,
    });
  },
};

class Undo extends Error {}

describe.each(everyStore)('rows that are added over %s', (store) => {
  let database: Database;
  let close: () => Promise<void>;
  let own: TenantRows;
  let other: TenantRows;

  beforeAll(async () => {
    ({ database, close } =
      store === 'memory'
        ? { database: createMemoryDatabase(), close: async () => undefined }
        : await openSqlDatabase(store));
    own = await writeTenant(database);
    other = await writeTenant(database);
  });
  afterAll(() => close());

  const rowsOf = (hospital: number) =>
    database.read(hospital, async ({ availabilitySlots, appointments, doctorSpecialties }) => [
      (await availabilitySlots.list(everything, null, undefined)).rows,
      (await appointments.list(everything)).rows,
      (await doctorSpecialties.list(everything)).rows,
    ]);

  it.each(Object.entries(inserts))("are the tenant's own by %s", async (_name, insert) => {
    let added: { hospital: number } | undefined;
    const adding = database.transaction(own.hospital, async (transaction) => {
      added = await insert(transaction, own, other.hospital);
      throw new Undo();
    });
    await expect(adding).rejects.toThrow(Undo);
    expect(added?.hospital).toBe(own.hospital);
  });

  it.each(Object.entries(inserts))("are not another hospital's by %s", async (_name, insert) => {
    const before = await rowsOf(other.hospital);
    // Refused or added to the own hospital, with people of another: either will do here.
    await database
      .transaction(own.hospital, (transaction) => insert(transaction, other, other.hospital))
      .catch(() => undefined);
    expect(await rowsOf(other.hospital)).toEqual(before);
  });

  it.each(Object.entries(inserts))('are none of the platform at large by %s', async (_name, insert) => {
    const adding = database.transaction('platform', (transaction) => insert(transaction, own, own.hospital));
    await expect(adding).rejects.toThrow('Rows of a hospital are added within it.');
  });
});
