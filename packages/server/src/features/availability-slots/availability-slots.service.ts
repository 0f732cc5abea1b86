import {
  type AvailabilitySlot,
  type AvailabilitySlotBulkCreate,
  type AvailabilitySlotBulkResult,
  type AvailabilitySlotCreate,
  type AvailabilitySlotUpdate,
  contract,
} from '@medcor/contract';
import type { Transaction } from '../../db/database.js';
import type { Actor } from '../../edge/actor.js';
import { found } from '../../edge/api-error.js';
import { type Access, chosenHospital, permit } from '../../edge/permit.js';
import { between, equals, toInstant } from '../../lists/conditions.js';
import { mapPage, type Page } from '../../lists/page.js';
import type { ListQuery } from '../../lists/pager.js';
import type { ServicePorts } from '../../ports.js';
import { timeZoneFor, timeZoneOf } from '../hospitals/hospital-time-zone.js';
import { referredUser } from '../users/references.js';
import {
  asSeen,
  assertMayWrite,
  assertNotHeld,
  changedSpan,
  offeredFrom,
} from './availability-slots.policy.js';
import { type NewSlot, type Slot, slotList } from './availability-slots.repository.js';
import { spansOf } from './slot-pattern.js';
import { type Span, splitByOverlap } from './spans.js';

interface AvailabilitySlotFilters extends ListQuery {
  readonly hospital?: number | undefined;
  readonly doctor?: number | undefined;
  readonly specialty?: number | undefined;
  readonly is_available?: boolean | undefined;
  readonly date_from?: string | undefined;
  readonly date_to?: string | undefined;
}

export type AvailabilitySlotService = ReturnType<typeof createAvailabilitySlotService>;

export function createAvailabilitySlotService({ database, pager, clock }: ServicePorts) {
  const find = async (access: Access, id: number): Promise<Slot> =>
    found(await database.read(access.tenant, ({ availabilitySlots }) => availabilitySlots.find(id)));

  /** Runs the work on a slot that the caller may write, while nobody can book it. */
  async function change<T>(
    actor: Actor,
    id: number,
    work: (transaction: Transaction, slot: Slot) => Promise<T>,
  ): Promise<T> {
    const access = permit(actor, 'slots.write');
    const { hospital, doctor } = await find(access, id);
    assertMayWrite(access, actor, { doctor });
    return database.transaction(hospital, async (transaction) => {
      await transaction.lock(['doctor', doctor], ['slot', id]);
      const slot = found(await transaction.availabilitySlots.find(id));
      assertNotHeld(slot);
      return work(transaction, slot);
    });
  }

  return {
    list(actor: Actor, query: AvailabilitySlotFilters): Promise<Page<AvailabilitySlot>> {
      const hospital = chosenHospital(permit(actor, 'slots.read'), query.hospital);
      const from = offeredFrom(actor, clock());
      return database.read(hospital, async ({ hospitals, availabilitySlots }) => {
        const where = [
          equals('doctor', query.doctor),
          equals('is_available', query.is_available),
          ...between('start_time', query, await timeZoneFor({ hospitals }, hospital, query)),
        ];
        const page = await pager(contract.availabilitySlots.list, query, slotList(from), where, (request) =>
          availabilitySlots.list(request, from, query.specialty),
        );
        return mapPage(page, (slot) => asSeen(slot, from));
      });
    },

    async get(actor: Actor, id: number): Promise<AvailabilitySlot> {
      const slot = await find(permit(actor, 'slots.read'), id);
      return asSeen(slot, offeredFrom(actor, clock()));
    },

    async create(actor: Actor, body: AvailabilitySlotCreate): Promise<AvailabilitySlot> {
      const access = permit(actor, 'slots.write');
      const hospital = chosenHospital(access, body.hospital);
      assertMayWrite(access, actor, body);
      return database.transaction(hospital, async (transaction) => {
        await lockDoctor(transaction, body.doctor);
        const span = { start_time: toInstant(body.start_time), end_time: toInstant(body.end_time) };
        const { doctor, notes = null, is_available: is_open = true } = body;
        const slot = newSlot({ doctor, notes, is_open }, span, clock());
        return asSeen(await transaction.availabilitySlots.insert(slot), null);
      });
    },

    /** Makes all the slots of the pattern but for those that the doctor's other slots are in the way of. */
    async createBulk(actor: Actor, body: AvailabilitySlotBulkCreate): Promise<AvailabilitySlotBulkResult> {
      const access = permit(actor, 'slots.write');
      const hospital = chosenHospital(access, body.hospital);
      assertMayWrite(access, actor, body);
      const timezone = await database.read(hospital, (repositories) => timeZoneOf(repositories, hospital));
      const wanted = spansOf(body, timezone);
      return database.transaction(hospital, async (transaction) => {
        await lockDoctor(transaction, body.doctor);
        const { doctor, notes = null } = body;
        const taken = await spansInTheWay(transaction, doctor, wanted);
        const { free, overlapping } = splitByOverlap(wanted, taken);
        const now = clock();
        const slots = free.map((span) => newSlot({ doctor, notes, is_open: true }, span, now));
        const created = await transaction.availabilitySlots.insertAll(slots);
        return {
          created: created.map((slot) => asSeen(slot, null)),
          skipped: overlapping.map((span) => ({ ...span, code: 'SLOT_OVERLAP' })),
        };
      });
    },

    /** Throws `409 SLOT_UNAVAILABLE` for a booked slot. */
    update(actor: Actor, id: number, body: AvailabilitySlotUpdate): Promise<AvailabilitySlot> {
      return change(actor, id, async ({ availabilitySlots }, slot) => {
        const row = await availabilitySlots.update(id, {
          ...changedSpan(slot, body),
          is_open: body.is_available ?? slot.is_open,
          notes: body.notes === undefined ? slot.notes : body.notes,
          updated_at: clock().toISOString(),
        });
        return asSeen(found(row), null);
      });
    },

    /** Throws `409 SLOT_UNAVAILABLE` for a booked slot. */
    async delete(actor: Actor, id: number): Promise<undefined> {
      await change(actor, id, ({ availabilitySlots }) => availabilitySlots.delete(id, clock().toISOString()));
    },
  };
}

/**
 * Those who add slots of one doctor wait for each other here. With the constraint alone, they would come to wait
 * for each other in a circle, which the database breaks by giving one of them up.
 */
async function lockDoctor(transaction: Transaction, doctor: number): Promise<void> {
  await referredUser(transaction, 'doctor', doctor, 'doctor');
  await transaction.lock(['doctor', doctor]);
}

function newSlot(slot: Pick<NewSlot, 'doctor' | 'notes' | 'is_open'>, span: Span, now: Date): NewSlot {
  const at = now.toISOString();
  return { ...slot, ...span, created_at: at, updated_at: at };
}

/** The doctor's slots that share time with any of these spans, and perhaps some between them. */
async function spansInTheWay(
  { availabilitySlots }: Transaction,
  doctor: number,
  spans: readonly Span[],
): Promise<Span[]> {
  const [first, last] = [spans.at(0), spans.at(-1)];
  if (!first || !last) return [];
  return availabilitySlots.spansWithin(doctor, { start_time: first.start_time, end_time: last.end_time });
}
