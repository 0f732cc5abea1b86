import type { Knex } from 'knex';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freeHour } from '../testing/fixture.js';
import { openSqlDatabase, type SqlDatabase, sqlStores } from '../testing/sql-database.js';
import { type TenantRows, writeTenant } from '../testing/tenant-rows.js';

/** What no row can say, whoever writes it: asked in SQL, as the owner of the tables. */

type Change = (of: TenantRows) => Record<string, unknown>;

/**
 * Every reference to a thing of a hospital, with the change that makes it one of that hospital in the copy of a row
 * of another. What else is changed keeps the copy clear of the original.
 */
const references: Record<string, Change> = {
  'patients.user_id': ({ otherDoctor }) => ({ user_id: otherDoctor }),
  'doctor_specialties.doctor_id': ({ otherDoctor }) => ({ doctor_id: otherDoctor }),
  'availability_slots.doctor_id': ({ otherDoctor }) => ({ doctor_id: otherDoctor }),
  'appointments.patient_id': ({ patient }) => ({ patient_id: patient, status: 'cancelled' }),
  'appointments.doctor_id': ({ doctor }) => ({ doctor_id: doctor, status: 'cancelled' }),
  'appointments.slot_id': ({ slot }) => ({ slot_id: slot, status: 'cancelled' }),
  'medical_records.patient_id': ({ patient }) => ({ patient_id: patient }),
  'medical_records.appointment_id': ({ appointment }) => ({ appointment_id: appointment }),
  'medical_records.created_by': ({ doctor }) => ({ created_by: doctor }),
  'medical_record_versions.record_id': ({ record }) => ({ record_id: record, version: 2 }),
  'medical_record_versions.changed_by': ({ doctor }) => ({ changed_by: doctor, version: 2 }),
  'attachments.record_id': ({ record }) => ({ record_id: record }),
  'attachments.uploaded_by': ({ doctor }) => ({ uploaded_by: doctor }),
  'treatments.patient_id': ({ patient }) => ({ patient_id: patient }),
  'treatments.doctor_id': ({ doctor }) => ({ doctor_id: doctor }),
  'treatments.appointment_id': ({ appointment }) => ({ appointment_id: appointment }),
  'prescriptions.treatment_id': ({ treatment }) => ({ treatment_id: treatment }),
  'prescriptions.prescribed_by': ({ doctor }) => ({ prescribed_by: doctor }),
  'webhook_deliveries.webhook_id': ({ webhook }) => ({ webhook_id: webhook }),
};

/** Acts of superusers, who stand above hospitals, and what is somebody's own, wherever they work by now. */
const acrossHospitals = [
  'appointments.cancelled_by',
  'avatar_sessions.user_id',
  'chat_messages.session_id',
  'chat_messages.user_id',
  'chat_sessions.user_id',
  'installation.claimed_by',
];

/** A row of the hospital, ready to be inserted once more. */
async function copyOf(connection: Knex, table: string, { hospital }: TenantRows) {
  const { id: _id, ...row } = await connection(table).where({ hospital_id: hospital }).first();
  return row as Record<string, unknown>;
}

