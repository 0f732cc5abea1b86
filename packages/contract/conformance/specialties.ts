import { MAX_ID } from '../src/index.js';
import { assert, assertEqual, assertMatches } from './assertions.js';
import { checksOf, outcomes, type Provocations } from './check.js';
import { assignSpecialty, book, foundHospital, makeSpecialty, newSpecialty } from './things.js';
import { makeUser } from './world.js';

export const specialtyErrors: Provocations = {
  'specialties.create': {
    ALREADY_EXISTS: {
      fields: ['code'],
      async make(world) {
        const { code } = await makeSpecialty(world);
        return { body: { ...newSpecialty(), code }, token: world.superuser.token };
      },
    },
  },
  'doctorSpecialties.create': {
    ALREADY_EXISTS: {
      fields: ['specialty'],
      async make(world) {
        const { doctor, specialty } = await assignSpecialty(world, world.first);
        return { body: { doctor, specialty }, token: world.first.admin.token };
      },
    },
    INVALID_REFERENCE: {
      fields: ['specialty'],
      make: ({ first }) => ({
        body: { doctor: first.doctor.id, specialty: MAX_ID },
        token: first.admin.token,
      }),
    },
  },
};

export const specialtyChecks = checksOf('specialties', {
  "counts the doctors and the appointments of the caller's hospital": async (world) => {
    const { client, first, second, superuser } = world;
    const years = [null, 4, 9];
    const { specialty } = await assignSpecialty(world, second);
    await book(world, second);
    for (const years_of_experience of years) {
      const { id: doctor } = await makeUser(client, superuser, {
        role: 'doctor',
        hospital: first.id,
        years_of_experience,
      });
      const body = { doctor, specialty, hospital: first.id };
      await client.succeed('doctorSpecialties.create', { body, token: superuser.token });
    }
    const params = { id: specialty };
    for (const [{ token }, count] of [
      [first.patient, 3],
      [second.nurse, 1],
    ] as const) {
      const { doctor_count } = await client.succeed('specialties.get', { params, token });
      assertEqual(doctor_count, count, 'How many doctors there are');
    }
    const query = { hospital: first.id };
    const statistics = await client.succeed('specialties.statistics', { query, token: superuser.token });
    const counted = statistics.find(({ id }) => id === specialty);
    assertMatches(
      counted,
      { doctors: 3, appointments: 0, average_years_of_experience: 6.5 },
      'The statistics',
    );
  },

  'lists as popular those with the most doctors, and none without any': async (world) => {
    const { client, superuser } = world;
    const { id: hospital, admin } = await foundHospital(world);
    const doctors = await Promise.all(
      [1, 2].map(() => makeUser(client, superuser, { role: 'doctor', hospital })),
    );
    const [one, two] = [await makeSpecialty(world), await makeSpecialty(world)];
    for (const [doctor, specialty] of [
      [doctors[0], one],
      [doctors[0], two],
      [doctors[1], two],
    ] as const) {
      const body = { doctor: doctor?.id, specialty: specialty.id };
      await client.succeed('doctorSpecialties.create', { body, token: admin.token });
    }
    const popular = await client.succeed('specialties.popular', { token: admin.token });
    assertEqual(
      popular.map(({ id, doctor_count }) => [id, doctor_count]),
      [
        [two.id, 2],
        [one.id, 1],
      ],
      'They',
    );
    const first = await client.succeed('specialties.popular', { query: { limit: 1 }, token: admin.token });
    assertEqual(
      first.map(({ id }) => id),
      [two.id],
      'The most popular one',
    );
  },
});

export const doctorSpecialtyChecks = checksOf('doctorSpecialties', {
  'has one primary specialty a doctor: a new one demotes the old': async (world) => {
    const { client, first } = world;
    const doctor = first.otherDoctor;
    const old = await assignSpecialty(world, first, { doctor: doctor.id, is_primary: true });
    await assignSpecialty(world, first, { doctor: doctor.id, is_primary: true });
    const request = { params: { id: old.id }, token: doctor.token };
    assertEqual((await client.succeed('doctorSpecialties.get', request)).is_primary, false, 'The old one');
    await client.succeed('doctorSpecialties.update', { ...request, body: { is_primary: true } });
    const query = { doctor: doctor.id, is_primary: true };
    const { results } = await client.succeed('doctorSpecialties.list', { query, token: doctor.token });
    assertEqual(
      results.map(({ id }) => id),
      [old.id],
      'The primary ones',
    );
    const query2 = { specialty: old.specialty };
    const [shown] = await client.succeed('users.doctors', { query: query2, token: first.patient.token });
    const expected = { id: old.specialty, name: old.specialty_name, is_primary: true };
    assert(
      JSON.stringify(shown?.specialties).includes(JSON.stringify(expected)),
      'The doctor does not show it',
    );
  },

  'is updated by the doctor whose it is, and by no other': async (world) => {
    const { client, first } = world;
    const { id } = await assignSpecialty(world, first);
    const request = { params: { id }, body: { years_of_experience: 3 } };
    await client.succeed('doctorSpecialties.update', { ...request, token: first.doctor.token });
    const other = { ...request, token: first.otherDoctor.token };
    await client.refuse('doctorSpecialties.update', 'PERMISSION_DENIED', other);
  },

  'assigns a specialty once, however many try at once': async (world) => {
    const { client, first } = world;
    const { id: specialty } = await makeSpecialty(world);
    const body = { doctor: first.doctor.id, specialty, is_primary: true };
    const { told } = await outcomes(8, () =>
      client.call('doctorSpecialties.create', { body, token: first.admin.token }),
    );
    assertEqual(told, ['201', ...Array(7).fill('ALREADY_EXISTS')], 'The answers');
  },
});
