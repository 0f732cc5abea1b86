import { AppointmentType } from '@medcor/contract';
import * as z from 'zod/v4';
import type { ModelTool } from '../../../assistant-ports.js';
import { ApiError, invalidField } from '../../../edge/api-error.js';
import type { Proposal } from '../engine/dialogue-state.js';
import type { Turn } from '../engine/turn.js';
import { spokenTime } from '../engine/wording.js';

/** What a tool gives back: rows for the model to read, or something to be confirmed. */
interface ToolResult {
  readonly rows: readonly object[];
  readonly proposal?: Pick<Proposal, 'type' | 'summary' | 'payload'>;
}

interface DefinedTool {
  readonly description: string;
  readonly input: z.ZodObject;
  readonly run: (turn: Turn, input: unknown) => Promise<ToolResult>;
}

function tool<Shape extends z.ZodRawShape>(
  description: string,
  shape: Shape,
  run: (turn: Turn, input: z.output<z.ZodObject<Shape>>) => Promise<ToolResult>,
): DefinedTool {
  const input = z.strictObject(shape);
  // `run` is only ever given what `input` parsed.
  return { description, input, run: run as DefinedTool['run'] };
}

const id = z.int().min(1).max(2_147_483_647);
const when = z.iso.datetime({ offset: true }).or(z.iso.date());
const patient = id.optional().describe('Whose; leave it out when the user is a patient.');

/** Everything that a model can do. What changes anything is only proposed: the user confirms it elsewhere. */
const tools: Readonly<Record<string, DefinedTool>> = {
  find_doctors: tool(
    'The doctors of the hospital with their specialties.',
    { search: z.string().min(1).max(100).optional().describe('Words of a name or a specialty.') },
    async ({ tools: box }, { search }) => ({ rows: (await box.findDoctors(search)).slice(0, 30) }),
  ),
  find_slots: tool(
    'Free times, the earliest first.',
    { doctor: id.optional(), date_from: when, date_to: when },
    async ({ tools: box }, { doctor, date_from: from, date_to: to }) => ({
      rows: await box.findSlots({ doctor, from, to, limit: 20 }),
    }),
  ),
  find_patients: tool(
    'Patients of the hospital, for its staff.',
    { search: z.string().min(1).max(100) },
    async ({ tools: box }, { search }) => ({ rows: await box.findPatients(search) }),
  ),
  list_appointments: tool(
    'Appointments that are still to come.',
    { patient },
    async ({ tools: box, now }, input) => ({
      rows: await box.listAppointments({
        from: now.toISOString(),
        ...(input.patient !== undefined && { patient: input.patient }),
      }),
    }),
  ),
  list_prescriptions: tool('Prescriptions.', { patient }, async ({ tools: box }, input) => ({
    rows: await box.listPrescriptions(input),
  })),
  list_treatments: tool(
    'Treatments and when their follow-ups are due.',
    { patient },
    async ({ tools: box }, input) => ({
      rows: await box.listTreatments(input),
    }),
  ),
  list_records: tool('Medical records.', { patient }, async ({ tools: box }, input) => ({
    rows: await box.listRecords(input),
  })),
  hospital_info: tool('Address, telephone and the like of the hospital.', {}, async ({ tools: box }) => ({
    rows: [await box.hospitalInfo()],
  })),
  propose_booking: tool(
    'Proposes to book a free slot. It is not booked before the user confirms it.',
    {
      slot: id,
      appointment_type: AppointmentType.default('consultation'),
      reason: z.string().max(300).optional(),
      patient,
    },
    async ({ tools: box, timezone }, { slot: slotId, ...others }) => {
      const slot = await box.getSlot(slotId);
      if (!slot.is_available) throw new ApiError('SLOT_UNAVAILABLE');
      const summary = `Book a ${others.appointment_type.replaceAll('_', ' ')} with Dr. ${slot.doctor_name} on ${spokenTime(slot.start_time, timezone)}.`;
      return {
        rows: [slot],
        proposal: { type: 'book', summary, payload: { doctor: slot.doctor, slot: slotId, ...given(others) } },
      };
    },
  ),
  propose_cancellation: tool(
    'Proposes to cancel an appointment. It is not cancelled before the user confirms it.',
    { appointment: id },
    async ({ tools: box, timezone }, input) => {
      const appointment = await box.getAppointment(input.appointment);
      const summary = `Cancel the appointment with Dr. ${appointment.doctor_name} on ${spokenTime(appointment.start_time, timezone)}.`;
      return {
        rows: [appointment],
        proposal: { type: 'cancel', summary, payload: { appointment: appointment.id } },
      };
    },
  ),
  propose_rescheduling: tool(
    'Proposes to move an appointment to a free slot. It is not moved before the user confirms it.',
    { appointment: id, slot: id },
    async ({ tools: box, timezone }, input) => {
      const appointment = await box.getAppointment(input.appointment);
      const slot = await box.getSlot(input.slot);
      if (!slot.is_available) throw new ApiError('SLOT_UNAVAILABLE');
      const summary = `Move the appointment to ${spokenTime(slot.start_time, timezone)} with Dr. ${slot.doctor_name}.`;
      return {
        rows: [slot],
        proposal: {
          type: 'reschedule',
          summary,
          payload: { appointment: appointment.id, slot: slot.id, doctor: slot.doctor },
        },
      };
    },
  ),
};

function given(
  fields: Readonly<Record<string, string | number | undefined>>,
): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** The tools as a model is told of them. */
export const modelTools: readonly ModelTool[] = Object.entries(tools).map(
  ([name, { description, input }]) => ({
    name,
    description,
    input,
  }),
);

/**
 * Uses a tool for a model. Throws `404 NOT_FOUND` for one that there is not, `400 VALIDATION_ERROR` for arguments that
 * it does not take, and what the operation behind it throws; such a use is recorded as well.
 */
export async function useTool(turn: Turn, name: string, written: string): Promise<ToolResult> {
  const refuse = (error: ApiError) => turn.tools.use(nameOf(name), () => Promise.reject(error));
  const defined = Object.hasOwn(tools, name) ? tools[name] : undefined;
  if (!defined) return refuse(new ApiError('NOT_FOUND', { message: 'There is no such tool.' }));
  const parsed = defined.input.safeParse(parseJson(written));
  if (!parsed.success) return refuse(invalidField('arguments', z.prettifyError(parsed.error)));
  return defined.run(turn, parsed.data);
}

/** A name that a model made up, as it can be written down. */
function nameOf(name: string): string {
  return name.replace(/[^\w-]/g, '_').slice(0, 60) || 'unnamed';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text === '' ? '{}' : text);
  } catch {
    return undefined;
  }
}
