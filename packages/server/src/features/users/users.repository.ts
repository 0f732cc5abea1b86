import { type ClinicalFields, type Doctor, type Role, type User, UserSummary } from '@medcor/contract';
import { type ListFields, type ListRequest, type ListSlice, plainFields } from '../../lists/list-fields.js';
import { normalise, searchText } from '../../lists/normalise.js';

/** An account without its clinical fields: those live in the patients' table. */
export type Account = Omit<User, keyof ClinicalFields>;

/** What is written of an account; the full name is made from the names. */
export type NewAccount = Omit<Account, 'id' | 'full_name'> & { password_hash: string };

export interface UserRepository {
  find(id: number): Promise<Account | undefined>;
  /** Whatever the tenant: signing in begins with an address. */
  findByEmail(email: string): Promise<Account | undefined>;
  passwordHash(id: number): Promise<string | undefined>;
  list(request: ListRequest): Promise<ListSlice<UserSummary>>;
  /** Active doctors with what they show to everyone; those of one specialty, when it is given. */
  listDoctors(request: ListRequest, specialty: number | undefined): Promise<ListSlice<Doctor>>;
  /** Throws `409 ALREADY_EXISTS` for a taken e-mail address or username. */
  insert(account: NewAccount): Promise<Account>;
  /** Throws `409 ALREADY_EXISTS` for a taken e-mail address or username. */
  update(id: number, change: Partial<NewAccount>): Promise<Account | undefined>;
  /** Active superusers in active hospitals, or in none, other than those that are left out. */
  countActiveSuperusers(without: { user: number } | { hospital: number }): Promise<number>;
  /** Active users of a hospital, or those of one role, whatever the tenant: users move between hospitals. */
  countActive(hospital: number, role: Role | undefined): Promise<number>;
  /** Whether the hospital has records that name the user, as a patient, a doctor or an author. */
  isBound(id: number): Promise<boolean>;
  /** Which usernames of a hospital start so. */
  usernamesLike(hospital: number | null, prefix: string): Promise<string[]>;
}

const summaryFields = new Set(Object.keys(UserSummary.shape));

/** An account as lists show it. */
export function toSummary(account: Account): UserSummary {
  const fields = Object.entries(account).filter(([field]) => summaryFields.has(field));
  // Exactly the fields of the summary's schema.
  return Object.fromEntries(fields) as UserSummary;
}

/** The text under which a user is found. */
export function userSearchText(
  user: Pick<Account, 'first_name' | 'last_name' | 'email' | 'username' | 'department'>,
): string {
  return searchText(user.first_name, user.last_name, user.email, user.username, user.department);
}

const nameFields: ListFields<{ id: number; first_name: string; last_name: string }>['fields'] = {
  ...plainFields<{ id: number; first_name: string; last_name: string }>('users', ['id']),
  first_name: { column: 'users.first_name_sort', value: (user) => normalise(user.first_name) },
  last_name: { column: 'users.last_name_sort', value: (user) => normalise(user.last_name) },
};

export const userList: ListFields<UserSummary> = {
  fields: {
    ...plainFields<UserSummary>('users', ['created_at', 'role', 'is_active', 'is_superuser', 'department']),
    ...nameFields,
    email: { column: 'users.email_sort', value: (user) => user.email },
    last_login: { column: 'users.last_login', value: (user) => user.last_login, nullable: true },
  },
  search: { columns: ['users.search_text'], text: userSearchText },
};

/** Patients search doctors too: by what doctors show, never by their e-mail address. */
export const doctorList: ListFields<Doctor> = {
  fields: {
    ...plainFields<Doctor>('users', ['department']),
    ...nameFields,
    years_of_experience: {
      column: 'users.years_of_experience',
      value: (doctor) => doctor.years_of_experience,
      nullable: true,
    },
  },
  search: {
    columns: [
      'users.first_name_sort',
      'users.last_name_sort',
      `(select string_agg(s.name_sort, ' ')
          from doctor_specialties d join specialties s on s.id = d.specialty_id
         where d.hospital_id = users.hospital_id and d.doctor_id = users.id)`,
    ],
    text: (doctor) =>
      searchText(doctor.first_name, doctor.last_name, ...doctor.specialties.map(({ name }) => name)),
  },
};
