import { type Abilities, type Credentials, openWorld, type World } from '../../contract/conformance/index.js';
import { createSuperuser } from '../src/features/users/create-superuser.js';
import { createArgon2Passwords } from '../src/providers/argon2-passwords.js';
import { password, unique } from './fixture.js';
import { resetToken } from './reset-token.js';
import { openTestApi, type Store, type TestApi } from './test-api.js';

const MONTH_MS = 31 * 24 * 60 * 60 * 1000;

/** The conformance suite's world on a server of ours, with all that it cannot bring about from outside. */
export async function openConformance(store: Store): Promise<{ world: World; close(): Promise<void> }> {
  const opened = [await openTestApi(store)];
  const close = async () => {
    await Promise.all(opened.map((each) => each.close()));
  };
  const [api] = opened;
  if (!api) throw new Error('No server was opened.');
  const superuser = await claim(api);
  const limited = await api.limited({ user: 1, address: 1, bulk: 1, seconds: 600 });
  const abilities: Abilities = {
    expired: await expiredTokens(api, superuser),
    limited: limited.url,
    async openFresh() {
      const fresh = await openTestApi(store);
      opened.push(fresh);
      return { baseUrl: fresh.url, addSuperuser: () => addSuperuser(fresh) };
    },
    resetToken: (email) => resetToken(api, email),
    forgetAnswer: (user, key) => forgetAnswer(api, user, key),
  };
  return { world: await openWorld({ baseUrl: api.url, superuser, abilities }), close };
}

/** Claims a fresh installation; answers who runs it then. */
export async function claim(api: TestApi): Promise<Credentials> {
  const hospital = await api.post('/api/hospitals/', {
    name: unique('Claimed Hospital '),
    city: 'Springfield',
    state: 'IL',
    country: 'USA',
    hospital_type: 'general',
    contact_email: 'office@example.org',
    contact_phone: '+1-555-0100',
  });
  const superuser = { email: 'root@example.org', password };
  await api.post('/api/auth/register/', {
    ...superuser,
    password_confirm: password,
    first_name: 'Rosa',
    last_name: 'Root',
    role: 'admin',
    hospital: hospital.id,
  });
  return superuser;
}

/** Tokens that were given a month ago. */
async function expiredTokens(api: TestApi, credentials: Credentials): Promise<Abilities['expired']> {
  api.advance(-MONTH_MS);
  const { tokens } = await api.post('/api/auth/login/', credentials);
  await api.post('/api/auth/password-reset/', { email: credentials.email });
  const reset = await resetToken(api, credentials.email);
  api.advance(MONTH_MS);
  return { ...tokens, reset };
}

/** As if the process that answered the call had died before it could. */
async function forgetAnswer({ database }: TestApi, user: number, key: string): Promise<void> {
  const [at, never] = [new Date().toISOString(), new Date(0).toISOString()];
  const dead = { user, key, fingerprint: null, claim: 'dead', at, lapsed: never, expired: never };
  await database.unrecorded('platform', async ({ idempotencyKeys }) => {
    const answered = await idempotencyKeys.claim(dead);
    if (!answered) throw new Error(`There is no answer to ${key}.`);
    await idempotencyKeys.release(user, key, answered.claim);
    await idempotencyKeys.claim({ ...dead, fingerprint: answered.fingerprint });
  });
}

async function addSuperuser({ database }: TestApi): Promise<Credentials> {
  const superuser = { email: `${unique('operator.')}@example.org`, password };
  const ports = { database, clock: () => new Date(), passwordHasher: createArgon2Passwords() };
  await createSuperuser(ports, { ...superuser, first_name: 'Olga', last_name: 'Operator' });
  return superuser;
}
