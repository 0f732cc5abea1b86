import type { Knex } from 'knex';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NewAuditEntry } from '../src/features/audit-log/audit-log.repository.js';
import { openSqlDatabase, type SqlDatabase, sqlStores } from '../testing/sql-database.js';
import { type TenantRows, writeTenant } from '../testing/tenant-rows.js';

/** What PostgreSQL lets the application see and do, whatever its code does: asked in SQL. */

const clinicalTables = [
  'patients',
  'medical_records',
  'medical_record_versions',
  'attachments',
  'treatments',
  'prescriptions',
];

const insufficientPrivilege = '42501';

const at = '2041-01-01T00:00:00.000Z';
/** A line of the audit log. */
const lineOf = (hospital: number): NewAuditEntry => ({
  ...{
    at,
    actor: null,
    actor_role: null,
    action: 'read',
    resource: 'user',
    resource_id: null,
    patient: null,
  },
  ...{ hospital, outcome: 'success', reason: null, ip: null, request_id: null },
});
/** A call that carries an idempotency key, but for its user. */
const call = { key: 'once', fingerprint: null, claim: 'c', at, lapsed: at, expired: at };

/** A row of the hospital, ready to be inserted once more. */
async function copyOf(connection: Knex, table: string, { hospital }: TenantRows) {
  const { id: _id, ...row } = await connection(table).where({ hospital_id: hospital }).first();
  return row as Record<string, unknown>;
}

