import type { Treatment } from '@medcor/contract';
import type { TransactionTenant } from '../../db/database.js';
import { sliceOf } from '../../db/memory/memory-table.js';
import { letsIn } from '../../db/memory/row-level-security.js';
import type { MemoryTables } from '../tables.memory.js';
import { type NewTreatment, type TreatmentRepository, treatmentList } from './treatments.repository.js';

export type TreatmentRow = NewTreatment & { id: number };

export function memoryTreatments(
  { treatments, users }: MemoryTables,
  tenant: TransactionTenant,
): TreatmentRepository {
  const nameOf = (user: number) => users.get(user)?.full_name ?? '';
  const isVisible = (row: TreatmentRow) => letsIn(tenant, row.hospital);
  const shown = (row: TreatmentRow): Treatment => ({
    ...row,
    patient_name: nameOf(row.patient),
    doctor_name: nameOf(row.doctor),
  });
  const visible = (id: number) => treatments.get(id, isVisible);
  const find = async (id: number) => {
    const row = visible(id);
    return row && shown(row);
  };
  return {
    find,
    findForUpdate: find,
    list: async (request) => sliceOf(treatments.filter(isVisible).map(shown), treatmentList, request),
    insert: async (treatment) => treatments.insert(treatment).id,
    async update(id, treatment) {
      if (visible(id)) treatments.update(id, treatment);
    },
  };
}
