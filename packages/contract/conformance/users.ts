import { MAX_ID, type Role } from '../src/index.js';
import { assert, assertEqual, assertMatches } from './assertions.js';
import { checksOf, outcomes, type Provocations } from './check.js';
import { fullHospital } from './subscription-plans.js';
import { writeRecord } from './things.js';
import { uniqueName } from './unique.js';
import { makePerson, makeUser, newUser, type World } from './world.js';

const someone = ({ client, first }: World, role: Role = 'staff', fields = {}) =>
  makeUser(client, first.admin, { role, hospital: first.id, ...fields });

export const userErrors: Provocations = {
  'users.create': {
    ALREADY_EXISTS: {
      fields: ['email'],
      make: ({ first }) => ({
        body: { ...newUser({ role: 'nurse', hospital: first.id }), email: first.nurse.email.toUpperCase() },
        token: first.admin.token,
      }),
    },
    INVALID_REFERENCE: {
      fields: ['hospital'],
      make: ({ first, second }) => ({
        body: newUser({ role: 'nurse', hospital: second.id }),
        token: first.admin.token,
      }),
    },
    async PLAN_LIMIT_REACHED(world) {
      const { id, admin } = await fullHospital(world);
      return { body: newUser({ role: 'staff', hospital: id }), token: admin.token };
    },
  },
  'users.update': {
    ALREADY_EXISTS: {
      fields: ['email'],
      make: async (world) => ({
        params: { id: (await someone(world)).id },
        body: { email: world.second.nurse.email },
        token: world.first.admin.token,
      }),
    },
    INVALID_REFERENCE: {
      fields: ['hospital'],
      make: async (world) => ({
        params: { id: (await someone(world)).id },
        body: { hospital: MAX_ID },
        token: world.superuser.token,
      }),
    },
    async PLAN_LIMIT_REACHED(world) {
      const { staff, admin } = await fullHospital(world);
      return { params: { id: staff.id }, body: { role: 'doctor' }, token: admin.token };
    },
  },
  'users.activate': {
    async PLAN_LIMIT_REACHED(world) {
      const { inactive, admin } = await fullHospital(world);
      return { params: { id: inactive.id }, token: admin.token };
    },
  },
};

