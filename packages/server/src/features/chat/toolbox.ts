import type {
  Appointment,
  AvailabilitySlot,
  Doctor,
  ErrorCode,
  Hospital,
  MedicalRecord,
  Prescription,
  Treatment,
  UserSummary,
} from '@medcor/contract';
import { ApiError } from '../../edge/api-error.js';
import type { Calling, Operate } from '../../edge/operate.js';
import type { Page } from '../../lists/page.js';

/** How many rows a tool looks at, where it does not say otherwise. */
const MANY = 100;

export interface ToolUse {
  readonly name: string;
  readonly ok: boolean;
}

export interface ToolboxPorts {
  readonly operate: Operate;
  readonly calling: Calling;
  /** Hears of every use, before and after it. */
  readonly onUse: (name: string, status: 'started' | 'done' | 'failed') => void;
  /** Writes down a use, whatever became of it. */
  readonly record: (name: string, refusal: ErrorCode | undefined) => Promise<void>;
}

export interface SlotQuery {
  readonly doctor?: number | undefined;
  readonly from: string;
  readonly to: string;
  readonly limit?: number | undefined;
}

export interface PatientQuery {
  /** Whose; the caller's own where they are a patient. */
  readonly patient?: number | undefined;
}

export type Toolbox = ReturnType<typeof createToolbox>;

/**
 * What the assistant can look up: operations of the API, called for the caller and with the caller's rights. Nothing
 * here changes anything. Every use is recorded. Throws what the operation would be answered.
 */
export function createToolbox({ operate, calling, onUse, record }: ToolboxPorts) {
  const uses: ToolUse[] = [];

  async function use<T>(name: string, work: () => Promise<T>): Promise<T> {
    onUse(name, 'started');
    try {
      const result = await work();
      uses.push({ name, ok: true });
      await record(name, undefined);
      onUse(name, 'done');
      return result;
    } catch (error) {
      uses.push({ name, ok: false });
      onUse(name, 'failed');
      await record(name, error instanceof ApiError ? error.code : 'INTERNAL_ERROR');
      throw error;
    }
  }

  return {
    /** What has been used so far. */
    uses: uses as readonly ToolUse[],
    use,

    /** Active doctors of the hospital, with their specialties. */
    findDoctors: (search?: string): Promise<Doctor[]> =>
      use('find_doctors', async () => {
        const doctors: Doctor[] = [];
        for (let page = 1; page <= 10; page += 1) {
          const answer = rowsOf(
            await operate(calling, 'users.doctors', {
              query: { page, page_size: MANY, ...(search && { search }) },
            }),
          );
          doctors.push(...answer);
          if (answer.length < MANY) break;
        }
        return doctors;
      }),

    /** Slots that are offered to the caller, the earliest first. */
    findSlots: ({ doctor, from, to, limit = MANY }: SlotQuery): Promise<AvailabilitySlot[]> =>
      use('find_slots', async () => {
        const query = {
          ...(doctor !== undefined && { doctor }),
          is_available: true,
          date_from: from,
          date_to: to,
          page_size: limit,
          ordering: 'start_time',
        };
        return rowsOf(await operate(calling, 'availabilitySlots.list', { query }));
      }),

    getSlot: (id: number): Promise<AvailabilitySlot> =>
      use('get_slot', () => operate(calling, 'availabilitySlots.get', { params: { id } })),

    getAppointment: (id: number): Promise<Appointment> =>
      use('get_appointment', () => operate(calling, 'appointments.get', { params: { id } })),

    findPatients: (search: string): Promise<UserSummary[]> =>
      use('find_patients', async () =>
        rowsOf(await operate(calling, 'users.patients', { query: { search, page_size: 6 } })),
      ),

    /** Appointments that are still to come, the next first. */
    listAppointments: (query: {
      doctor?: number;
      patient?: number;
      from: string;
      to?: string;
    }): Promise<Appointment[]> =>
      use('list_appointments', async () => {
        const { doctor, patient, from, to } = query;
        const page = await operate(calling, 'appointments.list', {
          query: {
            ...(doctor !== undefined && { doctor }),
            ...(patient !== undefined && { patient }),
            date_from: from,
            ...(to !== undefined && { date_to: to }),
            ordering: 'start_time',
            page_size: 50,
          },
        });
        return rowsOf(page).filter(({ status }) => status === 'scheduled' || status === 'confirmed');
      }),

    listPrescriptions: ({ patient }: PatientQuery): Promise<Prescription[]> =>
      use('list_prescriptions', async () => {
        const treatments = rowsOf(
          await operate(calling, 'treatments.list', {
            query: { ...(patient !== undefined && { patient }), page_size: 20 },
          }),
        );
        const all = await Promise.all(
          treatments.map(({ id }) =>
            operate(calling, 'prescriptions.list', {
              params: { treatment_id: id },
              query: { page_size: MANY },
            }),
          ),
        );
        return all.flatMap(rowsOf);
      }),

    listTreatments: ({ patient }: PatientQuery): Promise<Treatment[]> =>
      use('list_treatments', async () =>
        rowsOf(
          await operate(calling, 'treatments.list', {
            query: { ...(patient !== undefined && { patient }), page_size: 20 },
          }),
        ),
      ),

    listRecords: ({ patient }: PatientQuery): Promise<MedicalRecord[]> =>
      use('list_records', async () =>
        rowsOf(
          await operate(calling, 'medicalRecords.list', {
            query: { ...(patient !== undefined && { patient }), page_size: 10 },
          }),
        ),
      ),

    hospitalInfo: (): Promise<Hospital> =>
      use('hospital_info', async () => {
        const { hospital } = calling.actor;
        if (hospital === null) throw new ApiError('NOT_FOUND');
        return operate(calling, 'hospitals.get', { params: { id: hospital } });
      }),
  };
}

/** A list without pages answers its rows as they are. */
function rowsOf<Row>(list: Page<Row> | Row[]): Row[] {
  return Array.isArray(list) ? list : list.rows;
}
