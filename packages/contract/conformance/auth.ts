import { MAX_ID } from '../src/index.js';
import { assert, assertEqual, assertMatches } from './assertions.js';
import { disabledPerson } from './callers.js';
import { checksOf, outcomes, type Provocations } from './check.js';
import type { ApiRequest } from './client.js';
import { fullHospital } from './subscription-plans.js';
import { unique, uniqueName } from './unique.js';
import { ability, makePerson, newUser, password, signIn, type World } from './world.js';

function newPatient(hospital: number, fields = {}): ApiRequest {
  const user = newUser({ role: 'patient', hospital, ...fields });
  return { body: { ...user, password_confirm: user.password } };
}

const newPasswords = { new_password: 'Another-Horse-8!', new_password_confirm: 'Another-Horse-8!' };

const somebody = ({ client, superuser, first }: World) =>
  makePerson(client, superuser, { role: 'staff', hospital: first.id });

export const authErrors: Provocations = {
  'auth.register': {
    SETUP_CLOSED: ({ first }) => newPatient(first.id, { role: 'admin' }),
    ALREADY_EXISTS: {
      fields: ['email'],
      make: ({ first }) => newPatient(first.id, { email: first.patient.email }),
    },
    INVALID_REFERENCE: { fields: ['hospital'], make: () => newPatient(MAX_ID) },
    PLAN_LIMIT_REACHED: async (world) => newPatient((await fullHospital(world)).id),
  },
  'auth.login': {
    INVALID_CREDENTIALS: () => ({ body: { email: `${uniqueName('nobody.')}@example.org`, password } }),
    ACCOUNT_DISABLED: async (world) => ({
      body: { email: (await disabledPerson(world)).email, password },
    }),
  },
  'auth.refresh': {
    INVALID_TOKEN: ({ first }) => ({ body: { refresh: first.admin.token } }),
    TOKEN_EXPIRED: {
      needs: ['expired'],
      make: (world) => ({ body: { refresh: ability(world, 'expired').refresh } }),
    },
    ACCOUNT_DISABLED: async (world) => ({ body: { refresh: (await disabledPerson(world)).refresh } }),
  },
  'auth.updateProfile': {
    ALREADY_EXISTS: {
      fields: ['email'],
      make: ({ first, second }) => ({ body: { email: second.nurse.email }, token: first.admin.token }),
    },
  },
  'auth.confirmPasswordReset': {
    INVALID_TOKEN: () => ({ body: { token: 'pr_unknown', ...newPasswords } }),
    TOKEN_EXPIRED: {
      needs: ['expired'],
      make: (world) => ({ body: { token: ability(world, 'expired').reset, ...newPasswords } }),
    },
  },
};

