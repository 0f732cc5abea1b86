import type { PatientExport } from '@medcor/contract';
import type { Transaction } from '../../db/database.js';
import type { Actor } from '../../edge/actor.js';
import { ApiError } from '../../edge/api-error.js';
import { chosenHospital, permit } from '../../edge/permit.js';
import { everyRow } from '../../lists/every-row.js';
import type { Condition } from '../../lists/list-fields.js';
import type { ServicePorts } from '../../ports.js';
import { showMessage } from '../chat/chat.repository.js';
import { showUser } from './clinical-fields.js';
import { exportedRecords } from './exported-records.js';
import { mayRead } from './users.policy.js';

export type PatientExportService = ReturnType<typeof createPatientExportService>;

export function createPatientExportService({ database, clock }: Pick<ServicePorts, 'database' | 'clock'>) {
  return {
    /**
     * All that the platform holds of a patient, as far as the caller may read it; read in one transaction, of which
     * the audit log tells. Whoever is no patient of the hospital is not there: `404 NOT_FOUND`.
     */
    async export(actor: Actor, id: number): Promise<PatientExport> {
      const access = permit(actor, 'users.export');
      const hospital = chosenHospital(access, undefined);
      if (!mayRead(actor, access, id)) throw new ApiError('NOT_FOUND');
      return database.transaction(hospital, async (transaction) => {
        const account = await transaction.users.find(id);
        if (account?.role !== 'patient') throw new ApiError('NOT_FOUND');
        const { appointments, treatments, prescriptions, auditLog } = transaction;
        const own: Condition[] = [{ field: 'patient', is: '=', value: id }];
        return {
          exported_at: clock().toISOString(),
          patient: await showUser(transaction, actor, account),
          appointments: await everyRow('start_time', own, appointments.list),
          medical_records: await exportedRecords(transaction, actor, hospital, id),
          treatments: await everyRow('created_at', own, treatments.list),
          prescriptions: await everyRow('created_at', [], (request) =>
            prescriptions.listForPatient(id, request),
          ),
          chat_messages: await exportedMessages(transaction, id),
          accesses: await everyRow('at', own, auditLog.list),
        };
      });
    },
  };
}

async function exportedMessages({ chatMessages }: Transaction, patient: number) {
  const messages = await everyRow('created_at', [], (request) => chatMessages.listForUser(patient, request));
  return messages.map((message) => showMessage(message));
}
