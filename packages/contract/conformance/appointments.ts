import type { AppointmentStatus, ErrorCode, OperationId } from '../src/index.js';
import { assert, assertEqual, assertMatches } from './assertions.js';
import { checksOf, outcomes, type Provocation, type Provocations } from './check.js';
import type { ApiRequest } from './client.js';
import { book, openSlot } from './things.js';
import { pastHour } from './unique.js';
import type { World } from './world.js';

type Step = 'confirm' | 'complete' | 'cancel' | 'noShow' | 'delete';

/** How an appointment comes to be in each status. */
const stepsTo: Readonly<Record<AppointmentStatus, readonly Step[]>> = {
  scheduled: [],
  confirmed: ['confirm'],
  completed: ['complete'],
  cancelled: ['cancel'],
  no_show: ['noShow'],
};

const leadsTo: Readonly<Record<Step, AppointmentStatus>> = {
  confirm: 'confirmed',
  complete: 'completed',
  cancel: 'cancelled',
  delete: 'cancelled',
  noShow: 'no_show',
};

/** From where each step may be taken. */
const takenFrom: Readonly<Record<Step, readonly AppointmentStatus[]>> = {
  confirm: ['scheduled'],
  complete: ['scheduled', 'confirmed'],
  cancel: ['scheduled', 'confirmed'],
  delete: ['scheduled', 'confirmed'],
  noShow: ['scheduled', 'confirmed'],
};

async function appointmentThatIs(world: World, status: AppointmentStatus, people = {}) {
  const { id, slot } = await book(world, world.first, people);
  const request = { params: { id }, token: world.first.admin.token };
  for (const step of stepsTo[status]) await world.client.succeed(`appointments.${step}`, request);
  return { ...request, slot };
}

/** What is wrong with a slot that somebody wants for the first hospital's patient. */
const badSlots: { readonly [Code in ErrorCode]?: (world: World) => Promise<ApiRequest> } = {
  async SLOT_UNAVAILABLE(world) {
    const { otherPatient: patient, admin } = world.first;
    const { slot } = await book(world, world.first, { patient });
    return { body: { slot }, token: admin.token };
  },
  async SLOT_OVERLAP(world) {
    const { first } = world;
    const { start_time, end_time } = await book(world, first);
    const { id: slot } = await openSlot(world, first, { doctor: first.otherDoctor.id, start_time, end_time });
    return { body: { slot, doctor: first.otherDoctor.id }, token: first.admin.token };
  },
  async SLOT_MISMATCH(world) {
    const { otherDoctor, admin } = world.first;
    return {
      body: { slot: (await openSlot(world, world.first)).id, doctor: otherDoctor.id },
      token: admin.token,
    };
  },
  async SLOT_IN_PAST(world) {
    const { id: slot } = await openSlot(world, world.first, pastHour());
    return { body: { slot }, token: world.first.patient.token };
  },
  async INVALID_REFERENCE(world) {
    return {
      body: { slot: (await openSlot(world, world.second)).id },
      token: world.first.admin.token,
    };
  },
};

const bookings = Object.fromEntries(
  Object.entries(badSlots).map(([code, make]): [string, Provocation] => [
    code,
    {
      fields: [code === 'SLOT_OVERLAP' ? 'patient' : 'slot'],
      async make(world) {
        const { patient, doctor } = world.first;
        const { body, token } = await make(world);
        return { body: { patient: patient.id, doctor: doctor.id, ...Object(body) }, token };
      },
    },
  ]),
);

const moves = Object.fromEntries(
  Object.entries(badSlots).map(([code, make]): [string, Provocation['make']] => [
    code,
    async (world) => ({ params: { id: (await book(world, world.first)).id }, ...(await make(world)) }),
  ]),
);

export const appointmentErrors: Provocations = {
  'appointments.create': bookings,
  'appointments.update': {
    ...moves,
    INVALID_TRANSITION: async (world) => ({
      ...(await appointmentThatIs(world, 'cancelled')),
      body: { notes: 'Late' },
    }),
  },
  'appointments.delete': { INVALID_TRANSITION: (world) => appointmentThatIs(world, 'completed') },
  'appointments.cancel': { INVALID_TRANSITION: (world) => appointmentThatIs(world, 'no_show') },
  'appointments.confirm': { INVALID_TRANSITION: (world) => appointmentThatIs(world, 'completed') },
  'appointments.complete': { INVALID_TRANSITION: (world) => appointmentThatIs(world, 'cancelled') },
  'appointments.noShow': { INVALID_TRANSITION: (world) => appointmentThatIs(world, 'completed') },
};

/** Every step from every status: taken, taken before, or refused. */
const transitionChecks = Object.fromEntries(
  (Object.keys(stepsTo) as AppointmentStatus[]).map((status) => [
    `leads on from ${status} as the contract says, and no other way`,
    async (world: World) => {
      for (const step of Object.keys(leadsTo) as Step[]) {
        const { slot: _slot, ...request } = await appointmentThatIs(world, status);
        const id: OperationId = `appointments.${step}`;
        const isTaken = takenFrom[step].includes(status) || leadsTo[step] === status;
        if (isTaken) await world.client.succeed(id, request);
        else await world.client.refuse(id, 'INVALID_TRANSITION', request);
        const now = await world.client.succeed('appointments.get', request);
        assertEqual(now.status, isTaken ? leadsTo[step] : status, `The status after ${step}`);
      }
    },
  ]),
);

