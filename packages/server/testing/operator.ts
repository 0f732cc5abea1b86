import { createSuperuser } from '../src/features/users/create-superuser.js';
import { type Fixture, type Person, password, signIn, unique } from './fixture.js';
import type { TestApi } from './test-api.js';

/** Makes a superuser who belongs to no hospital, as `medcor-server create-superuser` does, and signs them in. */
export async function createOperator(api: TestApi, fixture: Fixture): Promise<Person> {
  const email = `${unique('operator.')}@example.org`;
  // Everyone in the fixture has the same password, so anyone's hash will do.
  const hash = await api.database.read('platform', ({ users }) =>
    users.passwordHash(fixture.first.doctor.id),
  );
  if (hash === undefined) throw new Error('The doctor of the fixture has no password.');
  await createSuperuser(
    {
      database: api.database,
      clock: () => new Date(),
      passwordHasher: { hash: async () => hash, verify: async () => true },
    },
    { email, password, first_name: 'Olga', last_name: 'Operator' },
  );
  return signIn(api, email);
}
