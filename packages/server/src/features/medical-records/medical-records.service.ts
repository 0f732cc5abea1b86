import {
  contract,
  type Endpoint,
  type MedicalRecord,
  type MedicalRecordCreate,
  type MedicalRecordUpdate,
  type MedicalRecordVersion,
} from '@medcor/contract';
import type { Actor } from '../../edge/actor.js';
import { found } from '../../edge/api-error.js';
import { given } from '../../edge/given.js';
import { between, equals } from '../../lists/conditions.js';
import type { Page } from '../../lists/page.js';
import type { ListQuery } from '../../lists/pager.js';
import type { ServicePorts } from '../../ports.js';
import { timeZoneFor } from '../hospitals/hospital-time-zone.js';
import type { Repositories } from '../repositories.js';
import { referredUser } from '../users/references.js';
import {
  type ClinicalAccess,
  type ClinicalReach,
  inReach,
  permitClinical,
  permitClinicalRead,
} from './clinical-access.js';
import { assertMayWrite, mayRead, readableOnly } from './medical-records.policy.js';
import {
  type RecordContent,
  type RecordEntry,
  recordListOf,
  versionList,
} from './medical-records.repository.js';
import { assertAppointmentOf } from './references.js';
import { sameJson } from './same-json.js';

interface RecordFilters extends ListQuery {
  readonly hospital?: number | undefined;
  readonly date_from?: string | undefined;
  readonly date_to?: string | undefined;
  readonly patient?: number | undefined;
  readonly record_type?: MedicalRecord['record_type'] | undefined;
  readonly appointment?: number | undefined;
  readonly created_by?: number | undefined;
  readonly is_confidential?: boolean | undefined;
}

export type MedicalRecordService = ReturnType<typeof createMedicalRecordService>;