describe.each(sqlStores)('tenancy in %s', (store) => {
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

  describe('row-level security', () => {
    it('is enabled, and forced on the owner too, wherever there is clinical data', async () => {
      const protectedTables = await ask(
        `select relname, relforcerowsecurity from pg_class
          where relnamespace = 'public'::regnamespace and relkind = 'r' and relrowsecurity`,
      );
      for (const table of clinicalTables) {
        expect(protectedTables).toContainEqual({ relname: table, relforcerowsecurity: true });
      }
      const namesOf = (rows: { relname: string }[]) => rows.map(({ relname }) => relname);
      const hangOnThem = await ask(
        `select distinct owner.relname from pg_constraint
           join pg_class owner on owner.oid = conrelid join pg_class referred on referred.oid = confrelid
          where contype = 'f' and referred.relrowsecurity`,
      );
      expect(namesOf(hangOnThem).length).toBeGreaterThan(0);
      expect(namesOf(protectedTables)).toEqual(expect.arrayContaining(namesOf(hangOnThem)));
    });

    it.each(clinicalTables)('shows nothing of %s where no hospital is set', async (table) => {
      expect(await sql.asOwner((owner) => owner(table).select())).not.toEqual([]);
      expect(await sql.asApplication(null, (application) => application(table).select())).toEqual([]);
      const empty = await sql.asApplication(null, async (application) => {
        await application.raw(`set local app.hospital = ''`);
        return application(table).select();
      });
      expect(empty).toEqual([]);
    });

    it.each(clinicalTables)('shows of %s what is of the hospital that is set', async (table) => {
      for (const { hospital } of [own, other]) {
        const seen: number[] = await sql.asApplication(hospital, (application) =>
          application(table).distinct().pluck('hospital_id'),
        );
        expect(seen).toEqual([hospital]);
      }
    });

    it.each(clinicalTables)('takes no row of another hospital into %s', async (table) => {
      const row = await sql.asOwner((owner) => copyOf(owner, table, other));
      const refused = { code: insufficientPrivilege, message: expect.stringContaining('row-level security') };
      for (const hospital of [own.hospital, null]) {
        const inserting = sql.asApplication(hospital, (application) => application(table).insert(row));
        await expect(inserting).rejects.toMatchObject(refused);
      }
      const moving = sql.asApplication(own.hospital, (application) =>
        application(table).update({ hospital_id: other.hospital }),
      );
      await expect(moving).rejects.toMatchObject(refused);
    });

    it.each(clinicalTables)('lets nobody change or delete what another hospital has in %s', async (table) => {
      const where = { hospital_id: other.hospital };
      const change = { hospital_id: own.hospital };
      await sql.asApplication(own.hospital, async (application) => {
        expect(await application(table).where(where).update(change)).toBe(0);
        expect(await application(table).where(where).delete()).toBe(0);
      });
    });

    it('shows of the audit log what is of the hospital that is set, and hides it where none is', async () => {
      await sql.database.transaction('platform', ({ auditLog }) =>
        auditLog.append([lineOf(own.hospital), lineOf(other.hospital)]),
      );
      for (const hospital of [own.hospital, other.hospital]) {
        const seen: number[] = await sql.asApplication(hospital, (application) =>
          application('audit_log').distinct().pluck('hospital_id'),
        );
        expect(seen).toEqual([hospital]);
      }
      expect(await sql.asApplication(null, (application) => application('audit_log').select())).toEqual([]);
    });

    it('shows the answers kept for idempotency keys to their user alone', async () => {
      const [mine, theirs] = [own.doctor, other.doctor];
      await sql.database.transaction('platform', async ({ idempotencyKeys }) => {
        for (const user of [mine, theirs]) await idempotencyKeys.claim({ ...call, user });
      });
      const seenBy = (user: number | null) =>
        sql.asApplication(own.hospital, async (application) => {
          if (user !== null) await application.raw(`set local "app.user" = '${user}'`);
          return application('idempotency_keys').pluck('user_id');
        });
      expect([await seenBy(mine), await seenBy(theirs), await seenBy(null)]).toEqual([[mine], [theirs], []]);
    });

    it('forgets the hospital with the end of the transaction', async () => {
      const seen = (hospital: number | 'platform') =>
        sql.database.transaction(hospital, ({ treatments }) => treatments.find(own.treatment));
      expect(await seen(own.hospital)).toMatchObject({ id: own.treatment });
      expect(await sql.asApplication(null, (application) => application('treatments').select())).toEqual([]);
      expect(await seen('platform')).toBeUndefined();
      await sql.database.transaction(own.hospital, () => Promise.reject(new Error())).catch(() => undefined);
      expect(await sql.asApplication(null, (application) => application('treatments').select())).toEqual([]);
    });
  });

  describe("the application's role", () => {
    it('is what the application works under, and may nothing special', async () => {
      const current = await sql.asApplication(null, (application) => application.raw('select current_user'));
      expect(current.rows).toEqual([{ current_user: 'medcor_app' }]);
      const [role] = await ask(`select * from pg_roles where rolname = 'medcor_app'`);
      expect(role).toMatchObject({
        rolsuper: false,
        rolbypassrls: false,
        rolcreaterole: false,
        rolcreatedb: false,
        rolcanlogin: false,
      });
      expect(await ask(`select 1 from pg_auth_members where member = 'medcor_app'::regrole`)).toEqual([]);
    });

    it('owns nothing', async () => {
      const owned = await ask(
        `select classid::regclass::text, objid from pg_shdepend
          where refobjid = 'medcor_app'::regrole and deptype = 'o'`,
      );
      expect(owned).toEqual([]);
    });

    it.each([
      'alter table medical_records disable row level security',
      'alter table medical_records no force row level security',
      'drop policy treatments_of_hospital on treatments',
      'create policy everyone on patients using (true)',
      'alter table treatments add column note text',
      'alter table appointments drop constraint appointments_patient_no_overlap',
      'drop table attachments',
      'drop index appointments_slot_live_key',
      'truncate prescriptions',
      'alter role medcor_app bypassrls',
      'drop schema public cascade',
      'delete from schema_migrations',
    ])('may not: %s', async (statement) => {
      const trying = sql.asApplication(own.hospital, (application) => application.raw(statement));
      await expect(trying).rejects.toMatchObject({ code: insufficientPrivilege });
    });
  });
});
