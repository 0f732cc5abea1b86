import { contract, type Treatment, type TreatmentCreate, type TreatmentUpdate } from '@medcor/contract';
import type { Actor } from '../../edge/actor.js';
import { found } from '../../edge/api-error.js';
import { given } from '../../edge/given.js';
import { between, equals } from '../../lists/conditions.js';
import type { Page } from '../../lists/page.js';
import type { ListQuery } from '../../lists/pager.js';
import type { ServicePorts } from '../../ports.js';
import { hasChanged } from '../events/has-changed.js';
import { timeZoneFor } from '../hospitals/hospital-time-zone.js';
import { inReach, permitClinical, permitClinicalRead } from '../medical-records/clinical-access.js';
import { assertAppointmentOf } from '../medical-records/references.js';
import { referredUser } from '../users/references.js';
import { assertConsistent } from './treatments.policy.js';
import { type NewTreatment, treatmentList } from './treatments.repository.js';

interface TreatmentFilters extends ListQuery {
  readonly hospital?: number | undefined;
  readonly date_from?: string | undefined;
  readonly date_to?: string | undefined;
  readonly patient?: number | undefined;
  readonly doctor?: number | undefined;
  readonly appointment?: number | undefined;
  readonly status?: Treatment['status'] | undefined;
  readonly follow_up_required?: boolean | undefined;
}

export type TreatmentService = ReturnType<typeof createTreatmentService>;

export function createTreatmentService({ database, pager, clock, events }: ServicePorts) {
  return {
    list(actor: Actor, query: TreatmentFilters): Promise<Page<Treatment>> {
      const access = permitClinical(actor, 'clinical.read', query.hospital);
      return database.readClinical(access.hospital, async (repositories) => {
        const timezone = await timeZoneFor(repositories, access.hospital, query);
        const where = [
          equals('patient', access.patient),
          equals('patient', query.patient),
          equals('doctor', query.doctor),
          equals('appointment', query.appointment),
          equals('status', query.status),
          equals('follow_up_required', query.follow_up_required),
          ...between('created_at', query, timezone),
        ];
        return pager(contract.treatments.list, query, treatmentList, where, repositories.treatments.list);
      });
    },

    get(actor: Actor, id: number): Promise<Treatment> {
      const access = permitClinicalRead(actor);
      return database.readClinical(access.tenant, async ({ treatments }) =>
        inReach(access, await treatments.find(id)),
      );
    },

    create(actor: Actor, body: TreatmentCreate): Promise<Treatment> {
      const { hospital } = permitClinical(actor, 'clinical.write');
      const at = clock().toISOString();
      const treatment: NewTreatment = {
        appointment: null,
        notes: null,
        status: 'planned',
        start_date: null,
        end_date: null,
        follow_up_required: false,
        follow_up_date: null,
        ...given(body),
        hospital,
        created_at: at,
        updated_at: at,
      };
      assertConsistent(treatment);
      return database.transaction(hospital, async (repositories) => {
        const { treatments } = repositories;
        await referredUser(repositories, 'patient', treatment.patient, 'patient');
        await referredUser(repositories, 'doctor', treatment.doctor, 'doctor');
        await assertAppointmentOf(repositories, treatment.patient, treatment.appointment);
        const written = found(await treatments.find(await treatments.insert(treatment)));
        await events.publish(repositories, 'treatment.created', written);
        return written;
      });
    },

    /** People and appointments are looked at again only where they change: a doctor may have left since. */
    update(actor: Actor, id: number, body: TreatmentUpdate): Promise<Treatment> {
      const access = permitClinical(actor, 'clinical.write');
      return database.transaction(access.hospital, async (repositories) => {
        const { treatments } = repositories;
        const before = inReach(access, await treatments.findForUpdate(id));
        const { id: _id, patient_name: _patient, doctor_name: _doctor, ...fields } = before;
        const after: NewTreatment = { ...fields, ...given(body), updated_at: clock().toISOString() };
        assertConsistent(after);
        if (after.doctor !== before.doctor) {
          await referredUser(repositories, 'doctor', after.doctor, 'doctor');
        }
        if (after.appointment !== before.appointment) {
          await assertAppointmentOf(repositories, after.patient, after.appointment);
        }
        await treatments.update(id, after);
        const written = found(await treatments.find(id));
        if (hasChanged(before, written)) await events.publish(repositories, 'treatment.updated', written);
        return written;
      });
    },
  };
}
