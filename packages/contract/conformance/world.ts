import type { ErrorCode, OperationId, Role } from '../src/index.js';
import { type Client, createClient } from './client.js';
import type { SuccessOf } from './typed.js';
import { unique, uniqueName } from './unique.js';

/** The password of everyone whom the suite makes. */
export const password = 'Correct-Horse-7!';

export interface Person {
  readonly id: number;
  readonly email: string;
  readonly token: string;
  readonly refresh: string;
}

/** A hospital with one person of each role, and two doctors and patients. */
export interface Hospital {
  readonly id: number;
  readonly admin: Person;
  readonly doctor: Person;
  readonly otherDoctor: Person;
  readonly nurse: Person;
  readonly staff: Person;
  readonly patient: Person;
  readonly otherPatient: Person;
}

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** A server that nobody has set up, reached from the machine that it runs on. */
export interface FreshServer {
  readonly baseUrl: string;
  /** Makes a further superuser. */
  addSuperuser(): Promise<Credentials>;
}

/** What cannot be brought about from outside. Whoever runs the suite may give it; else some checks are skipped. */
export interface Abilities {
  /** Tokens that have expired: of a session, and of a password reset. */
  readonly expired: { readonly access: string; readonly refresh: string; readonly reset: string };
  /** A server over the same store that lets each user, each address, and each user's bulk calls through once. */
  readonly limited: string;
  openFresh(): Promise<FreshServer>;
  /** The token of the password reset that was last mailed to an address. */
  resetToken(email: string): Promise<string>;
  /** Makes an answered call of that user, under that idempotency key, one that is still under way. */
  forgetAnswer(user: number, key: string): Promise<void>;
}
export type Ability = keyof Abilities;

export interface ConformanceOptions {
  /** `https://host`, without a slash at its end. Its rate limits have to be off. */
  readonly baseUrl: string;
  readonly fetch?: typeof fetch;
  readonly superuser: Credentials;
  readonly abilities?: Partial<Abilities>;
}

/** What checks work with: two hospitals of their own on the server under test. */
export interface World {
  readonly client: Client;
  readonly superuser: Person;
  readonly first: Hospital;
  readonly second: Hospital;
  readonly abilities: Partial<Abilities>;
  /** What each operation has answered so far. */
  readonly seen: ReadonlyMap<OperationId, ReadonlySet<ErrorCode | number>>;
  /** Made when it is first asked for, and then kept. */
  once<T>(name: string, make: () => Promise<T>): Promise<T>;
}

/** Signs in, and makes two hospitals with their people. */
export function openWorld(options: ConformanceOptions): Promise<World> {
  return createWorld(options, async (client) => {
    const superuser = await signIn(client, options.superuser);
    return {
      superuser,
      first: await makeHospital(client, superuser, 'First Hospital'),
      second: await makeHospital(client, superuser, 'Second Hospital'),
    };
  });
}

/** A world of the people who are given. */
export async function createWorld(
  options: Omit<ConformanceOptions, 'superuser'>,
  people: (client: Client) => Promise<Pick<World, 'superuser' | 'first' | 'second'>>,
): Promise<World> {
  const seen = new Map<OperationId, Set<ErrorCode | number>>();
  const client = createClient(options.baseUrl, options.fetch ?? fetch, (id, answer) => {
    seen.set(id, (seen.get(id) ?? new Set()).add(answer));
  });
  const made = new Map<string, Promise<unknown>>();
  return {
    client,
    ...(await people(client)),
    abilities: options.abilities ?? {},
    seen,
    once<T>(name: string, make: () => Promise<T>): Promise<T> {
      const found = made.get(name) ?? make();
      made.set(name, found);
      // Each name is asked for with one and the same `make`.
      return found as Promise<T>;
    },
  };
}

export function ability<A extends Ability>({ abilities }: World, name: A): Abilities[A] {
  const found = abilities[name];
  if (found === undefined) throw new Error(`This check needs the ability "${name}".`);
  return found;
}

/** A hospital as it is created, under a name of its own. */
export function newHospital(name = 'Hospital') {
  return {
    name: unique(name),
    city: 'Springfield',
    state: 'IL',
    country: 'USA',
    hospital_type: 'general' as const,
    contact_email: 'office@example.org',
    contact_phone: '+1-555-0100',
  };
}

export async function makeHospital(client: Client, superuser: Person, name: string): Promise<Hospital> {
  const { id } = await client.succeed('hospitals.create', {
    body: newHospital(name),
    token: superuser.token,
  });
  const person = (role: Role) => makePerson(client, superuser, { role, hospital: id });
  const [admin, doctor, otherDoctor, nurse, staff, patient, otherPatient] = await Promise.all([
    person('admin'),
    person('doctor'),
    person('doctor'),
    person('nurse'),
    person('staff'),
    person('patient'),
    person('patient'),
  ]);
  return { id, admin, doctor, otherDoctor, nurse, staff, patient, otherPatient };
}

type UserFields = { readonly role: Role; readonly hospital: number } & Readonly<Record<string, unknown>>;

/** A user as one is created, under an e-mail address of their own. */
export function newUser(fields: UserFields) {
  return {
    email: `${uniqueName(`${fields.role}.`)}@example.org`,
    password,
    first_name: 'Pat',
    last_name: unique('Person'),
    ...fields,
  };
}

/** Creates a user, who does not sign in. */
export function makeUser(client: Client, by: Person, fields: UserFields): Promise<SuccessOf<'users.create'>> {
  return client.succeed('users.create', { body: newUser(fields), token: by.token });
}

/** Creates a user, and signs them in. */
export async function makePerson(client: Client, by: Person, fields: UserFields): Promise<Person> {
  const { email } = await makeUser(client, by, fields);
  return signIn(client, { email, password });
}

export async function signIn(client: Client, { email, password }: Credentials): Promise<Person> {
  const { user, tokens } = await client.succeed('auth.login', { body: { email, password } });
  return { id: user.id, email, token: tokens.access, refresh: tokens.refresh };
}

/** An API key of that person. */
export async function keyOf(world: World, person: Person, access: 'read' | 'write'): Promise<string> {
  const { key } = await world.once(`${access} key of ${person.id}`, () =>
    world.client.succeed('apiKeys.create', { body: { name: unique('Key'), access }, token: person.token }),
  );
  return key;
}
