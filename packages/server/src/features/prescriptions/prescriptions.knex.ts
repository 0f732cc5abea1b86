import type { Prescription } from '@medcor/contract';
import type { Tenant } from '../../db/database.js';
import { listRows } from '../../db/knex/list.js';
import { ofTenant } from '../../db/knex/of-tenant.js';
import type { Queryable } from '../../db/knex/queryable.js';
import { selectColumns, toColumns } from '../../db/knex/values.js';
import { normalise } from '../../lists/normalise.js';
import {
  type NewPrescription,
  type PrescriptionRepository,
  prescriptionList,
  prescriptionSearchText,
} from './prescriptions.repository.js';

const stored = { hospital: 'hospital_id', treatment: 'treatment_id' };

const columns = [
  ...selectColumns(
    'prescriptions',
    [
      'id',
      'hospital',
      'treatment',
      'medication_name',
      'dosage',
      'frequency',
      'duration',
      'instructions',
      'route',
      'quantity',
      'refills_allowed',
      'status',
      'start_date',
      'end_date',
      'prescribed_by',
      'created_at',
      'updated_at',
    ],
    stored,
  ),
  'treatments.patient_id as patient',
];

export function knexPrescriptions(knex: Queryable, tenant: Tenant): PrescriptionRepository {
  // The platform as a whole sees nothing here: row-level security lets one hospital in at a time.
  const prescriptions = () => ofTenant(knex, 'prescriptions', tenant);
  const ofPatients = () =>
    prescriptions().join('treatments', (on) =>
      on
        .on('treatments.hospital_id', 'prescriptions.hospital_id')
        .andOn('treatments.id', 'prescriptions.treatment_id'),
    );
  const find = (id: number): Promise<Prescription | undefined> =>
    ofPatients().where('prescriptions.id', id).first(columns);

  return {
    find,
    findForUpdate: (id) =>
      ofPatients().where('prescriptions.id', id).forUpdate('prescriptions').first(columns),
    list: (treatment, request) =>
      listRows(
        knex,
        ofPatients().where('prescriptions.treatment_id', treatment),
        columns,
        prescriptionList,
        request,
      ),
    listForPatient: (patient, request) =>
      listRows(
        knex,
        ofPatients().where('treatments.patient_id', patient),
        columns,
        prescriptionList,
        request,
      ),
    async insert(prescription) {
      const [row] = await knex('prescriptions')
        .insert({ ...toColumns(prescription, stored), ...derived(prescription) })
        .returning('id');
      return row.id;
    },
    async update(id, prescription) {
      await prescriptions()
        .where({ id })
        .update({ ...toColumns(prescription, stored), ...derived(prescription) });
    },
  };
}

/** The columns that are made from others. */
function derived(prescription: NewPrescription) {
  return {
    medication_name_sort: normalise(prescription.medication_name),
    search_text: prescriptionSearchText(prescription),
  };
}
