import { assertEqual, assertMatches } from './assertions.js';
import { checksOf, outcomes, type Provocations } from './check.js';
import { book, foundHospital, openSlot, prescribe, writeRecord } from './things.js';
import { unique } from './unique.js';
import { makeUser, newHospital, password, type World } from './world.js';

const nameOf = async ({ client, second }: World) => {
  const request = { params: { id: second.id }, token: second.admin.token };
  return (await client.succeed('hospitals.get', request)).name;
};

export const hospitalErrors: Provocations = {
  'hospitals.create': {
    ALREADY_EXISTS: {
      fields: ['name'],
      make: async (world) => ({
        body: { ...newHospital(), name: await nameOf(world) },
        token: world.superuser.token,
      }),
    },
  },
  'hospitals.update': {
    ALREADY_EXISTS: {
      fields: ['name'],
      make: async (world) => ({
        params: { id: world.first.id },
        body: { name: await nameOf(world) },
        token: world.first.admin.token,
      }),
    },
  },
};

export const hospitalChecks = checksOf('hospitals', {
  'fills in what is not said of a new hospital': async ({ client, superuser }) => {
    const body = newHospital();
    const request = { body, token: superuser.token };
    const hospital = await client.succeed('hospitals.create', request);
    const slug = body.name.toLowerCase().replaceAll(' ', '-');
    assertMatches(hospital, { ...body, slug, timezone: 'UTC', is_active: true }, 'The hospital');
  },

  'asks for each field that has to be there': async ({ client, superuser }) => {
    const request = { body: {}, token: superuser.token };
    const { fields } = await client.refuse('hospitals.create', 'VALIDATION_ERROR', request);
    assertEqual(fields, Object.keys(newHospital()).sort(), 'The fields');
  },

  'makes one hospital of ten with the same name at once': async ({ client, superuser }) => {
    const body = newHospital();
    const { told } = await outcomes(10, () =>
      client.call('hospitals.create', { body, token: superuser.token }),
    );
    assertEqual(told, ['201', ...Array(9).fill('ALREADY_EXISTS')], 'The answers');
  },

  'changes the fields that are sent, and clears with null': async ({ client, first }) => {
    const request = { params: { id: first.id }, token: first.admin.token };
    const update = (body: object) => client.succeed('hospitals.update', { ...request, body });
    await update({ description: unique('About'), bed_count: 7 });
    assertMatches(await update({ description: null }), { description: null, bed_count: 7 }, 'The hospital');
  },

  'leaves it to the platform whether a hospital is in use': async ({ client, first }) => {
    const request = { params: { id: first.id }, body: { is_active: false }, token: first.admin.token };
    await client.refuse('hospitals.update', 'PERMISSION_DENIED', request);
  },

  'ends the access of everyone in a hospital that is deleted': async (world) => {
    const { client, superuser } = world;
    const { id, admin } = await foundHospital(world);
    await client.succeed('hospitals.delete', { params: { id }, token: superuser.token });
    await client.refuse('auth.profile', 'ACCOUNT_DISABLED', { token: admin.token });
    await client.refuse('auth.login', 'ACCOUNT_DISABLED', { body: { email: admin.email, password } });
    const request = { params: { id }, token: superuser.token };
    assertMatches(await client.succeed('hospitals.get', request), { is_active: false }, 'The hospital');
  },

  'counts what there is': async (world) => {
    const { client, second } = world;
    const request = { params: { id: second.id }, token: second.nurse.token };
    const before = await client.succeed('hospitals.statistics', request);
    const { id } = await book(world, second);
    await client.succeed('appointments.confirm', { params: { id }, token: second.admin.token });
    await openSlot(world, second);
    await writeRecord(world, second);
    await prescribe(world, second);
    await makeUser(client, second.admin, { role: 'staff', hospital: second.id });
    const after = await client.succeed('hospitals.statistics', request);
    const { users, appointments } = before;
    assertEqual(after.users, { ...users, total: users.total + 1, staff: users.staff + 1 }, 'Users');
    const { total, confirmed } = appointments;
    const expected = { ...appointments, total: total + 1, confirmed: confirmed + 1 };
    assertEqual(after.appointments, expected, 'Appointments');
    for (const name of [
      'medical_records',
      'active_treatments',
      'active_prescriptions',
      'available_slots',
    ] as const) {
      assertEqual(after[name], before[name] + 1, name);
    }
    const days = before.appointments_per_day;
    assertEqual([after.appointments_per_day, days.length], [days, 30], 'The last 30 days');
  },
});
