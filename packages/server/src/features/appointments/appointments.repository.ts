import type { Appointment, AppointmentStatus } from '@medcor/contract';
import type { ListFields, ListRequest, ListSlice } from '../../lists/list-fields.js';
import { normalise, searchText } from '../../lists/normalise.js';
import type { Span } from '../availability-slots/spans.js';

/** Statuses of an appointment that holds its slot, and its patient's time. */
export const liveStatuses = [
  'scheduled',
  'confirmed',
  'completed',
] as const satisfies readonly AppointmentStatus[];

export function isLive(status: AppointmentStatus): boolean {
  return liveStatuses.some((live) => live === status);
}

/** What is written of an appointment: it is the tenant's, and the names are the patient's and the doctor's. */
export type NewAppointment = Omit<Appointment, 'id' | 'hospital' | 'patient_name' | 'doctor_name'>;

/** The appointments of the tenant. */
export interface AppointmentRepository {
  find(id: number): Promise<Appointment | undefined>;
  list(request: ListRequest): Promise<ListSlice<Appointment>>;
  /** Whether a live appointment of the patient shares time with the span, other than the one left out. */
  isPatientBusy(patient: number, span: Span, without?: number): Promise<boolean>;
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
  fields: {
    id: { column: 'appointments.id', value: (appointment) => appointment.id },
    start_time: { column: 'appointments.start_time', value: (appointment) => appointment.start_time },
    created_at: { column: 'appointments.created_at', value: (appointment) => appointment.created_at },
    updated_at: { column: 'appointments.updated_at', value: (appointment) => appointment.updated_at },
    patient: { column: 'appointments.patient_id', value: (appointment) => appointment.patient },
    doctor: { column: 'appointments.doctor_id', value: (appointment) => appointment.doctor },
    slot: { column: 'appointments.slot_id', value: (appointment) => appointment.slot },
    status: { column: 'appointments.status', value: (appointment) => appointment.status },
    appointment_type: {
      column: 'appointments.appointment_type',
      value: (appointment) => appointment.appointment_type,
    },
  },
  search: {
    columns: [
      'appointments.search_text',
      'patients.first_name_sort',
      'patients.last_name_sort',
      'doctors.first_name_sort',
      'doctors.last_name_sort',
    ],
    text: ({ reason, patient_name, doctor_name }) =>
      [appointmentSearchText({ reason }), normalise(patient_name), normalise(doctor_name)].join(' '),
  },
};
