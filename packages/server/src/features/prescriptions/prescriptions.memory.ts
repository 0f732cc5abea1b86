import type { Prescription } from '@medcor/contract';
import type { TransactionTenant } from '../../db/database.js';
import { sliceOf } from '../../db/memory/memory-table.js';
import { letsIn } from '../../db/memory/row-level-security.js';
import type { MemoryTables } from '../tables.memory.js';
import {
  type NewPrescription,
  type PrescriptionRepository,
  prescriptionList,
} from './prescriptions.repository.js';

export type PrescriptionRow = NewPrescription & { id: number };

export function memoryPrescriptions(tables: MemoryTables, tenant: TransactionTenant): PrescriptionRepository {
  const { prescriptions, treatments } = tables;
  const shown = (row: PrescriptionRow): Prescription[] => {
    const treatment = treatments.get(row.treatment);
    return treatment && letsIn(tenant, row.hospital) ? [{ ...row, patient: treatment.patient }] : [];
  };
  const find = async (id: number) => prescriptions.filter((row) => row.id === id).flatMap(shown)[0];
  return {
    find,
    findForUpdate: find,
    list: async (treatment, request) =>
      sliceOf(
        prescriptions.filter((row) => row.treatment === treatment).flatMap(shown),
        prescriptionList,
        request,
      ),
    listForPatient: async (patient, request) =>
      sliceOf(
        prescriptions
          .filter(() => true)
          .flatMap(shown)
          .filter((row) => row.patient === patient),
        prescriptionList,
        request,
      ),
    insert: async (prescription) => prescriptions.insert(prescription).id,
    async update(id, prescription) {
      if (await find(id)) prescriptions.update(id, prescription);
    },
  };
}
