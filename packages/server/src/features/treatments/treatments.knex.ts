import type { Treatment } from '@medcor/contract';
import type { Tenant } from '../../db/database.js';
import { listRows } from '../../db/knex/list.js';
import { ofTenant } from '../../db/knex/of-tenant.js';
import type { Queryable } from '../../db/knex/queryable.js';
import { selectColumns, toColumns } from '../../db/knex/values.js';
import { type TreatmentRepository, treatmentList, treatmentSearchText } from './treatments.repository.js';

const stored = {
  hospital: 'hospital_id',
  appointment: 'appointment_id',
  patient: 'patient_id',
  doctor: 'doctor_id',
};

const columns = [
  ...selectColumns(
    'treatments',
    [
      'id',
      'hospital',
      'appointment',
      'patient',
      'doctor',
      'diagnosis',
      'treatment_plan',
      'notes',
      'status',
      'start_date',
      'end_date',
      'follow_up_required',
      'follow_up_date',
      'created_at',
      'updated_at',
    ],
    stored,
  ),
  'patients.full_name as patient_name',
  'doctors.full_name as doctor_name',
];

export function knexTreatments(knex: Queryable, tenant: Tenant): TreatmentRepository {
  // The platform as a whole sees nothing here: row-level security lets one hospital in at a time.
  const treatments = () => ofTenant(knex, 'treatments', tenant);
  const named = () =>
    treatments()
      .join('users as patients', 'patients.id', 'treatments.patient_id')
      .join('users as doctors', 'doctors.id', 'treatments.doctor_id');
  const find = (id: number): Promise<Treatment | undefined> =>
    named().where('treatments.id', id).first(columns);

  return {
    find,
    async findForUpdate(id) {
      // Locked without its names: who waited for a change of the doctor would look for the old one's name, and find
      // no row at all.
      await treatments().where('treatments.id', id).forUpdate().first('id');
      return find(id);
    },
    list: (request) => listRows(named(), columns, treatmentList, request),
    async insert(treatment) {
      const [row] = await knex('treatments')
        .insert({ ...toColumns(treatment, stored), search_text: treatmentSearchText(treatment) })
        .returning('id');
      return row.id;
    },
    async update(id, treatment) {
      await treatments()
        .where({ id })
        .update({ ...toColumns(treatment, stored), search_text: treatmentSearchText(treatment) });
    },
  };
}