export function createMedicalRecordService({ database, pager, clock, events }: ServicePorts) {
  /** A page of records in reach; `patient` narrows it further than the filters do. */
  async function pageOf(
    repositories: Repositories,
    access: ClinicalAccess,
    endpoint: Endpoint,
    query: RecordFilters,
    patient?: number,
  ): Promise<Page<MedicalRecord>> {
    const { medicalRecords } = repositories;
    const { actor } = access;
    const timezone = await timeZoneFor(repositories, access.hospital, query);
    const where = [
      readableOnly(actor, access.hospital),
      equals('patient', access.patient),
      equals('patient', patient),
      equals('patient', query.patient),
      equals('record_type', query.record_type),
      equals('appointment', query.appointment),
      equals('created_by', query.created_by),
      equals('is_confidential', query.is_confidential),
      ...between('created_at', query, timezone),
    ];
    return pager(endpoint, query, recordListOf(actor.id), where, (request) =>
      medicalRecords.list(actor.id, request),
    );
  }

  return {
    /** A record as the caller may read it, else `404`; for what hangs on a record. */
    readable: async ({ medicalRecords }: Repositories, access: ClinicalReach, id: number) =>
      readable(access, await medicalRecords.find(id)),

    list(actor: Actor, query: RecordFilters): Promise<Page<MedicalRecord>> {
      const access = permitClinical(actor, 'clinical.read', query.hospital);
      return database.readClinical(access.hospital, (repositories) =>
        pageOf(repositories, access, contract.medicalRecords.list, query),
      );
    },

    listForPatient(actor: Actor, patient: number, query: RecordFilters): Promise<Page<MedicalRecord>> {
      const access = permitClinical(actor, 'clinical.read', query.hospital);
      return database.readClinical(access.hospital, async (repositories) => {
        const user = await repositories.users.find(patient);
        inReach(access, user?.role === 'patient' ? { patient } : undefined);
        return pageOf(repositories, access, contract.medicalRecords.forPatient, query, patient);
      });
    },

    get(actor: Actor, id: number): Promise<MedicalRecord> {
      const access = permitClinicalRead(actor);
      return database.readClinical(access.tenant, async (repositories) => {
        return readable(access, await repositories.medicalRecords.find(id));
      });
    },

    create(actor: Actor, body: MedicalRecordCreate): Promise<MedicalRecord> {
      const { hospital } = permitClinical(actor, 'clinical.write');
      return database.transaction(hospital, async (repositories) => {
        const { medicalRecords } = repositories;
        await referredUser(repositories, 'patient', body.patient, 'patient');
        await assertAppointmentOf(repositories, body.patient, body.appointment);
        const at = clock().toISOString();
        const record = {
          description: null,
          diagnosis: null,
          symptoms: null,
          vital_signs: null,
          lab_results: null,
          appointment: null,
          is_confidential: false,
          ...given(body),
          hospital,
          created_by: actor.id,
          version: 1,
          created_at: at,
          updated_at: at,
        };
        const id = await medicalRecords.insert(record);
        await medicalRecords.insertVersion({
          ...contentOf(record),
          record: id,
          version: 1,
          changed_by: actor.id,
          changed_at: at,
        });
        const written = found(await medicalRecords.find(id));
        await events.publish(repositories, 'medical_record.created', written);
        return written;
      });
    },

    /** A change that changes nothing makes no new version. */
    update(actor: Actor, id: number, body: MedicalRecordUpdate): Promise<MedicalRecord> {
      const access = permitClinical(actor, 'clinical.write');
      return database.transaction(access.hospital, async (repositories) => {
        const { medicalRecords } = repositories;
        const before = readable(access, await medicalRecords.findForUpdate(id));
        const content = { ...contentOf(before), ...given(body) };
        assertMayWrite(actor, before);
        assertMayWrite(actor, { ...before, ...content });
        if (sameJson(content, contentOf(before))) return found(await medicalRecords.find(id));
        if (content.appointment !== before.appointment) {
          await assertAppointmentOf(repositories, before.patient, content.appointment);
        }
        const version = before.version + 1;
        const at = clock().toISOString();
        await medicalRecords.update(id, { ...content, version, updated_at: at });
        await medicalRecords.insertVersion({
          ...content,
          record: id,
          version,
          changed_by: actor.id,
          changed_at: at,
        });
        const written = found(await medicalRecords.find(id));
        await events.publish(repositories, 'medical_record.updated', written);
        return written;
      });
    },

    async delete(actor: Actor, id: number): Promise<void> {
      const access = permitClinical(actor, 'clinical.write');
      await database.transaction(access.hospital, async (transaction) => {
        const { medicalRecords } = transaction;
        const record = readable(access, await medicalRecords.findForUpdate(id));
        assertMayWrite(actor, record);
        await medicalRecords.delete(id, clock().toISOString());
        await events.publish(transaction, 'medical_record.deleted', record);
        return record;
      });
    },

    /** What was confidential stays so: a version is shown to those who could have read it then. */
    history(actor: Actor, id: number, query: ListQuery): Promise<Page<MedicalRecordVersion>> {
      const access = permitClinicalRead(actor);
      return database.readClinical(access.tenant, async ({ medicalRecords }) => {
        const record = readable(access, await medicalRecords.find(id));
        const readsAll = mayRead(actor, { ...record, is_confidential: true });
        const where = [equals('is_confidential', readsAll ? undefined : false)];
        return pager(contract.medicalRecords.history, query, versionList, where, (request) =>
          medicalRecords.listVersions(id, request),
        );
      });
    },
  };
}

function readable<Row extends RecordEntry>(access: ClinicalReach, record: Row | undefined): Row {
  const reached = inReach(access, record);
  return found(mayRead(access.actor, reached) ? reached : undefined);
}

function contentOf(record: RecordContent): RecordContent {
  const { record_type, title, description, diagnosis, symptoms } = record;
  const { vital_signs, lab_results, appointment, is_confidential } = record;
  return {
    record_type,
    title,
    description,
    diagnosis,
    symptoms,
    vital_signs,
    lab_results,
    appointment,
    is_confidential,
  };
}
