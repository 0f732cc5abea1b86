import type { Appointment, AppointmentStatus } from '@medcor/contract';
import { type ListFields, type ListRequest, type ListSlice, plainFields } from '../../lists/list-fields.js';
import { normalise, searchText } from '../../lists/normalise.js';
import type { Slot } from '../availability-slots/availability-slots.repository.js';
import type { Span } from '../availability-slots/spans.js';

/** Statuses of an appointment that holds its slot, and its patient's time. */
export const liveStatuses = [
  'scheduled',
  'confirmed',
  'completed',
] as const satisfies readonly AppointmentStatus[];

/** `in` these, written out in SQL, so that the partial indexes are seen to fit. */
export const inLiveStatuses = `in (${liveStatuses.map((status) => `'${status}'`).join(', ')})`;

export function isLive(status: AppointmentStatus): boolean {
  return liveStatuses.some((live) => live === status);
}

/** What is written of an appointment: it is the tenant's, and the names are the patient's and the doctor's. */
export type NewAppointment = Omit<Appointment, 'id' | 'hospital' | 'patient_name' | 'doctor_name'>;

/** Who wants which slot. */
export interface Wish {
  readonly slot: number;
  readonly doctor: number;
  readonly patient: number;
}

/** What stands for and against a wish, in the tenant. */
export interface Prospect {
  readonly slot: Pick<Slot, 'id' | 'doctor' | 'is_open' | 'is_held' | keyof Span> | undefined;
  /** Whether there is an active doctor of that id. */
  readonly has_doctor: boolean;
  readonly has_patient: boolean;
  /** Whether a live appointment of the patient, other than the one that moves, shares time with the slot. */
  readonly is_patient_busy: boolean;
}

/** The appointments of the tenant. */
export interface AppointmentRepository {
  find(id: number): Promise<Appointment | undefined>;
  list(request: ListRequest): Promise<ListSlice<Appointment>>;
  /** All that decides whether a wish can be met, looked up at once; `moving` is the appointment that would move. */
  prospect(wish: Wish, moving?: number): Promise<Prospect>;
  /** Throws `409 SLOT_UNAVAILABLE` for a held slot, `409 SLOT_OVERLAP` for a patient who is busy then. */
  insert(appointment: NewAppointment): Promise<Appointment>;
  /**
   * Changes an appointment while it is in one of these statuses, as one step that nobody can come between; else
   * `undefined`. Throws as {@link insert} does.
   */
  update(
    id: number,
    whileIn: readonly AppointmentStatus[],
    change: Partial<NewAppointment>,
  ): Promise<Appointment | undefined>;
}

/** What an appointment itself adds to the text under which it is found. */
export function appointmentSearchText({ reason }: Pick<Appointment, 'reason'>): string {
  return searchText(reason);
}

/** Found by the reason and by names. Not by all that a user is found by: patients search too, and see names only. */
export const appointmentList: ListFields<Appointment> = {
  fields: plainFields<Appointment>(
    'appointments',
    ['id', 'start_time', 'created_at', 'updated_at', 'status', 'appointment_type'],
    ['patient', 'doctor', 'slot'],
  ),
  search: {
    columns: ['appointments.search_text'],
    text: ({ reason, patient_name, doctor_name }) =>
      [appointmentSearchText({ reason }), normalise(patient_name), normalise(doctor_name)].join(' '),
  },
};
