import type { Config } from '../config.js';
import { openDataFolder } from '../data-folder.js';
import { openDatabase } from '../db/open-database.js';
import { createArgon2Passwords } from '../providers/argon2-passwords.js';
import { nodeSecrets } from '../providers/node-secrets.js';
import { type Seeded, seed } from './seed.js';
import { readSeedOptions } from './seed-options.js';

interface SeedArguments {
  readonly doctors?: string | undefined;
  readonly patients?: string | undefined;
  readonly appointments?: string | undefined;
  readonly seed?: string | undefined;
  /** Whether the administrator's sign-in is to be the last line, as JSON. */
  readonly json?: boolean | undefined;
}

/**
 * Fills the configured database, brought to the newest schema, with an invented hospital; answers what to print.
 * Throws `StartError` for numbers that cannot be, and where the database does not open.
 */
export async function runSeed(config: Config, given: SeedArguments): Promise<string> {
  const options = readSeedOptions(given);
  const { bulk, close } = await openDatabase({ ...config, dataDir: await openDataFolder(config.dataDir) });
  try {
    const ports = { clock: () => new Date(), passwordHasher: createArgon2Passwords(), secrets: nodeSecrets };
    const seeded = await seed({ ...ports, store: bulk }, options);
    const { email } = seeded.admin;
    const signIn = given.json ? `${JSON.stringify({ email, password: seeded.password })}\n` : '';
    return `${summary(seeded, options.appointments)}\n${signIn}`;
  } finally {
    await close();
  }
}

function summary(seeded: Seeded, appointments: number): string {
  const { hospital, doctors, patients, admin, nurse, frontDesk, password, isSuperuser } = seeded;
  const others = { Doctor: doctors[0], Nurse: nurse, 'Front desk': frontDesk, Patient: patients[0] };
  const lines = Object.entries(others).flatMap(([who, member]) => (member ? [line(who, member.email)] : []));
  return [
    `Made ${hospital.name} (id ${hospital.id}). Nobody in it is real.`,
    line('Doctors', String(doctors.length)),
    line('Patients', String(patients.length)),
    line('Appointments', String(appointments)),
    '',
    `Its administrator${isSuperuser ? ', who is the operator of the platform too,' : ''} signs in as`,
    line('E-mail', admin.email),
    line('Password', password),
    '',
    'and everybody else by the same password, among them',
    ...lines,
  ].join('\n');
}

function line(what: string, value: string): string {
  return `  ${what.padEnd(14)}${value}`;
}