export const userChecks = checksOf('users', {
  'makes many at once, and never lets one bad row sink another': async ({ client, first }) => {
    const good = newUser({ role: 'staff', hospital: first.id });
    const rows = [
      good,
      { ...good, role: 'wizard' },
      'nobody',
      { ...newUser({ role: 'patient', hospital: first.id }), email: good.email },
    ];
    const request = { body: { users: rows }, token: first.admin.token };
    const { created, failed, results } = await client.succeed('users.bulk', request);
    assertEqual([created, failed], [1, 3], 'How many were created and failed');
    const told = results.map((result) => ('user' in result ? result.user.email : result.error.code));
    const expected = [good.email, 'VALIDATION_ERROR', 'VALIDATION_ERROR', 'ALREADY_EXISTS'];
    assertEqual(told, expected, 'The results');
    assertEqual(
      results.map(({ index }) => index),
      [0, 1, 2, 3],
      'The indices of the results',
    );
  },

  'makes one account of five with the same address at once': async ({ client, first }) => {
    const body = newUser({ role: 'staff', hospital: first.id });
    const { told } = await outcomes(5, () => client.call('users.create', { body, token: first.admin.token }));
    assertEqual(told, ['201', ...Array(4).fill('ALREADY_EXISTS')], 'The answers');
  },

  "shows a patient's clinical fields to those who may read them": async (world) => {
    const { client, first, second, superuser } = world;
    const { id } = await someone(world, 'patient', { allergies: 'Penicillin' });
    const seenBy = async (token: string) =>
      (await client.succeed('users.get', { params: { id }, token })).allergies;
    for (const { token } of [first.admin, first.doctor, first.nurse]) {
      assertEqual(await seenBy(token), 'Penicillin', 'What clinical staff sees');
    }
    assertEqual(await seenBy(first.staff.token), null, 'What the front desk sees');
    assertEqual(await seenBy(superuser.token), null, 'What a superuser sees');
    for (const { token } of [first.otherPatient, second.admin]) {
      await client.refuse('users.get', 'NOT_FOUND', { params: { id }, token });
    }
  },

  'exports all that is held of a patient, to them and to their admins': async (world) => {
    const { client, first } = world;
    const record = await writeRecord(world, first);
    const params = { id: first.patient.id };
    for (const { token } of [first.patient, first.admin]) {
      const held = await client.succeed('users.export', { params, token });
      assertMatches(held.patient, { id: first.patient.id, email: first.patient.email }, 'The patient');
      const titles = held.medical_records.map(({ title }) => title);
      assert(titles.includes(record.title), 'A record is not in the export');
    }
    await client.refuse('users.export', 'NOT_FOUND', { params, token: first.otherPatient.token });
    const nurse = { params: { id: first.nurse.id }, token: first.admin.token };
    await client.refuse('users.export', 'NOT_FOUND', nurse);
  },

  'takes clinical fields for patients only': async ({ client, first }) => {
    const body = { ...newUser({ role: 'nurse', hospital: first.id }), allergies: 'Penicillin' };
    const request = { body, token: first.admin.token };
    const { fields } = await client.refuse('users.create', 'VALIDATION_ERROR', request);
    assertEqual(fields, ['allergies'], 'The fields');
  },

  'ends access at once with the account, and gives it back with it': async (world) => {
    const { client, first, superuser } = world;
    const { id, token } = await makePerson(client, superuser, { role: 'nurse', hospital: first.id });
    const request = { params: { id }, token: first.admin.token };
    assertMatches(await client.succeed('users.deactivate', request), { is_active: false }, 'The user');
    await client.refuse('auth.profile', 'ACCOUNT_DISABLED', { token });
    assertMatches(await client.succeed('users.activate', request), { is_active: true }, 'The user');
    await client.succeed('auth.profile', { token });
  },

  'lets nobody change their own standing, nor deactivate themselves': async ({ client, first, second }) => {
    const { id, token } = first.admin;
    for (const body of [{ role: 'doctor' }, { hospital: second.id }, { is_active: false }]) {
      await client.refuse('users.update', 'PERMISSION_DENIED', { params: { id }, body, token });
      await client.refuse('auth.updateProfile', 'PERMISSION_DENIED', { body, token });
    }
    await client.refuse('users.deactivate', 'PERMISSION_DENIED', { params: { id }, token });
    await client.refuse('users.delete', 'PERMISSION_DENIED', { params: { id }, token });
  },

  'makes no superuser': async ({ client, first, superuser }) => {
    const body = { ...newUser({ role: 'admin', hospital: first.id }), is_superuser: true };
    const { fields } = await client.refuse('users.create', 'VALIDATION_ERROR', {
      body,
      token: superuser.token,
    });
    assertEqual(fields, ['is_superuser'], 'The fields');
  },

  'changes the fields that are sent, and clears with null': async (world) => {
    const { client, first } = world;
    const { id, last_name } = await someone(world, 'nurse', { department: 'Ward 3', bio: 'Night shifts' });
    const request = { params: { id }, body: { bio: null, first_name: 'Änne' }, token: first.admin.token };
    const changed = await client.succeed('users.update', request);
    const expected = { bio: null, department: 'Ward 3', first_name: 'Änne', full_name: `Änne ${last_name}` };
    assertMatches(changed, expected, 'The user');
  },

  'shows of a doctor the public fields, to patients as well': async (world) => {
    const { client, first } = world;
    const department = uniqueName('Ward-');
    const { id, full_name } = await someone(world, 'doctor', { department, bio: 'Hearts' });
    const request = { query: { department }, token: first.patient.token };
    const doctors = await client.succeed('users.doctors', request);
    assertEqual(doctors.length, 1, 'How many doctors there are');
    assertMatches(doctors[0], { id, full_name, department, bio: 'Hearts', specialties: [] }, 'The doctor');
  },
});
