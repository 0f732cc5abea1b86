import type { Doctor } from '@medcor/contract';
import type { Tenant } from '../../db/database.js';
import { type Exclusion, sliceOf } from '../../db/memory/memory-table.js';
import type { MemoryTables } from '../tables.memory.js';
import { type Account, doctorList, toSummary, type UserRepository, userList } from './users.repository.js';

export type UserRow = Account & { password_hash: string };

export const userExclusions: Exclusion<UserRow>[] = [
  { constraint: 'users_email_key', clash: (a, b) => a.email === b.email },
  {
    constraint: 'users_username_key',
    clash: (a, b) => a.username === b.username && a.hospital === b.hospital && a.hospital !== null,
  },
];

export function memoryUsers(tables: MemoryTables, tenant: Tenant): UserRepository {
  const { users, hospitals } = tables;
  const isVisible = (user: UserRow) => tenant === 'platform' || user.hospital === tenant;
  const find = (id: number) => users.get(id, isVisible);
  return {
    find: async (id) => accountOf(find(id)),
    findByEmail: async (email) => accountOf(users.find((user) => user.email === email)),
    passwordHash: async (id) => find(id)?.password_hash,
    async list(request) {
      const slice = sliceOf(users.filter(isVisible), userList, request);
      return { ...slice, rows: slice.rows.map(toSummary) };
    },
    async listDoctors(request, specialty) {
      const doctors = users
        .filter((user) => isVisible(user) && user.role === 'doctor' && user.is_active)
        .map((user) => doctorOf(tables, user))
        .filter(
          ({ specialties }) => specialty === undefined || specialties.some(({ id }) => id === specialty),
        );
      return sliceOf(doctors, doctorList, request);
    },
    async insert(account) {
      const { first_name, last_name } = account;
      return withoutHash(users.insert({ ...account, full_name: `${first_name} ${last_name}` }));
    },
    async update(id, change) {
      const before = find(id);
      if (!before) return undefined;
      const { first_name = before.first_name, last_name = before.last_name } = change;
      return accountOf(users.update(id, { ...change, full_name: `${first_name} ${last_name}` }));
    },
    async countActiveSuperusers(without) {
      return users.filter(
        (user) =>
          user.is_superuser &&
          user.is_active &&
          (user.hospital === null || hospitals.get(user.hospital)?.is_active === true) &&
          ('user' in without ? user.id !== without.user : user.hospital !== without.hospital),
      ).length;
    },
    countActive: async (hospital, role) =>
      users.filter(
        (user) => user.hospital === hospital && user.is_active && (role ?? user.role) === user.role,
      ).length,
    isBound: async (id) =>
      tables.patients.get(id) !== undefined ||
      [tables.doctorSpecialties, tables.availabilitySlots, tables.treatments].some((table) =>
        table.find(({ doctor }) => doctor === id),
      ) ||
      tables.prescriptions.find((row) => row.prescribed_by === id) !== undefined ||
      tables.medicalRecordVersions.find((row) => row.changed_by === id) !== undefined ||
      tables.attachments.find((row) => row.uploaded_by === id) !== undefined,
    usernamesLike: async (hospital, prefix) =>
      users
        .filter((user) => user.hospital === hospital && user.username.startsWith(prefix))
        .map(({ username }) => username),
  };
}

function withoutHash({ password_hash: _hash, ...account }: UserRow): Account {
  return account;
}

function accountOf(user: UserRow | undefined): Account | undefined {
  return user && withoutHash(user);
}

function doctorOf({ doctorSpecialties, specialties }: MemoryTables, user: UserRow): Doctor {
  const {
    id,
    first_name,
    last_name,
    full_name,
    department,
    license_number,
    years_of_experience,
    bio,
    hospital,
  } = user;
  const own = doctorSpecialties
    .filter(({ doctor }) => doctor === id)
    .flatMap(({ specialty, is_primary }) => {
      const known = specialties.get(specialty);
      return known ? [{ id: known.id, name: known.name, is_primary }] : [];
    })
    .sort((a, b) => Number(b.is_primary) - Number(a.is_primary) || (a.name < b.name ? -1 : 1));
  return {
    id,
    first_name,
    last_name,
    full_name,
    department,
    license_number,
    years_of_experience,
    bio,
    hospital,
    specialties: own,
  };
}
