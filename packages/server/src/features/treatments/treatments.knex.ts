import type { Tenant } from '../../db/database.js';
import { listRows } from '../../db/knex/list.js';
import { ofTenant } from '../../db/knex/of-tenant.js';
import type { Queryable } from '../../db/knex/queryable.js';
import { asWritten, nameOf, selectColumns, toColumns } from '../../db/knex/values.js';
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
  nameOf('treatments.patient_id', 'patient_name'),
  nameOf('treatments.doctor_id', 'doctor_name'),
];

export function knexTreatments(knex: Queryable, tenant: Tenant): TreatmentRepository {
  // The platform as a whole sees nothing here: row-level security lets one hospital in at a time.
  const treatments = () => ofTenant(knex, 'treatments', tenant);
  const whole = (id: number) => treatments().where('treatments.id', id).first(asWritten(knex, columns));

  return {
    find: whole,
    findForUpdate: (id) => whole(id).forUpdate(),
    list: (request) => listRows(knex, treatments(), columns, treatmentList, request),
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
