import type { AvailabilitySlot } from '@medcor/contract';
import {
  type ListField,
  type ListFields,
  type ListRequest,
  type ListSlice,
  plainFields,
} from '../../lists/list-fields.js';
import type { Span } from './spans.js';

/** A slot as it is kept: whether it is open for booking, and whether a live appointment holds it. */
export type Slot = Omit<AvailabilitySlot, 'is_available'> & {
  readonly is_open: boolean;
  readonly is_held: boolean;
};

/** What is written of a slot: it is the tenant's, and who holds it is the appointments' to say. */
export type NewSlot = Omit<Slot, 'id' | 'hospital' | 'doctor_name' | 'is_held'>;

/** The slots of the tenant that were not deleted. */
export interface AvailabilitySlotRepository {
  find(id: number): Promise<Slot | undefined>;
  /**
   * `offeredFrom` is what the filter `is_available` goes by, see {@link isOffered}. With a specialty, only the
   * slots of the doctors who have it.
   */
  list(
    request: ListRequest,
    offeredFrom: string | null,
    specialty: number | undefined,
  ): Promise<ListSlice<Slot>>;
  /** When the doctor's slots that share time with the span are, in the order of time. */
  spansWithin(doctor: number, span: Span): Promise<Span[]>;
  /** Throws `409 SLOT_OVERLAP` for a time in which the doctor has a slot. */
  insert(slot: NewSlot): Promise<Slot>;
  /** All or none, answered in the order of time. Throws `409 SLOT_OVERLAP` as {@link insert} does. */
  insertAll(slots: readonly NewSlot[]): Promise<Slot[]>;
  /** Throws `409 SLOT_OVERLAP` for a time in which the doctor has another slot. */
  update(id: number, change: Partial<NewSlot>): Promise<Slot | undefined>;
  /** The row stays, for the appointments that refer to it. */
  delete(id: number, at: string): Promise<void>;
}

/**
 * Whether a slot is offered: open, not held and, where `offeredFrom` is an instant, not beginning before it.
 * `null` offers the past as well.
 */
export function isOffered(slot: Slot, offeredFrom: string | null): boolean {
  return slot.is_open && !slot.is_held && (offeredFrom === null || slot.start_time >= offeredFrom);
}

/** {@link isOffered} in SQL. */
function offeredSql(offeredFrom: string | null): Pick<ListField<Slot>, 'column' | 'bindings'> {
  const isFree = 'availability_slots.is_open and holders.id is null';
  if (offeredFrom === null) return { column: `(${isFree})` };
  return { column: `(${isFree} and availability_slots.start_time >= ?)`, bindings: [offeredFrom] };
}

/** The list of slots for somebody to whom they are offered from that instant on. */
export function slotList(offeredFrom: string | null): ListFields<Slot> {
  return {
    fields: {
      ...plainFields<Slot>('availability_slots', ['id', 'start_time', 'end_time', 'created_at'], ['doctor']),
      is_available: { ...offeredSql(offeredFrom), value: (slot) => isOffered(slot, offeredFrom) },
    },
  };
}
