import type { ClinicalFields, Role } from '@medcor/contract';
import { plusDays } from '../zoned-time.js';
import { type Address, domains } from './addresses.js';
import { instantBetween } from './instants.js';
import { names } from './names.js';
import type { Random } from './random.js';
import type { SeedAccount } from './seed-rows.js';

/** What the people of one hospital have in common. */
export interface Household {
  readonly password_hash: string;
  readonly addressOf: (name: string, domain: string) => Address;
  readonly today: string;
  /** Everybody joins between these instants. */
  readonly founded: string;
  readonly opened: string;
}

const bloodTypes = ['A+', 'A-', 'B+', 'B-', 'AB+', 'AB-', 'O+', 'O-'] as const;
const allergies = ['Penicillin', 'Peanuts', 'Latex', 'Pollen', 'Shellfish', null, null, null];
const conditions = ['Hypertension', 'Asthma', 'Type 2 diabetes', 'Hypothyroidism', null, null, null];
const medications = ['Levothyroxine 50 µg', 'Amlodipine 5 mg', 'Aspirin 100 mg', null, null, null];
const streets = ['Elm Street', 'Maple Avenue', 'Mill Lane', 'Orchard Road', 'River Road', 'Station Street'];

/** The one whose address is made from what they are, so that it can be guessed: the administrator. */
export function inventAdmin(household: Household, random: Random): SeedAccount {
  const person = inventPerson(household, random, 40);
  return { ...person, ...household.addressOf('admin', domains.staff), role: 'admin' };
}

export function inventEmployee(
  role: Exclude<Role, 'admin' | 'patient'>,
  department: string | null,
  household: Household,
  random: Random,
): SeedAccount {
  const age = random.whole(28, 64);
  const person = inventPerson(household, random, age);
  const years_of_experience = random.whole(1, age - 26);
  const employee = { ...person, ...addressOf(person, household, domains.staff), role, department };
  if (role !== 'doctor') return { ...employee, years_of_experience };
  return {
    ...employee,
    years_of_experience,
    license_number: `MD${random.whole(100_000, 999_999)}`,
    bio: `In ${department?.toLowerCase() ?? 'medicine'} for ${years_of_experience} years.`,
  };
}

export function inventPatient(household: Household, random: Random): SeedAccount {
  const person = inventPerson(household, random, random.whole(18, 90));
  const relative = inventName(random);
  return {
    ...person,
    ...addressOf(person, household, domains.patients),
    role: 'patient',
    address: `${random.whole(1, 240)} ${random.pick(streets)}`,
    emergency_contact_name: `${relative.first_name} ${person.last_name}`,
    emergency_contact_phone: inventPhone(random),
  };
}

export function inventClinicalFields(random: Random): ClinicalFields {
  return {
    blood_type: random.pick(bloodTypes),
    allergies: random.pick(allergies),
    medical_conditions: random.pick(conditions),
    current_medications: random.pick(medications),
  };
}

/** All that does not depend on what somebody is to the hospital. */
function inventPerson(household: Household, random: Random, age: number) {
  const at = instantBetween(household.founded, household.opened, random);
  return {
    ...inventName(random),
    password_hash: household.password_hash,
    date_of_birth: plusDays(household.today, -365 * age - random.whole(0, 364)),
    phone_number: inventPhone(random),
    is_superuser: false,
    is_active: true,
    department: null,
    license_number: null,
    years_of_experience: null,
    address: null,
    bio: null,
    emergency_contact_name: null,
    emergency_contact_phone: null,
    timezone: null,
    last_login: null,
    created_at: at,
    updated_at: at,
  };
}

function inventName(random: Random) {
  const { language, female, male, last } = random.pick(names);
  const gender = random.pick(['female', 'male'] as const);
  return {
    first_name: random.pick(gender === 'female' ? female : male),
    last_name: random.pick(last),
    gender,
    preferred_language: language,
  };
}

function addressOf(
  { first_name, last_name }: Pick<SeedAccount, 'first_name' | 'last_name'>,
  household: Household,
  domain: string,
): Address {
  return household.addressOf(`${first_name} ${last_name}`, domain);
}

/** Of the numbers that are kept free for fiction. */
function inventPhone(random: Random): string {
  return `+1-217-555-01${String(random.whole(0, 99)).padStart(2, '0')}`;
}
