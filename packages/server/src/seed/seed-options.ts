import { StartError } from '../start-error.js';
import { roomFor } from './working-days.js';

/** How much is to be invented. The same numbers, on the same day, give the same data. */
export interface SeedOptions {
  readonly doctors: number;
  readonly patients: number;
  readonly appointments: number;
  readonly seed: number;
}

/** What each is when nothing is said, and at most. */
const numbers = {
  doctors: { usual: 8, most: 1000 },
  patients: { usual: 25, most: 100_000 },
  appointments: { usual: 60, most: 1_000_000 },
  seed: { usual: 1, most: 2 ** 32 - 1 },
} as const;

type Name = keyof typeof numbers;

/** Reads the numbers as the command line gives them. Throws `StartError` for what is none, or cannot be done. */
export function readSeedOptions(given: { readonly [Option in Name]?: string | undefined }): SeedOptions {
  const [doctors, patients] = [read('doctors', given.doctors), read('patients', given.patients)];
  const seats = Math.min(doctors, patients);
  const usual = seats === 0 ? 0 : numbers.appointments.usual;
  const appointments = read('appointments', given.appointments, usual);
  if (appointments > 0 && seats === 0) {
    throw new StartError('--appointments needs a doctor and a patient at least.');
  }
  if (appointments > roomFor(seats)) {
    throw new StartError(
      `--appointments must be at most ${roomFor(seats)} for ${doctors} doctors and ${patients} patients: each has ` +
        'one at a time.',
    );
  }
  return { doctors, patients, appointments, seed: read('seed', given.seed) };
}

function read(name: Name, text: string | undefined, usual: number = numbers[name].usual): number {
  if (text === undefined) return usual;
  const { most } = numbers[name];
  if (!/^\d{1,10}$/.test(text) || Number(text) > most) {
    throw new StartError(`--${name} must be a whole number from 0 to ${most}, not "${text}".`);
  }
  return Number(text);
}