export const appointmentChecks = checksOf('appointments', {
  ...transitionChecks,

  'books for the caller, when the caller is a patient': async (world) => {
    const { client, first } = world;
    const { id: slot, start_time, end_time } = await openSlot(world, first);
    const body = { doctor: first.doctor.id, slot };
    const appointment = await client.succeed('appointments.create', { body, token: first.patient.token });
    const expected = { patient: first.patient.id, status: 'scheduled', appointment_type: 'consultation' };
    assertMatches(appointment, { ...expected, start_time, end_time, hospital: first.id }, 'The appointment');
    const ofStaff = { body, token: first.staff.token };
    const { fields } = await client.refuse('appointments.create', 'VALIDATION_ERROR', ofStaff);
    assertEqual(fields, ['patient'], 'What somebody at the front desk has to name');
  },

  'shows a patient their own only, and lets a doctor confirm only theirs': async (world) => {
    const { client, first } = world;
    const { id } = await book(world, first);
    const request = { params: { id }, token: first.otherPatient.token };
    for (const operation of ['get', 'confirm', 'cancel', 'delete'] as const) {
      await client.refuse(`appointments.${operation}`, 'NOT_FOUND', request);
    }
    const { results } = await client.succeed('appointments.list', { token: first.otherPatient.token });
    assert(
      results.every(({ patient }) => patient === first.otherPatient.id),
      "Another patient's are listed",
    );
    const other = { ...request, token: first.otherDoctor.token };
    await client.refuse('appointments.confirm', 'PERMISSION_DENIED', other);
    await client.succeed('appointments.confirm', { ...request, token: first.doctor.token });
  },

  'keeps who cancelled it and why, and frees the slot': async (world) => {
    const { client, first } = world;
    const { id, slot } = await book(world, first);
    const request = { params: { id }, body: { reason: 'Feeling better' }, token: first.patient.token };
    const cancelled = await client.succeed('appointments.cancel', request);
    const expected = { cancellation_reason: 'Feeling better', cancelled_by: first.patient.id };
    assertMatches(cancelled, expected, 'The appointment');
    const again = await client.succeed('appointments.cancel', { ...request, body: { reason: 'Other' } });
    assertEqual(again, cancelled, 'The appointment that is cancelled again');
    await book(world, first, { slot, patient: first.otherPatient });
  },

  'moves to another slot in one step, or not at all': async (world) => {
    const { client, first } = world;
    const { id, slot } = await book(world, first);
    const request = { params: { id }, token: first.staff.token };
    const { slot: taken } = await book(world, first, { patient: first.otherPatient });
    await client.refuse('appointments.update', 'SLOT_UNAVAILABLE', { ...request, body: { slot: taken } });
    assertEqual((await client.succeed('appointments.get', request)).slot, slot, 'The slot it stays in');
    const free = await openSlot(world, first);
    const moved = await client.succeed('appointments.update', { ...request, body: { slot: free.id } });
    assertMatches(moved, { slot: free.id, start_time: free.start_time }, 'The appointment');
    await book(world, first, { slot, patient: first.otherPatient });
  },

  'gives a slot to one of ten who want it at once': async (world) => {
    const { client, first } = world;
    const { id: slot } = await openSlot(world, first);
    const patients = [first.patient, first.otherPatient];
    const { told } = await outcomes(10, (index) => {
      const body = { doctor: first.doctor.id, slot };
      return client.call('appointments.create', { body, token: patients[index % 2]?.token });
    });
    assertEqual(told, ['201', ...Array(9).fill('SLOT_UNAVAILABLE')], 'The answers');
  },

  'never has a patient in two places at once': async (world) => {
    const { client, first } = world;
    const { id, doctor, start_time, end_time } = await openSlot(world, first);
    const other = await openSlot(world, first, { doctor: first.otherDoctor.id, start_time, end_time });
    const wishes = [
      { doctor, slot: id },
      { doctor: other.doctor, slot: other.id },
    ];
    const { told } = await outcomes(2, (index) =>
      client.call('appointments.create', { body: wishes[index], token: first.patient.token }),
    );
    assertEqual(told, ['201', 'SLOT_OVERLAP'], 'The answers');
  },

  'takes one of two steps at once that exclude each other': async (world) => {
    const { client, first } = world;
    const { id } = await book(world, first);
    const request = { params: { id }, token: first.staff.token };
    const steps = ['complete', 'cancel'] as const;
    const { told } = await outcomes(10, (index) =>
      client.call(`appointments.${steps[index % 2] ?? 'cancel'}`, request),
    );
    assertEqual(told, [...Array(5).fill('200'), ...Array(5).fill('INVALID_TRANSITION')], 'The answers');
  },
});
