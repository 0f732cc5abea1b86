import {
  contract,
  type Prescription,
  type PrescriptionCreate,
  type PrescriptionUpdate,
  type PrescriptionWithWarnings,
} from '@medcor/contract';
import type { Actor } from '../../edge/actor.js';
import { found } from '../../edge/api-error.js';
import { given } from '../../edge/given.js';
import { equals } from '../../lists/conditions.js';
import type { Page } from '../../lists/page.js';
import type { ListQuery } from '../../lists/pager.js';
import type { ServicePorts } from '../../ports.js';
import { hasChanged } from '../events/has-changed.js';
import { inReach, permitClinical, permitClinicalRead } from '../medical-records/clinical-access.js';
import type { Repositories } from '../repositories.js';
import { assertDaysInOrder } from '../treatments/treatments.policy.js';
import { type NewPrescription, prescriptionList } from './prescriptions.repository.js';

interface PrescriptionFilters extends ListQuery {
  readonly status?: Prescription['status'] | undefined;
}

export type PrescriptionService = ReturnType<typeof createPrescriptionService>;

export function createPrescriptionService({ database, pager, clock, events }: ServicePorts) {
  return {
    list(actor: Actor, treatment: number, query: PrescriptionFilters): Promise<Page<Prescription>> {
      const access = permitClinicalRead(actor);
      return database.readClinical(access.tenant, async ({ treatments, prescriptions }) => {
        inReach(access, await treatments.find(treatment));
        const where = [equals('status', query.status)];
        return pager(contract.prescriptions.list, query, prescriptionList, where, (request) =>
          prescriptions.list(treatment, request),
        );
      });
    },

    get(actor: Actor, id: number): Promise<Prescription> {
      const access = permitClinicalRead(actor);
      return database.readClinical(access.tenant, async ({ prescriptions }) =>
        inReach(access, await prescriptions.find(id)),
      );
    },

    create(actor: Actor, treatment: number, body: PrescriptionCreate): Promise<PrescriptionWithWarnings> {
      const access = permitClinical(actor, 'clinical.write');
      const at = clock().toISOString();
      const prescription: NewPrescription = {
        instructions: null,
        route: null,
        quantity: null,
        refills_allowed: 0,
        status: 'active',
        start_date: null,
        end_date: null,
        ...given(body),
        hospital: access.hospital,
        treatment,
        prescribed_by: actor.id,
        created_at: at,
        updated_at: at,
      };
      assertDaysInOrder(prescription);
      return database.transaction(access.hospital, async (repositories) => {
        const { treatments, prescriptions } = repositories;
        inReach(access, await treatments.find(treatment));
        const written = found(await prescriptions.find(await prescriptions.insert(prescription)));
        await events.publish(repositories, 'prescription.created', written);
        return { ...written, warnings: await warningsAbout(repositories, written) };
      });
    },

    /** Warns again only of a medication that was sent: the reader of a mere status change knows the others. */
    update(actor: Actor, id: number, body: PrescriptionUpdate): Promise<PrescriptionWithWarnings> {
      const access = permitClinical(actor, 'clinical.write');
      return database.transaction(access.hospital, async (repositories) => {
        const { prescriptions } = repositories;
        const before = inReach(access, await prescriptions.findForUpdate(id));
        const { id: _id, patient: _patient, ...fields } = before;
        const after: NewPrescription = { ...fields, ...given(body), updated_at: clock().toISOString() };
        assertDaysInOrder(after);
        await prescriptions.update(id, after);
        const written = found(await prescriptions.find(id));
        if (hasChanged(before, written)) await events.publish(repositories, 'prescription.updated', written);
        const warnings = body.medication_name === undefined ? [] : await warningsAbout(repositories, written);
        return { ...written, warnings };
      });
    },
  };
}

async function warningsAbout({ patients }: Repositories, prescription: Prescription): Promise<string[]> {
  const recorded = await patients.find(prescription.patient);
  if (!recorded?.allergies) return [];
  // Knows families of drugs, for the few who are allergic: not a part of what every page with the mock loads.
  const { allergyWarnings } = await import('./allergy-warnings.js');
  return allergyWarnings(prescription.medication_name, recorded.allergies);
}