describe.each(sqlStores)('constraints in %s', (store) => {
  let sql: SqlDatabase;
  let own: TenantRows;
  let other: TenantRows;

  beforeAll(async () => {
    sql = await openSqlDatabase(store);
    own = await writeTenant(sql.database);
    other = await writeTenant(sql.database);
  });
  afterAll(() => sql.close());

  const ask = async (statement: string) => (await sql.asOwner((owner) => owner.raw(statement))).rows;

  describe('a reference', () => {
    it('to a thing of a hospital goes by the hospital and the id', async () => {
      const found: { reference: string; by: string }[] = await ask(
        `with keyed as (select attrelid as table_id from pg_attribute where attname = 'hospital_id'),
              keys as (
           select conrelid::regclass::text as owner,
                  (select array_agg(attname::text order by position)
                     from unnest(conkey) with ordinality key (number, position)
                     join pg_attribute on attrelid = conrelid and attnum = number) as columns,
                  (select string_agg(attname::text, ', ' order by position)
                     from unnest(confkey) with ordinality key (number, position)
                     join pg_attribute on attrelid = confrelid and attnum = number) as referred
             from pg_constraint
            where contype = 'f' and conrelid in (select * from keyed) and confrelid in (select * from keyed))
         select owner || '.' || columns[cardinality(columns)] as reference,
                array_to_string(columns[:cardinality(columns) - 1] || referred, ' = ') as by
           from keys`,
      );
      const single = found.filter(({ by }) => by !== 'hospital_id = hospital_id, id');
      expect(single.map(({ reference }) => reference).sort()).toEqual(acrossHospitals);
      const composite = found.filter((key) => !single.includes(key));
      expect(composite.map(({ reference }) => reference).sort()).toEqual(Object.keys(references).sort());
    });

    it('has its hospital always: without one it would not be checked', async () => {
      const optional = await ask(
        `select table_name from information_schema.columns
          where table_schema = 'public' and column_name = 'hospital_id' and is_nullable = 'YES'
          order by table_name`,
      );
      // A superuser may belong to none, what is done for the platform is done in none, and nothing of a hospital is
      // referred to by the installation.
      const none = [
        'audit_log',
        'avatar_sessions',
        'chat_messages',
        'chat_sessions',
        'installation',
        'users',
      ];
      expect(optional).toEqual(none.map((table_name) => ({ table_name })));
    });

    it.each(Object.entries(references))('by %s stays within the hospital', async (reference, change) => {
      const [table = '', column = ''] = reference.split('.');
      const insertWith = (of: TenantRows) =>
        sql.asOwner(async (owner) => {
          const copy = await copyOf(owner, table, own);
          const clear = table === 'availability_slots' ? freeHour() : {};
          return owner(table)
            .insert({ ...copy, ...clear, ...change(of) })
            .returning('hospital_id');
        });
      expect(await insertWith(own)).toEqual([{ hospital_id: own.hospital }]);
      await expect(insertWith(other)).rejects.toMatchObject({
        code: '23503',
        constraint: expect.stringContaining(column),
      });
    });

    it('is not left behind by what it refers to', async () => {
      for (const table of ['users', 'availability_slots', 'appointments', 'medical_records', 'treatments']) {
        const leaving = sql.asOwner((owner) =>
          owner(table).where({ hospital_id: own.hospital }).update({ hospital_id: other.hospital }),
        );
        await expect(leaving).rejects.toMatchObject({ code: '23503' });
      }
    });
  });

  describe('two at once', () => {
    const insertSlot = (owner: Knex, fields: Record<string, unknown>) =>
      copyOf(owner, 'availability_slots', own).then((slot) =>
        owner('availability_slots').insert({ ...slot, ...fields }, '*'),
      );
    const insertAppointment = (owner: Knex, fields: Record<string, unknown>) =>
      copyOf(owner, 'appointments', own).then((copy) =>
        owner('appointments').insert({ ...copy, ...fields }, '*'),
      );
    const spanOf = async (owner: Knex) => {
      const { start_time, end_time } = await copyOf(owner, 'availability_slots', own);
      const inside = new Date(Date.parse(String(end_time)) - 60_000).toISOString();
      const afterwards = new Date(Date.parse(String(end_time)) + 60_000).toISOString();
      return { start_time, end_time, inside, afterwards };
    };

    it('are no slots of one doctor', async () => {
      const insert = (fields: (span: Awaited<ReturnType<typeof spanOf>>) => Record<string, unknown>) =>
        sql.asOwner(async (owner) => insertSlot(owner, fields(await spanOf(owner))));
      const overlapping = { code: '23P01', constraint: 'availability_slots_no_overlap' };
      await expect(insert(() => ({}))).rejects.toMatchObject(overlapping);
      await expect(
        insert(({ inside, afterwards }) => ({ start_time: inside, end_time: afterwards })),
      ).rejects.toMatchObject(overlapping);
      const bordering = ({ end_time, afterwards }: { end_time: unknown; afterwards: string }) => ({
        start_time: end_time,
        end_time: afterwards,
      });
      expect(await insert(bordering)).toHaveLength(1);
      expect(await insert(() => ({ doctor_id: own.otherDoctor }))).toHaveLength(1);
      expect(await insert(() => ({ deleted_at: '2040-01-01T00:00:00Z' }))).toHaveLength(1);
    });

    it('are no live appointments of one patient', async () => {
      const insert = (status: string, patient: number) =>
        sql.asOwner(async (owner) => {
          const { inside, afterwards } = await spanOf(owner);
          const [slot] = await insertSlot(owner, { doctor_id: own.otherDoctor });
          const booking = { slot_id: slot.id, patient_id: patient, status };
          return insertAppointment(owner, { ...booking, start_time: inside, end_time: afterwards });
        });
      for (const status of ['scheduled', 'confirmed', 'completed']) {
        await expect(insert(status, own.patient)).rejects.toMatchObject({
          code: '23P01',
          constraint: 'appointments_patient_no_overlap',
        });
        expect(await insert(status, own.otherPatient)).toHaveLength(1);
      }
      for (const status of ['cancelled', 'no_show'])
        expect(await insert(status, own.patient)).toHaveLength(1);
    });

    it('are no live appointments on one slot', async () => {
      const insert = (status: string) =>
        sql.asOwner((owner) => insertAppointment(owner, { patient_id: own.otherPatient, status }));
      for (const status of ['scheduled', 'confirmed', 'completed']) {
        await expect(insert(status)).rejects.toMatchObject({
          code: '23505',
          constraint: 'appointments_slot_live_key',
        });
      }
      for (const status of ['cancelled', 'no_show']) expect(await insert(status)).toHaveLength(1);
    });
  });
});
