import type { Hospital } from '@medcor/contract';
import type { BulkStore, BulkTransaction } from '../db/bulk-store.js';
import type { Clock, PasswordHasher, Secrets } from '../ports.js';
import { beginningOf, dayOf } from '../zoned-time.js';
import { createAddresses, domains } from './addresses.js';
import { addAppointments } from './appointments.js';
import { addHospital, demoHospital } from './demo-hospital.js';
import { subscribe } from './demo-plans.js';
import { addDoctors } from './doctors.js';
import { plusMinutes } from './instants.js';
import { addEmployees, addPatients, type Member } from './members.js';
import { createRandom } from './random.js';
import type { SeedOptions } from './seed-options.js';
import { planDays } from './working-days.js';

const DAY = 24 * 60;

export interface SeedPorts {
  readonly store: BulkStore;
  readonly clock: Clock;
  readonly passwordHasher: PasswordHasher;
  readonly secrets: Secrets;
}

/** A hospital that was added, and who can sign in: all by the same password. */
export interface Seeded {
  readonly hospital: Hospital;
  readonly password: string;
  /** Whether the administrator is the operator of the platform too, since it had none. */
  readonly isSuperuser: boolean;
  readonly admin: Member;
  readonly nurse: Member;
  readonly frontDesk: Member;
  readonly doctors: readonly Member[];
  readonly patients: readonly Member[];
}

/**
 * Adds an invented hospital, with everybody and everything in it, or nothing at all. No events are published, and the
 * audit log does not tell of it: nobody did any of this.
 */
export async function seed(
  { store, clock, passwordHasher, secrets }: SeedPorts,
  options: SeedOptions,
): Promise<Seeded> {
  const password = `Demo-${secrets.random().slice(0, 16)}`;
  const password_hash = await passwordHasher.hash(password);
  const random = createRandom(options.seed);
  const { timezone } = demoHospital;
  const today = dayOf(clock(), timezone);
  // As of the beginning of today, so that all of a day gives the same.
  const now = beginningOf(today, timezone);
  const seats = Math.min(options.doctors, options.patients);
  const days = planDays({ appointments: options.appointments, seats }, today, timezone, random);
  const firstDay = beginningOf(days[0]?.date ?? today, timezone);
  const [founded, opened] = [plusMinutes(firstDay, -120 * DAY), plusMinutes(firstDay, -30 * DAY)];

  return store.transaction(async (transaction) => {
    // One after the other: who is first claims the installation, and each takes names that the others leave.
    await transaction.lock(['installation', 1]);
    const { claimed_at, hospital: firstHospital } = await transaction.installation.get();
    const isSuperuser = claimed_at === null;
    const addressOf = await createAddressBook(transaction);
    const added = await addHospital(transaction, { founded, now });
    const hospital = await transaction.enter(added.id);
    const household = { password_hash, addressOf, today, founded, opened };
    const employees = await addEmployees(hospital, household, random, { isSuperuser });
    const doctors = await addDoctors(hospital, household, random, options.doctors);
    const patients = await addPatients(hospital, household, random, options.patients);
    const frontDesk = employees.frontDesk.id;
    await addAppointments(hospital, days, { doctors, patients, frontDesk, today, now }, random);
    await subscribe(hospital, added.id, now);
    if (isSuperuser) {
      if (firstHospital === null) await transaction.installation.setHospital(added.id);
      await transaction.installation.claim(employees.admin.id, clock().toISOString());
    }
    return { hospital: added, password, isSuperuser, ...employees, doctors, patients };
  });
}

/** Addresses that nobody has. */
async function createAddressBook({ emailsAt }: BulkTransaction) {
  const taken = [...(await emailsAt(domains.staff)), ...(await emailsAt(domains.patients))];
  return createAddresses(taken);
}