export const authChecks = checksOf('auth', {
  'registers patients, and signs them in': async ({ client, first }) => {
    const { user, tokens } = await client.succeed('auth.register', newPatient(first.id));
    assertMatches(user, { role: 'patient', hospital: first.id, is_superuser: false }, 'The user');
    assertEqual((await client.succeed('auth.profile', { token: tokens.access })).id, user.id, 'The profile');
  },

  'refuses passwords that are short, common, or like the e-mail address': async ({ client, first }) => {
    const email = `${uniqueName('someone.')}@example.org`;
    for (const weak of ['Short-7!', 'password123', email]) {
      const request = newPatient(first.id, { email, password: weak });
      const { fields } = await client.refuse('auth.register', 'VALIDATION_ERROR', request);
      assertEqual(fields, ['password'], `The fields for ${weak}`);
    }
    const other = { body: { ...Object(newPatient(first.id).body), password_confirm: 'Another-Horse-8!' } };
    const { fields } = await client.refuse('auth.register', 'VALIDATION_ERROR', other);
    assertEqual(fields, ['password_confirm'], 'The fields where the passwords differ');
  },

  'compares e-mail addresses without case, and tells no account from a wrong password': async (world) => {
    const { client, first } = world;
    await client.succeed('auth.login', { body: { email: ` ${first.staff.email.toUpperCase()} `, password } });
    const body = { email: (await somebody(world)).email, password: 'Wrong-Horse-7!' };
    const wrong = await client.refuse('auth.login', 'INVALID_CREDENTIALS', { body });
    const unknown = await client.refuse('auth.login', 'INVALID_CREDENTIALS', {
      body: { ...body, email: `${uniqueName('nobody.')}@example.org` },
    });
    const messages = [wrong, unknown].map(({ body }) => Object(body).error.message);
    assertEqual(messages[0], messages[1], 'The messages');
  },

  'knows tokens that are none of its own, or not for this': async ({ client, first }) => {
    const { token, refresh } = first.admin;
    const [header, claims] = token.split('.');
    const unsigned = `${btoa('{"alg":"none","typ":"JWT"}').replaceAll('=', '')}.${claims}.`;
    for (const bad of ['not-a-token', 'mk_not-a-key', refresh, unsigned, `${header}.${claims}`]) {
      await client.refuse('auth.profile', 'INVALID_TOKEN', { token: bad });
    }
    const headers = { Authorization: 'Basic YTpi' };
    await client.refuse('auth.profile', 'INVALID_TOKEN', { headers });
  },

  'refuses the eleventh try after ten wrong passwords': async (world) => {
    const { email } = await somebody(world);
    const body = { email, password: 'Wrong-Horse-7!' };
    for (let tries = 0; tries < 10; tries += 1) {
      await world.client.refuse('auth.login', 'INVALID_CREDENTIALS', { body });
    }
    const request = { body: { email, password } };
    const { headers } = await world.client.refuse('auth.login', 'RATE_LIMITED', request);
    assert(Number(headers.get('retry-after')) > 0, 'There is no Retry-After');
  },

  'rotates refresh tokens, and gives a spent one a sibling for a while': async (world) => {
    const { client } = world;
    const { refresh } = await somebody(world);
    const plain = await client.succeed('auth.refresh', { body: { refresh } });
    assertEqual(plain.refresh, undefined, 'A refresh token that was not asked for');
    const { told, answers } = await outcomes(3, () =>
      client.call('auth.refresh', { body: { refresh, rotate: true } }),
    );
    assertEqual(told, ['200', '200', '200'], 'Three tabs that refresh at once');
    const tokens = answers.map(({ body }) => Object(body));
    assertEqual(new Set(tokens.map((each) => each.refresh)).size, 3, 'How many tokens there are');
    for (const each of tokens) await client.succeed('auth.profile', { token: each.access });
  },

  'ends a session with everything that was given in it': async (world) => {
    const { client } = world;
    const { email, token, refresh } = await somebody(world);
    const other = await signIn(client, { email, password });
    await client.succeed('auth.logout', { token });
    await client.refuse('auth.profile', 'INVALID_TOKEN', { token });
    await client.refuse('auth.refresh', 'INVALID_TOKEN', { body: { refresh } });
    await client.succeed('auth.profile', { token: other.token });
    const foreign = { body: { refresh: world.first.admin.refresh }, token: other.token };
    const { fields } = await client.refuse('auth.logout', 'VALIDATION_ERROR', foreign);
    assertEqual(fields, ['refresh'], "The fields for another's token");
  },

  'ends the other sessions when the password changes': async (world) => {
    const { client } = world;
    const { email, token } = await somebody(world);
    const other = await signIn(client, { email, password });
    const wrong = { body: { old_password: 'Wrong-Horse-7!', ...newPasswords }, token };
    const { fields } = await client.refuse('auth.changePassword', 'VALIDATION_ERROR', wrong);
    assertEqual(fields, ['old_password'], 'The fields for a wrong password');
    await client.succeed('auth.changePassword', { body: { old_password: password, ...newPasswords }, token });
    await client.succeed('auth.profile', { token });
    await client.refuse('auth.profile', 'INVALID_TOKEN', { token: other.token });
    await signIn(client, { email, password: newPasswords.new_password });
  },

  'takes the token of a password reset once, and ends every session': {
    needs: ['resetToken'],
    async run(world) {
      const { client } = world;
      const { email, token } = await somebody(world);
      await client.succeed('auth.requestPasswordReset', { body: { email } });
      const body = { token: await ability(world, 'resetToken')(email), ...newPasswords };
      await client.succeed('auth.confirmPasswordReset', { body });
      await client.refuse('auth.confirmPasswordReset', 'INVALID_TOKEN', { body });
      await client.refuse('auth.profile', 'INVALID_TOKEN', { token });
      await signIn(client, { email, password: newPasswords.new_password });
    },
  },
});

export const sessionChecks = checksOf('sessions', {
  'lists where somebody is signed in, and keeps others out': async (world) => {
    const { client, first } = world;
    const { email, token } = await somebody(world);
    const other = await signIn(client, { email, password });
    const { count, results } = await client.succeed('sessions.list', { token });
    assertEqual([count, results.map(({ is_current }) => is_current)], [2, [false, true]], 'The sessions');
    const params = { id: results[0]?.id ?? 0 };
    await client.refuse('sessions.delete', 'NOT_FOUND', { params, token: first.admin.token });
    await client.succeed('sessions.delete', { params, token });
    await client.refuse('auth.profile', 'INVALID_TOKEN', { token: other.token });
    await client.refuse('sessions.delete', 'NOT_FOUND', { params, token });
  },
});

export const apiKeyChecks = checksOf('apiKeys', {
  'acts as its owner until it is deleted, and is shown once': async (world) => {
    const { client, first, second } = world;
    const { token } = first.doctor;
    const body = { name: unique('Key'), access: 'write' };
    const { id, key, hint } = await client.succeed('apiKeys.create', { body, token });
    assert(key.startsWith('mk_') && key.startsWith(hint), 'The key does not begin with its hint');
    assertEqual(
      (await client.succeed('auth.profile', { token: key })).id,
      first.doctor.id,
      'Whose key it is',
    );
    const list = await client.call('apiKeys.list', { token });
    assert(!JSON.stringify(list.body).includes(key), 'The key is shown again');
    await client.refuse('apiKeys.delete', 'NOT_FOUND', { params: { id }, token: second.admin.token });
    await client.succeed('apiKeys.delete', { params: { id }, token });
    await client.refuse('auth.profile', 'INVALID_TOKEN', { token: key });
  },

  'never expires in the past': async ({ client, first }) => {
    const body = { name: unique('Key'), access: 'read', expires_at: '2020-01-01T00:00:00Z' };
    const request = { body, token: first.doctor.token };
    const { fields } = await client.refuse('apiKeys.create', 'VALIDATION_ERROR', request);
    assertEqual(fields, ['expires_at'], 'The fields');
  },
});
