import {
  type Appointment,
  type AppointmentCancel,
  type AppointmentCreate,
  type AppointmentUpdate,
  contract,
  type PermissionId,
} from '@medcor/contract';
import type { Actor } from '../../edge/actor.js';
import { ApiError, found } from '../../edge/api-error.js';
import { given } from '../../edge/given.js';
import { type Access, chosenHospital, permit } from '../../edge/permit.js';
import { between, equals } from '../../lists/conditions.js';
import type { Page } from '../../lists/page.js';
import type { ListQuery } from '../../lists/pager.js';
import type { ServicePorts } from '../../ports.js';
import { offeredFrom } from '../availability-slots/availability-slots.policy.js';
import { hasChanged } from '../events/has-changed.js';
import { timeZoneFor } from '../hospitals/hospital-time-zone.js';
import { editable, movable, type Transition, transitions } from './appointment-transitions.js';
import { assertReaches, bookedPatient } from './appointments.policy.js';
import { appointmentList, type NewAppointment } from './appointments.repository.js';
import { freePlace, lockBooking, newPlace } from './booking.js';

interface AppointmentFilters extends ListQuery {
  readonly hospital?: number | undefined;
  readonly patient?: number | undefined;
  readonly doctor?: number | undefined;
  readonly slot?: number | undefined;
  readonly status?: Appointment['status'] | undefined;
  readonly appointment_type?: Appointment['appointment_type'] | undefined;
  readonly date_from?: string | undefined;
  readonly date_to?: string | undefined;
}

export type AppointmentService = ReturnType<typeof createAppointmentService>;

export function createAppointmentService({ database, pager, clock, events }: ServicePorts) {
  const find = async (actor: Actor, access: Access, id: number): Promise<Appointment> => {
    const appointment = found(
      await database.read(access.tenant, ({ appointments }) => appointments.find(id)),
    );
    assertReaches(access, actor, appointment);
    return appointment;
  };

  /**
   * Takes a step. Only one of many who try at once takes it; who finds it taken is answered the appointment as it
   * is. Throws `409 INVALID_TRANSITION` where the step does not lead on from the current status.
   */
  async function take(
    step: Transition,
    actor: Actor,
    permission: PermissionId,
    id: number,
    change: Partial<NewAppointment> = {},
  ): Promise<Appointment> {
    const { hospital } = await find(actor, permit(actor, permission), id);
    return database.transaction(hospital, async (transaction) => {
      const { appointments } = transaction;
      const at = clock().toISOString();
      const taken = await appointments.update(id, step.from, { ...change, status: step.to, updated_at: at });
      if (taken) {
        await events.publish(transaction, step.event, taken);
        return taken;
      }
      const current = found(await appointments.find(id));
      if (current.status === step.to) return current;
      throw new ApiError('INVALID_TRANSITION', {
        message: `An appointment that is ${current.status} cannot become ${step.to}.`,
      });
    });
  }

  const cancel = (actor: Actor, id: number, { reason }: AppointmentCancel): Promise<Appointment> =>
    take(transitions.cancel, actor, 'appointments.write', id, {
      cancellation_reason: reason ?? null,
      cancelled_by: actor.id,
      cancelled_at: clock().toISOString(),
    });

  return {
    list(actor: Actor, query: AppointmentFilters): Promise<Page<Appointment>> {
      const access = permit(actor, 'appointments.read');
      const hospital = chosenHospital(access, query.hospital);
      return database.read(hospital, async ({ hospitals, appointments }) => {
        const where = [
          equals('patient', access.scope === 'own' ? actor.id : undefined),
          equals('patient', query.patient),
          equals('doctor', query.doctor),
          equals('slot', query.slot),
          equals('status', query.status),
          equals('appointment_type', query.appointment_type),
          ...between('start_time', query, await timeZoneFor({ hospitals }, hospital, query)),
        ];
        return pager(contract.appointments.list, query, appointmentList, where, appointments.list);
      });
    },

    async get(actor: Actor, id: number): Promise<Appointment> {
      return find(actor, permit(actor, 'appointments.read'), id);
    },

    /** Throws as {@link freePlace} does. */
    async create(actor: Actor, body: AppointmentCreate): Promise<Appointment> {
      const access = permit(actor, 'appointments.write');
      const { hospital: named, ...fields } = body;
      const hospital = chosenHospital(access, named);
      const patient = bookedPatient(access, actor, body.patient);
      return database.transaction(hospital, async (transaction) => {
        await lockBooking(transaction, { slot: body.slot, patient });
        const now = clock();
        const wish = { slot: body.slot, doctor: body.doctor, patient, offeredFrom: offeredFrom(actor, now) };
        const place = await freePlace(transaction, wish);
        const appointment = await transaction.appointments.insert({
          appointment_type: 'consultation',
          reason: null,
          symptoms: null,
          notes: null,
          ...given(fields),
          patient,
          ...place,
          status: 'scheduled',
          cancellation_reason: null,
          cancelled_by: null,
          cancelled_at: null,
          created_at: now.toISOString(),
          updated_at: now.toISOString(),
        });
        await events.publish(transaction, 'appointment.created', appointment);
        return appointment;
      });
    },

    /**
     * Changes what is written of an appointment; with a slot, moves it there in the same step.
     * Throws as {@link newPlace} does, and `409 INVALID_TRANSITION` for one that was cancelled or missed.
     */
    async update(actor: Actor, id: number, body: AppointmentUpdate): Promise<Appointment> {
      const access = permit(actor, 'appointments.write');
      const { slot, doctor, ...details } = given(body);
      // Staff who only write about one of their hospital's need not look at it first.
      const known =
        slot === undefined && access.scope === 'hospital' ? undefined : await find(actor, access, id);
      return database.transaction(known?.hospital ?? access.tenant, async (transaction) => {
        if (slot !== undefined && known) await lockBooking(transaction, { slot, patient: known.patient });
        await transaction.lockRow('appointments', id);
        const appointment = found(await transaction.appointments.find(id));
        if (!editable.includes(appointment.status)) throw notEditable(appointment);
        const now = clock();
        const place =
          slot === undefined
            ? undefined
            : await newPlace(transaction, appointment, {
                slot,
                doctor: doctor ?? appointment.doctor,
                patient: appointment.patient,
                offeredFrom: offeredFrom(actor, now),
              });
        const change = { ...details, ...place, updated_at: now.toISOString() };
        const row = await transaction.appointments.update(id, place ? movable : editable, change);
        if (!row) throw new ApiError('INVALID_TRANSITION');
        if (hasChanged(appointment, row)) await events.publish(transaction, 'appointment.updated', row);
        return row;
      });
    },

    cancel,

    /** As cancelling, but answers nothing. */
    async delete(actor: Actor, id: number): Promise<undefined> {
      await cancel(actor, id, {});
    },

    confirm(actor: Actor, id: number): Promise<Appointment> {
      return take(transitions.confirm, actor, 'appointments.confirm', id);
    },

    complete(actor: Actor, id: number): Promise<Appointment> {
      return take(transitions.complete, actor, 'appointments.complete', id);
    },

    noShow(actor: Actor, id: number): Promise<Appointment> {
      return take(transitions.noShow, actor, 'appointments.complete', id);
    },
  };
}

function notEditable({ status }: Appointment): ApiError {
  return new ApiError('INVALID_TRANSITION', {
    message: `An appointment that is ${status} cannot be changed.`,
  });
}
