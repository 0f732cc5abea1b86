import { assert, assertEqual, assertMatches } from './assertions.js';
import { checksOf, outcomes, type Provocations } from './check.js';
import { newPattern } from './requests.js';
import { assignSpecialty, book, openSlot } from './things.js';
import { freeHour, pastHour } from './unique.js';
import type { World } from './world.js';

const bookedSlot = async (world: World) => (await book(world, world.first)).slot;

export const availabilitySlotErrors: Provocations = {
  'availabilitySlots.create': {
    SLOT_OVERLAP: {
      fields: ['start_time'],
      async make(world) {
        const { doctor, start_time, end_time } = await openSlot(world, world.first);
        return { body: { doctor, start_time, end_time }, token: world.first.admin.token };
      },
    },
    INVALID_REFERENCE: {
      fields: ['doctor'],
      make: ({ first, second }) => ({
        body: { doctor: second.doctor.id, ...freeHour() },
        token: first.admin.token,
      }),
    },
  },
  'availabilitySlots.bulk': {
    INVALID_REFERENCE: {
      fields: ['doctor'],
      make: ({ first, second }) => ({ body: newPattern(second), token: first.admin.token }),
    },
  },
  'availabilitySlots.update': {
    SLOT_OVERLAP: {
      fields: ['start_time'],
      async make(world) {
        const { start_time, end_time } = await openSlot(world, world.first);
        const { id } = await openSlot(world, world.first);
        return { params: { id }, body: { start_time, end_time }, token: world.first.doctor.token };
      },
    },
    SLOT_UNAVAILABLE: async (world) => ({
      params: { id: await bookedSlot(world) },
      body: { notes: 'Room 4' },
      token: world.first.admin.token,
    }),
  },
  'availabilitySlots.delete': {
    SLOT_UNAVAILABLE: async (world) => ({
      params: { id: await bookedSlot(world) },
      token: world.first.admin.token,
    }),
  },
};

export const availabilitySlotChecks = checksOf('availabilitySlots', {
  'offers a slot while it is open and no appointment holds it': async (world) => {
    const { client, first } = world;
    const { id } = await openSlot(world, first);
    const request = { params: { id }, token: first.admin.token };
    const isOffered = async () => (await client.succeed('availabilitySlots.get', request)).is_available;
    assertEqual(await isOffered(), true, 'A new slot');
    const appointment = await book(world, first, { slot: id });
    assertEqual(await isOffered(), false, 'A booked slot');
    await client.succeed('appointments.cancel', { ...request, params: { id: appointment.id } });
    assertEqual(await isOffered(), true, 'A slot that is free again');
    await client.succeed('availabilitySlots.update', { ...request, body: { is_available: false } });
    assertEqual(await isOffered(), false, 'A closed slot');
  },

  'offers the past to those who run the hospital, not to patients': async (world) => {
    const { client, first } = world;
    const { id, doctor, start_time } = await openSlot(world, first, pastHour());
    for (const [{ token }, is_available] of [
      [first.staff, true],
      [first.patient, false],
    ] as const) {
      const slot = await client.succeed('availabilitySlots.get', { params: { id }, token });
      assertEqual(slot.is_available, is_available, 'Whether a past slot is offered');
      const query = { doctor, is_available: true, date_from: start_time, date_to: start_time };
      const list = await client.succeed('availabilitySlots.list', { query, token });
      assertEqual(
        list.results.some((found) => found.id === id),
        is_available,
        'Whether it is listed',
      );
    }
  },

  'lists the slots of the doctors with a specialty': async (world) => {
    const { client, first } = world;
    const slot = await openSlot(world, first);
    const { specialty } = await assignSpecialty(world, first);
    const { start_time: date_from, start_time: date_to } = slot;
    const token = first.patient.token;
    const ids = async (query: Record<string, number | string>) =>
      (await client.succeed('availabilitySlots.list', { query, token })).results.map(({ id }) => id);
    assertEqual(await ids({ specialty, date_from, date_to }), [slot.id], 'The slots of the specialty');
    const none = await assignSpecialty(world, first, { doctor: first.otherDoctor.id });
    assertEqual(await ids({ specialty: none.specialty, date_from, date_to }), [], 'Those of another');
  },

  'lets a doctor write their own slots only': async (world) => {
    const { client, first } = world;
    const { token } = first.doctor;
    const body = { doctor: first.doctor.id, ...freeHour() };
    await client.succeed('availabilitySlots.create', { body, token });
    await client.refuse('availabilitySlots.create', 'PERMISSION_DENIED', {
      body: { ...body, doctor: first.otherDoctor.id },
      token,
    });
    const { id } = await openSlot(world, first, { doctor: first.otherDoctor.id });
    await client.refuse('availabilitySlots.delete', 'PERMISSION_DENIED', { params: { id }, token });
  },

  'refuses a slot that ends before it starts': async (world) => {
    const { client, first } = world;
    const { start_time: end_time, end_time: start_time } = freeHour();
    const request = { body: { doctor: first.doctor.id, start_time, end_time }, token: first.admin.token };
    const { fields } = await client.refuse('availabilitySlots.create', 'VALIDATION_ERROR', request);
    assertEqual(fields, ['end_time'], 'The fields');
  },

  'fills a pattern with slots, and reports those that were in the way': async (world) => {
    const { client, first } = world;
    const pattern = { ...newPattern(first), to: '11:00' };
    const request = { body: pattern, token: first.admin.token };
    const taken = { doctor: first.doctor.id, start_time: `${pattern.date_from}T09:45:00Z` };
    await openSlot(world, first, { ...taken, end_time: `${pattern.date_from}T09:50:00Z` });
    const { created, skipped } = await client.succeed('availabilitySlots.bulk', request);
    const starts = created.map(({ start_time }) => start_time.slice(11, 16));
    assertEqual(starts, ['09:00', '10:00', '10:30'], 'The slots that were made');
    assertEqual(skipped.length, 1, 'How many were skipped');
    const start_time = `${pattern.date_from}T09:30:00.000Z`;
    assertMatches(skipped[0], { start_time, code: 'SLOT_OVERLAP' }, 'The skipped slot');
    const again = await client.succeed('availabilitySlots.bulk', request);
    assertEqual([again.created.length, again.skipped.length], [0, 4], 'The same pattern again');
  },

  'never lets slots of a doctor overlap, however many are made at once': async (world) => {
    const { client, first } = world;
    const { start_time } = freeHour();
    const { told } = await outcomes(10, (index) => {
      const end = Date.parse(start_time) + (index + 1) * 60_000;
      const body = { doctor: first.doctor.id, start_time, end_time: new Date(end).toISOString() };
      return client.call('availabilitySlots.create', { body, token: first.admin.token });
    });
    assertEqual(told, ['201', ...Array(9).fill('SLOT_OVERLAP')], 'The answers');
  },

  'takes any offset, and answers UTC with milliseconds': async (world) => {
    const { start_time, end_time } = freeHour();
    const withOffset = new Date(Date.parse(start_time) + 7_200_000).toISOString().replace('.000Z', '+02:00');
    const slot = await openSlot(world, world.first, { start_time: withOffset, end_time });
    assertMatches(slot, { start_time, end_time }, 'The slot');
    assert(slot.created_at.endsWith('Z'), 'created_at is not in UTC');
  },
});
