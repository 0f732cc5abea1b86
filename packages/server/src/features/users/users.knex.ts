import { Doctor, UserSummary } from '@medcor/contract';
import type { Tenant } from '../../db/database.js';
import { findById } from '../../db/knex/find-by-id.js';
import { listRows } from '../../db/knex/list.js';
import { ofTenant } from '../../db/knex/of-tenant.js';
import type { Queryable } from '../../db/knex/queryable.js';
import { selectColumns, toColumns } from '../../db/knex/values.js';
import { normalise } from '../../lists/normalise.js';
import {
  type Account,
  doctorList,
  type UserRepository,
  userList,
  userSearchText,
} from './users.repository.js';

const stored = { hospital: 'hospital_id' };

const summaryColumns = selectColumns('users', Object.keys(UserSummary.shape), stored);

const accountColumns = [
  ...summaryColumns,
  ...selectColumns('users', [
    'address',
    'bio',
    'emergency_contact_name',
    'emergency_contact_phone',
    'preferred_language',
    'timezone',
  ]),
];

const doctorColumns = selectColumns('users', Object.keys(Doctor.omit({ specialties: true }).shape), stored);

/** A doctor's specialties, the primary one first, gathered in the statement that lists the doctors. */
const specialtiesOfDoctor = `
  (select coalesce(json_agg(json_build_object('id', s.id, 'name', s.name, 'is_primary', d.is_primary)
            order by d.is_primary desc, s.name_sort), '[]'::json)
     from doctor_specialties d join specialties s on s.id = d.specialty_id
    where d.hospital_id = users.hospital_id and d.doctor_id = users.id) as specialties`;

const find = findById<Account>((knex, tenant, id) =>
  ofTenant(knex, 'users', tenant).where('users.id', id).first(accountColumns),
);

export function knexUsers(knex: Queryable, tenant: Tenant): UserRepository {
  const users = () => ofTenant(knex, 'users', tenant);

  return {
    find: (id) => find(knex, tenant, id),
    findByEmail: (email) => knex('users').where('users.email', email).first(accountColumns),
    async passwordHash(id) {
      const row = await users().where('users.id', id).first('password_hash');
      return row?.password_hash;
    },
    list: (request) => listRows(knex, users(), summaryColumns, userList, request),
    listDoctors(request, specialty) {
      const doctors = users().where({ 'users.role': 'doctor', 'users.is_active': true });
      if (specialty !== undefined) {
        doctors.whereExists(
          knex('doctor_specialties as d')
            .whereRaw('d.hospital_id = users.hospital_id and d.doctor_id = users.id')
            .where('d.specialty_id', specialty),
        );
      }
      return listRows<Doctor>(
        knex,
        doctors,
        [...doctorColumns, knex.raw(specialtiesOfDoctor)],
        doctorList,
        request,
      );
    },
    async insert(account) {
      const [row] = await knex('users')
        .insert({ ...toColumns(account, stored), ...derived(account) })
        .returning(accountColumns);
      return row;
    },
    async update(id, change) {
      // Held until the change is written: what is derived from the row would else come from an older one.
      const before = await users().where('users.id', id).forNoKeyUpdate().first(accountColumns);
      if (!before) return undefined;
      const [row] = await users()
        .where('users.id', id)
        .update({ ...toColumns(change, stored), ...derived({ ...before, ...change }) })
        .returning(accountColumns);
      return row;
    },
    async countActiveSuperusers(without) {
      const [row] = await knex('users')
        .leftJoin('hospitals', 'hospitals.id', 'users.hospital_id')
        .where({ 'users.is_superuser': true, 'users.is_active': true })
        .whereRaw('coalesce(hospitals.is_active, true)')
        .whereRaw('user' in without ? 'users.id <> ?' : 'users.hospital_id is distinct from ?', [
          'user' in without ? without.user : without.hospital,
        ])
        .count({ total: '*' });
      return Number(row?.total);
    },
    async countActive(hospital, role) {
      const active = knex('users').where({ hospital_id: hospital, is_active: true });
      const [row] = await (role ? active.where({ role }) : active).count({ total: '*' });
      return Number(row?.total);
    },
    async isBound(id) {
      const { rows } = await knex.raw(
        `select exists (select from patients where user_id = :id)
             or exists (select from doctor_specialties where doctor_id = :id)
             or exists (select from availability_slots where doctor_id = :id)
             or exists (select from treatments where doctor_id = :id)
             or exists (select from prescriptions where prescribed_by = :id)
             or exists (select from medical_record_versions where changed_by = :id)
             or exists (select from attachments where uploaded_by = :id) as bound`,
        { id },
      );
      return rows[0].bound;
    },
    usernamesLike: (hospital, prefix) =>
      knex('users').where({ hospital_id: hospital }).whereLike('username', `${prefix}%`).pluck('username'),
  };
}

/** The columns that are made from others. */
function derived(user: Pick<Account, 'first_name' | 'last_name' | 'email' | 'username' | 'department'>) {
  return {
    first_name_sort: normalise(user.first_name),
    last_name_sort: normalise(user.last_name),
    email_sort: user.email,
    search_text: userSearchText(user),
  };
}
