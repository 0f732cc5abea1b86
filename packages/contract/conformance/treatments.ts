import { assert, assertEqual, assertMatches } from './assertions.js';
import { checksOf, type Provocations } from './check.js';
import { book, newPrescription, newTreatment, prescribe, treat } from './things.js';
import { makeUser, type World } from './world.js';

export const treatmentErrors: Provocations = {
  'treatments.create': {
    INVALID_REFERENCE: {
      fields: ['doctor'],
      make: ({ first, second }) => ({
        body: { ...newTreatment(first), doctor: second.doctor.id },
        token: first.admin.token,
      }),
    },
  },
  'treatments.update': {
    INVALID_REFERENCE: {
      fields: ['doctor'],
      make: async (world) => ({
        params: { id: (await treat(world, world.first)).id },
        body: { doctor: world.first.nurse.id },
        token: world.first.doctor.token,
      }),
    },
  },
};

export const treatmentChecks = checksOf('treatments', {
  'plans a treatment unless something else is said': async (world) => {
    const { first } = world;
    const { id: appointment } = await book(world, first);
    const treatment = await treat(world, first, { appointment });
    const expected = { status: 'planned', appointment, follow_up_required: false, notes: null };
    assertMatches(treatment, expected, 'The treatment');
  },

  'wants a day for a follow-up that is required, and an end after the start': async (world) => {
    const { client, first } = world;
    const { token } = first.doctor;
    const refused = async (fields: object, field: string) => {
      const body = { ...newTreatment(first), ...fields };
      const answer = await client.refuse('treatments.create', 'VALIDATION_ERROR', { body, token });
      assertEqual(answer.fields, [field], `The fields for ${JSON.stringify(fields)}`);
    };
    await refused({ follow_up_required: true }, 'follow_up_date');
    await refused({ start_date: '2045-02-02', end_date: '2045-02-01' }, 'end_date');
    await refused({ start_date: '2045-02-30' }, 'start_date');
    const { id } = await treat(world, first, { follow_up_required: true, follow_up_date: '2045-02-20' });
    const request = { params: { id }, body: { follow_up_date: null }, token };
    await client.refuse('treatments.update', 'VALIDATION_ERROR', request);
  },

  'shows a patient their own, and the front desk none': async (world) => {
    const { client, first } = world;
    const { id } = await treat(world, first);
    const params = { id };
    assertEqual(
      (await client.succeed('treatments.get', { params, token: first.patient.token })).id,
      id,
      'Its id',
    );
    await client.refuse('treatments.get', 'NOT_FOUND', { params, token: first.otherPatient.token });
    await client.refuse('treatments.get', 'PERMISSION_DENIED', { params, token: first.staff.token });
    const { results } = await client.succeed('treatments.list', { token: first.otherPatient.token });
    assert(
      results.every(({ patient }) => patient === first.otherPatient.id),
      "Another patient's are listed",
    );
  },
});

const allergicPatient = ({ client, first }: World) =>
  makeUser(client, first.admin, { role: 'patient', hospital: first.id, allergies: 'Penicillin, latex' });

export const prescriptionChecks = checksOf('prescriptions', {
  'warns of a medication that the patient is known not to bear, and takes it all the same': async (world) => {
    const { client, first } = world;
    const { id: patient } = await allergicPatient(world);
    const { id: treatment_id } = await treat(world, first, { patient });
    const request = { params: { treatment_id }, token: first.doctor.token };
    const prescribed = async (medication_name: string) =>
      client.succeed('prescriptions.create', { ...request, body: { ...newPrescription(), medication_name } });
    const risky = await prescribed('penicillin V 500');
    assertEqual([risky.warnings.length, risky.status], [1, 'active'], 'The risky one');
    assertEqual((await prescribed('Lisinopril')).warnings, [], 'The warnings of another');
    const { count } = await client.succeed('prescriptions.list', request);
    assertEqual(count, 2, 'How many there are');
  },

  'belongs to the patient of its treatment': async (world) => {
    const { client, first } = world;
    const prescription = await prescribe(world, first);
    const request = { params: { id: prescription.id }, token: first.patient.token };
    const { warnings: _warnings, ...expected } = prescription;
    assertEqual(await client.succeed('prescriptions.get', request), expected, 'What the patient reads');
    assertMatches(prescription, { patient: first.patient.id, prescribed_by: first.admin.id }, 'It');
    await client.refuse('prescriptions.get', 'NOT_FOUND', { ...request, token: first.otherPatient.token });
  },
});
